"""Participation and within-module z: a worked example, and their definitions on random graphs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graph.network import network
from queries.measures.participation import participation, within_module_z


def test_participation_of_a_small_graph() -> None:
    # Worked by hand: C has two links in its module and one outside, 1 - 4/9 - 1/9.
    held = network({("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1, ("C", "D"): 1, ("D", "E"): 1})
    found = participation(held, np.array([0, 0, 0, 1, 1]))
    assert found == pytest.approx([0, 0, 4 / 9, 0.5, 0])


def test_within_module_z_of_a_small_graph() -> None:
    # Worked by hand: 1, 2, 2, 1 links inside, mean 1.5, deviation 0.5; in a module of two both have one.
    held = network({("A", "B"): 1, ("B", "C"): 1, ("C", "D"): 1, ("D", "E"): 1, ("E", "F"): 1})
    found = within_module_z(held, np.array([0, 0, 0, 0, 1, 1]))
    np.testing.assert_allclose(found, [-1, 1, 1, -1, np.nan, np.nan])


@pytest.mark.parametrize("seed", range(50))
def test_random_graphs_equal_the_definitions(seed: int) -> None:
    # Oracle: the sums of the definitions, node by node; some nodes of no module, some without links.
    graph = nx.gnp_random_graph(10 + seed, 0.02 + 0.01 * seed, seed=seed)
    chance = np.random.default_rng(seed)
    links = {(f"{a:03}", f"{b:03}"): int(chance.integers(1, 9)) for a, b in graph.edges}
    held = network(links, [f"{node:03}" for node in graph])
    module = chance.integers(-1, 4, len(graph))
    for weighted in (False, True):
        weights = held.weights.toarray() if weighted else (held.weights.toarray() > 0).astype(float)
        with_module = np.array([[row[module == m].sum() for m in range(4)] for row in weights])
        expected = [1 - sum((part / row.sum()) ** 2 for part in row) if row.sum() else np.nan for row in with_module]
        np.testing.assert_allclose(participation(held, module, weighted=weighted), expected, rtol=0, atol=1e-9)
        z = np.full(len(graph), np.nan)
        for m in range(4):
            inside = with_module[module == m, m]
            if inside.size and inside.std() > 0:
                z[module == m] = (inside - inside.mean()) / inside.std()
        np.testing.assert_allclose(within_module_z(held, module, weighted=weighted), z, rtol=0, atol=1e-9)


def test_where_there_is_no_module_nothing_is_defined() -> None:
    held = network({("a", "b"): 1})
    nowhere = np.array([-1, -1])
    assert np.isnan(participation(held, nowhere)).all()
    assert np.isnan(within_module_z(held, nowhere)).all()
    assert participation(network({}), np.zeros(0, np.int64)).size == 0
