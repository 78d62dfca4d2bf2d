"""Overlapping research: a planted pair among 25 clusters, whatever the seed; what is no such pair; bare bases."""

from __future__ import annotations

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

COUNTRIES = "AZ BD DZ EG ID IQ IR JO KW KZ LB MA ML MY NG OM PK QA SA SN TN TR UZ YE UG".split()
PLANTED, SAME_COUNTRY, TOGETHER = (3, 11), (5, 20), (7, 16)


def world(seed: int = 1) -> dict[str, Paper]:
    """25 clusters of ten, each with topics and words of its own, but for three pairs that share them.

    Of the pairs that share theirs one is in two countries and has no joint work, one is in one country, and one
    publishes together in one work of four. A twentieth of all works has a guest of another cluster.
    """
    chance = np.random.default_rng(seed)
    subject = {k: k for k in range(25)} | {b: a for a, b in (PLANTED, SAME_COUNTRY, TOGETHER)}
    country = dict(enumerate(COUNTRIES)) | {SAME_COUNTRY[1]: COUNTRIES[SAME_COUNTRY[0]]}
    papers: dict[str, Paper] = {}
    for k in range(25):
        for number in range(24):
            guests: list[int] = []
            if k in TOGETHER and number % 4 == 0:
                guests = [TOGETHER[0] + TOGETHER[1] - k]
            elif chance.random() < 0.05:
                guests = [int(chance.choice([one for one in range(25) if one not in (*PLANTED, k)]))]
            team = [(k, int(one)) for one in chance.choice(10, 3, replace=False)]
            team += [(guest, int(chance.integers(10))) for guest in guests]
            authors = {f"s{of:02}-{one}": [country[of]] for of, one in team}
            words = [f"w{subject[k]:02}x{one}" for one in chance.choice(12, 5, replace=False)]
            title = " ".join([*words, *(f"common{one}" for one in chance.choice(6, 3, replace=False))])
            topics = (f"t{subject[k]:02}", f"t{int(chance.integers(25)):02}")
            papers[f"p{k:02}-{number:02}"] = Paper(
                authors, tuple(dict.fromkeys(topics)), {"year": 2010 + number // 2, "title": title}
            )
    return papers


def overlapping(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "overlapping-research", **({"seeds": 2} | given))


def publications(base: Base, *key: str, **given: Any) -> list[str]:
    question = find_question("overlapping-research")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, {"seeds": 2} | given), key)


def sides(row: dict[str, Any]) -> set[str]:
    """The first cluster of the world that a person of either side is of."""
    return {str(row[f"people_ids_{side}"][0])[:3] for side in "ab"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("overlap"), world())


def test_the_planted_pair_is_first_whatever_the_seed(base: Base) -> None:
    with base.open() as graph:
        for seed in range(20):
            answer = ask(graph, "overlapping-research", seed=seed, seeds=1, limit=1)
            (row,) = answer.records()
            assert sides(row) == {"s03", "s11"}, seed


def test_what_the_planted_pair_shares(base: Base) -> None:
    answer = overlapping(base, seeds=20)
    row = answer.records()[0]
    assert {str(row["country_a"]), str(row["country_b"])} == {COUNTRIES[k] for k in PLANTED}
    assert (row["joint"], row["share_a"], row["known_a"], row["names_on_both"]) == (0, 1.0, 1.0, [])
    assert row["shared_topics"][0] == "t03"  # type: ignore[index]
    assert all(str(term).startswith("w03x") for term in row["shared_terms"])  # type: ignore[union-attr]
    assert str(row["name_a"]).startswith("t03")
    assert float(str(row["similarity"])) > 0.8
    assert float(str(row["stability_a"])) > 0.9
    assert answer.coverage["clusters_agree"] > 0.95
    closest_a, closest_b = row["closest_a"], row["closest_b"]
    assert {str(one)[:3] for one in (*closest_a, *closest_b)} == {"p03", "p11"}  # type: ignore[misc]
    behind = publications(base, str(row["a"]), str(row["b"]), seeds=20)
    assert set(closest_a) | set(closest_b) <= set(behind)  # type: ignore[arg-type]
    assert {one[:3] for one in behind} == {"p03", "p11"}
    assert len(behind) == 20


