"""What is new and notable: a base worked by hand, and its feeds against what RFC 4287 and JSON Feed 1.1 require."""

from __future__ import annotations

import json
from datetime import datetime
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import etree
from scipy.sparse import csr_array

from graph.base import Base
from graph.errors import QuestionError
from graph.model import About, Broader, Fact, Topic
from queries import Answer, ask, find_question
from queries.feeds import ATOM, JSON_FEED, feed_text
from queries.latest_novelty import atypical, firsts
from queries.parameters import parse
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import State, paper, stage

WATER, SALT, EARTH = "openalex:T1", "openalex:T2", "openalex:fields/19"
TITLE = "Salt & <water>\x0b: “a study”"


def work(number: int, topic: str | tuple[str, ...], authors: dict[str, Any], **properties: Any) -> list[Fact]:
    name = f"openalex:W{number}"
    topics = (topic,) if isinstance(topic, str) else topic
    about = [About(name, one, 1.0, place == 0) for place, one in enumerate(topics)]
    return [*paper(name, authors, **properties), *about]


def state() -> State:
    topics: list[Fact] = [
        Topic(WATER, name="Water", level="topic"),
        Topic(SALT, name="Salt", level="topic"),
        Topic(EARTH, name="Earth", level="field"),
        Broader(WATER, EARTH),
    ]
    return {
        "topics": topics,
        "w1": work(1, WATER, {"a": ["TR"]}, year=2019, date="2019-05-01"),
        "w2": work(2, SALT, {"b": ["OM"]}, year=2020, date="2020-05-01"),
        "w3": work(3, SALT, {"b": ["OM"]}, year=2020, date="2020-06-01"),
        "w4": work(4, WATER, {"a": ["TR"], "c": ["FR"]}, year=2021, date="2021-12-31"),
        "w5": work(
            5, (SALT, WATER), {"a": ["TR"], "b": ["OM"]}, year=2023, date="2023-02-01", title=TITLE, doi="10.1/A<b>",
            citation_percentile=0.5, fwci=1.0, cited_by_count=3,
        ),
        "w6": work(6, WATER, {"c": ["FR"]}, year=2023, date="2023-03-01", citation_percentile=1.0, cited_by_count=9),
        "w7": work(7, WATER, {"d": []}, year=2022, citation_percentile=0.9, cited_by_count=9),
        "w8": work(8, SALT, {"b": ["OM"]}, year=2023, citation_percentile=0.9, fwci=0.0, cited_by_count=0),
        "w9": work(9, SALT, {"b": ["OM"]}, year=2023, date="2023-03-02", kind="erratum", cited_by_count=9),
        "w10": work(10, SALT, {"b": ["OM"]}, year=2022, date="2022-03-02", retracted=True, cited_by_count=9),
        "w11": work(11, SALT, {"b": ["OM"]}, year=2022, date="2022-03-02", title="No figures"),
        "w12": work(12, SALT, {"b": ["OM"]}, year=2099, date="2099-01-01", citation_percentile=1.0, cited_by_count=9),
    }  # fmt: skip


def base_at(folder: Path, store: str | None = None) -> Base:
    base = Base(folder, store)
    stage(base, state(), as_of="2023-12-31")
    base.update()
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_at(tmp_path_factory.mktemp("base"))


def latest(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "latest", **given)


def listed(answer: Answer) -> list[int]:
    return [int(str(row["publication"]).partition("W")[2]) for row in answer.records()]


def test_by_impact_those_that_are_cited_come_first(base: Base) -> None:
    answer = latest(base)
    assert listed(answer) == [5, 8]
    # Syria was suspended from 2012 to 2025: 56 of the 57 were members in these years.
    assert answer.coverage == {
        "after": "2021-12-31", "last": "2023-12-31", "topic": None, "group": "oic", "countries": 56, "publications": 3,
        "publications_ranked": 2, "publications_not_ranked": 1, "publications_retracted_left_out": 1,
        "publications_of_other_kinds_left_out": 1, "publications_of_other_countries_left_out": 1,
        "publications_without_country_left_out": 1,
    }  # fmt: skip


def test_recent_reaches_back_from_the_last_date_that_was_not_announced_ahead(base: Base) -> None:
    # 2099 is after the state was read; where only the year is known, the last year ends with it: 2023-12-31.
    assert listed(latest(base, by="date", group="all")) == [6, 5, 8, 11, 7]
    assert listed(latest(base, by="date", group="all", years=1)) == [6, 5, 8]
    assert listed(latest(base, by="date", group="all", years=1, limit=2)) == [6, 5]


def test_a_topic_holds_those_below_it_and_a_group_may_be_a_country(base: Base) -> None:
    assert listed(latest(base, topic="earth", group="France")) == [6]
    assert listed(latest(base, topic=WATER, group="all", by="date")) == [6, 5, 7]
    assert listed(latest(base, group="all", kinds="Erratum", by="date")) == [9]


def test_a_first_is_more_notable_the_more_was_to_be_expected(base: Base) -> None:
    # Before 2023, with a country: TR 1 and 4, OM 2, 3, 10 and 11; SALT 2, 3, 10, 11. TR would have 2 * 4 / 6 on SALT.
    answer = latest(base, by="first")
    assert listed(answer) == [5]
    row = answer.records()[0]
    assert row["novelty"] == pytest.approx(2 * 4 / 6)
    assert row["why"] == "first of TR on Salt (1.3 expected)"


