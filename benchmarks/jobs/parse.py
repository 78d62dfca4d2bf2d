"""Works of OpenAlex from gzip to Arrow tables in memory, on one process, beside a plain loop of json and gzip."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.job import Job, Measured
from benchmarks.plain_works import plain
from graph.batch import Batch, join
from loaders.chunks import chunk_of
from loaders.loading import BATCH_RECORDS
from loaders.openalex import LOADER

PART = 20_000
"""Works of a turn, after which their tables are dropped."""


def ours(file: Path) -> Iterator[Batch]:
    """The tables of each chunk of records, made as a load makes them."""
    raws = LOADER.read([file], lambda _: None)
    while some := list(islice(raws, BATCH_RECORDS)):
        yield chunk_of(LOADER.name, LOADER.parse, LOADER.columns, some).batch


def peers(file: Path) -> Iterator[Batch]:
    """The tables of each part, made by the peer."""
    return plain(file, PART)


_TURNS = """
import sys, time
from itertools import islice
from pathlib import Path
from benchmarks.jobs.parse import BATCH_RECORDS, PART, ours, peak_mb, peers
way, step = {"ours": (ours, PART // BATCH_RECORDS), "peers": (peers, 1)}[sys.argv[1]]
made = (batch for file in sys.argv[2:] for batch in way(Path(file)))
while sys.stdin.readline():
    began = time.perf_counter()
    made_now = sum(1 for _ in islice(made, step))
    print(time.perf_counter() - began, peak_mb(), made_now, flush=True)
"""


def peak_mb() -> float:
    """The most memory that this process has held; not, as `getrusage` has it, also what the process before it held."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def run(world: Path, scratch: Path) -> Measured:
    """Ours and the peer in a process each, which take turns of a part, so that both have the same machine."""
    del scratch
    files = sorted((world / "works").glob("*.gz"))
    ours_s = peer_s = peak = 0.0
    with _process("ours", files) as we, _process("peers", files) as they:
        made = True
        while made:
            ours_, peers_ = _turn(we), _turn(they)
            ours_s, peer_s, peak = ours_s + ours_.seconds, peer_s + peers_.seconds, ours_.peak_mb
            made = bool(ours_.made or peers_.made)
    agree = all(_same(join(list(ours(file))), join(list(peers(file)))) for file in files)
    return Measured(ours_s, peer_s, agree, peak)


class _Turn(NamedTuple):
    """The seconds that a part took, the peak of memory up to its end, and how many batches were made."""

    seconds: float
    peak_mb: float
    made: int


def _process(way: str, files: Sequence[Path]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _TURNS, way, *map(str, files)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _turn(process: subprocess.Popen[str]) -> _Turn:
    assert process.stdin
    assert process.stdout
    print(file=process.stdin, flush=True)
    seconds, peak, made = process.stdout.readline().split()
    return _Turn(float(seconds), float(peak), int(made))


def _same(batch: Batch, peers_: Batch) -> bool:
    """Whether both have the same rows, with the works in any order; and tell as many records apart by digest."""
    in_order = [("record", "ascending")]
    tables = peers_.tables | {"records": peers_.records.drop("digest")}
    found = batch.tables | {"records": batch.records.drop("digest")}
    apart = [len(set(one.records["digest"].to_pylist())) for one in (batch, peers_)]
    return apart[0] == apart[1] and all(
        found[name].sort_by(in_order).equals(table.sort_by(in_order)) for name, table in tables.items()
    )


JOB = Job("parse", "json and gzip", 3.0, run)
