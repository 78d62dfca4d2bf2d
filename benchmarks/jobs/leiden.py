"""Clusters of the co-author network by Leiden, beside networkx's Louvain; clocks start from arrays in memory."""

from __future__ import annotations

import time
from pathlib import Path

import networkx

from benchmarks.coauthor_network import network_of
from benchmarks.job import Job, Measured
from queries.measures.communities import communities


def run(world: Path, scratch: Path) -> Measured:
    """Agreed where our modularity, as networkx computes it, is not lower; the peer's graph is made before its clock."""
    del scratch
    found = network_of(world)
    graph = found.to_networkx()
    began = time.perf_counter()
    ours = communities(found)
    ours_s = time.perf_counter() - began
    began = time.perf_counter()
    peer = networkx.community.louvain_communities(graph, weight="weight", seed=0)
    peer_s = time.perf_counter() - began
    parts: list[set[str]] = [set() for _ in ours.sizes]
    for one, cluster in zip(found.ids, ours.cluster.tolist(), strict=True):
        parts[cluster].add(one)
    modularity = (networkx.community.modularity(graph, each, weight="weight") for each in (parts, peer))
    return Measured(ours_s, peer_s, next(modularity) >= next(modularity))


JOB = Job("leiden", "networkx, Louvain, at a modularity that is no higher", 20.0, run)
