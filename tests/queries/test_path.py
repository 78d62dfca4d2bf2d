"""Paths between scientists: a small base worked by hand, what joins where no path does, both stores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import AffiliatedWith, Fact, Institution
from queries.parameters import parse
from queries.path import QUESTION
from queries.question import Answer
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import stage

PAPERS = {
    "w1": Paper({"ann": ["TR"], "ben": ["IR"]}, ("soil",), {"year": 2010}),
    "w2": Paper({"ann": ["TR"], "ben": ["IR"]}, ("soil", "water"), {"year": 2012}),
    "w3": Paper({"ben": ["IR"], "dia": ["MY"]}, (), {"year": 2011}),
    "w4": Paper({"ben": ["IR"], "dia": ["MY"]}, (), {"year": 2012}),
    "w5": Paper({"ann": ["TR"], "cem": ["PK"]}, (), {"year": 2020}),
    "w6": Paper({"cem": ["PK"], "dia": ["MY"]}, (), {"year": 2021}),
    "w7": Paper({"ann": ["TR"], "eva": []}, (), {"year": 2021}),
    "w8": Paper({"cem": ["PK"], "eva": []}),
    "w9": Paper({"far": ["SD"], "gil": ["SD"]}, ("water",), {"year": 2021}),
    "large": Paper({"far": ["SD"], "ann": ["TR"], "x": [], "y": []}, (), {"year": 2022}),
}
AT_PORT: list[Fact] = [
    Institution("table:port", name="Port University"),
    AffiliatedWith("ben", "table:port", [2010]),
    AffiliatedWith("gil", "table:port", [2021]),
]


def path(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return QUESTION.answer(graph, parse(QUESTION.parameters, given))


def publications(base: Base, *key: str, **given: Any) -> list[str]:
    with base.open() as graph:
        return QUESTION.publications(graph, parse(QUESTION.parameters, given), key)


def led(answer: Answer) -> list[str]:
    """Each path as the names along it."""
    found: dict[Any, str] = {}
    for row in answer.records():
        found[row["path"]] = found.get(row["path"], str(row["a"])) + f"-{row['b']}"
    return list(found.values())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return made(tmp_path_factory.mktemp("small"))


def made(folder: Path, store: str | None = None) -> Base:
    base = base_of_papers(folder, PAPERS, store)
    stage(base, {"port": AT_PORT}, as_of="2026-01-01", source="places")
    base.update()
    return base


def test_the_strongest_of_the_shortest_comes_first(small: Base) -> None:
    # Worked by hand: over ben 1/2 + 1/2, over cem 1 + 1; with one step more over eva and cem.
    answer = path(small, of="ann", to="dia", largest_team=3)
    assert led(answer) == ["ann-ben-dia", "ann-cem-dia", "ann-eva-cem-dia"]
    first = answer.records()[0]
    assert first == {
        "path": 1, "step": 1, "a": "ann", "b": "ben", "name_a": "ann", "name_b": "ben", "joint": 2,
        "first_year": 2010, "last_year": 2012, "topics": ["soil", "water"], "steps": 2,
        "country_a": "TR", "country_b": "IR",
    }  # fmt: skip
    assert (answer.coverage["shortest_paths"], answer.coverage["steps"]) == (2, 2)
    assert "2 paths of 2 steps, the fewest; 2 shown, and 1 of one step more" in answer.caveats[1]


def test_the_most_recent_comes_first_where_it_is_preferred(small: Base) -> None:
    assert led(path(small, of="ann", to="dia", largest_team=3, prefer="recent")) == [
        "ann-cem-dia", "ann-ben-dia", "ann-eva-cem-dia",
    ]  # fmt: skip
    assert led(path(small, of="dia", to="ann", largest_team=3, paths=1)) == ["dia-ben-ann"]


def test_co_authors_are_one_step_apart(small: Base) -> None:
    assert led(path(small, of="ann", to="ben")) == ["ann-ben"]
    assert led(path(small, of="ann", to="eva")) == ["ann-eva", "ann-cem-eva"]


def test_a_year_that_is_not_known_is_none_and_a_period_leaves_it_out(small: Base) -> None:
    (row,) = path(small, of="cem", to="eva", paths=1).records()
    assert (row["first_year"], row["last_year"]) == (None, None)
    within = path(small, of="cem", to="eva", since=2000)
    assert led(within) == ["cem-ann-eva"]
    assert within.coverage["publications_without_year_left_out"] == 1


def test_the_publications_of_a_step(small: Base) -> None:
    given = {"of": "ann", "to": "dia", "largest_team": 3}
    assert publications(small, "1", "1", **given) == ["w1", "w2"]
    assert publications(small, "2", "2", **given) == ["w6"]
    assert [publications(small, *key, **given) for key in (("4", "1"), ("1", "3"), ("0", "1"), ("x", "1"))] == [[]] * 4
    assert publications(small, "1", "1", of="ann", to="far", largest_team=3) == []


def test_where_no_path_leads_it_is_said_what_joins(small: Base) -> None:
    # Of ann's circle of five ben is at the port, one step from her; of far's of two gil.
    answer = path(small, of="ann", to="far", largest_team=3)
    assert answer.rows == ()
    coverage = answer.coverage
    assert (coverage["component_of"], coverage["component_to"], coverage["largest_component"]) == (5, 2, 5)
    assert (coverage["shared_topics"], coverage["joint_publications_left_out_as_large"]) == (["water"], 1)
    assert coverage["shared_institutions"] == [
        {
            "institution": "table:port", "name": "Port University", "of_first": "ben", "steps_first": 1,
            "of_second": "gil", "steps_second": 1,
        }
    ]  # fmt: skip
    said = " ".join(answer.caveats)
    assert "No path joins them: step by step, ann is joined with 4 others, far is joined with 1 other." in said
    assert "Publications of more than 3 authors would join them; of those 1 names both" in said
    assert "Port University: ben (1 step from ann) and gil (1 step from far)." in said
    assert "1 publication of more than 3 authors: they join nobody here." in said


def test_someone_without_publications_in_the_period_has_no_path(small: Base) -> None:
    answer = path(small, of="ann", to="gil", until=2020)
    assert answer.rows == ()
    assert "no publication of the period by gil." in answer.caveats[1]


def test_what_cannot_be_asked_is_refused(small: Base) -> None:
    for given, message in (
        ({"of": "ann", "to": "ann"}, "of and to are both ann"),
        ({"of": "ann", "to": "soil"}, "to “soil” is the topic soil: give a scientist"),
        ({"of": "ann", "to": "nobody"}, "called “nobody”"),
        ({"of": "ann", "to": "ben", "paths": 0}, "paths 0 is below 1"),
        ({"of": "ann"}, "to must be given"),
    ):
        with pytest.raises(QuestionError, match=message):
            path(small, **given)


def test_both_stores_answer_alike(small: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = made(tmp_path / "server", empty_neo4j.url)
    for given in ({"to": "dia", "largest_team": 3}, {"to": "far", "largest_team": 3}, {"to": "far", "since": 2011}):
        assert path(server, of="ann", **given) == path(small, of="ann", **given)
