"""The agenda: how each priority area of the OIC's science agenda stands, and which pairs of countries lack in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from graph.base import Graph
from queries import Answer
from queries.agenda import WHOLE
from queries.agenda_mapping import agenda, areas_of
from queries.saying import said
from webviz import links
from webviz.formats import ABSENT, count, names, share
from webviz.profile_tables import absent, rate
from webviz.reading import Reading
from webviz.sparks import bar
from webviz.tables import Cell, Column, Figure, Table, arranged
from webviz.view import Arguments, View

LONGEST = 3_000
"""Letters of a list of topics that an address still holds."""
COLUMNS = (
    Column("name", "Priority area", "leads to its pairs of countries, where its topics fit into an address"),
    Column("publications", "Publications", "of the area that name a member; leads to their list", numeric=True),
    Column("share", "Share", "of all publications that name a member; areas overlap", numeric=True),
    Column("countries", "Countries", "members that are named on one or more", numeric=True),
    Column("people", "Scientists", "with an id, who name a member", numeric=True),
    Column("growth", "Growth a year", "the last five years against the five before", numeric=True),
    Column("international_share", "International", "of two countries or more", numeric=True),
    Column("internal_share", "Among members", "of two members or more, of the international ones", numeric=True),
    Column("gaps", "Gaps", "pairs of members that publish significantly too little together in it", numeric=True),
    Column("under_joined", "Pairs that lack most", "how many joint publications of how many expected", wide=True),
)
SORTABLE = tuple(column.name for column in COLUMNS if column.name != "under_joined")
_TOPICS = "MATCH (t:Topic) RETURN t.id AS id, t.level AS level ORDER BY id"


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The figures at the head."""
    held = answer.coverage
    return {
        "figures": (
            Figure(count(held["publications_of_the_group"]), "publications that name a member"),
            Figure(count(held["publications_of_the_group_in_an_area"]), "of them fall under an area"),
            Figure(count(held["members"]), "members of the group"),
        ),
    }


def beside(reading: Reading, answer: Answer, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    """The areas, each leading to its pairs of countries."""
    topics = reading.read("topics of areas", topics_of_areas, patience)
    records = answer.records()
    areas = [record for record in records if record["area"] != WHOLE]
    most = max((record["publications"] or 0 for record in areas), default=0)
    ordered = arranged(areas, arguments, lambda record, name: record[name], SORTABLE)
    ordered += [record for record in records if record["area"] == WHOLE]
    rows = tuple(tuple(_cell(answer, one, column.name, topics, float(most)) for column in COLUMNS) for one in ordered)  # type: ignore[arg-type]
    descending = arguments.get("order") == "desc"
    return {"tables": [Table("Priority areas", COLUMNS, rows, None, arguments.get("sort", ""), descending)]}


def topics_of_areas(graph: Graph) -> Mapping[str, str]:
    """The topics of the base that belong to each area, as the parameter `topic` takes them; only what fits.

    An area without exceptions is given by what is mapped into it, another one by every single topic of it.
    """
    rows = graph.store.rows(_TOPICS).to_pylist()
    known, mapping = {row["id"] for row in rows}, agenda()
    single = areas_of(graph.store, [row["id"] for row in rows if row["level"] == "topic"])
    lists = {
        area: [topic for topic, areas in single.items() if area in areas]
        if mapping.left_out[area]
        else sorted(mapping.taken[area] & known)
        for area in mapping.areas
    }
    return {area: text for area, topics in lists.items() if (text := ";".join(topics)) and len(text) <= LONGEST}


def _cell(answer: Answer, record: Mapping[str, Any], name: str, topics: Mapping[str, str], most: float) -> Cell:
    value = record[name]
    if name == "name":
        return _area(answer, record, topics)
    if absent(value):
        return Cell(ABSENT)
    if name == "publications":
        drawn = bar(value, most) if record["area"] != WHOLE else ""
        return Cell(count(value), href=links.publications(answer, record["area"]) if value else None, drawn=drawn)
    if name in ("international_share", "internal_share"):
        return Cell(share(value), drawn=bar(value, 1))
    return Cell(_WRITTEN.get(name, count)(value))


_WRITTEN: dict[str, Callable[[Any], str]] = {"share": share, "growth": rate, "under_joined": names}


def _area(answer: Answer, record: Mapping[str, Any], topics: Mapping[str, str]) -> Cell:
    area, asked = record["area"], answer.parameters
    if area == WHOLE:
        return Cell(record["name"], href=url_for("pages.show", name="countries", **_same(asked)))
    label = said("{code} {name}", code=area, name=said(record["name"]))
    if area not in topics:
        return Cell(label)
    return Cell(label, href=url_for("pages.show", name="countries", topic=topics[area], **_same(asked)))


def _same(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asked[name] for name in ("group", "since", "until") if asked[name] is not None}


VIEW = View(
    name="agenda",
    title="How do the priority areas of the OIC's science agenda stand?",
    menu="Science agenda",
    text="The priority areas of the OIC Science, Technology and Innovation Agenda 2026 as a lens: what the members of "
    "a group publish in each, who takes part, how it grows, and which of them publish too little together.",
    for_whom="Policy analysts",
    door=1,
    order=4,
    question="agenda",
    template="table.html",
    page=page,
    beside=beside,
    asks=("group", "since", "until"),
    own=("sort", "order"),
)
