"""Finding names among 100,000 invented ones, against a scan of all of them by rapidfuzz; seconds for one name."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.job import Job, Measured
from benchmarks.quality.invented_names import persons
from benchmarks.quality.names import SEED, indexed, measured

NAMES, ASKED, SCANNED = 100_000, 60, 5


def run(_: Path, scratch: Path) -> Measured:
    """The median of both; they agree where the goals of finding are met."""
    people = list(persons(NAMES, SEED))
    found = measured(indexed(scratch, people), people, ASKED)
    names = [" ".join(one.words) for one in people]
    times = []
    for name in names[:SCANNED]:
        began = time.perf_counter()
        process.extract(name, names, scorer=fuzz.token_sort_ratio, limit=10)
        times.append(time.perf_counter() - began)
    return Measured(found.median / 1000, statistics.median(times), found.good())


JOB = Job("name-search", "rapidfuzz", 1.0, run)
