"""The best paths: worked by hand, and every simple path of random graphs."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.shortest_paths import FAR, best_paths, how_many, links_from, near_both


def matrix(costs: dict[tuple[int, int], int], size: int) -> csr_array[np.int64, tuple[int, int]]:
    first, second = np.array(list(costs), dtype=np.int64).reshape(-1, 2).T
    values = np.array(list(costs.values()), dtype=np.int64)
    one_way = csr_array((values, (first, second)), shape=(size, size))
    return csr_array(one_way + one_way.T)


def test_a_small_graph() -> None:
    # Worked by hand: two ways of two links, the cheaper first, then those of three.
    found = matrix({(0, 1): 5, (1, 4): 1, (0, 2): 2, (2, 4): 2, (0, 3): 1, (3, 2): 1, (4, 5): 1, (6, 7): 1}, 8)
    assert best_paths(found, 0, 4, 9) == [(0, 2, 4), (0, 1, 4), (0, 3, 2, 4)]
    assert best_paths(found, 4, 0, 1) == [(4, 2, 0)]
    assert how_many(found, 0, 4) == 2
    assert links_from(found, 0).tolist() == [0, 1, 1, 1, 2, 3, FAR, FAR]
    assert np.flatnonzero(near_both(found, 0, 4)).tolist() == [0, 1, 2, 3, 4]


def test_no_path_is_none() -> None:
    found = matrix({(0, 1): 1}, 3)
    assert best_paths(found, 0, 2, 3) == []
    assert how_many(found, 0, 2) == 0
    assert not near_both(found, 0, 2).any()
    assert best_paths(found, 1, 1, 3) == []


@pytest.mark.parametrize("seed", range(50))
def test_random_graphs_equal_all_simple_paths(seed: int) -> None:
    # Oracle: networkx' simple paths, sorted by links, cost, and places.
    chance = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(9 + seed // 5, 0.12 + 0.004 * seed, seed=seed)
    costs = {(a, b): int(chance.integers(0, 4)) + 1 for a, b in graph.edges}
    found = matrix(costs, len(graph))
    cost = {**costs, **{(b, a): cost for (a, b), cost in costs.items()}}
    for end in range(1, 5):
        fewest = int(nx.shortest_path_length(graph, 0, end)) if nx.has_path(graph, 0, end) else 0
        every = nx.all_simple_paths(graph, 0, end, cutoff=fewest + 1) if fewest else []
        expected = sorted((len(path), sum(cost[step] for step in pairwise(path)), tuple(path)) for path in every)
        for number in (2, 1000):
            assert best_paths(found, 0, end, number) == [path for *_, path in expected[:number]]
        assert how_many(found, 0, end) == sum(1 for links, *_ in expected if links == fewest + 1)
