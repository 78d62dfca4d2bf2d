"""Topic profile: six publications worked by hand, main topics alone, gaps that are planted, little known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.base import Base
from graph.errors import QuestionError
from tests.support.bases import Paper, base_of_papers
from tests.support.profiles import asked, base_of_works, check_evidence, figures

NAME = "topic-profile"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_works(tmp_path_factory.mktemp("works"))


def test_figures_by_hand(base: Base) -> None:
    # Soil is among the topics of w1, w2, w4 and w6; TR is on w1, w2, w3, w5, IR on w1, w3, w6, PK on w4, w6.
    found = figures(asked(base, NAME, of="Soil"))
    expected = {
        ("totals", "soil", "publications"): 4,
        ("totals", "soil", "share_of_base"): 4 / 6,
        ("totals", "soil", "international_share"): 0.5,
        ("totals", "soil", "fwci"): 1.5,
        ("totals", "soil", "countries"): 3,
        ("totals", "soil", "scientists"): 4,
        ("years", "2021", "publications"): 1,
        ("countries", "TR", "activity_index"): 0.75,
        ("countries", "IR", "activity_index"): 1.0,
        ("countries", "PK", "activity_index"): 1.5,
        ("countries", "PK", "share"): 0.5,
        ("institutions", "Metu", "publications"): 2,
        ("scientists", "ann", "publications"): 2,
        ("adjoining topics", "rock", "ratio"): 1.5,
        ("adjoining topics", "rock", "cosine"): 0.5,
        ("adjoining topics", "algebra", "expected"): 2.0,
        ("adjoining topics", "algebra", "cosine"): 1 / np.sqrt(12),
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)
    assert ("totals", "soil", "leadership") not in found
    assert ("adjoining topics", "earth", "joint") not in found


def test_main_topics_alone(base: Base) -> None:
    found = figures(asked(base, NAME, of="soil", about="main"))
    assert found["totals", "soil", "publications"] == 2
    assert not [key for key in found if key[0] == "adjoining topics"]


def test_a_field_has_the_publications_below_it(base: Base) -> None:
    found = figures(asked(base, NAME, of="Earth"))
    assert found["totals", "earth", "publications"] == 4
    assert [found["narrower topics", topic, "joint"] for topic in ("soil", "rock")] == [4, 1]
    assert found["adjoining topics", "numbers", "joint"] == 1


def test_newest_first(base: Base) -> None:
    rows = [row for row in asked(base, NAME, of="Soil", limit=3).records() if row["section"] == "newest"]
    assert [(row["id"], row["name"], row["value"]) for row in rows] == [
        ("w6", "Title of w6", 2022),
        ("w4", "Title of w4", 2021),
        ("w2", "Title of w2", 2020),
    ]


@pytest.mark.parametrize("given", [{"of": "Soil", "limit": "0"}, {"of": "Algebra", "counting": "fractional"}])
def test_every_number_is_that_of_its_evidence(base: Base, given: dict[str, Any]) -> None:
    check_evidence(base, NAME, **given)


CODES = ["TR", "IR", "PK", "MY", "SA", "EG", "ID", "NG", "MA", "KZ"]


def test_a_planted_gap_is_a_gap_and_nothing_else_is(tmp_path: Path) -> None:
    """International papers about water drawn without affinity, of which IR and SA never have one together."""
    rng = np.random.default_rng(6)
    papers: dict[str, Paper] = {}
    while len(papers) < 1_500:
        chosen = sorted(rng.choice(CODES, rng.integers(2, 4), replace=False).tolist())
        if not {"IR", "SA"} <= set(chosen):
            papers[f"w{len(papers):04}"] = Paper({code: [code] for code in chosen}, ("water",), {"year": 2020})
    base = base_of_papers(tmp_path, papers)
    found = figures(asked(base, NAME, of="water", limit=0))
    assert {id_ for section, id_, _ in found if section == "gaps"} == {"IR-SA"}
    assert found["gaps", "IR-SA", "joint"] == 0
    assert found["gaps", "IR-SA", "missing"] == pytest.approx(found["gaps", "IR-SA", "expected"])


def test_too_few_international_publications_make_no_gap(base: Base) -> None:
    answer = asked(base, NAME, of="Soil")
    assert not [row for row in answer.records() if row["section"] in ("gaps", "missing pairs")]
    assert any("too few to say which pairs lack" in caveat for caveat in answer.caveats)


def test_what_is_no_topic_is_refused_and_a_topic_without_publications_has_no_row(base: Base, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="“ann” is a scientist"):
        asked(base, NAME, of="ann")
    with pytest.raises(QuestionError, match="no scientist or topic here is called “water”"):
        asked(base_of_papers(tmp_path, {"w": Paper({"a": ["TR"]})}), NAME, of="water")
    answer = asked(base, NAME, of="Rock", since=2022)
    assert answer.rows == ()
    assert any("No publication here is about Rock" in caveat for caveat in answer.caveats)
