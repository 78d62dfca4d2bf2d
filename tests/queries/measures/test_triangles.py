"""Triangles: those that trying all threes of nodes finds."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from graph.network import network
from queries.measures.triangles import links_of, triangles


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("block", [1, 20, 10_000])
def test_each_triangle_is_found_once_whatever_the_turns(seed: int, block: int) -> None:
    # Oracle: all threes of nodes.
    graph = nx.gnp_random_graph(25, 0.05 * (seed + 1), seed=seed)
    held = network({(f"{a:02}", f"{b:02}"): a + b for a, b in graph.edges}, [f"{node:02}" for node in graph])
    links = links_of(held.weights)
    assert {(min(a, b), max(a, b)): weight for a, b, weight in zip(*links[:3], strict=True)} == {
        (a, b): a + b for a, b in graph.edges
    }
    found = []
    for ab, ac, bc in triangles(links, block):
        for one, two, three in zip(ab, ac, bc, strict=True):
            assert links.first[one] == links.first[two]
            assert (links.second[one], links.second[two]) == (links.first[three], links.second[three])
            found.append(tuple(sorted((links.first[one], links.second[one], links.second[two]))))
    every = combinations(range(25), 3)
    assert sorted(found) == [three for three in every if all(graph.has_edge(*pair) for pair in combinations(three, 2))]


def test_nothing_has_no_triangles() -> None:
    assert list(triangles(links_of(network({}).weights))) == []
    assert list(triangles(links_of(network({}, ["a", "b"]).weights))) == []
