"""Opportunities: a pair that is strong in a topic and never meets there is found, with those who could start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.base import Base, Graph
from graph.errors import QuestionError
from queries import ask, publications_behind
from tests.support.bases import Paper, base_of_papers

COUNTRIES = ["TR", "IR", "PK", "MY", "SA", "EG", "US", "GB"]


def papers(rng: np.random.Generator) -> dict[str, Paper]:
    """Papers of two countries on water and on soils; on water Egypt and Saudi Arabia are large and never meet."""
    made = {}
    for number in range(900):
        water = number % 3 == 0
        weights = np.array([1, 1, 1, 1, 6, 6, 2, 2] if water else [3, 3, 3, 3, 1, 1, 2, 2], dtype=float)
        pair = sorted(rng.choice(COUNTRIES, 2, replace=False, p=weights / weights.sum()).tolist())
        if water and pair == ["EG", "SA"]:
            pair = ["EG", "US"] if number % 2 else ["GB", "SA"]
        authors = {f"{code}-{rng.integers(1, 6)}": [code] for code in pair}
        topic = "table:water" if water else "table:soils"
        made[f"table:{number:04d}"] = Paper(authors, [topic], {"year": 2010 + number % 10})
    return made


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with base(tmp_path_factory.mktemp("base")).open() as opened:
        yield opened


def base(folder: Path) -> Base:
    return base_of_papers(folder, papers(np.random.default_rng(1)))


def rows(graph: Graph, **parameters: Any) -> list[dict[str, Any]]:
    return ask(graph, "opportunities", **({"level": "topic", "limit": 0} | parameters)).records()


def test_the_pair_that_never_meets_comes_first(graph: Graph) -> None:
    first = rows(graph)[0]
    assert (first["country_a"], first["country_b"], first["topic"]) == ("EG", "SA", "table:water")
    assert (first["observed"], first["verdict"]) == (0, "gap")
    assert first["gain"] == pytest.approx(first["expected"])
    assert min(first["activity_a"], first["activity_b"]) > 1.5
    assert first["q"] < 0.001
    assert all(row["activity_a"] >= 1 and row["activity_b"] >= 1 for row in rows(graph))


def test_figures_are_those_of_collaboration_gaps_within_the_topic(graph: Graph) -> None:
    within = ask(graph, "collaboration-gaps", topic="table:water", limit=0).records()
    by_pair = {(row["country_a"], row["country_b"]): row for row in within}
    for row in rows(graph, activity=0, joined=100, gain=-1000, topics="table:water"):
        other = by_pair[row["country_a"], row["country_b"]]
        for name in ("observed", "verdict", "publications_a", "publications_b"):
            assert row[name] == other[name]
        for name in ("expected", "hidden", "activity_a", "activity_b"):
            assert row[name] == pytest.approx(other[name], rel=1e-6, abs=1e-9)


def test_the_people_are_those_with_most_publications_in_the_topic(graph: Graph) -> None:
    first = rows(graph, people=2)[0]
    written: dict[str, int] = {}
    for paper in papers(np.random.default_rng(1)).values():
        for author in paper.authors:
            if paper.topics == ["table:water"] and author.startswith("EG"):
                written[author] = written.get(author, 0) + 1
    most = sorted(written.items(), key=lambda one: (-one[1], one[0]))[:2]
    assert [one.rpartition(":")[2] for one in first["people_a"]] == [one.rpartition(":")[2] for one, _ in most]
    assert [
        f"{number}, {number} international" in said for (_, number), said in zip(most, first["names_a"], strict=True)
    ]
    assert rows(graph, people=0)[0]["people_a"] == []


def test_what_stands_behind_a_row(graph: Graph) -> None:
    key = ["EG", "SA", "table:water"]
    behind = publications_behind(graph, "opportunities", key, level="topic", people=1).records()
    assert behind
    assert all("EG" in str(row["countries"]) or "SA" in str(row["countries"]) for row in behind)
    assert publications_behind(graph, "opportunities", ["EG", "KZ", "table:water"], level="topic").rows == ()


def test_a_country_a_period_and_large_publications(graph: Graph) -> None:
    assert all("MY" in (row["country_a"], row["country_b"]) for row in rows(graph, country="Malaysia", gain=0.1))
    assert rows(graph, most_countries=2) == rows(graph)
    assert rows(graph, until=2011, least=500) == []


def test_questions_that_cannot_be_answered_say_what_to_do(graph: Graph) -> None:
    with pytest.raises(QuestionError, match="country “Atlantis” is not known"):
        ask(graph, "opportunities", country="Atlantis")
    with pytest.raises(QuestionError, match="a pair needs two"):
        ask(graph, "opportunities", group="TR")


def test_a_base_without_such_topics_has_no_row(graph: Graph, tmp_path: Path) -> None:
    with base_of_papers(tmp_path, {"table:1": {"a": ["TR"]}}).open() as empty:
        assert ask(empty, "opportunities").rows == ()
    answer = ask(graph, "opportunities")
    assert answer.rows == ()
    assert any("No publication here belongs to a subfield: give another level" in said for said in answer.caveats)


def test_none_says_what_to_lower(graph: Graph) -> None:
    answer = ask(graph, "opportunities", level="topic", gain=10_000)
    assert answer.rows == ()
    assert any("lower activity, least or gain" in caveat for caveat in answer.caveats)
