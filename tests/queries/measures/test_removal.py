"""What is lost without a scientist: small bases by hand, and taking everyone away in turn."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.authorships import Authorships, authorships
from graph.network import Network, network
from queries.measures.arrays import IntArray
from queries.measures.country_paths import APART, country_distances, longer_without, on_all_shortest_paths
from queries.measures.removal import lost_joint_works
from tests.support.bases import Paper, base_of_papers


def found_in(folder: Path, papers: dict[str, Paper | dict[str, list[str]]]) -> Authorships:
    with base_of_papers(folder, papers).open() as graph:
        return authorships(graph.store)


def lost(found: Authorships, largest: int = 100) -> dict[str, list[str]]:
    depending = lost_joint_works(found, found.team <= largest)
    pairs = {who: depending.on(place) for place, who in enumerate(found.scientists)}
    return {who: [f"{found.countries[a]}-{found.countries[b]}" for a, b in some] for who, some in pairs.items() if some}


def test_joint_works_that_depend_on_one_scientist(tmp_path: Path) -> None:
    # Worked by hand: EG-TR has w1 and w2, both by ann; IR-TR has w3 (bea's) and w4 (cem's); MY-TR only w4.
    found = found_in(
        tmp_path,
        {
            "w1": {"ann": ["TR"], "eli": ["EG"]},
            "w2": {"ann": ["TR"], "eva": ["EG"]},
            "w3": {"bea": ["TR"], "ira": ["IR"], "ian": ["IR"]},
            "w4": {"cem": ["TR"], "ira": ["IR"], "max": ["MY"], "may": ["MY"]},
            "w5": {"bea": ["TR"], "cem": ["TR"]},
        },
    )
    assert lost(found) == {"ann": ["EG-TR"], "cem": ["MY-TR"], "ira": ["IR-MY"]}
    assert lost(found, largest=3) == {"ann": ["EG-TR"], "bea": ["IR-TR"]}


def test_one_who_names_two_countries_alone_joins_them(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"w1": {"ann": ["EG", "TR"], "bea": ["TR"]}, "w2": {"bea": ["TR"], "nobody": []}})
    assert lost(found) == {"ann": ["EG-TR"]}


@pytest.mark.parametrize("seed", range(20))
def test_joint_works_equal_those_counted_without_each_scientist(tmp_path: Path, seed: int) -> None:
    # Oracle: the pairs that the works name, counted anew with one scientist left out.
    chance = np.random.default_rng(seed)
    people, codes = [f"s{k:02}" for k in range(14)], ["EG", "IR", "MY", "PK", "TR"]
    works = {
        f"w{k:02}": {
            people[who]: sorted(chance.choice(codes, chance.integers(0, 3), replace=False).tolist())
            for who in sorted(chance.choice(14, chance.integers(1, 5), replace=False).tolist())
        }
        for k in range(12)
    }

    def pairs(without: str) -> set[str]:
        named = [sorted({c for who, at in work.items() if who != without for c in at}) for work in works.values()]
        return {f"{a}-{b}" for countries in named for a, b in combinations(countries, 2)}

    every = pairs("nobody")
    expected = {who: sorted(every - pairs(who)) for who in people if every - pairs(who)}
    assert lost(found_in(tmp_path, dict(works))) == expected


def nearest(graph: nx.Graph[int], country: IntArray, countries: int) -> IntArray:
    """The distances of countries, by networkx' shortest paths between all nodes."""
    result = np.full((countries, countries), APART)
    for a, reached in nx.all_pairs_shortest_path_length(graph):
        for b, steps in reached.items():
            one, other = country[a], country[b]
            if one >= 0 and other >= 0 and not 0 <= result[one, other] <= steps:
                result[one, other] = steps
    return result


def as_network(graph: nx.Graph[int]) -> Network:
    return network({(f"{a:03}", f"{b:03}"): 1 for a, b in graph.edges}, [f"{node:03}" for node in graph])


@pytest.mark.parametrize("seed", range(25))
def test_paths_equal_those_of_networkx_with_everyone_taken_away_in_turn(seed: int) -> None:
    # Oracle: networkx' shortest paths, with each node left out; more than 64 countries in the last ones.
    chance = np.random.default_rng(seed)
    countries = 4 if seed < 22 else 70
    graph = nx.gnp_random_graph(30, 0.03 + 0.005 * seed, seed=seed)
    country = chance.integers(-1, countries, 30)
    held, before = as_network(graph), nearest(graph, country, countries)
    np.testing.assert_array_equal(country_distances(held, country, countries), before)
    expected = []
    for gone in range(30):
        after = nearest(nx.subgraph(graph, set(graph) - {gone}), country, countries)
        changed = list(zip(*np.nonzero(np.triu(before != after, 1)), strict=True))
        rows = [(a, b, before[a, b], after[a, b]) for a, b in changed]
        assert longer_without(held, country, countries, gone) == rows
        expected += [(gone, a, b) for a, b in changed]
    assert list(zip(*on_all_shortest_paths(held, country, countries), strict=True)) == expected


def test_nobody_is_missed_where_there_is_nobody() -> None:
    empty, nowhere = network({}), np.zeros(0, np.int64)
    assert country_distances(empty, nowhere, 0).shape == (0, 0)
    assert on_all_shortest_paths(empty, nowhere, 0).scientist.size == 0
    assert country_distances(network({}, ["a", "b"]), np.array([0, 1]), 2).tolist() == [[0, APART], [APART, 0]]
