"""Betweenness: published values, networkx on random graphs, and the estimate against the exact values."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.network import Network, network
from queries.measures.betweenness import betweenness


def as_network(graph: nx.Graph[int]) -> Network:
    return network({(f"{a:04}", f"{b:04}"): 1 for a, b in graph.edges}, [f"{node:04}" for node in graph])


def of_teams(seed: int, people: int, teams: int) -> Network:
    """A network of teams: many members have one team only, and so the same neighbours."""
    chance = np.random.default_rng(seed)
    chosen = (sorted(chance.zipf(1.4, chance.integers(2, 7)) % people) for _ in range(teams))
    links = {(f"{a:04}", f"{b:04}"): 1 for team in chosen for a, b in combinations(sorted(set(team)), 2)}
    return network(links, [f"{k:04}" for k in range(people)])


def test_the_karate_club() -> None:
    # Oracle: networkx.
    found = betweenness(as_network(nx.karate_club_graph()))
    assert (found.normalised[0], found.normalised[33]) == pytest.approx((0.437635, 0.304075), abs=5e-7)
    assert not found.sampled.any()
    assert found.standard_error.max() == 0


@pytest.mark.parametrize("seed", range(50))
def test_random_graphs_equal_networkx(seed: int) -> None:
    # Half of them dense at random, half made of teams; isolated nodes and several components in both.
    links = of_teams(seed, 60, 5 + seed) if seed % 2 else as_network(nx.gnp_random_graph(50, 0.004 * seed, seed=seed))
    found, graph = betweenness(links), links.to_networkx()
    for normalised, values in ((True, found.normalised), (False, found.raw)):
        expected = nx.betweenness_centrality(graph, normalized=normalised)
        np.testing.assert_allclose(values, [expected[node] for node in links.ids], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_networks_too_small_for_anything_between(size: int) -> None:
    found = betweenness(network({}, [str(k) for k in range(size)]))
    assert found.normalised.tolist() == [0.0] * size


def test_the_estimate_is_as_near_as_its_standard_error_says() -> None:
    # Oracle: the exact values. Errors are about normal, in standard errors, where there is much to see.
    links = as_network(nx.barabasi_albert_graph(800, 3, seed=1))
    exact, sampled = betweenness(links), betweenness(links, seed=3, work=4_000_000)
    assert 300 < sampled.pivots < 400
    top = np.argsort(-exact.raw)[:40]
    assert len(set(np.argsort(-sampled.raw)[:10]) & set(top[:10])) >= 8
    errors = (sampled.normalised - exact.normalised)[top] / sampled.standard_error[top]
    assert 0.7 < np.sqrt(np.mean(errors**2)) < 1.4


def test_what_a_cut_vertex_separates_is_exact_in_a_sample_too() -> None:
    # Worked by hand: the middle of a star lies between all pairs of its leaves, and a ring hangs on it.
    star = {("middle", f"leaf{k:03}"): 1 for k in range(200)}
    ring = {(f"r{k:03}", f"r{(k + 1) % 151:03}"): 1 for k in range(151)}
    found = network(star | ring | {("middle", "r000"): 1})
    sampled = betweenness(found, work=1_000)
    assert sampled.pivots == 100
    assert sampled.raw[found.index["middle"]] == 200 * 199 / 2 + 200 * 151
    assert sampled.standard_error[found.index["middle"]] == 0
    assert sampled.standard_error[found.index["r001"]] > 0


def test_small_components_stay_exact_beside_one_that_is_sampled() -> None:
    # Worked by hand: the middle of a path of three lies on one path.
    large = {(f"a{k:03}", f"a{j:03}"): 1 for k in range(300) for j in {k // 2, k // 3} if j != k}
    found = network(large | {("x", "y"): 1, ("y", "z"): 1})
    sampled = betweenness(found, work=50_000)
    assert sampled.sampled[found.index["a000"]]
    assert not sampled.sampled[found.index["y"]]
    assert sampled.raw[found.index["y"]] == 1
    assert sampled.standard_error[found.index["y"]] == 0


def test_the_same_seed_gives_the_same_estimate() -> None:
    links = of_teams(2, 600, 500)
    first, again, other = (betweenness(links, seed, work=100_000) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.raw, again.raw)
    assert not np.array_equal(first.raw, other.raw)
