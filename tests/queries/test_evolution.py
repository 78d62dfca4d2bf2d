"""Evolution: small slices by hand, events through a base, years that are not loaded, both stores."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from queries import Answer, ask, find_question
from queries.evolution_slices import Span, spans
from queries.parameters import parse
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer


def together(people: str, year: int, country: str = "TR", topic: str = "soil", times: int = 1) -> dict[str, Paper]:
    """Every two of some people publish together, in the year."""
    return {
        f"{year}-{a}{b}-{k}": Paper({a: [country], b: [country]}, (topic,), {"year": year, "title": f"on {topic}"})
        for a, b in combinations(people, 2)
        for k in range(times)
    }


STORY = {
    # abcdef goes on and grows, mnop and qrst merge, uvwxyz splits, ghijk ends, 1234 begin.
    **together("abcdef", 2005), **together("mnop", 2005, "IR", "water"), **together("qrst", 2005, "IR", "salt"),
    **together("uvwxyz", 2005, "EG", "dust"), **together("ghijk", 2005, "PK", "wheat"),
    **together("abcdefG", 2010), **together("mnopqrst", 2010, "IR", "water"), **together("uvw", 2010, "EG", "dust"),
    **together("xyz", 2010, "EG", "sand"), **together("1234", 2010, "MY", "rice"),
    "late": Paper({"a": ["TR"], "b": ["TR"]}, (), {"year": 2026}),
    "undated": Paper({"a": ["TR"], "b": ["TR"]}),
}  # fmt: skip


def evolution(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "evolution", **({"least": 3} | given))


def publications(base: Base, key: str, **given: Any) -> list[str]:
    question = find_question("evolution")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, {"least": 3} | given), [key])


def events(answer: Answer) -> list[tuple[object, object]]:
    return [(row["cluster"], row["event"]) for row in answer.records()]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("story"), STORY)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((2000, 2009, 5, 5, 0), [(2000, 2004), (2005, 2009)]),
        ((1998, 2009, 5, 5, 0), [(2000, 2004), (2005, 2009)]),
        ((2000, 2007, 4, 2, 0), [(2000, 2003), (2002, 2005), (2004, 2007)]),
        ((2001, 2009, 5, 5, 3), [(2001, 2003), (2004, 2006), (2007, 2009)]),
        ((2001, 2008, 1, 1, 3), [(2003, 2004), (2005, 2006), (2007, 2008)]),
        ((2007, 2009, 5, 5, 0), [(2007, 2009)]),
        ((2009, 2009, 1, 1, 0), [(2009, 2009)]),
    ],
)
def test_slices_end_with_the_last_year(given: tuple[int, ...], expected: list[tuple[int, int]]) -> None:
    assert spans(*given) == [Span(*years) for years in expected]


def test_what_became_of_each_cluster(base: Base) -> None:
    answer = evolution(base, since=2001, until=2010)
    told = events(answer)
    assert [event for cluster, event in told if str(cluster).startswith("2001-2005/")] == [
        "network", *["first seen"] * 5, "gone",
    ]  # fmt: skip
    assert [event for cluster, event in told if str(cluster).startswith("2006-2010/")] == [
        "network", "merged", "grown", "born", "split", "split",
    ]  # fmt: skip
    rows = {row["cluster"]: row for row in answer.records()}
    merged = rows["2006-2010/0"]
    assert (merged["size"], merged["known"], merged["countries"]) == (8, 8, ["IR"])
    assert len(merged["predecessors"]) == 2  # type: ignore[arg-type]
    assert str(merged["name"]).startswith("water")
    grown = rows["2006-2010/1"]
    assert (grown["line"], grown["kept"], grown["links"], grown["density"]) == (grown["predecessors"][0], 6, 21, 1.0)  # type: ignore[index]
    (gone,) = [row for row in answer.records() if row["event"] == "gone"]
    assert (gone["slice"], gone["size"], gone["known"], gone["name"]) == ("2006-2010", 0, 0, "wheat")
    assert gone["leading"] == list("ghijk")
    assert answer.coverage["slices"][1]["events"] == {"born": 1, "grown": 1, "merged": 1, "split": 2, "gone": 1}


def test_figures_of_a_network_by_hand(tmp_path: Path) -> None:
    # a-b and b-c join TR with TR and TR with IR; d is alone; e names no country and is joined with d.
    papers = {
        "w1": Paper({"a": ["TR"], "b": ["TR"]}, (), {"year": 2010}),
        "w2": Paper({"b": ["TR"], "c": ["IR"]}, (), {"year": 2010}),
        "w3": Paper({"d": ["PK"], "e": []}, (), {"year": 2010}),
        "w4": Paper({"f": ["PK"]}, (), {"year": 2010}),
    }
    base = base_of_papers(tmp_path, papers)
    row = evolution(base).records()[0]
    assert [row[one] for one in ("slice", "size", "links", "publications", "clusters")] == ["2010", 6, 3, 4, 1]
    assert (row["density"], row["international"], row["largest_component"]) == (3 / 15, 1 / 2, 3 / 6)
    row = evolution(base, of="countries").records()[0]
    assert [row[one] for one in ("size", "links", "publications")] == [3, 1, 4]
    assert (row["density"], row["international"]) == (1 / 3, 1 / 4)


def test_years_that_are_not_loaded_end_nothing(tmp_path: Path) -> None:
    # The same two clusters in each slice; of the second slice next to nothing is loaded.
    papers: dict[str, Paper] = {}
    for year, people in ((2001, ("abcd", "efgh")), (2006, ("yz",)), (2011, ("abcd", "efgh"))):
        for some in people:
            papers |= together(some, year, times=2)
    answer = evolution(base_of_papers(tmp_path, papers), slice=5, until=2015, since=2001)
    told = [row["event"] for row in answer.records() if row["event"] != "network"]
    assert told == ["first seen", "first seen", "continued", "continued"]
    assert [one["thin"] for one in answer.coverage["slices"]] == [False, True, False]
    assert "Publications behind each slice: 2001-2005 24; 2006-2010 2; 2011-2015 24." in answer.caveats
    assert any(said.startswith("Too few publications in 2006-2010") for said in answer.caveats)


def test_the_year_that_is_not_whole_is_left_out(base: Base) -> None:
    answer = evolution(base)
    assert answer.coverage["until"] == 2010
    assert answer.coverage["publications_after"] == 1
    assert answer.coverage["publications_without_year_left_out"] == 1
    assert evolution(base, until=2026).coverage["slices"][-1]["slice"] == "2022-2026"


def test_group_and_topic_leave_the_others_out(base: Base) -> None:
    only = evolution(base, group="IR", since=2001, until=2010)
    assert [row["event"] for row in only.records()] == ["network", "first seen", "first seen", "network", "merged"]
    assert [row["size"] for row in evolution(base, topic="soil", since=2001).records()] == [6, 6, 7, 7]


def test_countries_are_a_network_too(base: Base) -> None:
    papers = {
        f"{year}-{a}{b}-{k}": Paper({f"{a}{k}": [a], f"{b}{k}": [b]}, ("soil",), {"year": year})
        for year in (2005, 2010)
        for group in (("TR", "IR", "PK"), ("EG", "MA", "TN"))
        for a, b in combinations(group, 2)
        for k in range(2)
    }
    base = base_of_papers(base.folder.parent / "countries", papers)
    answer = evolution(base, of="countries", since=2001)
    assert [(row["event"], row["size"]) for row in answer.records()] == [
        ("network", 6), ("first seen", 3), ("first seen", 3), ("network", 6), ("continued", 3), ("continued", 3),
    ]  # fmt: skip
    assert sorted(answer.records()[1]["leading"]) == ["Egypt", "Morocco", "Tunisia"]  # type: ignore[arg-type]


def test_the_publications_behind_a_row(base: Base) -> None:
    period = {"since": 2001, "until": 2010}
    assert len(publications(base, "2006-2010/network", **period)) == 21 + 28 + 3 + 3 + 6
    assert publications(base, "2006-2010/1", **period) == sorted(together("abcdefG", 2010))
    gone = next(row for row in evolution(base, **period).records() if row["event"] == "gone")
    assert publications(base, str(gone["cluster"]), **period) == sorted(together("ghijk", 2005))
    assert publications(base, "1990/3", **period) == publications(base, "nonsense", **period) == []


def test_a_limit_cuts_clusters_and_changes_no_figure(base: Base) -> None:
    every, first = evolution(base, limit=0), evolution(base, limit=1)
    assert first.coverage == every.coverage
    assert len(first.rows) < len(every.rows)
    kept = {str(one[0]) for one in first.rows}
    assert [row for row in every.rows if str(row[0]) in kept] == list(first.rows)


def test_what_cannot_be_answered_is_told(base: Base, tmp_path: Path) -> None:
    for wrong in ({"slice": 0}, {"step": -1}, {"least": 1}, {"match": 0.0}, {"resolution": -1.0}):
        with pytest.raises(QuestionError, match="give"):
            evolution(base, **({"least": 3} | wrong))
    with pytest.raises(QuestionError, match="no publication of this base has a year"):
        evolution(base_of_papers(tmp_path, {"w1": Paper({"a": ["TR"], "b": ["TR"]})}))


def test_a_base_without_topics_and_countries_answers(tmp_path: Path) -> None:
    papers = {f"w{k}": Paper({"a": [], "b": [], f"c{k}": []}, (), {"year": 2010}) for k in range(4)}
    network, cluster = evolution(base_of_papers(tmp_path, papers)).records()
    assert (network["international"], cluster["name"], cluster["size"]) == (None, None, 6)


@pytest.mark.neo4j
def test_the_other_store_answers_the_same(base: Base, empty_neo4j: Neo4jServer, tmp_path: Path) -> None:
    server = base_of_papers(tmp_path, STORY, empty_neo4j.url)
    for given in ({"since": 2001}, {"of": "countries", "group": "oic"}, {"topic": "soil"}):
        assert evolution(server, **given) == evolution(base, **given)
