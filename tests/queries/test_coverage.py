"""Coverage: a base of six publications worked by hand, and laws that hold for every base."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.base import Base
from queries import Answer, ask, publications_behind
from tests.support.bases import Paper, base_of_papers
from tests.support.profiles import asked, base_of_works, check_evidence

NAME = "coverage"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_works(tmp_path_factory.mktemp("works"))


def row(answer: Answer, by: str, id_: str) -> dict[str, object]:
    found = [one for one in answer.records() if (one["by"], one["id"]) == (by, id_)]
    assert len(found) == 1
    return dict(found[0])


def test_figures_by_hand(base: Base) -> None:
    # Eleven authorships; eva's on w5 alone has no institution and so no country; nobody has an ORCID iD.
    whole = row(asked(base, NAME), "all", "all")
    assert list(whole.values())[3:] == [6, 1.0, 0, 0, 6, 11, 1, 1, 11]
    turkey = row(asked(base, NAME), "country", "TR")
    assert (turkey["publications"], turkey["authorships"], turkey["name"]) == (4, 5, "Türkiye")
    assert row(asked(base, NAME), "year", "2022")["authorships_without_country"] == 1
    assert row(asked(base, NAME), "kind", "unknown")["publications"] == 6


def test_years_and_kinds_add_up(base: Base) -> None:
    answer = asked(base, NAME)
    for by in ("year", "kind"):
        listed = [one for one in answer.records() if one["by"] == by]
        for column in answer.columns[5:]:
            assert sum(int(str(one[column])) for one in listed) == row(answer, "all", "all")[column]


@pytest.mark.parametrize("since", [None, "2021"])
def test_every_number_is_that_of_its_evidence(base: Base, since: str | None) -> None:
    check_evidence(base, NAME, **({"since": since} if since else {}))


def test_a_publication_without_anything_is_in_no_country(tmp_path: Path) -> None:
    base = base_of_papers(tmp_path, {"w": Paper({"a": []}, (), {"year": None}), "v": Paper({"b": ["TR"]}, ())})
    answer = asked(base, NAME)
    assert row(answer, "year", "unknown")["without_country"] == 1
    with base.open() as graph:
        assert publications_behind(graph, NAME, ["country", "TR"]).rows[0][0] == "v"
        assert ask(graph, NAME, since=2050).rows == ()
