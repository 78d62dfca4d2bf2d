"""The page of the data: what was loaded and what became of it, how well it is covered, and what is to be decided."""

from __future__ import annotations

from typing import Any

from graph.aside import reasons
from graph.by_source import by_source
from graph.countries import all_countries
from queries import Answer
from queries.saying import percent, place, said
from webviz import links
from webviz.formats import ABSENT, count
from webviz.loading_history import aside_table, loads_table, sources_table
from webviz.reading import Reading
from webviz.tables import Cell, Column, Figure, Table
from webviz.undecided import undecided, undecided_table
from webviz.view import Arguments, View

ROWS = 15
"""Countries that are shown before all are asked for."""
LACKS = (
    Column("publications", "Publications", "leads to their list", numeric=True),
    Column("without_country", "Without a country", "publications of which no authorship names one", numeric=True),
    Column("without_topic", "Without a topic", "publications", numeric=True),
    Column("without_abstract", "Without an abstract", "publications", numeric=True),
    Column("authorships", "Authorships", "as bylines list them", numeric=True),
    Column("authorships_without_country", "Without a country", "authorships", numeric=True),
    Column("authorships_without_orcid", "Without an ORCID iD", "authorships of scientists without one", numeric=True),
)
YEARS = (Column("year", "Year", "of publication"), *LACKS)
COUNTRIES = (
    Column("country", "Country", "with an author of it"),
    *(one for one in LACKS if one.name not in ("without_country", "authorships_without_country")),
)
KINDS = (Column("kind", "Kind", "as the source says"), *LACKS)
_OF_PUBLICATIONS = ("without_country", "without_topic", "without_abstract")


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, and the coverage by year, country and kind."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in answer.records():
        rows.setdefault(str(one["by"]), []).append(one)
    whole = rows.get("all", [{}])[0]
    countries = rows.get("country", [])
    shown = countries if arguments.get("rows") else countries[:ROWS]
    return {
        "figures": _figures(whole) if whole else (),
        "coverage": (
            Table(said("Coverage by year"), YEARS, _table(answer, list(reversed(rows.get("year", []))), YEARS)),
            Table(said("Coverage by country"), COUNTRIES, _table(answer, shown, COUNTRIES), len(countries)),
            Table(said("Coverage by kind"), KINDS, _table(answer, rows.get("kind", []), KINDS)),
        ),
    }


def beside(reading: Reading, _: Answer, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    """Loads and what was set aside; by source, and pairs to be decided, where they are asked for."""
    show = arguments.get("show", "")
    found: dict[str, Any] = {
        "show": show,
        "loads": loads_table(reading.of_base("all loads", lambda base: tuple(base.staging.manifest.loads), patience)),
        "aside": aside_table(reading.of_base("set aside", reasons, patience)),
    }
    if show == "sources":
        found["sources"] = sources_table(reading.of_base("by source", by_source, patience))
    if show == "identities":
        found["identities"] = undecided_table(reading.of_base("undecided", undecided, patience))
    return found


def _figures(whole: dict[str, Any]) -> tuple[Figure, ...]:
    lacking = (
        ("without_country", "publications", said("publications without a country")),
        ("without_topic", "publications", said("publications without a topic")),
        ("without_abstract", "publications", said("publications without an abstract")),
        ("authorships_without_orcid", "authorships", said("authorships without an ORCID iD")),
    )
    return (
        Figure(count(whole["publications"]), said("publications")),
        Figure(count(whole["authorships"]), said("authorships")),
        *(Figure(percent(whole[name], whole[of]), label, "unknown") for name, of, label in lacking),
    )


def _table(answer: Answer, rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (_name(one), *(_cell(answer, one, column.name) for column in columns[1:])) for one in rows
    )  # fmt: skip


def _name(one: dict[str, Any]) -> Cell:
    if one["id"] == "unknown":
        return Cell(said("not stated"))
    if one["by"] == "country":
        return Cell(place(one["id"]), href=links.around("country", one["id"]) if one["id"] in all_countries() else None)
    return Cell(one["name"])


def _cell(answer: Answer, one: dict[str, Any], column: str) -> Cell:
    if column == "publications":
        return Cell(count(one[column]), href=links.publications(answer, str(one["by"]), str(one["id"])))
    if column == "authorships":
        return Cell(count(one[column]))
    of = one["publications" if column in _OF_PUBLICATIONS else "authorships"]
    return Cell(percent(one[column], of) if of else ABSENT)


VIEW = View(
    name="data",
    title="What is this resting on?",
    menu="Data",
    text="What was loaded, as of when, and what became of it; how much has no country, no topic, no abstract or no "
    "ORCID iD; what was set aside and why; and which identities a person has yet to decide.",
    for_whom="Everyone",
    door=0,
    order=2,
    question="coverage",
    template="data.html",
    page=page,
    beside=beside,
    asks=("since", "until"),
    own=("show", "rows"),
)
