"""Collaboration gaps: six papers worked by hand, worlds whose answer is known, and what must never be a gap."""

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

SIX_PAPERS = [["TR", "IR"], ["TR", "IR"], ["TR", "PK"], ["IR"], ["PK", "MY"], ["TR", "PK", "MY"]]


def base_of(folder: Path, papers: list[list[str]], unplaced: dict[int, int] | None = None) -> Base:
    """A base with one author a country on each paper, and some authors without one on the papers named."""
    made = {}
    for number, countries in enumerate(papers):
        authors: dict[str, list[str]] = {f"{number}-{code}": [code] for code in countries}
        authors |= {f"{number}-unplaced-{place}": [] for place in range((unplaced or {}).get(number, 0))}
        made[f"table:{number:05d}"] = Paper(authors, properties={"year": 2000 + number % 20})
    return base_of_papers(folder, made)


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Graph]:
    with base_of(tmp_path, SIX_PAPERS).open() as graph:
        yield graph


def by_pair(graph: Graph, **parameters: Any) -> dict[str, dict[str, Any]]:
    answer = ask(graph, "collaboration-gaps", **({"limit": 0} | parameters))
    return {f"{row['country_a']}-{row['country_b']}": row for row in answer.records()}


def test_the_six_papers_over_all_papers(six: Graph) -> None:
    """Observed, ratio and Salton of the worked example."""
    rows = by_pair(six, group="TR,IR,PK,MY", universe="papers")
    figures = {pair: (row["observed"], row["ratio"], round(row["salton"], 4)) for pair, row in rows.items()}
    assert figures == {
        "IR-TR": (2, 1.0, 0.5774),
        "MY-PK": (2, 2.0, 0.8165),
        "MY-TR": (1, pytest.approx(0.75), 0.3536),
        "PK-TR": (2, 1.0, 0.5774),
        "IR-MY": (0, 0.0, 0.0),
        "IR-PK": (0, 0.0, 0.0),
    }


def test_the_six_papers_over_the_international_ones(six: Graph) -> None:
    """Four papers of two countries hold one pair each and one of three holds three, whichever countries are drawn."""
    rows = by_pair(six, group="TR,IR,PK,MY")
    assert sum(row["expected"] for row in rows.values()) == pytest.approx(4 * 1 + 3)
    assert sum(row["observed"] for row in rows.values()) == 7
    assert {str(row["verdict"]) for row in rows.values()} == {"too small to say"}


def test_a_country_without_publications_is_not_assessable_and_named(six: Graph) -> None:
    answer = ask(six, "collaboration-gaps", group="TR,KZ", limit=0)
    (row,) = answer.records()
    assert (row["verdict"], row["observed"], row["expected"]) == ("not assessable", 0, None)
    assert any("KZ: nothing can be said" in caveat for caveat in answer.caveats)
    assert answer.coverage["members_without_publications"] == ["KZ"]


def test_the_publications_behind_a_row(six: Graph) -> None:
    behind = publications_behind(six, "collaboration-gaps", ["MY", "PK"], group="TR,IR,PK,MY")
    assert sorted(str(row["publication"]) for row in behind.records()) == ["table:00004", "table:00005"]
    assert behind.records()[0]["countries"] == ["MY", "PK", "TR"]
    assert publications_behind(six, "collaboration-gaps", ["KZ", "PK"]).rows == ()


def test_every_row_counts_the_publications_that_stand_behind_it(six: Graph) -> None:
    for universe in ("international", "papers"):
        for pair, row in by_pair(six, group="TR,IR,PK,MY", universe=universe, since=2001).items():
            behind = publications_behind(six, "collaboration-gaps", pair.split("-"), universe=universe, since=2001)
            assert len(behind.rows) == row["observed"]


def test_a_period_and_a_limit_of_countries(six: Graph) -> None:
    rows = by_pair(six, group="TR,IR,PK,MY", universe="papers", since=2004, most_countries=2)
    assert {pair: row["observed"] for pair, row in rows.items() if row["observed"]} == {"MY-PK": 1}


