"""Works of OpenAlex from gzip to Arrow tables in memory, on one process, beside a plain loop of json and gzip."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.job import Job, Measured
from benchmarks.plain_works import plain
from graph.batch import Batch, join
from loaders.chunks import chunk_of
from loaders.loading import BATCH_RECORDS
from loaders.openalex import LOADER
from loaders.openalex_columns import works_batch

PART = 20_000
"""Works of a turn, after which their tables are dropped."""


def ours(file: Path) -> Iterator[Batch]:
    """The tables of each chunk as a load makes them."""
    raws = LOADER.read([file], lambda _: None)
    while chunk := list(islice(raws, BATCH_RECORDS)):
        yield chunk_of(LOADER.name, LOADER.parse, works_batch, chunk).batch


_ALONE = """
import resource, sys
from pathlib import Path
from benchmarks.jobs.parse import ours
for file in sys.argv[1:]:
    for batch in ours(Path(file)):
        del batch
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run(world: Path, scratch: Path) -> Measured:
    """Ours and the peer in turns, a part each, so that both have the same machine; ours again alone for its memory."""
    del scratch
    files = sorted((world / "works").glob("*.gz"))
    ours_s = peer_s = 0.0
    agree = True
    for file in files:
        made, wanted = ours(file), plain(file, PART)
        while True:
            began = time.perf_counter()
            batches = list(islice(made, PART // BATCH_RECORDS))
            between = time.perf_counter()
            expected = next(wanted, None)
            ours_s += between - began
            peer_s += time.perf_counter() - between
            if expected is None:
                agree &= not batches
                break
            agree &= _same(join(batches), expected)
    command = [sys.executable, "-c", _ALONE, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return Measured(ours_s, peer_s, agree, int(done.stdout) / 1024)


def _same(ours_: Batch, peers: Batch) -> bool:
    """Whether both have the same rows, with the works in any order; and tell as many records apart by digest."""
    in_order = [("record", "ascending")]
    tables = peers.tables | {"records": peers.records.drop("digest")}
    found = ours_.tables | {"records": ours_.records.drop("digest")}
    apart = [len(set(batch.records["digest"].to_pylist())) for batch in (ours_, peers)]
    return apart[0] == apart[1] and all(
        found[name].sort_by(in_order).equals(table.sort_by(in_order)) for name, table in tables.items()
    )


JOB = Job("parse", "json and gzip", 3.0, run)
