"""Institution profile: six publications worked by hand, parts counted or not, names in languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from tests.support.bases import Paper, base_of_papers
from tests.support.profiles import asked, base_of_works, check_evidence, figures

NAME = "institution-profile"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_works(tmp_path_factory.mktemp("works"))


def test_figures_by_hand(base: Base) -> None:
    # Metu is on w1 and w2, which it leads, and w5, whose first author has no institution. TR has w3 besides.
    found = figures(asked(base, NAME, of="Metu University", level="topic"))
    expected = {
        ("totals", "Metu", "publications"): 3,
        ("totals", "Metu", "share_of_base"): 0.5,
        ("totals", "Metu", "share_of_country"): 0.75,
        ("totals", "Metu", "international_share"): 1 / 3,
        ("totals", "Metu", "leadership"): 1.0,
        ("totals", "Metu", "fwci"): 2.0,
        ("totals", "Metu", "scientists"): 1,
        ("years", "2020", "publications"): 1,
        ("topics", "soil", "activity_index"): 4 / 3,
        ("topics", "rock", "activity_index"): 4 / 3,
        ("topics", "algebra", "activity_index"): 2 / 3,
        ("partners", "Itu", "joint"): 1,
        ("partners", "Lab", "joint"): 1,
        ("partners", "Sharif", "share"): 1 / 3,
        ("countries", "IR", "joint"): 1,
        ("scientists", "ann", "publications"): 3,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)
    assert ("countries", "TR", "joint") not in found


def test_against_the_base(base: Base) -> None:
    found = figures(asked(base, NAME, of="Metu", level="topic", against="base"))
    indexes = [found["topics", topic, "activity_index"] for topic in ("soil", "rock", "algebra")]
    assert indexes == pytest.approx([1.0, 2.0, 2 / 3])


def test_fractions_by_hand(base: Base) -> None:
    # w1 has two institutions, w2 three, w5 one.
    found = figures(asked(base, NAME, of="Metu", counting="fractional"))
    assert found["totals", "Metu", "publications"] == pytest.approx(1 / 2 + 1 / 3 + 1)
    assert found["partners", "Sharif", "joint"] == 1


def test_parts_count_where_they_are_asked_for(base: Base) -> None:
    alone, whole = (asked(base, NAME, of="Itu", parts=parts) for parts in (False, True))
    assert figures(alone)["totals", "Itu", "publications"] == 1
    assert figures(whole)["totals", "Itu", "publications"] == 2
    for answer in (alone, whole):
        assert figures(answer)["parts", "Lab", "publications"] == 2
        assert ("partners", "Lab", "joint") not in figures(answer)
        assert answer.coverage["parts"] == ["Lab"]
    assert "do not count (--parts)" in " ".join(alone.caveats)
    assert ("partners", "Itu", "joint") not in figures(asked(base, NAME, of="Lab")), "nor is the whole a partner"


@pytest.mark.parametrize("name", ["Itu", "itu university", "Université Itu", "universite itu "])
def test_names_in_any_language_find_it(base: Base, name: str) -> None:
    assert asked(base, NAME, of=name).coverage["of"]["id"] == "Itu"


@pytest.mark.parametrize(
    "given", [{"of": "Metu"}, {"of": "Itu", "parts": "yes", "counting": "fractional"}, {"of": "Lums", "since": "2021"}]
)
def test_every_number_is_that_of_its_evidence(base: Base, given: dict[str, Any]) -> None:
    check_evidence(base, NAME, **given)


def test_an_unknown_name_lists_what_contains_it(base: Base) -> None:
    with pytest.raises(QuestionError, match=r"names that contain it: Itu .* Sharif .*"):
        asked(base, NAME, of="University")
    with pytest.raises(QuestionError, match="no institution here is called “Oxford”: give a full name"):
        asked(base, NAME, of="Oxford")


def test_without_institutions_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="or load it"):
        asked(base_of_papers(tmp_path, {"w": Paper({"a": ["TR"]})}), NAME, of="Metu")


def test_an_institution_without_publications_has_no_row(base: Base) -> None:
    answer = asked(base, NAME, of="Lums", until=2019)
    assert answer.rows == ()
    assert any("an author at Lums University: nothing can be said" in caveat for caveat in answer.caveats)
