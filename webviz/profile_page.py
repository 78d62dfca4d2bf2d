"""What the page of a profile needs, whatever it is of: headlines, years, tables, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask import url_for

from queries import Answer
from queries.saying import place, said
from webviz.catalogue import views
from webviz.formats import years as period
from webviz.profile_tables import Record, Section, Sections, behind, headlines, sections, table
from webviz.tables import Table
from webviz.year_bars import Year, YearBars, year_bars

YEARS = Section(
    "years",
    said("Publications by year"),
    "year",
    said("Year"),
    ("publications", "share_of_base", "international_share", "leadership"),
)


class Way(NamedTuple):
    """Where to go on from a page."""

    text: str
    href: str


def profile(answer: Answer, listed: Sequence[Section], ways: Sequence[Way | None]) -> dict[str, Any]:
    """The head, the picture by year with its table, and the lists, in their order."""
    found = sections(answer)
    about = answer.coverage["of"]
    return {
        "name": place(about["id"]) if about["kind"] == "country" else about["name"] or about["id"],
        "kind": about["kind"],
        "address": about["id"],
        "period": period(answer.parameters),
        "headlines": headlines(answer, found),
        "years": by_year(answer, found),
        "tables": tables(answer, found, listed),
        "ways": [way for way in ways if way],
    }


def tables(answer: Answer, found: Sections, listed: Sequence[Section]) -> list[Table]:
    """Those of the lists that hold something."""
    made = (table(answer, found, section) for section in listed)
    return [one for one in made if one]


def by_year(answer: Answer, found: Sections) -> YearBars | None:
    """The picture of the years, with all that is known of each in its table."""
    years = found.get("years", {})
    drawn = year_bars([_year(answer, one, years[one]) for one in sorted(years)])
    told = table(answer, found, YEARS)
    return replace(drawn, table=told) if drawn and told else None


def _year(answer: Answer, year: str, figures: Mapping[str, Record]) -> Year:
    counted, of_all, whole = figures["publications"], figures.get("share_of_base"), answer.coverage["trend_years"]
    over = not whole or int(year) <= whole[1]
    number = round(counted["value"] or 0)
    return Year(int(year), number, of_all["value"] if of_all else None, over, behind(answer, counted))


def way(text: str, view: str, answer: Answer, **arguments: Any) -> Way | None:
    """A link to another view, for the same years; none where there is no such view."""
    if view not in views():
        return None
    asked: dict[str, Any] = {name: answer.parameters[name] for name in ("since", "until")}
    return Way(text, url_for("pages.show", name=view, **arguments, **asked))
