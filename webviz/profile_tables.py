"""The figures of a profile as headlines and tables: a row a thing, a column a figure, numbers lead to their lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.formats import ABSENT, count, number, share
from webviz.tables import Cell, Column, Table

Record = Mapping[str, Any]
Sections = Mapping[str, Mapping[str, Mapping[str, Record]]]
"""By section, by id of the thing, by name of the figure: its record."""


class Headline(NamedTuple):
    """A figure at the head of a profile: as text, what it is, its interval, and where its publications are."""

    text: str
    label: str
    interval: str
    href: str | None


class Section(NamedTuple):
    """A list of a profile: its caption, the kind of its things, what they are called, and the figures shown of each."""

    section: str
    caption: str
    kind: str
    called: str
    figures: tuple[str, ...]


class Measure(NamedTuple):
    """A figure in a column: heading, meaning, how it is written, whether with its interval, and leading to a list."""

    label: str
    meaning: str
    written: Callable[[float | None], str]
    interval: bool = False
    leads: bool = False


def absent(value: Any) -> bool:
    """Whether there is nothing to show: nothing known, or a list of nothing."""
    return value is None or (isinstance(value, list) and not value)


def amount(value: float | None) -> str:
    """A number of publications, whole or in fractions."""
    return count(value) if value is None or float(value).is_integer() else number(value, 4)


def rate(value: float | None) -> str:
    """A growth a year as a percentage with its sign."""
    if value is None:
        return ABSENT
    if value < 0:
        return said("−{fall:.1f} %", fall=-100 * value)
    return said("+{growth:.1f} %", growth=100 * value)


MEASURES = {
    "publications": Measure(said("Publications"), said("lead to their list"), amount, leads=True),
    "joint": Measure(said("Together"), said("joint publications; lead to their list"), amount, leads=True),
    "share": Measure(said("Share"), said("of those that name anything of the kind"), share),
    "share_of_base": Measure(said("Share of the base"), said("of all publications here in the year"), share),
    "international_share": Measure(
        said("International"), said("publications of two countries or more, with the 95 % interval"), share, True
    ),
    "leadership": Measure(
        said("Led from here"), said("with a corresponding (else the first) author here; 95 % interval"), share, True
    ),
    "activity_index": Measure(
        said("Activity index"),
        said("share here over the base's share; 95 % interval"),
        number,
        True,
    ),
    "growth_beyond": Measure(
        said("Growth beyond"), said("a year, beyond that of all publications here; 95 % interval"), rate, True
    ),
    "expected": Measure(said("Expected"), said("joint publications that chance expects"), number),
    "ratio": Measure(said("Ratio"), said("together / expected; 95 % interval"), number, True),
    "missing": Measure(said("Missing"), said("expected less together, less what could be hidden"), number),
    "year": Measure(said("Year"), said("of publication"), lambda value: ABSENT if value is None else str(int(value))),
}
HEADLINES = {
    "publications": (said("publications"), amount),
    "share_of_base": (said("of the base"), share),
    "share_of_country": (said("of the country's publications"), share),
    "international_share": (said("international: of two countries or more"), share),
    "leadership": (said("led from here: corresponding, else first author"), share),
    "fwci": (said("mean field-weighted citation impact; the world's is 1"), number),
    "top_10_share": (said("among the most cited tenth of their field"), share),
    "scientists": (said("scientists with an id"), count),
    "institutions": (said("institutions"), count),
    "countries": (said("countries"), count),
    "growth": (said("growth a year"), rate),
    "growth_of_base": (said("growth a year of what it is compared with"), rate),
}
UNCOUNTED = ("scientists", "institutions", "countries", "growth", "growth_of_base")
"""Headlines that count no publications."""


def sections(answer: Answer) -> Sections:
    """The records of an answer by section, id and figure, in its order."""
    found: dict[str, dict[str, dict[str, Record]]] = {}
    for record in answer.records():
        things = found.setdefault(str(record["section"]), {})
        things.setdefault(str(record["id"]), {})[str(record["figure"])] = record
    return found


def headlines(answer: Answer, found: Sections) -> tuple[Headline, ...]:
    """The totals that are known, in the order of `HEADLINES`."""
    totals = next(iter(found.get("totals", {}).values()), {})
    return tuple(
        Headline(
            text=written(totals[name]["value"]),
            label=label,
            interval=interval(totals[name], written),
            href=behind(answer, totals[name]) if name not in UNCOUNTED else None,
        )
        for name, (label, written) in HEADLINES.items()
        if name in totals and totals[name]["value"] is not None
    )


def interval(record: Record, written: Callable[[float | None], str]) -> str:
    """The 95 % interval of a figure, as in 58 % to 64 %; empty where it has none."""
    if record["low"] is None or record["high"] is None:
        return ""
    return said("{low} to {high}", low=written(record["low"]), high=written(record["high"]))


def behind(answer: Answer, record: Record) -> str | None:
    """The list of the publications that a figure counts; none where there are none."""
    if not record["publications"]:
        return None
    return links.publications(answer, record["section"], record["id"], record["figure"])


def table(answer: Answer, found: Sections, section: Section) -> Table | None:
    """A section as a table; none where the profile has nothing of it."""
    things = found.get(section.section, {})
    if not things:
        return None
    shown = [name for name in section.figures if any(name in figures for figures in things.values())]
    columns = (Column("name", section.called, "leads to its page, where there is one"), *map(_column, shown))
    rows = tuple(_row(answer, section, id_, figures, shown) for id_, figures in things.items())
    return Table(section.caption, columns, rows)


def _column(name: str) -> Column:
    measure = MEASURES[name]
    return Column(name, measure.label, measure.meaning, numeric=True)


def _row(
    answer: Answer, section: Section, id_: str, figures: Mapping[str, Record], shown: Sequence[str]
) -> tuple[Cell, ...]:
    name = next(iter(figures.values()))["name"]
    return (_thing(section.kind, id_, name), *(_figure(answer, figures.get(one), MEASURES[one]) for one in shown))


def _thing(kind: str, id_: str, name: str) -> Cell:
    if kind == "country":
        return Cell(place(id_), href=links.around(kind, id_))
    if kind == "pair":
        a, b = id_.split("-")
        return Cell(said("{a} and {b}", a=place(a), b=place(b)))
    return Cell(name or id_, href=links.around(kind, id_))


def _figure(answer: Answer, record: Record | None, measure: Measure) -> Cell:
    if record is None or record["value"] is None:
        return Cell(ABSENT)
    text, limits = measure.written(record["value"]), interval(record, measure.written)
    if measure.interval and limits:
        text = said("{value} ({interval})", value=text, interval=limits)
    return Cell(text, href=behind(answer, record) if measure.leads else None)
