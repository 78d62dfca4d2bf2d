"""Publications of every year as bars, with the same in a sentence and in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from queries.saying import counted, said
from webviz.formats import ABSENT, count, share
from webviz.tables import Cell, Column, Table

HEIGHT, AXIS, TOP = 150.0, 20.0, 16.0
STEP, GAP = 26.0, 5.0
EVERY = 5
"""Years that are written under their bars, beside the first and the last."""
COLUMNS = (
    Column("year", "Year", "of publication"),
    Column("publications", "Publications", "of the year; leads to their list", numeric=True),
)
SHARE = Column("share", "Share of all", "of all publications of the base in that year", numeric=True)


class Year(NamedTuple):
    """One year: how many publications, as a share of all where that is known, whether the year is over, and a link."""

    year: int
    publications: int
    of_all: float | None
    over: bool
    href: str | None


@dataclass(frozen=True)
class Bar:
    """One bar of the picture, in its units."""

    x: float
    y: float
    width: float
    height: float
    over: bool
    label: str
    value: int
    facts: str


@dataclass(frozen=True)
class YearBars:
    """The picture, its summary in words, and its table."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    summary: str
    table: Table


def year_bars(years: Sequence[Year]) -> YearBars | None:
    """The years in order; none where there is no year."""
    if not years:
        return None
    most = max(one.publications for one in years) or 1
    bars = tuple(_bar(number, one, most, len(years)) for number, one in enumerate(years))
    return YearBars(STEP * len(years), HEIGHT + AXIS, bars, _summary(years), _table(years))


def _bar(number: int, one: Year, most: int, of: int) -> Bar:
    high = round((HEIGHT - TOP) * one.publications / most, 1)
    written = number in (0, of - 1) or (one.year % EVERY == 0 and 1 < number < of - 2)
    facts = said("{year}: {publications}", year=str(one.year), publications=counted(one.publications, "publication"))
    label = str(one.year) if written else ""
    x = STEP * number + GAP / 2
    return Bar(x, round(HEIGHT - high, 1), STEP - GAP, high, one.over, label, one.publications, facts)


def _summary(years: Sequence[Year]) -> str:
    fullest = max(years, key=lambda one: (one.publications, one.year))
    total = sum(one.publications for one in years)
    return said(
        "{publications} from {first} to {last}; most in {year}: {n}.",
        publications=counted(total, "publication"), first=str(years[0].year), last=str(years[-1].year),
        year=str(fullest.year), n=fullest.publications,
    )  # fmt: skip


def _table(years: Sequence[Year]) -> Table:
    shared = any(one.of_all is not None for one in years)
    rows = tuple(_row(one, shared=shared) for one in reversed(years))
    return Table(said("Publications by year"), (*COLUMNS, SHARE) if shared else COLUMNS, rows)


def _row(one: Year, *, shared: bool) -> tuple[Cell, ...]:
    year = str(one.year) if one.over else said("{year}, not over", year=str(one.year))
    cells = (Cell(year), Cell(count(one.publications), href=one.href if one.publications else None))
    if not shared:
        return cells
    return (*cells, Cell(ABSENT if one.of_all is None else share(one.of_all)))
