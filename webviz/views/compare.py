"""The comparison of countries: ranked by a measure that is chosen, each figure with its interval, groups as wholes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from queries import Answer
from queries.compare_trust import MEASURES
from queries.saying import in_a_row, place, said
from webviz import links
from webviz.formats import ABSENT, count, names, number, share
from webviz.profile_tables import absent, amount, rate
from webviz.sparks import bar, trend
from webviz.tables import Cell, Column, Figure, Table, arranged, rows_wanted
from webviz.view import Arguments, View

ROWS = 60
Record = Mapping[str, Any]
ESTIMATES: dict[str, tuple[str, Callable[[float | None], str]]] = {
    "growth": ("growth", rate),
    "international_share": ("international", share),
    "internal_share": ("internal", share),
    "leadership": ("leadership", share),
    "fwci": ("fwci", number),
    "top_10_share": ("top_10", share),
}
"""Of each figure with an interval: how its limits are called, and how it is written."""
COLUMNS = (
    Column("name", "Country", "leads to its profile"),
    Column("rank", "Place", "by the measure that is ranked by; equals share it", numeric=True),
    Column("side", "Side", "leading or others; or of which group"),
    Column("measure", "Measure", "what is ranked by", numeric=True),
    Column("publications", "Publications", "each counted whole; leads to their list", numeric=True),
    Column("trend", "Trend", "publications by periods of equal length: the first to the last", numeric=True),
    Column("share", "Share", "of the publications here that name a country", numeric=True),
    Column("growth", "Growth a year", "over the last whole years; 95 % interval", numeric=True),
    Column("international_share", "International", "of two countries or more; 95 % interval", numeric=True),
    Column("internal_share", "Internal", "of those, with another country of the group; 95 % interval", numeric=True),
    Column("leadership", "Led from there", "corresponding, else first author there; 95 % interval", numeric=True),
    Column("fwci", "Citation impact", "mean field-weighted; the world's is 1; 95 % interval", numeric=True),
    Column("top_10_share", "Top 10 %", "among the most cited tenth of their field; 95 % interval", numeric=True),
    Column("specialisation", "Specialised in", "highest activity indexes, wholly above 1", wide=True),
)
WHOLES = tuple(column for column in COLUMNS if column.name not in ("rank", "side", "measure"))
SORTABLE = tuple(column.name for column in COLUMNS if column.name not in ("trend", "specialisation"))


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """Who leads and by what, the groups as wholes, and the countries."""
    records = answer.records()
    wholes = [record for record in records if record["side"] == "together"]
    single = [record for record in records if record["side"] != "together"]
    ordered = arranged(single, arguments, lambda record, name: record[name], SORTABLE)
    most = max((float(record["measure"] or 0) for record in single), default=0.0)  # type: ignore[arg-type]
    rows = tuple(_row(answer, record, COLUMNS, most) for record in ordered[: rows_wanted(arguments, ROWS)])
    descending = arguments.get("order") == "desc"
    return {
        "figures": _figures(answer, single),
        "leading": _leading(answer),
        "wholes": Table("Groups as wholes", WHOLES, tuple(_row(answer, one, WHOLES, 0) for one in wholes)),
        "table": Table(_caption(answer), COLUMNS, rows, len(single), arguments.get("sort", ""), descending),
        "sortable": SORTABLE,
    }


def _figures(answer: Answer, single: list[dict[str, Any]]) -> tuple[Figure, ...]:
    held = answer.coverage
    return (
        Figure(count(len(single)), "countries with publications here"),
        Figure(count(len(held["members_without_publications"])), "countries without any, of which nothing is said"),
        Figure(count(held["own_publications"]), "publications that name one of them"),
    )


def _caption(answer: Answer) -> str:
    return said("Countries by {measure}", measure=_measure(answer))


def _measure(answer: Answer) -> str:
    by: Any = answer.parameters["by"]
    return said(MEASURES[by])


def _leading(answer: Answer) -> str | None:
    """Which countries lead, where that was computed."""
    codes = answer.coverage["leading"]
    if not codes:
        return None
    return said(
        "The {n} leading countries are computed from this base, by {measure}: {countries}. This is no official list; "
        "another base or measure may give another one.",
        n=len(codes), measure=_measure(answer), countries=in_a_row([place(code) for code in codes]),
    )  # fmt: skip


def _row(answer: Answer, record: Record, columns: tuple[Column, ...], most: float) -> tuple[Cell, ...]:
    return tuple(_cell(answer, record, column.name, most) for column in columns)


def _cell(answer: Answer, record: Record, name: str, most: float) -> Cell:
    value = record[name]
    if name == "name":
        return _called(record)
    if absent(value):
        return Cell(ABSENT)
    if name in ESTIMATES:
        return _estimate(record, name)
    href = links.publications(answer, str(record["country"])) if name == "publications" else None
    drawn = {"measure": lambda: bar(value, most), "trend": lambda: trend(_numbers(value))}.get(name, str)()
    kind = "leading" if value == "leading" else ""
    return Cell(_WRITTEN[name](value), kind, href, drawn=drawn)


def _called(record: Record) -> Cell:
    if record["side"] == "together":
        return Cell(record["name"])
    return Cell(place(record["country"]), href=links.around("country", record["country"]))


def _estimate(record: Record, name: str) -> Cell:
    prefix, written = ESTIMATES[name]
    value, low, high = (written(record[one]) for one in (name, f"{prefix}_low", f"{prefix}_high"))
    if record[f"{prefix}_low"] is None:
        return Cell(value)
    return Cell(said("{value} ({low} to {high})", value=value, low=low, high=high))


def _numbers(periods: list[str]) -> list[int]:
    """The publications of each period, which stand after its years."""
    return [int(re.sub(r"\D", "", period.rpartition(":")[2]) or 0) for period in periods]


def _ends(periods: list[str]) -> str:
    numbers = _numbers(periods)
    return said("{first} to {last}", first=numbers[0], last=numbers[-1])


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "rank": count,
    "side": said,
    "measure": amount,
    "publications": count,
    "trend": _ends,
    "share": share,
    "specialisation": names,
}


VIEW = View(
    name="compare",
    title="How do these countries stand beside those, and who leads?",
    menu="Countries compared",
    text="The countries of a group ranked by one measure that you choose, the leading ones beside the others or beside "
    "another group: output, growth, openness, leadership and citation impact, each with its interval.",
    for_whom="Policy analysts",
    door=1,
    order=3,
    question="compare-countries",
    template="compare.html",
    page=page,
    asks=("by", "group", "beside", "leading", "topic", "since", "until", "counting"),
)