def test_what_authors_without_a_country_could_hide_is_no_first() -> None:
    # Of four earlier publications with a country, half are of unit 0; the fifth, unplaced, is on topic 1.
    year = np.array([2000, 2000, 2000, 2000, 2000, 2001])
    units = csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [1, 0]]))
    topics = csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1]]))
    of = np.array([5])
    assert firsts(year, units, topics, np.zeros(6, bool), of) == [(5, 0, 1, 2 / 4 * 2)]
    assert firsts(year, units, topics, np.arange(6) == 4, of) == []


def test_topics_that_seldom_meet(base: Base) -> None:
    # 12 publications with a topic, 8 on SALT, 5 on WATER, and one on both: commonness 1 * 12 / (8 * 5).
    answer = latest(base, by="atypical")
    assert listed(answer) == [5]
    row = answer.records()[0]
    assert row["novelty"] == pytest.approx(-log(12 / 40))
    assert row["why"] == "Water, with Salt"


def test_the_least_common_pair_counts() -> None:
    topics = csr_array(np.array([[1, 1, 1], [1, 1, 0], [0, 1, 1], [0, 1, 1], [1, 0, 0]]))
    values, pairs = atypical(topics, np.array([0, 4]))
    # Sizes 3, 4, 3 of 5: pairs 01 2 * 5 / 12, 02 1 * 5 / 9, 12 3 * 5 / 12.
    assert (values[0], pairs[0]) == (pytest.approx(-log(5 / 9)), (0, 2))
    assert np.isnan(values[1])
    assert pairs[1] is None


def test_behind_a_row_is_its_publication(base: Base) -> None:
    question = find_question("latest")
    with base.open() as graph:
        asked = parse(question.parameters, {})
        assert question.publications(graph, asked, ["openalex:W5"]) == ["openalex:W5"]
        assert question.publications(graph, asked, ["openalex:W6"]) == []


@pytest.mark.parametrize("given", [{"topic": "a"}, {"years": 0}, {"group": "nowhere"}, {"topic": "nothing such"}])
def test_what_cannot_be_asked_is_said(base: Base, given: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        latest(base, **given)


def test_a_base_without_dates_has_no_rows(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(base, {"w": paper("openalex:W1", {"a": ["TR"]})}, as_of="2023-12-31")
    base.update()
    for by in ("impact", "first", "atypical", "date"):
        answer = latest(base, by=by)
        assert (answer.rows, answer.coverage["last"]) == ((), None)
        assert answer.caveats[0].startswith("No publication of this base has a date")


def a_time(text: str | None) -> bool:
    return text is not None and datetime.fromisoformat(text).tzinfo is not None and len(text) == 20


def test_the_atom_feed_has_what_rfc_4287_requires(base: Base) -> None:
    with base.open() as graph:
        text = feed_text(graph, ask(graph, "latest", by="date"), "atom")
    root = etree.fromstring(text.encode())
    assert root.tag == f"{{{ATOM}}}feed"
    names = {"a": ATOM}
    for element in (root, *root.findall("a:entry", names)):
        for required in ("id", "title", "updated"):
            assert len(element.findall(f"a:{required}", names)) == 1, required
        assert a_time(element.findtext("a:updated", namespaces=names))
        assert str(element.findtext("a:id", namespaces=names)).startswith(("urn:uuid:", "https://"))
        assert all(author[0].tag == f"{{{ATOM}}}name" for author in element.findall("a:author", names))
        assert not element.findall(".//a:email", names)
    assert root.findtext("a:author/a:name", namespaces=names) == "Hikma"
    assert root.findtext("a:updated", namespaces=names) == "2023-12-31T00:00:00Z"
    entries = root.findall("a:entry", names)
    ids = [entry.findtext("a:id", namespaces=names) for entry in entries]
    assert len(ids) == len(set(ids)) == 3
    assert ids[0] == "https://doi.org/10.1/A%3Cb%3E"
    assert [entry.findtext("a:title", namespaces=names) for entry in entries] == [
        "Salt & <water>: “a study”", "openalex:W8", "No figures",
    ]  # fmt: skip
    assert [name.text for name in entries[0].findall("a:author/a:name", names)] == ["a", "b"]
    assert entries[0].findtext("a:updated", namespaces=names) == "2023-02-01T00:00:00Z"
    link = entries[0].find("a:link", names)
    assert link is not None
    assert link.get("rel") == "alternate"


def test_the_json_feed_has_what_version_1_1_requires(base: Base) -> None:
    with base.open() as graph:
        made = json.loads(feed_text(graph, ask(graph, "latest", by="date"), "jsonfeed"))
        again = json.loads(feed_text(graph, ask(graph, "latest", by="impact"), "jsonfeed"))
    assert made["version"] == JSON_FEED
    assert made["title"]
    for item in made["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert item["content_text"]
        assert a_time(item["date_modified"])
        assert all(set(author) == {"name"} for author in item["authors"])
    first = made["items"][0]
    assert (first["id"], first["title"]) == (again["items"][0]["id"], TITLE)
    assert first["tags"] == ["OM", "TR", "Salt"]


def test_any_answer_makes_a_feed_whose_ids_stay(base: Base) -> None:
    with base.open() as graph:
        answer = ask(graph, "collaboration-gaps", group="TR,OM,IR")
        one, two = (json.loads(feed_text(graph, answer, "jsonfeed")) for _ in range(2))
    assert one == two
    assert len({item["id"] for item in one["items"]}) == len(answer.rows)
    assert one["items"][0]["title"].count(" – ") == 1


@pytest.mark.neo4j
def test_both_stores_answer_alike(base: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_at(tmp_path, empty_neo4j.url)
    for by in ("impact", "first", "atypical", "date"):
        for given in ({}, {"topic": EARTH, "group": "all"}):
            assert latest(server, by=by, **given) == latest(base, by=by, **given)
