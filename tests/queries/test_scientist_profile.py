"""Scientist profile: six publications worked by hand, ties, forms of names, and people who are called alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import AffiliatedWith, Authored, Fact, Institution, Publication, Scientist
from tests.support.bases import Paper, base_of_papers
from tests.support.profiles import asked, base_of_works, check_evidence, figures
from tests.support.staged import stage

NAME = "scientist-profile"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_works(tmp_path_factory.mktemp("works"))


def test_figures_by_hand(base: Base) -> None:
    # ann is on w1 (2019, leads, with ben), w2 (2020, leads, with cem), w5 (2022, eva first).
    found = figures(asked(base, NAME, of="ann"))
    expected = {
        ("totals", "ann", "publications"): 3,
        ("totals", "ann", "coauthors"): 3,
        ("totals", "ann", "first_year"): 2019,
        ("totals", "ann", "last_year"): 2022,
        ("totals", "ann", "international_share"): 1 / 3,
        ("totals", "ann", "leadership"): 2 / 3,
        ("totals", "ann", "fwci"): 2.0,
        ("totals", "ann", "institutions"): 2,
        ("names", "ann", "printed"): 3,
        ("years", "2021", "publications"): 0,
        ("years", "2022", "publications"): 1,
        ("countries", "TR", "publications"): 3,
        ("countries", "TR", "first_year"): 2019,
        ("institutions", "Metu", "publications"): 3,
        ("institutions", "Itu", "last_year"): 2020,
        ("topics", "soil", "publications"): 2,
        ("topics", "soil", "share"): 2 / 3,
        ("co-authors", "ben", "joint"): 1,
        ("co-authors", "cem", "last_year"): 2020,
        ("newest", "w5", "year"): 2022,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)
    assert ("co-authors", "ann", "joint") not in found
    assert ("co-authors", "dia", "joint") not in found


def test_ties_are_what_coauthors_wrote_together(base: Base) -> None:
    # Of ann's co-authors ben, cem and eva only ben and cem are on one publication, w3.
    found = figures(asked(base, NAME, of="ann"))
    assert {key[1]: value for key, value in found.items() if key[0] == "ties"} == {"ben + cem": 1}


def test_a_period_and_a_topic_cut_it(base: Base) -> None:
    found = figures(asked(base, NAME, of="ann", since=2020, topic="soil"))
    assert found["totals", "ann", "publications"] == 1
    assert [key[1] for key in found if key[0] == "co-authors" and key[2] == "joint"] == ["cem"]


@pytest.mark.parametrize("given", [{"of": "ann"}, {"of": "ben", "since": "2021"}, {"of": "dia", "limit": "1"}])
def test_every_number_is_that_of_its_evidence(base: Base, given: dict[str, Any]) -> None:
    check_evidence(base, NAME, **given)


def test_it_does_not_depend_on_the_limit(base: Base) -> None:
    whole, first = (figures(asked(base, NAME, of="ben", limit=limit)) for limit in (0, 1))
    assert set(first) < set(whole)
    assert first["totals", "ben", "coauthors"] == whole["totals", "ben", "coauthors"]


def test_names_affiliations_and_namesakes(tmp_path: Path) -> None:
    base = Base(tmp_path)
    names = ["Ali Veli", "A. Veli", "علي ولي"]
    facts: list[Fact] = [
        Publication("w", title="Salt", year=2020, references=[]),
        Scientist("s1", name="Ali Veli", names=names, orcid="0000-0002-1825-0097", keywords=["salt"]),
        Authored("s1", "w", [1], True, ["A. Veli"], [], [], False),
        Institution("i", name="House"),
        AffiliatedWith("s1", "i", [1999, 2021]),
        Scientist("s2", name="Ali Veli", names=["Ali Veli"]),
    ]
    stage(base, {"w": facts}, as_of="2026-01-01")
    base.update()
    answer = asked(base, NAME, of="s1")
    found = figures(answer)
    assert {key[1]: value for key, value in found.items() if key[0] == "names"} == {
        "A. Veli": 1,
        "Ali Veli": 0,
        names[2]: 0,
    }
    assert [found["institutions", "i", name] for name in ("publications", "first_year", "last_year")] == [0, 1999, 2021]
    assert answer.coverage["of"]["called_alike"] == ["s2"]
    assert any("1 other scientist has the same name here: s2" in caveat for caveat in answer.caveats)
    assert any("1 of 1 authorships of the scientist name no country" in caveat for caveat in answer.caveats)


def test_what_it_cannot_answer_says_what_to_do(base: Base) -> None:
    with pytest.raises(QuestionError, match="is the topic soil: give the name or id of a scientist"):
        asked(base, NAME, of="soil")
    with pytest.raises(QuestionError, match="no scientist or topic here"):
        asked(base, NAME, of="nobody at all")


def test_on_a_base_with_neither_topics_nor_years(tmp_path: Path) -> None:
    answer = asked(base_of_papers(tmp_path, {"w": Paper({"a": [], "b": []}, (), {"year": None})}), NAME, of="a")
    assert figures(answer)["co-authors", "b", "joint"] == 1
    assert answer.caveats[0].startswith("Base: 1 publication")
