"""A brief: what a base says of a country, a pair of countries or a topic, on paper; figures with what they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from queries import Answer
from queries.saying import place, said
from webviz.formats import ABSENT, count, number, share

MOST_PUBLICATIONS = 50


class Asks(Protocol):
    """What answers questions, and lists the publications behind a row."""

    def ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        """See `queries.ask`."""
        ...

    def publications(self, question: str, key: Sequence[str], given: Mapping[str, Any]) -> Answer:
        """See `queries.publications_behind`."""
        ...


@dataclass(frozen=True)
class KeyFigure:
    """A figure at the head: its value, what it is, its interval and what it is counted of, as texts."""

    text: str
    label: str
    base: str


@dataclass(frozen=True)
class Part:
    """A table of a brief; `numeric` are the places of columns with numbers. `empty` stands where there is no row."""

    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    empty: str = said("None.")


@dataclass(frozen=True)
class Bar:
    """A year and its publications; `height` is between 0 and 100."""

    year: str
    text: str
    height: float


@dataclass(frozen=True)
class Listed:
    """The publications behind the key figures: the first ones, of so many."""

    about: str
    records: tuple[dict[str, Any], ...]
    total: int


@dataclass(frozen=True)
class Brief:
    """Everything on the paper. `answers` are those it was made of, the main one first."""

    kind: str
    name: str
    title: str
    subtitle: str
    figures: tuple[KeyFigure, ...]
    bars: tuple[Bar, ...]
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]
    publications: Listed

    @property
    def caveats(self) -> tuple[str, ...]:
        """How far to trust it: the sentences of all answers, each once."""
        return tuple(dict.fromkeys(sentence for answer in self.answers for sentence in answer.caveats))


FIGURES = {
    "publications": said("publications"),
    "share_of_base": said("of the base"),
    "international_share": said("international"),
    "leadership": said("led from here"),
    "fwci": said("citation impact, 1 being the world's mean"),
    "top_10_share": said("among the most cited tenth"),
    "scientists": said("scientists"),
    "institutions": said("institutions"),
    "countries": said("countries"),
    "growth": said("growth a year"),
    "growth_of_base": said("growth a year of the whole base"),
    "growth_beyond": said("growth a year beyond that of all"),
    "share": said("share"),
    "activity_index": said("activity index"),
    "joint": said("joint publications"),
    "expected": said("expected"),
    "ratio": said("ratio"),
    "cosine": said("Salton's cosine"),
    "missing": said("missing"),
    "year": said("year"),
}
"""How the figures of profiles are called on paper; those that are not here are left to the files."""


def by_section(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    """The rows of a profile by their section, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in answer.records():
        found.setdefault(str(record["section"]), []).append(record)
    return found


def key_figures(records: Sequence[dict[str, Any]]) -> tuple[KeyFigure, ...]:
    """The totals of a profile, each with its interval and its base."""
    return tuple(
        KeyFigure(value(one, one["value"]), FIGURES[one["figure"]], _base(one))
        for one in records
        if one["figure"] in FIGURES
    )


def value(record: dict[str, Any], found: float | None) -> str:
    """A figure of a profile by its unit."""
    if found is None:
        return ABSENT
    unit = record["unit"]
    if unit in ("share", "a year"):
        return share(found) if found >= 0 else said("−{share}", share=share(-found))
    if unit == "year":
        return str(round(found))
    return number(found) if unit in ("ratio", "index") or found % 1 else count(found)


def _base(record: dict[str, Any]) -> str:
    of = said("{n} of {all} publications", n=record["publications"], all=record["of"])
    if record["low"] is None:
        return of
    low, high = value(record, record["low"]), value(record, record["high"])
    return said("{low} to {high}; {of}", low=low, high=high, of=of)


def pivoted(title: str, note: str, records: Sequence[dict[str, Any]], name: str, figures: Sequence[str]) -> Part:
    """Rows of a section as a table: a thing a row, a figure a column; a figure with an interval shows it."""
    things: dict[str, dict[str, dict[str, Any]]] = {}
    for record in records:
        things.setdefault(record["id"], {})[record["figure"]] = record
    shown = [figure for figure in figures if any(figure in found for found in things.values())]
    rows = tuple(
        (_name(next(iter(found.values()))), *(_with_interval(found.get(figure)) for figure in shown))
        for found in things.values()
    )
    headings = (name, *(FIGURES[figure] for figure in shown))
    return Part(title, note, headings, rows, tuple(range(1, len(headings))))


def _name(record: dict[str, Any]) -> str:
    named = place(record["id"]) if record["section"] in ("countries", "partners") else record["name"]
    return str(record["id"]) if named is None else named


def _with_interval(record: dict[str, Any] | None) -> str:
    if record is None or record["value"] is None:
        return ABSENT
    text = value(record, record["value"])
    if record["low"] is None:
        return text
    low, high = value(record, record["low"]), value(record, record["high"])
    return said("{text} ({low} to {high})", text=text, low=low, high=high)


def bars(records: Sequence[dict[str, Any]]) -> tuple[Bar, ...]:
    """The publications of each year, the highest 100."""
    found = [one for one in records if one["figure"] == "publications"]
    most = max((one["value"] for one in found), default=0) or 1
    return tuple(Bar(one["name"], value(one, one["value"]), round(100 * one["value"] / most, 1)) for one in found)


def listed(answer: Answer, about: str) -> Listed:
    """The first publications of a list."""
    return Listed(about, tuple(answer.records()[:MOST_PUBLICATIONS]), len(answer.rows))
