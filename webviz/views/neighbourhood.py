"""The neighbourhood page: what surrounds a topic or a scientist, as a picture and as tables that lead on."""

from __future__ import annotations

from typing import Any

from graph.countries import all_countries
from graph.identifiers import web_address
from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.formats import ABSENT, count, number, share
from webviz.neighbourhood_scene import scene
from webviz.tables import Cell, Column, Figure, Table
from webviz.view import Arguments, View
from webviz.year_bars import Year, YearBars, year_bars

COLUMNS = (
    Column("name", "Name", "leads to what is around it, where that can be asked"),
    Column("relation", "Relation", "how it stands to what was asked for"),
    Column("publications", "Publications", "that tie the two; leads to their list", numeric=True),
    Column("share", "Share", "of all publications of what was asked for", numeric=True),
    Column("country", "Country", "of a scientist's latest authorship that names one; where an institution is"),
    Column("year", "Latest", "year of the latest of these publications", numeric=True),
)
PLACELESS = tuple(column for column in COLUMNS if column.name != "country")
WORKS = (
    Column("name", "Publication", "leads to its record at the source", wide=True),
    Column("relation", "Relation", "why it is listed"),
    Column("year", "Year", "of publication", numeric=True),
    Column("citations", "Citations", "as the source counts them", numeric=True),
)
ENTRIES = (
    Column("name", "Publication", "leads to its record at the source", wide=True),
    Column("relation", "Why it is a beginning", "a review of the last years, or what the topic's own works cite most"),
    Column("year", "Year", "of publication", numeric=True),
    Column(
        "cited_here", "Cited here", "by publications of the topic without a common author; leads to them", numeric=True
    ),
    Column("citations", "Citations", "as the source counts them", numeric=True),
)
GAPS = (
    Column("name", "What could meet", "two countries in this topic, or this topic and another one", wide=True),
    Column("relation", "Kind", "of what is open"),
    Column("publications", "Together", "publications that join the two; leads to their list", numeric=True),
    Column("expected", "Expected", "publications that chance would have join the two", numeric=True),
    Column("missing", "Missing", "expected less those there are, and less those that could be hidden", numeric=True),
    Column("why", "Why", "the verdict, or what adjoins both", wide=True),
)
KINDS = (
    ("scientist", said("Scientists")),
    ("institution", said("Institutions")),
    ("country", said("Countries")),
    ("topic", said("Topics")),
)


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The figures at the head, and a table for each kind."""
    records = answer.records()
    held = answer.coverage
    tables = [_table(answer, records, kind, caption) for kind, caption in KINDS]
    return {
        "about": held["of"],
        "address": web_address(held["of"]["id"]),
        "figures": (
            Figure(count(held["publications"]), "publications"),
            Figure(count(held["authorships"]), "authorships on them"),
            Figure(count(held["publications_without_country"]), "publications without a country", "unknown"),
            Figure(count(held["publications_without_topic"]), "without a topic", "unknown"),
        ),
        "tables": [table for table in tables if table.rows],
        "works": _works(records),
        "years": _years(answer, records),
        "entries": _entries(answer, records),
        "gaps": _gaps(answer, records),
    }


def _table(answer: Answer, records: list[dict[str, Any]], kind: str, caption: str) -> Table:
    found = [record for record in records if record["kind"] == kind]
    columns = COLUMNS if kind in ("scientist", "institution") else PLACELESS
    rows = tuple(tuple(_cell(column.name, record, answer) for column in columns) for record in found)
    return Table(caption, columns, rows)


def _cell(column: str, record: dict[str, Any], answer: Answer) -> Cell:
    if column == "name":
        name = place(record["id"]) if record["kind"] == "country" else record["name"] or record["id"]
        return Cell(name, href=links.around(record["kind"], record["id"]))
    if column == "publications":
        return Cell(count(record["publications"]), href=links.publications(answer, record["kind"], record["id"]))
    if column == "share":
        return Cell(share(record["share"]))
    if column == "country":
        return Cell(place(record["country"]) if record["country"] else ABSENT)
    return Cell(ABSENT if record[column] is None else str(record[column]))


def _works(records: list[dict[str, Any]]) -> Table:
    found = [record for record in records if record["kind"] == "publication"]
    rows = tuple(
        (
            Cell(one["name"] or said("Without a title"), href=web_address(one["id"]), away=True),
            Cell(one["relation"]),
            Cell(ABSENT if one["year"] is None else str(one["year"])),
            Cell(count(one["citations"])),
        )
        for one in found
    )
    return Table("Publications", WORKS, rows)


def _years(answer: Answer, records: list[dict[str, Any]]) -> YearBars | None:
    found = sorted((one for one in records if one["kind"] == "year"), key=lambda one: one["year"])
    return year_bars([
        Year(
            one["year"], one["publications"], one["of_all"], one["why"] is None,
            links.publications(answer, "year", one["id"]),
        )
        for one in found
    ])  # fmt: skip


def _entries(answer: Answer, records: list[dict[str, Any]]) -> Table:
    rows = tuple(
        (
            Cell(one["name"] or said("Without a title"), href=web_address(one["id"]), away=True),
            Cell(one["relation"]),
            Cell(ABSENT if one["year"] is None else str(one["year"])),
            Cell(
                count(one["cited_here"]),
                href=links.publications(answer, "entry point", one["id"]) if one["cited_here"] else None,
            ),
            Cell(count(one["citations"])),
        )
        for one in records
        if one["kind"] == "entry point"
    )
    return Table(said("Where to begin"), ENTRIES, rows)


def _gaps(answer: Answer, records: list[dict[str, Any]]) -> Table:
    rows = tuple(
        (
            _open(one),
            Cell(one["relation"]),
            Cell(
                count(one["publications"]),
                href=links.publications(answer, "open gap", one["id"]) if one["publications"] else None,
            ),
            Cell(number(one["expected"])),
            Cell(number(one["missing"])),
            Cell(one["why"] or ABSENT),
        )
        for one in records
        if one["kind"] == "open gap"
    )
    return Table(said("What is open"), GAPS, rows)


def _open(one: dict[str, Any]) -> Cell:
    codes = str(one["id"]).split("-")
    if len(codes) == 2 and all(code in all_countries() for code in codes):
        return Cell(said("{a} and {b}", a=place(codes[0]), b=place(codes[1])))
    return Cell(one["name"] or one["id"], href=links.around("topic", one["id"]))


VIEW = View(
    name="neighbourhood",
    title="What is around my topic?",
    menu="Neighbourhood",
    text="The people, institutions, countries and neighbouring topics around a topic or a scientist, "
    "and the publications that tie them.",
    for_whom="Researchers",
    door=3,
    order=1,
    question="neighbourhood",
    template="neighbourhood.html",
    page=page,
    scene=scene,
    asks=("of", "since", "until", "limit", "group"),
)
