"""Country profile: six publications with institutions worked by hand, both countings, little known, both stores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.profiles import SIX, asked, base_of_works, check_evidence, figures

NAME = "country-profile"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_works(tmp_path_factory.mktemp("works"))


def test_totals_by_hand(base: Base) -> None:
    # TR is on w1 (led), w2 (led by its first author), w3 (led) and w5, whose first author has no country.
    answer = asked(base, NAME, of="Türkiye")
    rows = {row["figure"]: row for row in answer.records() if row["section"] == "totals"}
    assert {figure: (row["value"], row["publications"], row["of"]) for figure, row in rows.items()} == {
        "publications": (4, 4, 6),
        "share_of_base": (pytest.approx(4 / 6), 4, 6),
        "international_share": (0.5, 2, 4),
        "leadership": (1.0, 3, 3),
        "fwci": (1.25, 2, 4),
        "top_10_share": (1.0, 1, 1),
        "fwci_known": (0.5, 2, 4),
        "percentile_known": (0.25, 1, 4),
        "scientists": (2, 4, 4),
        "institutions": (3, 4, 4),
        "growth": (pytest.approx(0.0), 4, 4),
        "growth_of_base": (rows["growth_of_base"]["value"], 6, 6),
    }
    assert answer.coverage["own_with_leading_place"] == 3


def test_years_topics_and_lists_by_hand(base: Base) -> None:
    found = figures(asked(base, NAME, of="TR", level="topic"))
    expected = {
        ("years", "2021", "publications"): 1,
        ("years", "2021", "share_of_base"): 0.5,
        ("years", "2021", "international_share"): 1.0,
        ("years", "2022", "leadership"): None,
        ("topics", "soil", "activity_index"): 0.75,
        ("topics", "rock", "activity_index"): 1.5,
        ("topics", "rock", "symmetric_index"): 0.2,
        ("topics", "algebra", "activity_index"): 1.0,
        ("topics", "algebra", "share"): 0.5,
        ("partners", "IR", "joint"): 2,
        ("institutions", "Metu", "publications"): 3,
        ("institutions", "Lab", "publications"): 2,
        ("institutions", "Itu", "share"): 0.25,
        ("scientists", "ann", "publications"): 3,
        ("scientists", "cem", "publications"): 2,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)
    assert ("institutions", "Sharif", "publications") not in found
    assert ("scientists", "ben", "publications") not in found
    fields = figures(asked(base, NAME, of="TR"))
    assert [fields["topics", one, "activity_index"] for one in ("earth", "numbers")] == [1.0, 1.0]


def test_fractions_by_hand(base: Base) -> None:
    # w1 and w3 have two countries: TR has 1/2 + 1 + 1/2 + 1.
    found = figures(asked(base, NAME, of="TR", level="topic", counting="fractional"))
    expected = {
        ("totals", "TR", "publications"): 3.0,
        ("totals", "TR", "share_of_base"): 0.5,
        ("totals", "TR", "international_share"): 0.5,
        ("totals", "TR", "fwci"): 1.25,
        ("topics", "soil", "activity_index"): 0.5,
        ("topics", "rock", "activity_index"): 2.0,
        ("topics", "algebra", "activity_index"): 1.0,
        ("institutions", "Metu", "publications"): 1 / 2 + 1 / 3 + 1,
        ("scientists", "ann", "publications"): 3 / 2,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)


@pytest.mark.parametrize(("code", "expected"), [("IR", 2.0), ("MY", 0.8333), ("PK", 1.3333), ("TR", 1.8333)])
def test_the_six_papers_in_fractions(tmp_path: Path, code: str, expected: float) -> None:
    found = figures(asked(base_of_papers(tmp_path, SIX), NAME, of=code, counting="fractional"))
    assert found["totals", code, "publications"] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "given",
    [
        {"of": "TR", "limit": "0"},
        {"of": "IR", "counting": "fractional", "level": "topic"},
        {"of": "PK", "since": "2021", "topic": "Algebra"},
    ],
)
def test_every_number_is_that_of_its_evidence(base: Base, given: dict[str, Any]) -> None:
    check_evidence(base, NAME, **given)


def test_a_period_and_a_topic(base: Base) -> None:
    found = figures(asked(base, NAME, of="Turquie", since=2021, topic="Numbers"))
    assert found["totals", "TR", "publications"] == 2
    assert found["totals", "TR", "share_of_base"] == pytest.approx(2 / 3)


def test_a_topic_that_grows_is_found_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    # Each year 10 publications: of "new" 0 to 9, of "old" the others.
    papers = {
        f"{year}-{k}": Paper({f"a{k}": ["TR"]}, ("new" if k < year - 2010 else "old",), {"year": year})
        for year in range(2010, 2020)
        for k in range(10)
    }
    found = figures(asked(base_of_papers(tmp_path, papers), NAME, of="TR", level="topic"))
    growing = [id_ for section, id_, _ in found if section == "growing topics"]
    assert growing == ["new"]
    assert found["totals", "TR", "growth"] == pytest.approx(0.0, abs=1e-9)


def test_a_country_that_nothing_names_has_no_row_and_is_no_gap(base: Base) -> None:
    answer = asked(base, NAME, of="KZ")
    assert answer.rows == ()
    assert any("names Kazakhstan: nothing can be said of it" in caveat for caveat in answer.caveats)


def test_what_is_no_country_is_refused(base: Base) -> None:
    with pytest.raises(QuestionError, match="“Atlantis” is no country"):
        asked(base, NAME, of="Atlantis")
    with pytest.raises(QuestionError, match="“ann” is a scientist"):
        asked(base, NAME, of="TR", topic="ann")


def test_without_topics_years_and_citations_the_rest_is_answered(tmp_path: Path) -> None:
    base = base_of_papers(tmp_path, {"w": Paper({"a": ["TR"], "b": []}), "v": Paper({"b": []})})
    answer = asked(base, NAME, of="TR")
    found = figures(answer)
    assert found["totals", "TR", "publications"] == 1
    assert found["totals", "TR", "fwci"] is None
    assert found["totals", "TR", "growth"] is None
    assert not [key for key in found if key[0] in ("years", "topics", "growing topics", "partners")]
    said = " ".join(answer.caveats)
    assert "No publication here has a topic of level field" in said
    assert "no whole year is known" in said


def test_a_base_around_one_country_says_so(tmp_path: Path) -> None:
    papers = {f"w{k}": Paper({"a": ["TR"], "b": ["IR"] if k < 2 else []}, (), {"year": 2020}) for k in range(9)}
    said = " ".join(asked(base_of_papers(tmp_path, papers), NAME, of="IR").caveats)
    assert "Türkiye is in 100.0 % of the publications with a country: the base looks collected around it" in said
    assert "Iran is in" not in said


def test_both_stores_answer_alike(tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    embedded = base_of_works(tmp_path / "embedded")
    server = base_of_works(tmp_path / "server", store=empty_neo4j.url)
    for question, given in (
        (NAME, {"of": "TR", "level": "topic", "counting": "fractional"}),
        ("compare-countries", {"group": "TR,IR", "beside": "PK"}),
        ("topic-profile", {"of": "Soil", "group": "all"}),
        ("institution-profile", {"of": "universite itu", "parts": "yes"}),
    ):
        assert asked(server, question, **given) == asked(embedded, question, **given)
