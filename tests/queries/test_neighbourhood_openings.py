"""Trend, entry points and open gaps of a topic, worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.base import Base
from graph.errors import QuestionError
from graph.model import About, Fact, Publication, Topic
from queries import Answer, ask, find_question
from queries.neighbourhood_entry import is_review
from queries.neighbourhood_open import OpenTopic, open_topics
from queries.parameters import parse
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import State, paper, stage

ZINC, IRON = "openalex:T1", "openalex:T2"


def work(name: str, topic: str, authors: dict[str, list[str]], cites: str = "", **properties: Any) -> list[Fact]:
    references = [f"openalex:{one}" for one in cites.split()]
    facts = paper(f"openalex:{name}", dict(authors), **properties)
    cited = [one._replace(references=references) if isinstance(one, Publication) else one for one in facts]
    return [*cited, Topic(topic, name=topic, level="topic"), About(f"openalex:{name}", topic, 1.0, True)]


def cited_state() -> State:
    return {
        "W1": work("W1", ZINC, {"a": []}, year=2018, title="Zinc", cited_by_count=9),
        "W2": work("W2", ZINC, {"b": []}, "W1 W8", year=2019, kind="article"),
        "W3": work("W3", ZINC, {"a": [], "c": []}, "W1 W2 W5", year=2019, title="Own work cited"),
        "W4": work("W4", ZINC, {"d": []}, "W1 W2 W6", year=2020, title="A short review of zinc", kind="article"),
        "W5": work("W5", ZINC, {"e": []}, "W2", year=2020, kind="review", cited_by_count=3),
        "W6": work("W6", ZINC, {"f": []}, "W2", year=2020, title="Erratum", kind="erratum"),
        "W7": work("W7", ZINC, {"g": []}, "W6", year=2020, kind="review", retracted=True),
        "W8": work("W8", IRON, {"h": []}, year=2018),
        "W9": work("W9", IRON, {"h": []}, "W1", year=2021),
    }


def gap_state() -> State:
    """Of 24 publications of two countries each, four countries in twelve each: 24 / 6 are expected of each pair."""
    return {
        f"W{k}": work(f"W{k}", ZINC, {"a": ["TR"], "b": ["IR"]} if k % 2 else {"c": ["OM"], "d": ["PK"]}, year=2020)
        for k in range(24)
    }


def base_at(folder: Path, state: State, store: str | None = None) -> Base:
    base = Base(folder, store)
    stage(base, state, as_of="2022-01-01")
    base.update()
    return base


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_at(tmp_path_factory.mktemp("base"), cited_state())


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_at(tmp_path_factory.mktemp("base"), gap_state())


def neighbourhood(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "neighbourhood", of=ZINC, **given)


def rows(answer: Answer, kind: str, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in answer.records() if row["kind"] == kind]


def behind(base: Base, *key: str) -> list[str]:
    question = find_question("neighbourhood")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, {"of": ZINC}), key)


def test_entry_points_are_recent_reviews_then_what_the_topic_cites_most(cited: Base) -> None:
    # W1 is cited by 2 and 4 (3 is by its own author, 9 is of another topic); W2 by 3, 4, 5 and 6.
    answer = neighbourhood(cited)
    assert rows(answer, "entry point", "id", "relation", "cited_here", "why") == [
        ("openalex:W5", "recent review", 1, "review, cited by 1 publication here"),
        ("openalex:W4", "recent review", 0, "review, cited by 0 publications here"),
        ("openalex:W2", "most cited within the topic", 4, "article, cited by 4 publications here"),
        ("openalex:W1", "most cited within the topic", 2, "publication, cited by 2 publications here"),
    ]
    assert (answer.coverage["citations_within"], answer.coverage["citations_by_own_authors"]) == (9, 1)
    assert behind(cited, "entry point", "openalex:W1") == ["openalex:W1", "openalex:W2", "openalex:W4"]


def test_a_review_that_is_old_must_be_cited(tmp_path: Path) -> None:
    state = {**cited_state(), "W10": work("W10", ZINC, {"z": []}, year=2028, title="Later")}
    answer = neighbourhood(base_at(tmp_path, state))
    assert rows(answer, "entry point", "id") == [("openalex:W2",), ("openalex:W1",)]


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Zinc", "review", True),
        ("A critical review", "article", True),
        ("Zinc deposits: a systematic review", None, True),
        ("State-of-the-art in zinc", "article", True),
        ("Derleme: çinko", "article", True),
        ("Peer reviewers", "article", False),
        ("Geological survey of zinc", "article", False),
        ("A book review", "article", False),
        (None, "article", False),
    ],
)
def test_what_a_review_is(title: str | None, kind: str | None, expected: bool) -> None:
    assert is_review({"title": title, "kind": kind}) is expected


def test_the_trend_is_of_whole_years_and_beyond_that_of_the_base(cited: Base, tmp_path: Path) -> None:
    # Doubling every year is a growth of 100 %; the base doubles too, so that nothing is left beyond it.
    doubling = [(ZINC, year) for year, number in ((2018, 1), (2019, 2), (2020, 4), (2021, 8)) for _ in range(number)]
    papers = [*doubling, *((IRON, year) for _, year in doubling), (ZINC, 2022)]
    state = {f"W{k}": work(f"W{k}", topic, {f"a{k}": []}, year=year) for k, (topic, year) in enumerate(papers)}
    answer = neighbourhood(base_at(tmp_path, state))
    assert rows(answer, "year", "id", "publications", "of_all", "why") == [
        ("2018", 1, 0.5, None), ("2019", 2, 0.5, None), ("2020", 4, 0.5, None), ("2021", 8, 0.5, None),
        ("2022", 1, 1.0, "the year was not over when sources were read"),
    ]  # fmt: skip
    assert answer.coverage["growth_years"] == [2018, 2021]
    assert answer.coverage["growth"][0] == pytest.approx(1)
    assert answer.coverage["growth_beyond_base"][0] == pytest.approx(0, abs=1e-9)
    assert any(said.startswith("From 2018 to 2021 publications grow by 100.0 %") for said in answer.caveats)
    # A year without any, to the last that was over, is a row too.
    assert rows(neighbourhood(cited), "year", "id", "publications")[-1] == ("2021", 0)
    assert behind(cited, "year", "2018") == ["openalex:W1"]


def test_countries_that_lack_joint_publications_on_the_topic(gaps: Base) -> None:
    answer = neighbourhood(gaps)
    found = rows(answer, "open gap", "id", "relation", "publications", "why")
    assert found == [
        (pair, "pair of countries", 0, "too small to say") for pair in ("IR-OM", "IR-PK", "OM-TR", "PK-TR")
    ]
    assert rows(answer, "open gap", "expected", "missing") == [(pytest.approx(4), pytest.approx(4))] * 4
    assert rows(neighbourhood(gaps, group="TR,Oman"), "open gap", "id") == [("OM-TR",)]
    assert rows(neighbourhood(gaps, group="TR"), "open gap", "id") == []
    assert behind(gaps, "open gap", "OM-TR") == []
    assert len(behind(gaps, "open gap", "OM-PK")) == 12


def test_an_unknown_group_is_told(gaps: Base) -> None:
    with pytest.raises(QuestionError, match="is not known"):
        neighbourhood(gaps, group="nowhere")


def test_a_topic_that_has_the_neighbours_and_not_the_topic() -> None:
    # 100 publications: 30 on S, 30 on O, 10 of each also on B, 10 of each on C; 40 on D alone.
    of = {"S": range(30), "O": range(30, 60), "B": [*range(10), *range(30, 40)], "C": [*range(10, 20), *range(40, 50)]}
    of |= {"D": range(60, 100)}
    ids = ("S", "O", "B", "C", "D")
    about = np.zeros((100, 5), dtype=np.int64)
    for k, topic in enumerate(ids):
        about[list(of[topic]), k] = 1
    found = open_topics(csr_array(about), about[:, 0] > 0, np.array([False, True, True, True, True]), ids)
    assert found == [OpenTopic("O", 0, 30 * 30 / 100, ("B", "C"))]


@pytest.mark.neo4j
def test_both_stores_answer_alike(cited: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_at(tmp_path, cited_state(), empty_neo4j.url)
    assert neighbourhood(server, limit=0) == neighbourhood(cited, limit=0)
