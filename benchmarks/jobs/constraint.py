"""Burt's constraint of every scientist, beside networkx's for all nodes; clocks start from arrays in memory."""

from __future__ import annotations

import time
from pathlib import Path

import networkx
import numpy as np

from benchmarks.coauthor_network import network_of
from benchmarks.job import Job, Measured
from queries.measures.brokerage import constraint


def run(world: Path, scratch: Path) -> Measured:
    """By triangles, and by networkx, which multiplies sparse matrices; its graph is made before its clock starts."""
    del scratch
    found = network_of(world)
    graph = found.to_networkx()
    began = time.perf_counter()
    ours = constraint(found)
    ours_s = time.perf_counter() - began
    began = time.perf_counter()
    peer = networkx.constraint(graph, weight="weight")
    peer_s = time.perf_counter() - began
    expected = np.array([peer[one] for one in found.ids])
    return Measured(ours_s, peer_s, bool(np.allclose(ours, expected, rtol=0, atol=1e-9, equal_nan=True)))


JOB = Job("constraint", "networkx, its sparse way for all nodes", 20.0, run)
