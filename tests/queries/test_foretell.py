"""Foretell: small bases worked by hand, laws that hold of every answer, both stores."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.base import Base
from graph.errors import QuestionError
from queries import Answer, ask, find_question
from queries.parameters import parse
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer

COUNTRIES = "AZ BD DZ EG ID IQ IR JO KW KZ LB MA ML MY NG OM PK QA SA SN TN TR UZ YE".split()

SMALL = {
    "w1": Paper({"ann": ["TR"], "ben": ["IR"]}, ("soil",), {"year": 2018}),
    "w2": Paper({"ben": ["IR"], "cem": ["PK"]}, ("soil", "water"), {"year": 2019}),
    "w3": Paper({"ann": ["TR"], "dia": ["MY"]}, ("water",), {"year": 2020}),
    "w4": Paper({"cem": ["PK"]}, ("soil",), {"year": 2020}),
    "w5": Paper({"ann": ["TR"], "cem": ["PK"]}, (), {"year": 2026}),
    "w6": Paper({"dia": ["MY"], "eva": []}),
}


def foretell(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "foretell", **given)


def publications(base: Base, *key: str, **given: Any) -> list[str]:
    question = find_question("foretell")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, given), key)


def world(number_of_papers: int = 900) -> dict[str, Paper]:
    """Teams of neighbours in a ring of people and countries, some with one from anywhere, 2005 to 2024."""
    chance = np.random.default_rng(4)
    papers = {}
    for number in range(number_of_papers):
        year = 2005 + 20 * number // number_of_papers
        at = int(chance.integers(120))
        afar = [int(chance.integers(120))] if chance.random() < 0.1 else []
        team = sorted({at, *afar, *((at + chance.normal(0, 12, 2).astype(int)) % 120).tolist()})
        authors = {f"s{k:03}": [COUNTRIES[k // 5]] for k in team}
        papers[f"w{number:04}"] = Paper(authors, (f"t{at // 12}", f"t{at % 7 + 10}"), {"year": year})
    return papers


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("small"), SMALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("large"), world())


def test_a_small_base_by_hand(small: Base) -> None:
    # Joined are TR-IR, IR-PK and TR-MY; of the other pairs IR-MY and PK-TR have a common partner, of two partners each.
    answer = foretell(small)
    rows = answer.records()
    assert [(row["a"], row["b"], row["score"], row["common_partners"]) for row in rows] == [
        ("IR", "MY", 0.5, 1),
        ("PK", "TR", 0.5, 1),
        ("MY", "PK", 0.0, 0),
    ]
    first = rows[0]
    assert (first["name_a"], first["country_b"], first["joint"], first["likelihood"]) == ("Iran", "MY", 0, None)
    assert (first["partners"], first["shared_topics"], first["growth"]) == (["Türkiye"], ["water"], None)
    assert first["why"] == "1 common partner (Türkiye); the same continent; both on water"


def test_the_last_whole_year_is_the_one_before_the_state_was_read(small: Base) -> None:
    # The state is of 1 January 2026: w5 of that year is not yet known, and PK-TR have not worked together.
    answer = foretell(small)
    assert answer.coverage["until"] == 2020
    assert "from 2021 to 2025" in " ".join(answer.caveats)
    later = foretell(small, until=2026)
    assert [(row["a"], row["b"]) for row in later.records()] == [("IR", "MY"), ("MY", "PK")]


def test_what_is_too_little_to_say_is_said(small: Base) -> None:
    answer = foretell(small)
    said = " ".join(answer.caveats)
    assert answer.coverage["back_test"] is None
    assert "No test on the past: the base has too few years" in said
    assert "Too few pairs (0) started in earlier years to learn from" in said
    told = foretell(small, horizon=1, until=2026)
    assert told.coverage["back_test"]["enough"] is False
    assert "too few (under 20) to say how good the order is" in told.caveats[0]


def test_the_publications_behind_a_row_lead_through_common_partners(small: Base) -> None:
    assert publications(small, "IR", "MY") == ["w1", "w3"]
    assert publications(small, "MY", "PK") == []
    assert publications(small, "IR", "TR") == ["w1"]
    assert publications(small, "IR", "XX") == []
    assert publications(small, "ann", "cem", between="scientists", least=1) == ["w1", "w2"]


def test_scientists_by_hand(small: Base) -> None:
    # Of those with two publications ann and cem have ben in common, who has two co-authors.
    (row,) = foretell(small, between="scientists", least=2).records()
    assert (row["a"], row["b"], row["score"], row["partners"]) == ("ann", "cem", 0.5, ["ben"])
    assert (row["country_a"], row["country_b"], row["joint"]) == ("TR", "PK", 0)
    everyone = foretell(small, between="scientists", least=1, group="all").records()
    assert [(row["a"], row["b"]) for row in everyone][:2] == [("ann", "cem"), ("ben", "dia")]
    assert not foretell(small, between="scientists", least=1, group="MY,PK", across=True).records()[1:]


def test_one_name_twice_may_be_one_person(tmp_path: Path) -> None:
    papers = {
        f"w{k}": Paper({name: ["TR"], "ben": ["IR"]}, (), {"year": 2018 + k})
        for k, name in enumerate(("Khalid Al-Ramadan", "khalid al ramadan"))
    }
    (row,) = foretell(base_of_papers(tmp_path, papers), between="scientists", least=1).records()
    assert str(row["why"]).startswith("the same name: perhaps one person under two ids; 1 common partner")


@pytest.mark.parametrize(("between", "horizon"), [("countries", 8), ("scientists", 4)])
def test_laws_of_an_answer(large: Base, between: str, horizon: int) -> None:
    answer = foretell(large, between=between, limit=0, horizon=horizon)
    rows = answer.records()
    tested = answer.coverage["back_test"]
    assert len(rows) == answer.coverage["pairs"] > 20
    assert (tested["known_to"], tested["compared_to"], tested["enough"]) == (2024 - horizon, 2024, True)
    together = {
        pair
        for paper in world().values()
        for pair in combinations(
            sorted(
                paper.authors if between == "scientists" else {c for codes in paper.authors.values() for c in codes}
            ),
            2,
        )
    }
    assert not {(row["a"], row["b"]) for row in rows} & together
    scores = [float(str(row["score"])) for row in rows]
    likelihoods = [float(str(row["likelihood"])) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert 0 < min(likelihoods) <= max(likelihoods) < 1
    assert sum(likelihoods) / len(rows) == pytest.approx(tested["share_of_all"], rel=0.25)
    worse_than_chance = tested["auroc"] - 2 * tested["auroc_standard_error"] <= 0.5
    assert ("cannot be told from chance" in " ".join(answer.caveats)) == worse_than_chance
    assert f"{tested['auroc']:.2f} of cases (AUROC" in answer.caveats[0]


def test_the_ring_is_found(large: Base) -> None:
    # Neighbours in the ring meet by the way the world is made; the ranking must see it in the past.
    tested = foretell(large, between="scientists", horizon=4).coverage["back_test"]
    assert tested["auroc"] > 0.6
    assert tested["positives_not_among_the_pairs"] >= 0


def test_a_limit_cuts_and_changes_nothing(large: Base) -> None:
    every, first = foretell(large, limit=0), foretell(large, limit=7)
    assert first.rows == every.rows[:7]
    assert first.coverage == every.coverage


def test_those_who_have_just_begun_are_listed_where_asked(large: Base) -> None:
    rows = foretell(large, reach=4, never_together=False, limit=0).records()
    assert {0, 1} <= {int(str(row["joint"])) for row in rows} <= {0, 1, 2, 3}


def test_across_lists_pairs_of_two_countries(large: Base) -> None:
    rows = foretell(large, between="scientists", across=True, limit=0).records()
    assert rows
    assert all(row["country_a"] != row["country_b"] for row in rows)


def test_large_publications_join_nobody_where_asked(small: Base) -> None:
    answer = foretell(small, most_countries=1)
    assert answer.coverage["publications_left_out_as_large"] == 3
    assert len(answer.rows) == 6


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"between": "topics"}, "give one of countries, scientists"),
        ({"group": "atlantis"}, "is not known"),
        ({"group": "TR"}, "has 1 member in this period: a pair needs two"),
        ({"horizon": 0}, "horizon 0 is below 1"),
        ({"since": 2021, "until": 2020}, "give the earlier year as since"),
    ],
)
def test_what_cannot_be_answered_is_refused(small: Base, given: dict[str, Any], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        foretell(small, **given)


def test_a_base_without_years_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="no publication of this base has a year"):
        foretell(base_of_papers(tmp_path, {"w1": {"a": ["TR"], "b": ["IR"]}}))


def test_nobody_in_the_period_is_an_empty_answer(small: Base) -> None:
    for between in ("countries", "scientists"):
        answer = foretell(small, between=between, since=2030, until=2031)
        assert (answer.rows, answer.coverage["pairs"]) == ((), 0)


def test_both_stores_answer_alike(tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    embedded = base_of_papers(tmp_path / "embedded", world(300))
    server = base_of_papers(tmp_path / "server", world(300), empty_neo4j.url)
    for given in ({"limit": 0}, {"between": "scientists", "horizon": 4, "group": "all"}):
        assert foretell(server, **given) == foretell(embedded, **given)
    assert publications(server, "AZ", "PK") == publications(embedded, "AZ", "PK")