def test_wrong_parameters_say_what_is_accepted(six: Graph) -> None:
    with pytest.raises(QuestionError, match="group “the fifteen” is not known"):
        ask(six, "collaboration-gaps", group="the fifteen")
    with pytest.raises(QuestionError, match="has 1 member in this period"):
        ask(six, "collaboration-gaps", group="TR")
    with pytest.raises(QuestionError, match="universe “all” is not known: give one of international, papers"):
        ask(six, "collaboration-gaps", universe="all")
    with pytest.raises(QuestionError, match="since “soon” is not a whole number"):
        ask(six, "collaboration-gaps", since="soon")
    with pytest.raises(QuestionError, match="no parameter is called “until_year”"):
        ask(six, "collaboration-gaps", until_year=2020)


COUNTRIES = ["TR", "IR", "PK", "MY", "SA", "EG", "ID", "NG", "MA", "KZ", "US", "GB", "DE", "CN"]


def drawn(rng: np.random.Generator, papers: int, avoided: tuple[str, str] | None = None) -> list[list[str]]:
    """International papers of two to four countries, drawn without affinity; nine in ten of one pair's drawn again."""
    weights = 1 / np.arange(2, len(COUNTRIES) + 2)
    made: list[list[str]] = []
    while len(made) < papers:
        chosen = rng.choice(COUNTRIES, rng.integers(2, 5), replace=False, p=weights / weights.sum()).tolist()
        if avoided and set(avoided) <= set(chosen) and rng.random() < 0.9:
            continue
        made.append(chosen)
    return made


def test_a_planted_gap_is_found_and_nothing_else(tmp_path: Path) -> None:
    papers = drawn(np.random.default_rng(1), 2_000, avoided=("IR", "SA"))
    with base_of(tmp_path, papers).open() as graph:
        rows = by_pair(graph)
    assert [pair for pair, row in rows.items() if row["verdict"] == "gap"] == ["IR-SA"]
    assert rows["IR-SA"]["ratio_high"] < 2 / 3
    assert rows["IR-SA"]["q"] < 0.05


def test_removing_half_of_a_countrys_affiliations_makes_no_gap(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    papers, unplaced = drawn(rng, 2_000), {}
    for number, countries in enumerate(papers):
        if "SA" in countries and rng.random() < 0.5:
            countries.remove("SA")
            unplaced[number] = 1
    with base_of(tmp_path, papers, unplaced).open() as graph:
        rows = by_pair(graph)
    assert [pair for pair, row in rows.items() if row["verdict"] == "gap"] == []


def test_authors_without_a_country_can_make_a_gap_not_assessable(tmp_path: Path) -> None:
    papers = drawn(np.random.default_rng(1), 2_000, avoided=("IR", "SA"))
    unplaced = {number: 3 for number, countries in enumerate(papers) if "IR" in countries and "SA" not in countries}
    with base_of(tmp_path, papers, unplaced).open() as graph:
        row = by_pair(graph)["IR-SA"]
    assert row["hidden"] > 1
    assert row["verdict"] == "not assessable"


def test_a_base_collected_on_a_country_cannot_assess_it(tmp_path: Path) -> None:
    papers = [["TR", code] for code in COUNTRIES[1:] for _ in range(10)]
    with base_of(tmp_path, papers).open() as graph:
        answer = ask(graph, "collaboration-gaps", limit=0)
    assert {str(row["verdict"]) for row in answer.records() if "TR" in (row["country_a"], row["country_b"])} == {
        "not assessable"
    }
    assert any("Türkiye is in 100 % of them" in caveat for caveat in answer.caveats)


def test_an_empty_universe_answers_without_failing(tmp_path: Path) -> None:
    with base_of(tmp_path, [["TR"], ["IR"], []], {2: 1}).open() as graph:
        answer = ask(graph, "collaboration-gaps", limit=0)
        assert answer.coverage["publications_in_universe"] == 0
        assert answer.coverage["publications_without_country"] == 1
        assert {str(row["verdict"]) for row in answer.records()} <= {"too small to say", "not assessable"}
        assert ask(graph, "collaboration-gaps", since=2030).coverage["publications"] == 0
