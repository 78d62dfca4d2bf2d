"""The page of what is latest: recent publications that are notable or new, and the feeds that follow them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from graph.identifiers import web_address
from queries import Answer
from queries.saying import said
from webviz.feeds import FORMS
from webviz.formats import count
from webviz.language import day
from webviz.shown import Shown
from webviz.tables import MOST_ROWS, Cell, Figure, Table, arranged, rows_wanted
from webviz.view import Arguments, View

RANKED = {
    "impact": (
        Shown("citation_percentile", "Percentile", "of its citations in its field and year, by the source", "share"),
        Shown("fwci", "Impact", "citations over those expected of its field, year and kind, by the source", "number"),
    ),
    "first": (
        Shown("novelty", "Expected before", "publications one would expect before, where there was none", "number"),
    ),
    "atypical": (Shown("novelty", "Novelty", "how seldom the two topics meet that meet least", "number"),),
    "date": (),
}
COLUMNS = (
    Shown("title", "Publication", "leads to its record", "text", wide=True),
    Shown("date", "Date", "of publication, or its year", "year"),
    Shown("authors", "Authors", "as printed, up to ten", "names", wide=True),
    Shown("countries", "Countries", "of all authors", "countries"),
    Shown("topic", "Topic", "that it is most about"),
)
ROWS = 25
WHY = Shown("why", "Why", "what is new, in words", "words", wide=True)


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the list, and where the feeds are."""
    by, held = str(answer.parameters["by"]), answer.coverage
    shown = (*COLUMNS, *RANKED[by], *(() if by in ("date", "impact") else (WHY,)))
    return {
        "figures": (
            Figure(count(held["publications"]), said("recent publications looked at")),
            Figure(count(held["publications_ranked"]), said("of them listed or ranked")),
            *((Figure(_day(held["after"]), said("after this day")),) if held["after"] else ()),
        ),
        "table": _table(answer, shown, arguments),
        "sortable": tuple(one.name for one in shown),
        "feeds": tuple((form, media, _feed(form, arguments)) for form, (_, media) in FORMS.items()),
    }


def _table(answer: Answer, shown: tuple[Shown, ...], arguments: Arguments) -> Table:
    ordered = arranged(answer.records(), arguments, _order, [one.name for one in shown])[: rows_wanted(arguments, ROWS)]
    rows = tuple((_title(one), *(column.cell(one, None) for column in shown[1:])) for one in ordered)
    columns = tuple(one.column for one in shown)
    total, descending = answer.coverage["publications_ranked"], arguments.get("order") == "desc"
    return Table(said("The latest"), columns, rows, total, arguments.get("sort", ""), descending)


def _order(record: dict[str, Any], name: str) -> Any:
    value = record[name]
    return "; ".join(value) if isinstance(value, list) else value


def _title(record: dict[str, Any]) -> Cell:
    return Cell(record["title"] or said("Without a title"), href=_address(record), away=True)


def _feed(form: str, arguments: Arguments) -> str:
    asked = {name: value for name, value in arguments.items() if name not in VIEW.own}
    return url_for("feeds.feed", name="latest", form=form, **asked)  # type: ignore[arg-type]


def _address(record: dict[str, Any]) -> str | None:
    return web_address(f"doi:{record['doi']}" if record["doi"] else record["publication"])


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


VIEW = View(
    name="latest",
    title="What is new and notable?",
    menu="Latest",
    text="Publications of the last years in a topic, a country or a group: those cited most for their field and year, "
    "firsts, and topics that seldom meet. A feed reader can follow this.",
    for_whom="Researchers",
    door=3,
    order=3,
    question="latest",
    template="latest.html",
    page=page,
    asks=("topic", "group", "by", "years", "kinds"),
    fixed=(("limit", str(MOST_ROWS)),),
)
