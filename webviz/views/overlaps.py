"""The page of overlapping research: circles in two countries that work on the same and hardly publish together."""

from __future__ import annotations

from typing import Any

from graph.base import Graph
from queries import Answer
from queries.saying import place, said
from webviz.formats import count, names, number
from webviz.overlap_pairs import anchor, pair, titles
from webviz.overlap_scene import clusters, scene, short_name
from webviz.reading import Reading
from webviz.tables import Cell, Column, Figure, Table, arranged, rows_wanted
from webviz.view import Arguments, View

ROWS = 10
COLUMNS = (
    Column("topics", "What both work on", "leads to the evidence", wide=True),
    Column("country_a", "Country", "where the first circle is"),
    Column("country_b", "And", "where the other is"),
    Column("similarity", "Likeness", "0 to 1: by topics, terms and works cited", numeric=True),
    Column("joint", "Together", "joint publications", numeric=True),
    Column("expected", "Expected", "joint publications, if chance drew who works with whom", numeric=True),
    Column("people", "Scientists", "of the one and of the other", numeric=True),
)
SORTABLE = ("country_a", "country_b", "similarity", "joint", "expected")


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head and the pairs as a table."""
    held, records = answer.coverage, answer.records()
    ordered = arranged(records, arguments, lambda record, name: record[name], SORTABLE)
    shown = ordered[: rows_wanted(arguments, ROWS)]
    codes = sorted({one.country for one in clusters(records)})
    descending = arguments.get("order") == "desc"
    return {
        "figures": (
            Figure(count(held["pairs"]), said("pairs of circles that work on the same")),
            Figure(count(held["clusters_placed"]), said("circles that belong to a country")),
            Figure(number(held["clusters_agree"]), said("how far circles from other seeds agree; 1 is wholly")),
            Figure(count(len(codes)), said("countries in the pairs listed")),
        ),
        "table": Table(
            said("Pairs, the most alike first"), COLUMNS, tuple(_row(record) for record in shown), len(records),
            arguments.get("sort", ""), descending,
        ),
        "sortable": SORTABLE,
        "summary": said("Between {countries}.", countries=names([place(code) for code in codes])) if codes else None,
    }  # fmt: skip


def beside(reading: Reading, answer: Answer, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    """The evidence of the pairs in the table."""
    del patience
    records = arranged(answer.records(), arguments, lambda record, name: record[name], SORTABLE)
    shown = records[: rows_wanted(arguments, ROWS)]

    def called(graph: Graph) -> dict[str, str]:
        return titles(graph, shown)

    known = reading.now(called) if shown else {}
    return {"pairs": tuple(pair(answer, record, known) for record in shown)}


def _row(record: dict[str, Any]) -> tuple[Cell, ...]:
    topics = names(record["shared_topics"][:2]) if record["shared_topics"] else short_name(record["name_a"])
    return (
        Cell(topics, href=f"#{anchor(record)}"),
        Cell(place(record["country_a"])),
        Cell(place(record["country_b"])),
        Cell(number(record["similarity"])),
        Cell(count(record["joint"])),
        Cell(number(record["expected"])),
        Cell(said("{a} and {b}", a=record["scientists_a"], b=record["scientists_b"])),
    )


VIEW = View(
    name="overlaps",
    title="Who works on the same in two countries without working together?",
    menu="Overlapping research",
    text="Circles of scientists in different countries that are alike in topics, in words and in the works they cite, "
    "and hardly have a joint publication: whom to introduce to each other, or why the same is done twice.",
    for_whom="Researchers",
    door=3,
    order=6,
    question="overlapping-research",
    template="overlaps.html",
    page=page,
    scene=scene,
    beside=beside,
    asks=("group", "topic", "since", "until", "similarity", "most_joint", "least", "limit"),
    own=("sort", "order", "rows"),
)
