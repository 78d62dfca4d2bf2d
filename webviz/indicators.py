"""The indicators of a pair of countries that the matrix and the table can show, and the colours of their cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from queries import Answer
from queries.saying import place, said
from webviz.formats import count, number
from webviz.pairs import Country, Pair
from webviz.regions import region_of
from webviz.scene import Legend, Matrix
from webviz.shades import shade, thresholds


class Indicator(NamedTuple):
    """A column of the answer: what it is called, what it means, and whether 1 is what is to be expected."""

    name: str
    label: str
    meaning: str
    about_one: bool


RATIO = Indicator("ratio", said("Observed over expected"), said("together / expected"), True)
INDICATORS = (
    RATIO,
    Indicator("observed", said("Joint publications"), said("publications that name both"), False),
    Indicator("salton", said("Salton's cosine"), said("joint publications / root of the product of both"), False),
    Indicator("jaccard", said("Jaccard's index"), said("joint publications / those of either"), False),
    Indicator("inclusion", said("Inclusion index"), said("joint publications / those of the smaller one"), False),
    Indicator(
        "probabilistic_affinity",
        said("Probabilistic affinity"),
        said("links of the pair × links of all / the product of the links of both"),
        True,
    ),
    Indicator(
        "association_strength", said("Association strength"), said("links of the pair / the product of both"), False
    ),
    Indicator(
        "observed_over_expected",
        said("Textbook ratio"),
        said("joint publications × all / the product of both, over all publications"),
        True,
    ),
    Indicator("smoothed", said("Smoothed ratio"), said("(together + ½) / (expected + ½)"), True),
    Indicator("trend", said("Trend"), said("joint publications of the last whole years / of as many before"), True),
)
"""In the order in which they are offered; an answer that lacks a column does not offer it."""

ABOUT_ONE = (
    (1 / 3, "gap deep", said("less than a third")),
    (2 / 3, "gap", said("a third to two thirds")),
    (1.5, "expected", said("about 1")),
    (3.0, "strong", said("one and a half to three")),
    (float("inf"), "strong deep", said("more than three")),
)
_UNKNOWN = Legend("unknown", said("not known"))


def offered(answer: Answer) -> tuple[Indicator, ...]:
    """The indicators that an answer has."""
    return tuple(one for one in INDICATORS if one.name in answer.columns)


def find_indicator(answer: Answer, name: str | None) -> Indicator:
    """The indicator of that name, or the ratio where there is none."""
    return next((one for one in offered(answer) if one.name == name), RATIO)


def values_of(answer: Answer, indicator: Indicator) -> dict[tuple[str, str], float | None]:
    """The indicator of each pair of codes, none where it is not known."""
    a, b, at = (answer.columns.index(name) for name in ("country_a", "country_b", indicator.name))
    return {(str(row[a]), str(row[b])): row[at] for row in answer.rows}  # type: ignore[misc]


def matrix_of(
    shown: list[Country], found: list[Pair], values: Mapping[tuple[str, str], float | None], indicator: Indicator
) -> tuple[Matrix, tuple[Legend, ...]]:
    """The matrix of an indicator, and what its colours mean."""
    codes = [country.code for country in shown]
    there = {pair[:2]: pair for pair in found}
    keys = [[(min(a, b), max(a, b)) if a != b else None for b in codes] for a in codes]
    known = sorted(value for key in there if (value := values.get(key)) and key[0] in codes and key[1] in codes)
    steps = () if indicator.about_one else thresholds(known)
    matrix = Matrix(
        ids=tuple(codes),
        labels=tuple(place(code) for code in codes),
        groups=tuple(region_of(code) for code in codes),
        values=tuple(tuple(values.get(key) if key else None for key in row) for row in keys),
        kinds=tuple(tuple(_kind(values.get(key), indicator, steps) if key else "" for key in row) for row in keys),
        facts=tuple(
            tuple(_facts(there[key], indicator, values) if key in there else "" for key in row[at:])
            for at, row in enumerate(keys)
        ),
    )
    return matrix, _legend(known, indicator, steps)


def _kind(value: float | None, indicator: Indicator, steps: tuple[float, ...]) -> str:
    if value is None:
        return "unknown"
    if indicator.about_one:
        return next(kind for most, kind, _ in ABOUT_ONE if value <= most)
    return f"shade-{shade(value, steps)}" if value else "small"


def _facts(pair: Pair, indicator: Indicator, values: Mapping[tuple[str, str], float | None]) -> str:
    return said(
        "{facts}. {indicator}: {value}", facts=pair.facts, indicator=indicator.label,
        value=figure(values.get(pair[:2]), indicator),
    )  # fmt: skip


def figure(value: float | None, indicator: Indicator) -> str:
    """An indicator as text."""
    if indicator.name == "observed" and isinstance(value, int):
        return count(value)
    return number(value)


def _legend(known: list[float], indicator: Indicator, steps: tuple[float, ...]) -> tuple[Legend, ...]:
    if indicator.about_one:
        return (*(Legend(kind, label) for _, kind, label in ABOUT_ONE), _UNKNOWN)
    made = [Legend("small", said("none together"))]
    for low, high in zip((0.0, *steps), (*steps, max(known, default=0.0)), strict=True):
        within = [one for one in known if low < one <= high]
        if within:
            low_text, high_text = (figure(one, indicator) for one in (min(within), max(within)))
            made.append(
                Legend(f"shade-{shade(max(within), steps)}", said("{low} to {high}", low=low_text, high=high_text))
            )
    return (*made, _UNKNOWN)
