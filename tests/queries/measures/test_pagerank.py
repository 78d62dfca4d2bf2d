"""PageRank: networkx on random graphs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graph.network import network
from queries.measures.pagerank import pagerank


@pytest.mark.parametrize("seed", range(50))
def test_random_weighted_graphs_equal_networkx(seed: int) -> None:
    # Oracle: networkx, run until nothing changes; nodes without links in the sparse ones.
    graph = nx.gnp_random_graph(10 + seed, 0.01 + 0.006 * seed, seed=seed)
    chance = np.random.default_rng(seed)
    links = {(f"{a:03}", f"{b:03}"): int(chance.integers(1, 9)) for a, b in graph.edges}
    held = network(links, [f"{node:03}" for node in graph])
    expected = nx.pagerank(held.to_networkx(), weight="weight", tol=1e-13, max_iter=2000)
    np.testing.assert_allclose(pagerank(held), [expected[node] for node in held.ids], rtol=0, atol=1e-9)


def test_nobody_has_none() -> None:
    assert pagerank(network({})).size == 0
    assert pagerank(network({}, ["a", "b"])).tolist() == [0.5, 0.5]
