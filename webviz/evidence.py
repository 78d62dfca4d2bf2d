"""Which source said what of a person, and when, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.statements import Said as Statement
from queries.saying import said
from webviz.formats import ABSENT, count
from webviz.tables import Cell, Column, Table

MOST = 40
"""Statements that a page shows; the command line shows all."""
COLUMNS = (
    Column("what", "What", "the property, or the kind of link"),
    Column("value", "Stated", "as the source states it", wide=True),
    Column("source", "Source", "who states it"),
    Column("first", "From", "date of the first state that says so", numeric=True),
    Column("last", "To", "date of the last state that says so", numeric=True),
    Column("records", "Records", "of the source that say so", numeric=True),
    Column("record", "One of them", "id of a record"),
    Column("holds", "Holds", "whether the latest state of any of them still says so"),
)
WORDS: Mapping[str, str] = {
    "id": said("one of the ids"),
    "name": said("name"),
    "names": said("form of the name"),
    "orcid": said("ORCID iD"),
    "also": said("other id"),
    "keywords": said("keyword"),
    "local": said("author without an id"),
    "works_count": said("works, as the source counts"),
    "cited_by_count": said("citations, as the source counts"),
    "h_index": said("h-index, as the source computes it"),
    "AFFILIATED_WITH": said("affiliation"),
    "AUTHORED": said("authorship"),
}


def evidence(found: Sequence[Statement]) -> Table:
    """The statements, what holds and is about the person first, authorships last; at most forty."""
    ordered = sorted(found, key=lambda one: one.what == "AUTHORED")
    rows = tuple(_row(one) for one in ordered[:MOST])
    return Table(said("Which source said what, and when"), COLUMNS, rows, len(found))


def _row(one: Statement) -> tuple[Cell, ...]:
    return (
        Cell(WORDS.get(one.what, one.what)),
        Cell(one.value),
        Cell(said("identity, as judged here") if one.source == "identity" else one.source),
        Cell(one.first[:10] or ABSENT),
        Cell(one.last[:10] or ABSENT),
        Cell(count(one.records) if one.records else ABSENT),
        Cell(one.record or ABSENT),
        Cell(said("yes") if one.holds else said("no")),
    )
