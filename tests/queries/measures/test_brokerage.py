"""Burt's measures: published values, and networkx on random graphs."""

from __future__ import annotations

from functools import partial

import networkx as nx
import numpy as np
import pytest

from graph.network import Network, network
from queries.measures.brokerage import constraint, effective_size
from queries.measures.triangles import triangles

LINKS = [(link[0], link[1]) for link in ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")]
WEIGHTS = (2, 3, 5, 2, 8, 3, 4, 1, 3, 10)


def random_network(seed: int) -> Network:
    graph = nx.gnp_random_graph(10 + seed // 2, 0.03 + 0.006 * seed, seed=seed)
    chance = np.random.default_rng(seed)
    links = {(f"{a:03}", f"{b:03}"): int(chance.integers(1, 9)) for a, b in graph.edges}
    return network(links, [f"{node:03}" for node in graph])


def test_the_structural_holes_graph() -> None:
    # Oracle: networkx' tests, computed with UCINET, igraph and by hand.
    found = network(dict.fromkeys(LINKS, 1))
    held, size = (dict(zip(found.ids, measure(found), strict=True)) for measure in (constraint, effective_size))
    assert (held["G"], held["A"], held["C"]) == pytest.approx((0.400, 0.595, 1), abs=5e-4)
    assert (size["G"], size["A"], size["C"]) == pytest.approx((4.67, 2.50, 1), abs=5e-3)


def test_the_structural_holes_graph_with_weights() -> None:
    # Oracle: the same tests.
    found = network(dict(zip(LINKS, WEIGHTS, strict=True)))
    held, size = (dict(zip(found.ids, measure(found), strict=True)) for measure in (constraint, effective_size))
    assert (held["G"], held["A"], held["C"]) == pytest.approx((0.299, 0.795, 1), abs=5e-4)
    assert (size["G"], size["A"], size["C"]) == pytest.approx((5.47, 2.47, 1), abs=6e-3)


@pytest.mark.parametrize("seed", range(50))
def test_random_weighted_graphs_equal_networkx(seed: int) -> None:
    # Oracle: networkx for given nodes; its faster way for all nodes divides by the wrong maxima in 3.6.1.
    found = random_network(seed)
    graph = found.to_networkx()
    for measure, oracle in ((constraint, nx.constraint), (effective_size, nx.effective_size)):
        expected = oracle(graph, nodes=list(graph), weight="weight")
        np.testing.assert_allclose(measure(found), [expected[node] for node in found.ids], rtol=0, atol=1e-9)


def test_triangles_in_turns_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    found = random_network(30)
    whole = constraint(found), effective_size(found)
    monkeypatch.setattr("queries.measures.brokerage.triangles", partial(triangles, block=7))
    np.testing.assert_allclose((constraint(found), effective_size(found)), whole, rtol=1e-12)


def test_without_neighbours_both_are_undefined() -> None:
    found = network({("a", "b"): 1}, ["c"])
    assert np.isnan(constraint(found)).tolist() == [False, False, True]
    assert np.isnan(effective_size(found)).tolist() == [False, False, True]
    assert constraint(network({})).size == effective_size(network({})).size == 0
