"""Networks: worked by hand, against networkx' projections, and through both libraries and back."""

from __future__ import annotations

from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms import bipartite

from graph.base import Base
from graph.network import Network, coauthors, countries, network
from tests.support.bases import Paper, base_of_papers

TOY = {
    "w1": {"a": ["TR"], "b": ["IR"]},
    "w2": {"a": ["TR"], "b": ["IR"]},
    "w3": {"a": ["TR"], "c": ["PK"]},
    "w4": {"b": ["IR"]},
    "w5": {"c": ["PK"], "d": ["MY"]},
    "w6": {"a": ["TR"], "c": ["PK"], "d": ["MY"]},
}
"""The six papers {TR,IR}{TR,IR}{TR,PK}{IR}{PK,MY}{TR,PK,MY}."""


def weights(found: Network) -> dict[str, float]:
    """The links as `A-B` and their weights."""
    return {f"{found.ids[a]}-{found.ids[b]}": weight for a, b, weight in zip(*found.pairs(), strict=True)}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("toy"), TOY)


def test_countries_are_joined_by_the_publications_that_name_both(toy: Base) -> None:
    # Worked by hand.
    with toy.open() as graph:
        found = countries(graph.store)
    assert found.ids == ("IR", "MY", "PK", "TR")
    assert weights(found) == {"IR-TR": 2, "MY-PK": 2, "MY-TR": 1, "PK-TR": 2}
    assert found.attributes == {"publications": [3, 2, 3, 4]}


def test_fractional_counting_gives_each_publication_one_pair_in_all(toy: Base) -> None:
    # Worked by hand: a paper of three countries gives a third to each of its pairs.
    with toy.open() as graph:
        found = weights(countries(graph.store, counting="fractional"))
    assert found == pytest.approx({"IR-TR": 2, "PK-TR": 4 / 3, "MY-PK": 4 / 3, "MY-TR": 1 / 3})


def test_publications_of_too_many_countries_join_none_of_them(toy: Base) -> None:
    with toy.open() as graph:
        found = countries(graph.store, most_countries=2)
    assert (weights(found), found.left_out) == ({"IR-TR": 2, "MY-PK": 1, "PK-TR": 1}, 1)
    assert found.ids == ("IR", "MY", "PK", "TR")


def test_publications_of_large_teams_join_nobody_but_their_authors_stay(tmp_path: Path) -> None:
    papers = {"w1": {"a": (), "b": ()}, "w2": {"b": (), "c": (), "d": ()}}
    with base_of_papers(tmp_path, papers).open() as graph:
        found = coauthors(graph.store, largest_team=2)
        everyone = coauthors(graph.store, largest_team=3)
    assert (found.ids, weights(found), found.left_out) == (("a", "b", "c", "d"), {"a-b": 1}, 1)
    assert found.degree.tolist() == [1, 1, 0, 0]
    assert (len(weights(everyone)), everyone.left_out) == (4, 0)


def test_a_period_takes_both_its_years_and_no_publication_without_one(tmp_path: Path) -> None:
    dated = {"w1": 2010, "w2": 2011, "w3": 2012, "w4": None}
    papers = {name: Paper({"a": (), name: ()}, (), {"year": year}) for name, year in dated.items()}
    with base_of_papers(tmp_path, papers).open() as graph:
        assert coauthors(graph.store, since=2011).ids == ("a", "w2", "w3")
        assert coauthors(graph.store, until=2011).ids == ("a", "w1", "w2")
        assert coauthors(graph.store, 2011, 2011).ids == ("a", "w2")
        assert coauthors(graph.store, since=2013).ids == ()
        assert coauthors(graph.store).links == 4


@pytest.mark.parametrize("seed", range(5))
def test_coauthors_equal_networkx_projections(tmp_path: Path, seed: int) -> None:
    # Oracle: networkx' weighted projection of the bipartite graph; for fractional counting, that of Newman.
    random = Random(seed)
    teams = {f"w{k}": random.sample([f"s{n}" for n in range(12)], random.randint(1, 5)) for k in range(20)}
    affiliations = nx.Graph([(author, work) for work, team in teams.items() for author in team])
    authors = sorted({author for team in teams.values() for author in team})
    papers = {work: dict.fromkeys(team, ()) for work, team in teams.items()}
    with base_of_papers(tmp_path, papers).open() as graph:
        full, fractional = coauthors(graph.store), coauthors(graph.store, counting="fractional")
    for found, project in (
        (full, bipartite.weighted_projected_graph),
        (fractional, bipartite.collaboration_weighted_projected_graph),
    ):
        expected = nx.to_numpy_array(project(affiliations, authors), nodelist=authors)
        assert found.ids == tuple(authors)
        np.testing.assert_allclose(found.weights.toarray(), expected, atol=1e-12)
        np.testing.assert_array_equal(found.weights.toarray(), found.weights.toarray().T)


def test_both_libraries_get_every_node_link_and_weight() -> None:
    found = network({("a", "b"): 2, ("c", "b"): 0.5}, ["z"])
    assert found.weights.dtype == np.float64
    as_igraph, as_networkx = found.to_igraph(), found.to_networkx()
    assert as_igraph.vs["name"] == list(as_networkx) == ["a", "b", "c", "z"]
    named = [tuple(as_igraph.vs[end]["name"] for end in edge.tuple) for edge in as_igraph.es]
    assert dict(zip(named, as_igraph.es["weight"], strict=True)) == {("a", "b"): 2.0, ("b", "c"): 0.5}
    assert list(as_networkx.edges(data="weight")) == [("a", "b", 2.0), ("b", "c", 0.5)]


def test_attributes_go_along(toy: Base) -> None:
    with toy.open() as graph:
        found = countries(graph.store)
    assert found.to_igraph().vs["publications"] == [3, 2, 3, 4]
    assert found.to_networkx().nodes["TR"] == {"publications": 4}
    assert found.index["TR"] == 3


@pytest.mark.parametrize("links", [{("a", "a"): 1}, {("a", "b"): 0}, {("a", "b"): 1, ("b", "a"): 1}])
def test_links_that_make_no_simple_network_are_refused(links: dict[tuple[str, str], float]) -> None:
    with pytest.raises(ValueError, match="give each pair of two ids once"):
        network(links)
