"""Clusters: a known optimum, planted clusters, and the adjusted Rand index against all pairs."""

from __future__ import annotations

import random
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.network import Network, network
from queries.measures.communities import adjusted_rand_index, communities, stability


def as_network(graph: nx.Graph[int]) -> Network:
    return network({(f"{a:03}", f"{b:03}"): 1 for a, b in graph.edges}, [f"{node:03}" for node in graph])


def test_the_karate_club() -> None:
    # Oracle: the known optimum; networkx for the modularity of what was found.
    graph = nx.karate_club_graph()
    found = communities(as_network(graph))
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    parts = [set(np.flatnonzero(found.cluster == one).tolist()) for one in range(len(found.sizes))]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, parts, weight=None), abs=1e-12)


def test_cliques_in_a_ring_are_found_whatever_the_seed() -> None:
    # Known: each clique is a cluster; a far higher resolution leaves everyone alone.
    held = as_network(nx.ring_of_cliques(8, 6))
    assert communities(held).sizes.tolist() == [6] * 8
    assert communities(held).cluster.tolist() == [node // 6 for node in range(48)]
    assert stability([communities(held, seed=seed) for seed in range(4)]) == 1.0
    assert communities(held, resolution=100).sizes.tolist() == [1] * 48


def test_weights_count_and_the_largest_cluster_is_first() -> None:
    # Worked by hand: in a ring of six the heavy links are kept together.
    heavy = {("a", "b"): 9, ("c", "d"): 9, ("e", "f"): 9, ("b", "c"): 1, ("d", "e"): 1, ("a", "f"): 1}
    assert communities(network(heavy, ["z"])).cluster.tolist() == [0, 0, 1, 1, 2, 2, 3]
    assert communities(network(heavy | {("e", "g"): 9, ("f", "g"): 9})).cluster.tolist() == [1, 1, 2, 2, 0, 0, 0]


def test_the_same_seed_gives_the_same_clusters_and_leaves_chance_elsewhere_alone() -> None:
    held = as_network(nx.gnp_random_graph(200, 0.03, seed=5))
    random.seed(1)
    expected = random.random()
    random.seed(1)
    one, again, other = (communities(held, seed=seed).cluster for seed in (3, 3, 4))
    assert random.random() == expected
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)
    apart = [communities(held, seed=seed) for seed in (3, 4, 5)]
    index = [adjusted_rand_index(apart[a].cluster, apart[b].cluster) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert stability(apart) == pytest.approx(np.mean(index))
    assert 0 < stability(apart) < 1


@pytest.mark.parametrize("seed", range(10))
def test_the_adjusted_rand_index_counts_pairs(seed: int) -> None:
    # Oracle: every pair in turn, together or not in the one and in the other.
    chance = np.random.default_rng(seed)
    one, other = chance.integers(0, 1 + seed, 30), chance.integers(0, 4, 30)
    pairs = [(one[a] == one[b], other[a] == other[b]) for a, b in combinations(range(30), 2)]
    both, first, second = (sum(picked(*pair) for pair in pairs) for picked in (min, lambda a, _: a, lambda _, b: b))
    chance_only = first * second / len(pairs)
    expected = (both - chance_only) / ((int(first) + int(second)) / 2 - chance_only)
    assert adjusted_rand_index(one, other) == pytest.approx(expected, abs=1e-12)
    assert adjusted_rand_index(one, one) == 1


def test_nobody_is_in_no_cluster() -> None:
    assert communities(network({})).cluster.size == 0
    assert communities(network({}, ["a", "b"])).cluster.tolist() == [0, 1]
