"""Run the benchmarks: `python -m benchmarks [--only JOB] [--size WORKS] [--json]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import msgspec

from benchmarks import jobs
from benchmarks.job import Job, Measured
from hikma.world import make_world


def found() -> dict[str, Job]:
    """Every job by name: every module of `benchmarks/jobs/` that has a `JOB`."""
    modules = (import_module(f"benchmarks.jobs.{module.name}") for module in iter_modules(jobs.__path__))
    return {module.JOB.name: module.JOB for module in modules}


def main() -> int:
    """Make a world of the size asked for, run the jobs on it, print a line each; 1 where two results differ."""
    every = found()
    given = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    given.add_argument("--only", choices=list(every), help="run this job alone")
    given.add_argument("--size", type=int, default=10_000, help="works of the invented world (default: 10000)")
    given.add_argument("--json", action="store_true", help="print a JSON line a job")
    asked = given.parse_args()
    chosen = [every[asked.only]] if asked.only else list(every.values())
    agree = True
    with tempfile.TemporaryDirectory(prefix="hikma-benchmark-") as folder:
        world = Path(folder) / "world"
        if any(job.run for job in chosen):
            print(f"inventing {asked.size:,} works", file=sys.stderr)
            make_world(world, asked.size)
        for job in chosen:
            measured = _measured(job, asked.size, world, Path(folder) / job.name)
            agree &= measured.agree is not False
            print(_line(job, asked.size, measured, as_json=asked.json), flush=True)
    return 0 if agree else 1


def _measured(job: Job, size: int, world: Path, scratch: Path) -> Measured:
    if job.alone:
        return job.alone(size)
    assert job.run
    return job.run(world, scratch)


def _line(job: Job, size: int, measured: Measured, *, as_json: bool) -> str:
    ratio = measured.peer_s / measured.ours_s if measured.peer_s else None
    values = {
        "job": job.name,
        "size": size,
        "ours_s": round(measured.ours_s, 3),
        "peer": job.peer,
        "peer_s": round(measured.peer_s, 3) if measured.peer_s else None,
        "ratio": round(ratio, 2) if ratio else None,
        "goal": job.goal,
        "agree": measured.agree,
        "peak_mb": round(measured.peak_mb) if measured.peak_mb else None,
    }
    if as_json:
        return msgspec.json.encode(values).decode()
    return "  ".join(f"{name} {value}" for name, value in values.items() if value is not None)


if __name__ == "__main__":
    sys.exit(main())
