"""The profile of one topic: size and growth, who works on it where, what adjoins it, and which pairs are missing."""

from __future__ import annotations

from typing import Any

from graph.identifiers import web_address
from queries import Answer
from queries.saying import said
from webviz.profile_page import profile, way
from webviz.profile_tables import Section, sections
from webviz.tables import Cell, Column, Table
from webviz.view import Arguments, View

ADJOINING = ("joint", "expected", "ratio")
PAIRS = ("joint", "expected", "missing")
LISTED = (
    Section("countries", said("Countries"), "country", said("Country"), ("publications", "share", "activity_index")),
    Section("institutions", said("Institutions"), "institution", said("Institution"), ("publications", "share")),
    Section("scientists", said("Scientists"), "scientist", said("Scientist"), ("publications", "share")),
    Section("narrower topics", said("Narrower topics"), "topic-profile", said("Topic"), ("joint",)),
    Section("adjoining topics", said("Adjoining topics"), "topic-profile", said("Topic"), ADJOINING),
    Section("gaps", said("Gaps within the topic"), "pair", said("Countries"), PAIRS),
    Section("missing pairs", said("Pairs that lack some; may be chance"), "pair", said("Countries"), PAIRS),
)
WORKS = (
    Column("name", "Publication", "leads to its record at the source", wide=True),
    Column("year", "Year", "of publication", numeric=True),
)


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The profile, with the newest publications and the ways on."""
    topic = answer.coverage["of"]["id"]
    return profile(
        answer,
        LISTED,
        (
            way(said("What is around it"), "neighbourhood", answer, of=topic),
            way(said("Which countries should work together in it and do not"), "countries", answer, topic=topic),
            way(said("Countries compared in it"), "compare", answer, topic=topic),
        ),
    ) | {"works": _newest(answer)}


def _newest(answer: Answer) -> Table | None:
    found = sections(answer).get("newest", {})
    rows = tuple(_work(id_, figures["year"]["name"], figures["year"]["value"]) for id_, figures in found.items())
    return Table("Newest publications", WORKS, rows) if rows else None


def _work(id_: str, title: str, year: float | None) -> tuple[Cell, ...]:
    return Cell(title, href=web_address(id_), away=True), Cell("–" if year is None else str(int(year)))


VIEW = View(
    name="topic",
    title="What is there about this topic, where, and who is missing?",
    menu="One topic",
    text="The profile of a topic with those below it: its growth, the countries, institutions and people that work on "
    "it, what adjoins it, and the countries that should meet in it and do not.",
    for_whom="Policy analysts",
    door=1,
    order=6,
    question="topic-profile",
    template="profile.html",
    page=page,
    asks=("of", "group", "since", "until", "about", "counting", "limit"),
    own=(),
    kinds=("topic",),
)
