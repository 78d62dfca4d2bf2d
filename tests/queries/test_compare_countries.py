"""Compare countries: the six papers of the indicators, leaders and ties by hand, two groups, what is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from queries import Answer
from tests.support.bases import Paper, base_of_papers
from tests.support.profiles import SIX, asked, base_of_works, check_evidence

NAME = "compare-countries"
FOUR = "TR,IR,PK,MY"


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("six"), SIX)


def by_key(answer: Answer) -> dict[str, dict[str, Any]]:
    return {str(row["country"]): row for row in answer.records()}


def test_the_six_papers(six: Base) -> None:
    """Fractional counts of the worked example; the first author of each paper is of its first country."""
    rows = by_key(asked(six, NAME, group=FOUR))
    figures = {code: (rows[code]["publications"], round(rows[code]["fractional"], 4)) for code in FOUR.split(",")}
    assert figures == {"IR": (3, 2.0), "MY": (2, 0.8333), "PK": (3, 1.3333), "TR": (4, 1.8333)}
    assert [rows[code]["international_share"] for code in ("TR", "IR")] == [1.0, pytest.approx(2 / 3)]
    assert [rows[code]["leadership"] for code in ("TR", "IR", "PK", "MY")] == pytest.approx([1.0, 1 / 3, 1 / 3, 0.0])
    assert rows["TR"]["share"] == pytest.approx(4 / 6)
    assert [rows[code]["internal_share"] for code in ("TR", "MY")] == [1.0, 1.0]
    assert rows["group"]["publications"] == 6
    assert rows["group"]["fractional"] == pytest.approx(6.0)


def test_who_leads_with_ties_by_hand(six: Base) -> None:
    answer = asked(six, NAME, group=FOUR, leading=2)
    rows = by_key(answer)
    assert [(row["country"], row["rank"], row["side"]) for row in answer.records() if row["rank"]] == [
        ("TR", 1, "leading"),
        ("IR", 2, "leading"),
        ("PK", 2, "leading"),
        ("MY", 4, "others"),
    ]
    assert rows["IR"]["ranks"] == ["publications 2", "fractional 1", "citation-impact 1", "top-10 1", "led 2"]
    assert rows["beside"]["name"] == f"the 3 leading of {FOUR} together (3)"
    assert rows["rest"]["publications"] == 2
    said = " ".join(answer.caveats)
    assert "The 3 leading of TR,IR,PK,MY are computed from this base by this measure" in said
    assert "The last 2 are equal" in said


def test_the_measure_is_the_one_that_was_picked(six: Base) -> None:
    answer = asked(six, NAME, group=FOUR, leading=1, by="fractional")
    assert answer.coverage["leading"] == ["IR"]
    said = " ".join(answer.caveats)
    assert "of n countries each with 1/n, one measure that was chosen" in said
    assert "by publications Türkiye" in said


def test_of_no_publication_with_the_measure_nobody_leads(six: Base) -> None:
    answer = asked(six, NAME, group=FOUR, by="top-10")
    assert answer.coverage["leading"] == []
    assert "beside" not in by_key(answer)


def test_two_groups_side_by_side(six: Base) -> None:
    rows = by_key(asked(six, NAME, group="Turkey,Iran", beside="TR,PK", limit=1))
    assert [(key, row["side"]) for key, row in rows.items()] == [
        ("group", "together"),
        ("beside", "together"),
        ("TR", "both"),
    ]
    # TR or IR is on four international papers, both on two of them; TR or PK on five, both on two.
    assert rows["group"]["internal_share"] == pytest.approx(2 / 4)
    assert rows["beside"]["internal_share"] == pytest.approx(2 / 5)


def test_the_sum_of_field_weighted_impact_ranks(tmp_path: Path) -> None:
    # TR: w1 2.0 + w3 0.5 = 2.5; IR the same; PK: w4 1.0. In the most cited tenth are w4 (PK) and w5 (TR).
    base = base_of_works(tmp_path)
    rows = by_key(asked(base, NAME, group="TR,IR,PK", by="citation-impact"))
    assert {code: (rows[code]["rank"], rows[code]["measure"]) for code in ("TR", "IR", "PK")} == {
        "TR": (1, 2.5),
        "IR": (1, 2.5),
        "PK": (3, 1.0),
    }
    assert [rows[code]["fwci"] for code in ("TR", "IR", "PK")] == [1.25, 1.25, 1.0]
    assert [rows[code]["fwci_known"] for code in ("TR", "IR", "PK")] == pytest.approx([0.5, 2 / 3, 0.5])
    assert [rows[code]["top_10_share"] for code in ("TR", "IR", "PK")] == [1.0, None, 1.0]
    assert (rows["TR"]["scientists"], rows["TR"]["institutions"]) == (2, 3)


@pytest.mark.parametrize(
    "given", [{"group": FOUR}, {"group": "TR", "beside": "PK,MY", "since": "2017"}, {"group": FOUR, "by": "led"}]
)
def test_every_number_is_that_of_its_evidence(six: Base, given: dict[str, Any]) -> None:
    check_evidence(six, NAME, **given)


def test_trend_in_periods_that_end_with_the_last_year(six: Base) -> None:
    rows = by_key(asked(six, NAME, group="TR,IR", span=4))
    assert rows["TR"]["trend"] == ["2015-2016: 2", "2017-2020: 2"]
    assert by_key(asked(six, NAME, group="TR,IR", span=5))["IR"]["trend"] == ["2015: 1", "2016-2020: 2"]


def test_specialisation_needs_an_interval_above_1(tmp_path: Path) -> None:
    papers = {
        f"{code}{k}": Paper({"a": [code]}, ("soil" if k < soil else "rock",), {"year": 2020})
        for code, soil in (("TR", 18), ("IR", 2))
        for k in range(20)
    }
    rows = by_key(asked(base_of_papers(tmp_path, papers), NAME, group="TR,IR", level="topic"))
    # 18 of 20 against 20 of 40: 1.8.
    assert (rows["TR"]["specialisation"], rows["IR"]["specialisation"]) == (["soil 1.80"], ["rock 1.80"])
    assert rows["group"]["specialisation"] == []


def test_members_that_nothing_names_have_no_row_and_are_said(six: Base) -> None:
    answer = asked(six, NAME)
    assert set(by_key(answer)) == {"group", "beside", "TR", "IR", "PK", "MY"}
    assert "KZ" in answer.coverage["members_without_publications"]
    assert any("nothing can be said of them, and they have no row" in caveat for caveat in answer.caveats)


def test_an_empty_period_and_wrong_numbers(six: Base) -> None:
    assert asked(six, NAME, since=2030).rows == ()
    with pytest.raises(QuestionError, match="leading 0 is below 1"):
        asked(six, NAME, leading=0)
    with pytest.raises(QuestionError, match="group “the fifteen” is not known"):
        asked(six, NAME, beside="the fifteen")
    with pytest.raises(QuestionError, match="by “score” is not known: give one of publications, fractional"):
        asked(six, NAME, by="score")
