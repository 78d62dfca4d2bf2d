"""The real set on both stores: counted again by plain Python, equal rows from every question, two dated states."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import hikma
from hikma import OpenBase
from queries import questions
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import everything

COLLECTED = "works on the geology of Arabia"
ASKED: dict[str, dict[str, Any]] = {
    "agenda": {},
    "coauthors": {"limit": 200},
    "collaboration-gaps": {"limit": 0, "since": 2000},
    "bridge-builders": {"limit": 200},
    "colleagues": {"about": "carbonate reservoir"},
    "compare-countries": {"since": 2000},
    "country-profile": {"of": "SA"},
    "coverage": {},
    "duplicates": {"publication": "openalex:W1941680887"},
    "evolution": {"limit": 0},
    "foretell": {"limit": 0},
    "institution-profile": {"of": "https://openalex.org/I134085113"},
    "latest": {"by": "first", "limit": 0},
    "network-among": {
        "of": "King Saud University;King Abdulaziz University;Cairo University;"
        "King Fahd University of Petroleum and Minerals"
    },
    "opportunities": {"limit": 0, "level": "field", "gain": 0.1, "activity": 0.5, "joined": 1.0},
    "overlapping-research": {"group": "all", "seeds": 3, "limit": 0},
    "path": {"of": "openalex:A5054922583", "to": "openalex:A5085007251"},
    "neighbourhood": {"of": "Geological formations and processes"},
    "scientist-profile": {"of": "openalex:A5010401681"},
    "search": {"text": "geologie de l'Arabie"},
    "summit": {},
    "topic-profile": {"of": "Geology"},
}


@pytest.fixture(scope="module")
def states(real_data: Path) -> dict[str, Path]:
    folder = real_data / "openalex"
    return {date: folder / f"geoscience_arabia_{date}" / "works.jsonl.gz" for date in ("2026-02-07", "2026-03-14")}


@pytest.fixture(scope="module")
def embedded(states: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBase]:
    with hikma.open(tmp_path_factory.mktemp("real") / "base") as base:
        base.load("openalex", states["2026-03-14"], collected=COLLECTED)
        yield base


@pytest.fixture(scope="module")
def works(states: dict[str, Path]) -> list[dict[str, Any]]:
    with gzip.open(states["2026-03-14"]) as lines:
        return [json.loads(line) for line in lines]


def independent(works: list[dict[str, Any]]) -> dict[str, int]:
    """The counts that status must show, from the file alone."""
    lines = [(work["id"], one) for work in works for one in work["authorships"]]
    local = sum(one["author"]["id"] is None for _, one in lines)
    named = {one["author"]["id"] for _, one in lines} - {None}
    loaded = {work["id"] for work in works}
    return {
        "Scientist": len(named) + local,
        "Institution": len({place["id"] for _, one in lines for place in one["institutions"]} - {None}),
        "Country": len({code for _, one in lines for code in one["countries"]}),
        "Publication": len(works),
        "AUTHORED": len({(work, one["author"]["id"]) for work, one in lines if one["author"]["id"]}) + local,
        "ABOUT": len({(work["id"], topic["id"]) for work in works for topic in work["topics"]}),
        "CITES": len({(w["id"], r) for w in works for r in w["referenced_works"] if r in loaded and r != w["id"]}),
        "authorships": len(lines),
        "authorships_under_local_keys": local,
        "publications_without_country": sum(not any(one["countries"] for one in work["authorships"]) for work in works),
        "publications_without_abstract": sum(not work["abstract_inverted_index"] for work in works),
    }


def test_status_equals_an_independent_count(embedded: OpenBase, works: list[dict[str, Any]]) -> None:
    found = embedded.status()
    shown = found["nodes"] | found["links"] | found["coverage"]
    expected = independent(works)
    assert {name: shown[name] for name in expected} == expected
    assert (expected["Scientist"], expected["AUTHORED"], expected["authorships"]) == (
        3_818 + 406,
        12_247,
        12_259,
    )
    assert (expected["Institution"], expected["Country"], expected["publications_without_country"]) == (
        977,
        86,
        688,
    )


def test_observed_joint_publications_equal_an_independent_count(
    embedded: OpenBase, works: list[dict[str, Any]]
) -> None:
    joint = Counter(
        pair
        for work in works
        for pair in combinations(sorted({code for one in work["authorships"] for code in one["countries"]}), 2)
    )
    answer = embedded.ask("collaboration-gaps", limit=0)
    rows = {(row["country_a"], row["country_b"]): row["observed"] for row in answer.records()}
    assert len(rows) == 57 * 56 // 2
    assert {pair: rows[pair] for pair in rows if rows[pair]} == {
        pair: count for pair, count in joint.items() if pair in rows
    }
    assert [rows[pair] for pair in (("AE", "SA"), ("EG", "SA"), ("MY", "SA"), ("OM", "QA"))] == [
        23,
        23,
        21,
        25,
    ]


def test_every_answer_says_how_the_base_was_collected(embedded: OpenBase) -> None:
    for name in questions():
        assert any(COLLECTED in caveat for caveat in embedded.ask(name, **ASKED[name]).caveats), name


def test_the_same_load_again_changes_nothing(embedded: OpenBase, states: dict[str, Path]) -> None:
    before = everything(embedded.store)
    tally = embedded.load("openalex", states["2026-03-14"], collected=COLLECTED)
    assert (tally.read, tally.unchanged) == (2_661, 2_661)
    assert everything(embedded.store) == before


def test_the_earlier_state_first_ends_as_the_later_one(
    embedded: OpenBase, states: dict[str, Path], tmp_path: Path
) -> None:
    with hikma.open(tmp_path / "base") as base:
        assert base.load("openalex", states["2026-02-07"], as_of="2026-02-07").loaded == 2_643
        tally = base.load("openalex", states["2026-03-14"], as_of="2026-03-14")
        assert tally.loaded + tally.unchanged == 2_661
        assert everything(base.store) == everything(embedded.store)


@pytest.mark.neo4j
def test_every_question_has_the_same_rows_on_neo4j(
    embedded: OpenBase, states: dict[str, Path], empty_neo4j: Neo4jServer, tmp_path: Path
) -> None:
    with hikma.open(tmp_path / "base", empty_neo4j.url) as server:
        server.load("openalex", states["2026-02-07"], as_of="2026-02-07", collected=COLLECTED)
        server.load("openalex", states["2026-03-14"], as_of="2026-03-14", collected=COLLECTED)
        assert everything(server.store) == everything(embedded.store)
        # An index that was brought up to a later state still counts what it replaced in how rare words are.
        server.rebuild_index()
        for name in questions():
            here, there = embedded.ask(name, **ASKED[name]), server.ask(name, **ASKED[name])
            assert (here.columns, here.rows, here.coverage) == (there.columns, there.rows, there.coverage), name
