"""Gould and Fernandez' roles: worked examples, trying all threes of nodes, and all ways to deal out the groups."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.network import Network, network
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.roles import ROLES, role_counts, roles

LINKS = ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")


def brute_force(arcs: set[tuple[int, int]], group: IntArray) -> FloatArray:
    """The definition: every source, broker and target in turn."""
    found = np.zeros((group.size, 5))
    for source, broker, target in permutations(range(group.size), 3):
        if {(source, broker), (broker, target)} <= arcs and (source, target) not in arcs:
            a, v, b = group[[source, broker, target]].tolist()
            role = (
                "coordinator" if a == v == b else "consultant" if a == b else "gatekeeper" if v == b
                else "representative" if a == v else "liaison"
            )  # fmt: skip
            found[broker, ROLES.index(role)] += 1
    return found


def both_ways(found: Network) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, b in zip(*found.weights.nonzero(), strict=True)}


def as_network(graph: nx.Graph[int]) -> Network:
    return network({(f"{a:03}", f"{b:03}"): 1 for a, b in graph.edges}, [f"{node:03}" for node in graph])


def named(counts: FloatArray, ids: str) -> dict[str, dict[str, float]]:
    return {node: {r: n for r, n in zip(ROLES, row, strict=True) if n} for node, row in zip(ids, counts, strict=True)}


def test_directed_links_of_four() -> None:
    # Worked from the definition.
    arcs = [(start, end) for start, end in ("AB", "AC", "BC", "BD", "CD", "DA")]
    rows, columns = (["ABCD".index(arc[side]) for arc in arcs] for side in (0, 1))
    found = role_counts(csr_array((np.ones(6), (rows, columns)), shape=(4, 4)), np.array([0, 0, 1, 1]))
    assert named(found, "ABCD") == {
        "A": {"gatekeeper": 1, "consultant": 1},
        "B": {"representative": 1},
        "C": {"gatekeeper": 1},
        "D": {"consultant": 1, "representative": 1},
    }


def test_the_structural_holes_graph() -> None:
    # Worked from the definition, each link going both ways.
    held = network({(link[0], link[1]): 1 for link in LINKS})
    found = roles(held, np.array([0, 0, 1, 1, 2, 2, 0]))
    assert named(found.counts, "ABCDEFG") == {
        "A": {"representative": 2, "gatekeeper": 2, "consultant": 2},
        "B": {"representative": 1, "gatekeeper": 1},
        "C": {}, "D": {}, "E": {}, "F": {},
        "G": {"representative": 5, "gatekeeper": 5, "consultant": 4, "liaison": 8},
    }  # fmt: skip


def test_directed_links_of_eight() -> None:
    # Oracle: brokerage of R's sna 2.7.1, whose columns are w_I, w_O, b_IO (representative), b_OI (gatekeeper), b_O.
    arcs = "AB AC AE AH BC BE BF CA CB DA DC DE DF DG EA EG EH FA FD FH GC HA HC HF".split()
    rows, columns = (["ABCDEFGH".index(arc[side]) for arc in arcs] for side in (0, 1))
    matrix = csr_array((np.ones(len(arcs)), (rows, columns)), shape=(8, 8))
    expected = [
        [0, 1, 2, 6, 2], [0, 0, 3, 0, 0], [1, 0, 0, 4, 0], [1, 0, 2, 0, 0],
        [0, 1, 1, 0, 3], [0, 1, 1, 2, 1], [0, 0, 0, 0, 1], [0, 1, 0, 0, 3],
    ]  # fmt: skip
    found = role_counts(matrix, np.array([0, 0, 0, 1, 1, 1, 2, 2]))
    in_its_order = [
        ROLES.index(role) for role in ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
    ]
    assert found[:, in_its_order].tolist() == expected


@pytest.mark.parametrize("seed", range(50))
def test_random_graphs_equal_the_definition(seed: int) -> None:
    chance = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(8 + seed // 2, 0.05 + 0.015 * seed, seed=seed, directed=seed % 2 == 1)
    group = chance.integers(0, 1 + seed % 6, graph.number_of_nodes())
    arcs = set(graph.edges) if graph.is_directed() else both_ways(as_network(graph))
    ends = np.array(sorted(arcs), dtype=np.int64).reshape(-1, 2).T
    matrix = csr_array((np.full(len(arcs), 7), tuple(ends)), shape=(group.size, group.size))
    np.testing.assert_array_equal(role_counts(matrix, group), brute_force(arcs, group))


@pytest.mark.parametrize(("seed", "groups"), [(1, (3, 4)), (2, (2, 2, 3)), (3, (1, 1, 2, 3)), (4, (6, 1)), (5, (5,))])
def test_mean_and_deviation_are_those_of_all_ways_to_deal_out_the_groups(seed: int, groups: tuple[int, ...]) -> None:
    # Oracle: every permutation of the groups.
    group = np.repeat(np.arange(len(groups)), groups)
    held = as_network(nx.gnp_random_graph(group.size, 0.5, seed=seed))
    every = np.array(
        [role_counts(held.weights, np.array(dealt)) for dealt in sorted(set(permutations(group.tolist())))]
    )
    found = roles(held, group)
    np.testing.assert_allclose(found.expected, every.mean(axis=0), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.deviation, every.std(axis=0), rtol=1e-9, atol=1e-9)
    told = found.deviation > 0
    z = (found.counts - found.expected)[told] / found.deviation[told]
    np.testing.assert_array_equal(found.z[told], z)
    assert np.isnan(found.z[~told]).all()


def test_many_random_deals_are_as_expected() -> None:
    # Oracle: 2,000 permutations at random; the mean of each is within five of its standard errors.
    chance = np.random.default_rng(4)
    held = as_network(nx.barabasi_albert_graph(150, 4, seed=2))
    group = chance.zipf(1.6, 150).clip(1, 12) - 1
    found = roles(held, group)
    dealt = np.array([role_counts(held.weights, chance.permutation(group)) for _ in range(2000)])
    errors = found.deviation / np.sqrt(2000)
    assert (np.abs(dealt.mean(axis=0) - found.expected) <= 5 * errors).all()
    seen = found.expected > 20
    np.testing.assert_allclose(dealt.std(axis=0)[seen], found.deviation[seen], rtol=0.1)


def test_those_without_a_group_are_left_out_with_their_links() -> None:
    graph = nx.gnp_random_graph(20, 0.3, seed=3)
    group = np.random.default_rng(1).integers(-1, 3, 20)
    found = roles(as_network(graph), group)
    rest = roles(as_network(graph.subgraph(np.flatnonzero(group >= 0).tolist())), group[group >= 0])
    for whole, part in zip(found, rest, strict=True):
        np.testing.assert_array_equal(whole[group >= 0], part)
        assert np.isnan(whole[group < 0]).all()


def test_nobody_brokers_nothing() -> None:
    assert roles(network({}), np.zeros(0, np.int64)).counts.shape == (0, 5)
    alone = roles(network({}, ["a", "b"]), np.array([0, -1]))
    assert alone.counts[0].tolist() == alone.expected[0].tolist() == [0] * 5
    assert np.isnan(alone.z).all()
