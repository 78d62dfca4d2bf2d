"""Where scientists are and whom they join with: worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graph.authorships import Authorships, authorships
from queries.measures.scientist_countries import countries_joined, latest_country
from tests.support.bases import Paper, base_of_papers


def located(found: Authorships) -> dict[str, str | None]:
    codes = (found.countries[k] if k >= 0 else None for k in latest_country(found).tolist())
    return dict(zip(found.scientists, codes, strict=True))


def joined(found: Authorships, largest: int = 100) -> dict[str, dict[str, int]]:
    counts = countries_joined(found, found.team <= largest).toarray().tolist()
    named = (dict(zip(found.countries, row, strict=True)) for row in counts)
    return {one: {code: n for code, n in row.items() if n} for one, row in zip(found.scientists, named, strict=True)}


def test_the_latest_authorship_that_names_a_country_says_where_a_scientist_is(tmp_path: Path) -> None:
    papers = {
        "w1": Paper({"moved": ["EG"], "early": ["MY"], "tie": ["PK"]}, (), {"year": 2001, "date": "2001-05-01"}),
        "w2": Paper({"moved": ["TR", "SA"], "tie": ["IR"]}, (), {"year": 2001, "date": "2001-06-01"}),
        "w3": Paper({"moved": [], "nowhere": [], "tie": ["OM"]}, (), {"year": 2001, "date": "2001-06-01"}),
        "w4": Paper({"early": ["ID"], "moved": ["FR"]}),
    }
    with base_of_papers(tmp_path, papers).open() as graph:
        found = authorships(graph.store)
    assert located(found) == {"moved": "SA", "early": "MY", "nowhere": None, "tie": "IR"}


def test_countries_joined_are_those_that_co_authors_name_and_oneself_does_not(tmp_path: Path) -> None:
    papers = {
        "w1": {"a": ["TR"], "b": ["TR"], "c": ["IR"]},
        "w2": {"a": ["TR", "IR"], "c": ["IR"]},
        "w3": {"a": [], "b": ["TR"], "d": ["PK"]},
        "w4": {"a": ["TR"]},
        "w5": {"e": [], "d": ["PK"]},
        "w6": {f"x{k}": ["MY"] for k in range(4)} | {"a": ["TR"]},
    }
    with base_of_papers(tmp_path, papers).open() as graph:
        found = authorships(graph.store)
    few = joined(found, largest=4)
    assert few["a"] == {"IR": 1, "PK": 1}  # w3 names no country of a's: TR, the latest, stands for it
    assert few["b"] == {"IR": 1, "PK": 1}
    assert few["c"] == {"TR": 2}
    assert few["d"] == {"TR": 1}
    assert few["e"] == {"PK": 1}  # no country anywhere: all others are other
    assert few["x0"] == {}
    assert joined(found)["a"] == {"IR": 1, "PK": 1, "MY": 1}


def test_an_author_named_in_no_country_at_all_leaves_nothing_to_count(tmp_path: Path) -> None:
    with base_of_papers(tmp_path, {"w1": {"a": (), "b": ()}}).open() as graph:
        found = authorships(graph.store)
    assert located(found) == {"a": None, "b": None}
    assert joined(found) == {"a": {}, "b": {}}
    np.testing.assert_array_equal(found.team, [2])
