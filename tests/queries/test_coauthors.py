"""The co-author network of a topic or of countries, by hand on a few papers; links as `graph.network` has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from graph.base import Base, Graph
from graph.errors import QuestionError
from graph.model import About, Broader, Fact, Topic
from graph.network import coauthors
from queries import ask, publications_behind
from queries.coauthors import CoauthorsParameters
from queries.coauthors_network import coauthor_network
from tests.support.staged import paper, stage

A, B, C, D, E, F = (f"openalex:A{n}" for n in range(1, 7))
PAPERS: tuple[tuple[str, dict[str, Sequence[str]], int, str], ...] = (
    ("openalex:W1", {A: ["TR"], B: ["TR"], C: ["TR"]}, 2018, "openalex:T1"),
    ("openalex:W2", {A: ["TR"], B: ["TR"]}, 2019, "openalex:T1"),
    ("openalex:W3", {D: ["PK"], E: ["PK"]}, 2020, "openalex:T2"),
    ("openalex:W4", {C: ["TR"], D: ["PK"]}, 2020, "openalex:T2"),
    ("openalex:W5", {F: []}, 2020, "openalex:T2"),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two triangles of topics: T1 is below T9."""
    base = Base(tmp_path_factory.mktemp("coauthors") / "base")
    state: dict[str, list[Fact]] = {}
    for work, authors, year, topic in PAPERS:
        facts = paper(work, authors, year=year)
        state[work] = [*facts, Topic(topic, name=topic[-2:]), About(work, topic, 1.0, True)]
    state["topics"] = [
        Topic("openalex:T1", name="T1"),
        Topic("openalex:T9", name="Wide"),
        Broader("openalex:T1", "openalex:T9"),
    ]
    stage(base, state, as_of="2026-01-01")
    base.update()
    with base.open() as opened:
        yield opened


def links(graph: Graph, **asked: object) -> dict[tuple[str, str], float]:
    return {(str(row[0]), str(row[1])): float(str(row[5])) for row in ask(graph, "coauthors", **asked).rows}


def test_all_links_are_those_of_the_projection(graph: Graph) -> None:
    whole = coauthors(graph.store)
    first, second, weight = whole.pairs()
    expected = {(whole.ids[a], whole.ids[b]): w for a, b, w in zip(first, second, weight, strict=True)}
    assert links(graph) == expected == {(A, B): 2, (A, C): 1, (B, C): 1, (C, D): 1, (D, E): 1}


def test_rows_are_in_order_of_weight(graph: Graph) -> None:
    assert list(links(graph)) == [(A, B), (A, C), (B, C), (C, D), (D, E)]
    assert list(links(graph, limit=1)) == [(A, B)]


def test_a_topic_takes_those_below_it(graph: Graph) -> None:
    assert links(graph, of="Wide") == links(graph, of="openalex:T1") == {(A, B): 2, (A, C): 1, (B, C): 1}
    assert links(graph, of="T2") == {(C, D): 1, (D, E): 1}


def test_countries_and_years_cut_it(graph: Graph) -> None:
    assert links(graph, group="PK") == {(D, E): 1}
    assert links(graph, since=2019, until=2019) == {(A, B): 1}


def test_fractional_links_and_whole_joint_publications(graph: Graph) -> None:
    row = ask(graph, "coauthors", counting="fractional").records()[0]
    assert (row["a"], row["b"], row["joint"], row["weight"]) == (A, B, 2, 1.5)


def test_the_strongest_stay_and_it_says_so(graph: Graph) -> None:
    """Joint publications with others: A 3, B 3, C 3, D 2, E 1."""
    answer = ask(graph, "coauthors", scientists=3)
    assert {(str(row[0]), str(row[1])) for row in answer.rows} == {(A, B), (A, C), (B, C)}
    assert answer.coverage["scientists_with_coauthors"] == 5
    assert any("Cut to the 3 scientists" in sentence for sentence in answer.caveats)


def test_evidence_of_each_row_counts_what_the_row_says(graph: Graph) -> None:
    for row in ask(graph, "coauthors").records():
        behind = publications_behind(graph, "coauthors", [str(row["a"]), str(row["b"])])
        assert len(behind.rows) == row["joint"]


def test_clusters_are_described(graph: Graph) -> None:
    made = coauthor_network(graph, CoauthorsParameters())
    assert made.network.ids == (A, B, C, D, E)
    assert made.cluster.tolist() == [0, 0, 0, 1, 1]
    first, second = ask(graph, "coauthors").coverage["largest_clusters"]
    assert (first["scientists"], first["pairs"], first["weight"], first["countries"]) == (3, 3, 4.0, ["TR"])
    assert second["leading"] == [D, E]
    assert ask(graph, "coauthors").coverage["between_clusters"] == [[1, 2, 1.0]]


def test_nobody_is_told_in_words(graph: Graph) -> None:
    answer = ask(graph, "coauthors", since=1900, until=1901)
    assert answer.rows == ()
    assert any("Nobody here has a co-author" in sentence for sentence in answer.caveats)


def test_a_scientist_is_no_topic(graph: Graph) -> None:
    with pytest.raises(QuestionError, match="is a scientist"):
        ask(graph, "coauthors", of=A)
