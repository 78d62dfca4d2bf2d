"""Scores of pairs at two steps: published values, and networkx on random graphs."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.network import Network, network
from queries.measures.similarity import PairScores, adamic_adar, jaccard, resource_allocation


def as_network(graph: nx.Graph[int]) -> Network:
    return network({(f"{a:03}", f"{b:03}"): 1 for a, b in graph.edges}, [f"{node:03}" for node in graph])


def scores(found: PairScores) -> dict[tuple[int, int], float]:
    assert sorted(zip(*found[:2], strict=True)) == list(zip(*found[:2], strict=True))
    return {(a, b): score for a, b, score in zip(*(column.tolist() for column in found), strict=True)}


def test_the_karate_club() -> None:
    # Oracle: networkx.
    held = as_network(nx.karate_club_graph())
    assert scores(adamic_adar(held))[0, 33] == pytest.approx(2.71102, abs=5e-6)
    assert scores(resource_allocation(held))[0, 33] == pytest.approx(0.9, abs=1e-12)
    assert scores(jaccard(held))[0, 33] == pytest.approx(0.137931, abs=5e-7)


def test_one_common_neighbour_of_three() -> None:
    # Oracle: the documentation of Neo4j's graph data science library.
    held = network({("karin", "praveena"): 1, ("michael", "praveena"): 1, ("praveena", "zhen"): 1})
    assert scores(adamic_adar(held))[0, 1] == pytest.approx(0.9102392266268373, rel=1e-15)
    assert scores(resource_allocation(held))[0, 1] == pytest.approx(0.3333333333333333, rel=1e-15)


@pytest.mark.parametrize("seed", range(50))
def test_random_graphs_equal_networkx(seed: int) -> None:
    # Oracle: networkx, over all pairs that are not joined; of those, the ones with a common neighbour are listed.
    graph = nx.gnp_random_graph(10 + seed, 0.02 + 0.006 * seed, seed=seed)
    held = as_network(graph)
    for measure, oracle in (
        (adamic_adar, nx.adamic_adar_index),
        (resource_allocation, nx.resource_allocation_index),
        (jaccard, nx.jaccard_coefficient),
    ):
        expected = {(min(a, b), max(a, b)): score for a, b, score in oracle(graph) if score > 0}
        for turns in (30, 10**6):
            assert scores(measure(held, turns)) == pytest.approx(expected, abs=1e-9)


def test_nobody_is_near_anybody() -> None:
    assert adamic_adar(network({})).score.size == 0
    assert adamic_adar(network({("a", "b"): 1}, ["c"])).score.size == 0
