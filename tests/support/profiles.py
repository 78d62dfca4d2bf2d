"""Small worlds for the tests of profiles, and what every profile must keep: its numbers are those of its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.base import Base
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
from tests.support.bases import Paper
from tests.support.staged import stage

SIX = {
    f"w{number}": Paper({f"{number}{code}": [code] for code in codes}, (), {"year": 2015 + number})
    for number, codes in enumerate((["TR", "IR"], ["TR", "IR"], ["TR", "PK"], ["IR"], ["PK", "MY"], ["TR", "PK", "MY"]))
}


class Author(NamedTuple):
    """One authorship: who, at which institutions, whether corresponding."""

    name: str
    places: Sequence[str] = ()
    corresponding: bool = False


class Work(NamedTuple):
    """One publication: its authors in order, its topics (the first is the main one), and what else is known."""

    authors: Sequence[Author]
    topics: Sequence[str] = ()
    properties: Mapping[str, Any] = {}


WHERE = {"Metu": "TR", "Itu": "TR", "Lab": "TR", "Sharif": "IR", "Lums": "PK"}
"""Institutions by country; Lab is part of Itu."""
FIELDS = {"soil": "earth", "rock": "earth", "algebra": "numbers"}
"""Topics by field."""

WORKS = {
    "w1": Work([Author("ann", ["Metu"], True), Author("ben", ["Sharif"])], ["soil"], {"year": 2019, "fwci": 2.0}),
    "w2": Work([Author("ann", ["Metu", "Itu"]), Author("cem", ["Lab"])], ["rock", "soil"], {"year": 2020}),
    "w3": Work([Author("ben", ["Sharif"]), Author("cem", ["Lab"], True)], ["algebra"], {"year": 2021, "fwci": 0.5}),
    "w4": Work([Author("dia", ["Lums"])], ["soil"], {"year": 2021, "fwci": 1.0, "citation_percentile": 0.95}),
    "w5": Work([Author("eva"), Author("ann", ["Metu"])], ["algebra"], {"year": 2022, "citation_percentile": 0.9}),
    "w6": Work([Author("ben", ["Sharif"]), Author("dia", ["Lums"])], ["algebra", "soil"], {"year": 2022}),
}


def base_of_works(folder: Path, works: Mapping[str, Work] = WORKS, store: str | None = None) -> Base:
    """A base of these publications, with the institutions and fields above."""
    base = Base(folder, store)
    stage(base, {name: _facts(name, work) for name, work in works.items()}, as_of="2026-01-01")
    base.update()
    return base


def _facts(name: str, work: Work) -> list[Fact]:
    facts: list[Fact] = [Publication(name, title=f"Title of {name}", references=[], **work.properties)]
    facts += [Country(code) for code in sorted(set(WHERE.values()))]
    facts += [_institution(place) for place in sorted(WHERE)]
    facts += [LocatedIn(place, code) for place, code in sorted(WHERE.items())]
    facts += [Scientist(author.name, name=author.name, names=[author.name]) for author in work.authors]
    facts += [_authored(name, place, author) for place, author in enumerate(work.authors, start=1)]
    for topic in sorted({*FIELDS, *FIELDS.values()}):
        facts.append(Topic(topic, name=topic.capitalize(), level="topic" if topic in FIELDS else "field"))
    facts += [Broader(topic, field) for topic, field in sorted(FIELDS.items())]
    facts += [About(name, topic, 1.0, place == 0) for place, topic in enumerate(work.topics)]
    return facts


def _institution(place: str) -> Institution:
    names = [f"Université {place}"]
    return Institution(place, name=f"{place} University", names=names, parents=["Itu"] if place == "Lab" else [])


def _authored(name: str, place: int, author: Author) -> Authored:
    codes = sorted({WHERE[one] for one in author.places})
    return Authored(author.name, name, [place], author.corresponding, [author.name], list(author.places), codes, False)


def asked(base: Base, question: str, **given: Any) -> Answer:
    """The answer of a base."""
    with base.open() as graph:
        return ask(graph, question, **given)


def figures(answer: Answer) -> dict[tuple[str, str, str], float | None]:
    """The values of a profile by section, id and figure."""
    return {(str(row[0]), str(row[1]), str(row[2])): row[4] for row in answer.rows}  # type: ignore[misc]


def check_evidence(base: Base, question: str, **given: Any) -> None:
    """Every row counts the publications that stand behind it, each once."""
    asked_for = find_question(question)
    with base.open() as graph:
        answer = ask(graph, question, **given)
        parameters = parse(asked_for.parameters, given)
        for row in answer.records():
            key = [str(row[name]) for name in answer.columns[: asked_for.key]]
            behind = asked_for.publications(graph, parameters, key)
            assert len(behind) == len(set(behind)) == row["publications"], key
        nothing = ["nothing"] * asked_for.key
        assert asked_for.publications(graph, parameters, nothing) == []