def test_neither_one_country_nor_those_who_publish_together_are_such_a_pair(base: Base) -> None:
    pairs = [sides(row) for row in overlapping(base, limit=0, similarity=0.0).records()]
    assert {"s05", "s20"} not in pairs
    assert {"s07", "s16"} not in pairs
    assert {"s03", "s11"} in pairs


def test_similarity_falls_and_a_limit_cuts(base: Base) -> None:
    every = overlapping(base, limit=0, similarity=0.0)
    found = [float(str(row["similarity"])) for row in every.records()]
    assert found == sorted(found, reverse=True)
    assert len(found) == every.coverage["pairs"] > 20
    assert overlapping(base, limit=3, similarity=0.0).rows == every.rows[:3]


def test_the_group_and_the_period_are_heeded(base: Base) -> None:
    named = ",".join(COUNTRIES[k] for k in PLANTED)
    assert sides(overlapping(base, group=named).records()[0]) == {"s03", "s11"}
    assert overlapping(base, group=COUNTRIES[PLANTED[0]]).rows == ()
    assert overlapping(base, since=2015, until=2018).coverage["publications"] == 25 * 8
    only = overlapping(base, topic="t03", similarity=0.0)
    assert only.coverage["publications"] < 600
    with pytest.raises(QuestionError, match="no scientist or topic here is called"):
        overlapping(base, topic="astrology")


def test_an_unknown_country_is_no_country(tmp_path: Path) -> None:
    papers = {
        name: paper._replace(authors=dict.fromkeys(paper.authors, ())) if name.startswith("p11") else paper
        for name, paper in world().items()
    }
    answer = overlapping(base_of_papers(tmp_path, papers), limit=0, similarity=0.0)
    assert not any("s11" in sides(row) for row in answer.records())
    assert answer.coverage["clusters_without_country"] + answer.coverage["clusters_of_no_one_country"] >= 1


@pytest.mark.parametrize("without", ["topics", "titles", "everything"])
def test_a_base_without_topics_or_titles_answers(tmp_path: Path, without: str) -> None:
    papers = {
        name: Paper(
            paper.authors,
            paper.topics if without == "titles" else (),
            {key: value for key, value in paper.properties.items() if key != "title" or without == "topics"},
        )
        for name, paper in world().items()
    }
    answer = overlapping(base_of_papers(tmp_path, papers))
    assert answer.coverage["kinds_of_content"] == {"topics": ["terms"], "titles": ["topics"], "everything": []}[without]
    assert bool(answer.rows) == (without != "everything")
    if answer.rows:
        assert sides(answer.records()[0]) == {"s03", "s11"}


def test_parameters_that_cannot_be_answered_are_told(base: Base) -> None:
    for wrong in ({"least": 0}, {"seeds": 0}, {"resolution": -1.0}, {"since": 2020, "until": 2010}):
        with pytest.raises(QuestionError, match="give"):
            overlapping(base, **wrong)
    assert publications(base, "0", "x") == []
    assert publications(base, "0") == []
    assert publications(base, "0", "99999") == []


def test_the_rows_make_a_network(base: Base) -> None:
    answer = overlapping(base)
    made = answer.to_networkx()
    row = answer.records()[0]
    assert made[str(row["a"])][str(row["b"])]["weight"] == row["similarity"]
    assert made.nodes[str(row["a"])]["country"] == row["country_a"]


@pytest.mark.neo4j
def test_the_other_store_answers_the_same(base: Base, empty_neo4j: Neo4jServer, tmp_path: Path) -> None:
    server = base_of_papers(tmp_path, world(), empty_neo4j.url)
    assert overlapping(server, topic="t03") == overlapping(base, topic="t03")
    assert overlapping(server) == overlapping(base)
