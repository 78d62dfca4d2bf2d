"""Adamic-Adar of all pairs at two steps, beside networkx on a sample of them; clocks start from arrays in memory."""

from __future__ import annotations

import time
from pathlib import Path

import networkx
import numpy as np

from benchmarks.coauthor_network import network_of
from benchmarks.job import Job, Measured
from queries.measures.similarity import adamic_adar

SAMPLE = 50_000


def run(world: Path, scratch: Path) -> Measured:
    """All pairs, and the time of networkx on the sample times all pairs over those of the sample."""
    del scratch
    found = network_of(world)
    graph = found.to_networkx()
    began = time.perf_counter()
    first, second, score = adamic_adar(found)
    ours_s = time.perf_counter() - began
    chosen = np.random.default_rng(0).choice(score.size, min(SAMPLE, score.size), replace=False)
    places = zip(first[chosen].tolist(), second[chosen].tolist(), strict=True)
    pairs = [(found.ids[a], found.ids[b]) for a, b in places]
    began = time.perf_counter()
    peer = [one[2] for one in networkx.adamic_adar_index(graph, pairs)]
    peer_s = (time.perf_counter() - began) * score.size / max(chosen.size, 1)
    return Measured(ours_s, peer_s, bool(np.allclose(score[chosen], peer, rtol=0, atol=1e-9)))


JOB = Job("adamic-adar", f"networkx, by the time of {SAMPLE:,} of the pairs", 40.0, run)
