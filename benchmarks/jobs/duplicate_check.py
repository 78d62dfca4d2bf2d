"""Checking a text for duplicates against a whole base, in one process: the 95th percentile of the time of one check."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.job import Job, Measured
from graph.base import Base
from loaders import find_loader, load
from queries import ask

_CHECKS = 60


def run(world: Path, scratch: Path) -> Measured:
    """`ours_s` is the 95th percentile of 60 checks of different texts, after a first one that reads the base."""
    base = Base(scratch)
    load(base, find_loader("openalex"), [world / "works"])
    base.update()
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        seconds, peak_mb = process.submit(_checked, scratch).result()
    return Measured(seconds, peak_mb=peak_mb)


def _checked(folder: Path) -> tuple[float, float]:
    """The 95th percentile in seconds, and the most memory that this process has held, in MB (Linux)."""
    with Base(folder).open() as graph:
        cypher = "MATCH (p:Publication) RETURN p.title AS title, p.abstract AS abstract, p.id AS id ORDER BY id"
        rows = graph.store.rows(f"{cypher} LIMIT {4 * _CHECKS}").to_pylist()
        texts = [(row["title"], row["abstract"]) for row in rows if row["abstract"]][: _CHECKS + 1]
        took: list[float] = []
        for title, abstract in texts:
            began = time.perf_counter()
            ask(graph, "duplicates", title=title, abstract=abstract)
            took.append(time.perf_counter() - began)
    peak = Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1].split()[0]
    return float(np.quantile(took[1:], 0.95)), int(peak) / 1024


JOB = Job("duplicate-check", None, None, run)
