"""The co-author projection of all publications, beside networkx's; clocks start from arrays in memory."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import networkx

from benchmarks.job import Job, Measured
from graph.authorships import authorships
from graph.base import Base
from graph.network import LARGEST_TEAM, coauthors_among
from loaders import find_loader, load


def run(world: Path, scratch: Path) -> Measured:
    """Project by sparse algebra, and by networkx's own weighted projection of scientists and publications."""
    base = Base(scratch)
    load(base, find_loader("openalex"), [world / "works"])
    base.update()
    with base.open() as graph:
        found = authorships(graph.store)
    began = time.perf_counter()
    ours = coauthors_among(found)
    ours_s = time.perf_counter() - began
    by_publication = found.by_publication
    teams = [by_publication.indices[a:b].tolist() for a, b in pairwise(by_publication.indptr)]
    began = time.perf_counter()
    wrote: networkx.Graph[tuple[str, int]] = networkx.Graph()
    people = [("scientist", place) for place in range(len(found.scientists))]
    wrote.add_nodes_from(people)
    for place, team in enumerate(teams):
        if len(team) <= LARGEST_TEAM:
            wrote.add_edges_from((("publication", place), ("scientist", who)) for who in team)
    peer = networkx.bipartite.weighted_projected_graph(wrote, people)
    peer_s = time.perf_counter() - began
    same = ours.links == peer.number_of_edges() and ours.weights.sum() == 2 * peer.size(weight="weight")
    return Measured(ours_s, peer_s, bool(same))


JOB = Job("coauthors", "networkx", 50.0, run)
