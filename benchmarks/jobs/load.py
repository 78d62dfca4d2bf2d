"""A whole load from gzipped files into an empty embedded store, in a process of its own; seconds and peak memory."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.job import Job, Measured

_LOAD = """
import resource, sys
from hikma.cli import main
status = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


def run(world: Path, scratch: Path) -> Measured:
    """Load works, authors, institutions and topics."""
    kinds = [str(world / kind) for kind in ("works", "authors", "institutions", "topics")]
    command = [sys.executable, "-c", _LOAD, "--base", str(scratch), "load", "openalex", *kinds]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    seconds = time.perf_counter() - began
    return Measured(seconds, peak_mb=int(done.stderr.split()[-1]) / 1024)


JOB = Job("load", None, None, run)
