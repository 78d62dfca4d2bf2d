"""The neighbourhood of a topic and of a scientist: a small base worked by hand, and both stores alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import (
    About,
    Authored,
    Broader,
    Country,
    Fact,
    Institution,
    LocatedIn,
    Publication,
    Scientist,
    Topic,
)
from queries import Answer, ask, find_question
from queries.parameters import parse
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import State, stage

ANN, BEN, LEYLA = "openalex:A1", "openalex:A2", "openalex:A3"
Line: TypeAlias = tuple[str, str | None, str | None]
"""An authorship: scientist, country, institution."""

ZINC, IRON, EARTH = "openalex:T1", "openalex:T2", "openalex:fields/19"


def work(number: int, topics: tuple[str, ...], year: int | None, cited: int, *authors: Line) -> list[Fact]:
    name = f"openalex:W{number}"
    facts: list[Fact] = [Publication(name, title=f"Title {number}", year=year, cited_by_count=cited)]
    facts += [About(name, topic, 1.0, place == 0) for place, topic in enumerate(topics)]
    for scientist, country, institution in authors:
        countries, institutions = [country] if country else [], [institution] if institution else []
        facts += [*map(Country, countries)]
        facts.append(Authored(scientist, name, [1], False, [""], institutions, countries))
    return facts


def state() -> State:
    things: list[Fact] = [
        Scientist(ANN, name="Ann Öz", names=["Ann Öz", "A. Oz"], orcid="0000-0002-1825-0097"),
        Scientist(BEN, name="Ben Ali", names=["Ben Ali", "B. Ali"]),
        Scientist(LEYLA, name="B. Ali", names=["B. Ali", "Leyla Ali"]),
        Topic(ZINC, name="Zinc deposits", level="topic"),
        Topic(IRON, name="Iron deposits", level="topic"),
        Topic(EARTH, name="Earth and planetary sciences", level="field"),
        Broader(ZINC, EARTH),
        Institution("ror:1", name="Institute of Ankara"),
        LocatedIn("ror:1", "TR"),
        Country("TR"),
    ]
    return {
        "things": things,
        "w1": work(1, (ZINC,), 2019, 7, (ANN, "TR", "ror:1"), (BEN, "OM", None)),
        "w2": work(2, (ZINC, IRON), 2021, 0, (ANN, "TR", "ror:1"), (LEYLA, None, "ror:1")),
        "w3": work(3, (IRON,), None, 2, (BEN, "OM", None), (LEYLA, "QA", None)),
        "w4": work(4, (), 2020, 1, (ANN, "SA", None), (BEN, "TR", "ror:1")),
    }


def base_at(folder: Path, store: str | None = None) -> Base:
    base = Base(folder, store)
    stage(base, state(), as_of="2026-01-01")
    base.update()
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_at(tmp_path_factory.mktemp("base"))


def neighbourhood(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "neighbourhood", **given)


def tied(answer: Answer) -> list[tuple[Any, ...]]:
    """Relation, id, publications, country and year of each row of what is tied, in order."""
    rows = [row for row in answer.records() if row["kind"] not in ("year", "entry point", "open gap")]
    return [tuple(row[name] for name in ("relation", "id", "publications", "country", "year")) for row in rows]


def test_the_neighbourhood_of_a_topic(base: Base) -> None:
    answer = neighbourhood(base, of="Zinc deposits")
    assert tied(answer) == [
        ("author", ANN, 2, "TR", 2021),
        ("author", BEN, 1, "TR", 2019),
        ("author", LEYLA, 1, "QA", 2021),
        ("institution of authors", "ror:1", 2, "TR", 2021),
        ("country of authors", "TR", 2, "TR", 2021),
        ("country of authors", "OM", 1, "OM", 2019),
        ("adjoining topic", IRON, 1, None, 2021),
        ("latest publication", "openalex:W2", None, None, 2021),
        ("latest and most cited publication", "openalex:W1", None, None, 2019),
    ]
    first = answer.records()[0]
    assert (first["kind"], first["name"], first["share"]) == ("scientist", "Ann Öz", 1.0)


def test_a_field_holds_the_publications_of_its_topics(base: Base) -> None:
    answer = neighbourhood(base, of=EARTH)
    assert answer.coverage["publications"] == 2
    assert [row[:2] for row in tied(answer) if "topic" in row[0]] == [
        ("narrower topic", ZINC),
        ("adjoining topic", IRON),
    ]


def test_the_neighbourhood_of_a_scientist(base: Base) -> None:
    answer = neighbourhood(base, of=ANN)
    assert tied(answer) == [
        ("co-author", BEN, 2, "TR", 2020),
        ("co-author", LEYLA, 1, "QA", 2021),
        ("own institution", "ror:1", 2, "TR", 2021),
        ("own country", "TR", 2, "TR", 2021),
        ("own country", "SA", 1, "SA", 2020),
        ("country of co-authors", "OM", 1, "OM", 2019),
        ("topic", ZINC, 2, None, 2021),
        ("topic", IRON, 1, None, 2021),
        ("latest publication", "openalex:W2", None, None, 2021),
        ("latest and most cited publication", "openalex:W4", None, None, 2020),
        ("latest and most cited publication", "openalex:W1", None, None, 2019),
    ]


def test_limit_holds_for_each_kind_and_relation(base: Base) -> None:
    rows = tied(neighbourhood(base, of=ANN, limit=1))
    assert [row[:2] for row in rows if "publication" in row[0]] == [
        ("latest publication", "openalex:W2"),
        ("most cited publication", "openalex:W1"),
    ]
    assert sum(row[0] == "co-author" for row in rows) == 1
    everything = tied(neighbourhood(base, of=ANN, limit=0))
    assert [row[1] for row in everything if row[0] == "publication"] == [
        "openalex:W2",
        "openalex:W4",
        "openalex:W1",
    ]


def test_a_period_leaves_out_what_has_no_year(base: Base) -> None:
    answer = neighbourhood(base, of=BEN, since=2020)
    assert [row[1] for row in tied(answer) if "latest" in row[0]] == ["openalex:W4"]
    assert answer.coverage["publications_without_year_left_out"] == 1
    assert "1 publication without a year left out." in answer.caveats


def test_coverage_counts_what_is_not_known(base: Base) -> None:
    coverage = neighbourhood(base, of=ANN).coverage
    assert coverage["of"] == {"kind": "scientist", "id": ANN, "name": "Ann Öz"}
    counted = {name: coverage[name] for name in coverage if name[:6] not in ("of", "growth") and coverage[name]}
    assert counted == {
        "publications": 3,
        "publications_without_topic": 1,
        "authorships": 6,
        "authorships_without_country": 1,
        "authorships_without_institution": 2,
    }


def test_each_row_has_as_many_publications_behind_it_as_it_says(base: Base) -> None:
    question = find_question("neighbourhood")
    for of in (ANN, BEN, ZINC, EARTH):
        answer = neighbourhood(base, of=of, limit=0)
        keys = [(str(row["kind"]), str(row["id"])) for row in answer.records()]
        assert len(keys) == len(set(keys))
        with base.open() as graph:
            for row, key in zip(answer.records(), keys, strict=True):
                behind = question.publications(graph, parse(question.parameters, {"of": of}), key)
                if row["kind"] != "entry point":
                    assert len(behind) == (1 if row["publications"] is None else row["publications"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ANN, ANN),
        ("https://openalex.org/A1", ANN),
        ("https://orcid.org/0000-0002-1825-0097", ANN),
        ("0000-0002-1825-0097", ANN),
        (" ann oz ", ANN),
        ("Leyla Ali", LEYLA),
        ("B. Ali", LEYLA),
        ("zinc DEPOSITS", ZINC),
        ("fields/19", EARTH),
    ],
)
def test_a_subject_is_found_by_any_form_of_its_id_or_name(base: Base, text: str, found: str) -> None:
    # “B. Ali” is one scientist's display name, and only another form of the other's.
    assert neighbourhood(base, of=text).coverage["of"]["id"] == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("b. ali", f"names 2: give the id of one, such as {BEN} \\(Ben Ali, scientist\\); {LEYLA}"),
        ("deposits", f"names that contain it: {ZINC} \\(Zinc deposits, topic\\); {IRON}"),
        ("Nobody At All", "no scientist or topic here is called"),
        ("A999", "has the id openalex:A999"),
        ("0000-0002-1825-0098", "is mistyped: its last character should be 7"),
        ("  ", "is no name"),
    ],
)
def test_what_is_not_found_or_not_one_is_said(base: Base, text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        neighbourhood(base, of=text)


def test_both_stores_answer_alike(base: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_at(tmp_path, empty_neo4j.url)
    for given in (
        {"of": ANN},
        {"of": "zinc deposits", "since": 2020},
        {"of": EARTH, "limit": 0},
        {"of": BEN, "until": 1999},
    ):
        assert neighbourhood(server, **given) == neighbourhood(base, **given)
