"""Exact betweenness of ten thousand scientists, beside networkx from a sample of sources; one core each."""

from __future__ import annotations

import time
from pathlib import Path

import networkx
import numpy as np

from benchmarks.coauthor_network import around_the_best_known, network_of
from benchmarks.job import Job, Measured
from queries.measures.betweenness import betweenness

NODES = 10_000
SOURCES = 60


def run(world: Path, scratch: Path) -> Measured:
    """From all sources, and the time of networkx from the sample times all nodes over those of the sample.

    Agreed where igraph has the same values, whose time is not counted.
    """
    del scratch
    found = around_the_best_known(network_of(world), NODES)
    graph = found.to_networkx()
    began = time.perf_counter()
    ours = betweenness(found, work=10**15)
    ours_s = time.perf_counter() - began
    sources = min(SOURCES, len(found.ids))
    began = time.perf_counter()
    networkx.betweenness_centrality(graph, k=sources, seed=0)
    peer_s = (time.perf_counter() - began) * len(found.ids) / sources
    exact = found.to_igraph().betweenness(directed=False)
    return Measured(ours_s, peer_s, bool(np.allclose(ours.raw, exact, rtol=1e-9, atol=1e-6)))


JOB = Job("betweenness", f"networkx, by the time of {SOURCES} sources of {NODES:,}", 40.0, run)
