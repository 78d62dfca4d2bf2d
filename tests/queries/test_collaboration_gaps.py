"""Collaboration gaps: six papers worked by hand, worlds whose answer is known, and what must never be a gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import hypergeom

from graph.base import Base, Graph
from graph.errors import QuestionError
from graph.model import Broader, Topic
from queries import ask, publications_behind
from tests.support.bases import Paper, base_of_papers
from tests.support.staged import stage

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


def test_the_six_papers_affinities(six: Graph) -> None:
    """Every figure of the worked example: over papers, over links, and in fractions."""
    rows = by_pair(six, group="TR,IR,PK,MY")
    pairs = ("IR-TR", "MY-PK", "MY-TR", "PK-TR", "IR-MY", "IR-PK")

    def column(name: str, **parameters: Any) -> list[Any]:
        found = by_pair(six, group="TR,IR,PK,MY", **parameters) if parameters else rows
        return [found[pair][name] for pair in pairs]

    assert column("jaccard") == pytest.approx([0.4, 0.6667, 0.2, 0.4, 0, 0], abs=5e-5)
    assert column("inclusion") == pytest.approx([2 / 3, 1, 0.5, 2 / 3, 0, 0])
    assert column("observed_over_expected") == pytest.approx([1.0, 2.0, 0.75, 1.0, 0, 0])
    assert column("probabilistic_affinity") == pytest.approx([2.8, 2.3333, 0.9333, 1.4, 0, 0], abs=5e-5)
    assert column("association_strength") == pytest.approx([0.2, 1 / 6, 1 / 15, 0.1, 0, 0])
    assert column("observed", counting="fractional") == pytest.approx([2, 1.3333, 0.3333, 1.3333, 0, 0], abs=5e-5)
    assert column("observed_over_expected", universe="papers") == column("ratio", universe="papers")
    assert {row["activity_a"] for row in rows.values()} == {None}


def test_fractions_rest_their_verdict_on_whole_publications(six: Graph) -> None:
    """Each international paper gives one in all, expected as well as seen; p, q and verdict are of whole ones."""
    whole, parts = (by_pair(six, group="TR,IR,PK,MY", counting=counting) for counting in ("full", "fractional"))
    assert sum(row["expected"] for row in parts.values()) == pytest.approx(5)
    assert sum(row["observed"] for row in parts.values()) == pytest.approx(5)
    for name in ("p", "q", "verdict", "salton", "hidden"):
        assert {pair: row[name] for pair, row in parts.items()} == {pair: row[name] for pair, row in whole.items()}
    assert all(row["ratio_low"] <= row["ratio"] <= row["ratio_high"] for row in parts.values())
    with pytest.raises(QuestionError, match="counting fractional goes with universe international"):
        ask(six, "collaboration-gaps", counting="fractional", universe="papers")


def test_other_null_models_beside(six: Graph) -> None:
    """The hypergeometric: n_a n_b / 5 international papers; the configuration model lets a paper's size vary."""
    rows = by_pair(six, group="TR,IR,PK,MY", compare="both")
    assert rows["IR-TR"]["expected_hypergeometric"] == pytest.approx(2 * 4 / 5)
    assert rows["IR-TR"]["p_hypergeometric"] == pytest.approx(hypergeom.pmf(2, 5, 2, 4) / 2)
    expected = sum(row["expected_configuration"] for row in rows.values())
    assert expected > sum(row["expected"] for row in rows.values())
    assert {row["expected_configuration"] for row in by_pair(six, group="TR,IR,PK,MY").values()} == {None}


def test_the_trend(tmp_path: Path) -> None:
    """Years 2000 to 2009, one joint paper of TR and IR in each of the first five and three in each of the last."""
    papers = {
        f"table:{year}-{k}": Paper({"x": ["IR"], "y": ["TR"]}, properties={"year": year})
        for year in range(2000, 2010)
        for k in range(1 if year < 2005 else 3)
    }
    with base_of_papers(tmp_path, papers).open() as graph:
        row = by_pair(graph, group="TR,IR", until=2009)["IR-TR"]
        short = by_pair(graph, group="TR,IR", since=2003, until=2006)["IR-TR"]
        answer = ask(graph, "collaboration-gaps", group="TR,IR", until=2009)
        one_year = by_pair(graph, group="TR,IR", since=2003, until=2003)["IR-TR"]
    assert (row["before"], row["lately"], row["trend"]) == (5, 15, 3.0)
    assert (short["before"], short["lately"]) == (2, 6)
    assert answer.coverage["trend_years"] == [[2000, 2004], [2005, 2009]]
    assert (one_year["before"], one_year["trend"]) == (None, None)


def test_within_a_topic_with_all_below_it(tmp_path: Path) -> None:
    """Two of four papers are on desalination, one under the subfield alone: the other two do not count."""
    abouts = {"A": "table:desalination", "B": "table:desalination", "C": "table:soils", "D": "table:membranes"}
    papers = {
        f"table:{name}": Paper({"x": ["SA"], "y": ["TR"]}, [topic], {"year": 2020}) for name, topic in abouts.items()
    }
    papers["table:E"] = Paper({"z": ["MA"]}, ["table:soils"], {"year": 2020})
    base = base_of_papers(tmp_path, papers)
    above = [
        Topic(one, level=level) for one, level in (("table:membranes", "topic"), ("table:desalination", "subfield"))
    ]
    stage(base, {"table:tree": [*above, Broader("table:membranes", "table:desalination")]}, as_of="2026-01-02")
    base.update()
    with base.open() as graph:
        answer = ask(graph, "collaboration-gaps", group="SA,TR,MA", topic="TABLE:Desalination", limit=0)
        behind = publications_behind(
            graph, "collaboration-gaps", ["SA", "TR"], group="SA,TR,MA", topic="table:desalination"
        )
        with pytest.raises(QuestionError, match="“Geomancy”"):
            ask(graph, "collaboration-gaps", topic="Geomancy")
    row = next(row for row in answer.records() if row["country_a"] == "SA")
    assert row["observed"] == 3
    assert {str(row["publication"]) for row in behind.records()} == {"table:A", "table:B", "table:D"}
    assert row["activity_a"] == pytest.approx((3 / 4) / (6 / 9))
    assert answer.coverage["topics"] == ["table:desalination"]
    assert answer.coverage["members_without_publications"] == ["MA"]
    assert any("on table:desalination" in caveat for caveat in answer.caveats)


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
