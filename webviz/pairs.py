"""Pairs of countries as the pages need them, read from an answer to `collaboration-gaps`."""

from __future__ import annotations

from typing import Any, NamedTuple

from queries import Answer
from queries.saying import place, said
from webviz.formats import ABSENT, count, number
from webviz.regions import by_region


def amount(observed: float) -> str:
    """Joint publications as text: whole ones, or fractions."""
    return count(observed) if float(observed).is_integer() else number(observed, 3)


class Pair(NamedTuple):
    """Two countries, their joint publications, and what was found of them; codes are alpha-2, a < b."""

    country_a: str
    country_b: str
    name_a: str
    name_b: str
    observed: float
    """Whole, but in fractional counting."""
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    q: float | None
    salton: float | None
    verdict: str
    publications_a: int
    publications_b: int
    hidden: float | None
    activity_a: float | None
    activity_b: float | None

    @property
    def missing(self) -> float:
        """How many joint publications it lacks, less those that authors without a country could hide."""
        return (self.expected or 0.0) - self.observed - (self.hidden or 0.0)

    @property
    def opportunity(self) -> bool:
        """Whether both are strong in the topic that was asked for and hardly publish together in it.

        By the measure of the question `opportunities`: activity indexes of 1 or more, at most half of the joint
        publications that are expected, and one or more to gain.
        """
        strong = min(self.activity_a or 0.0, self.activity_b or 0.0) >= 1
        return strong and self.missing >= max(1.0, (self.expected or 0.0) / 2)

    @property
    def present(self) -> bool:
        """Whether both countries have publications here."""
        return self.publications_a > 0 and self.publications_b > 0

    @property
    def interval(self) -> str:
        """The 95 % interval of the ratio, as in 0.5 to 1.1."""
        if self.ratio is None:
            return ABSENT
        return said("{low} to {high}", low=number(self.ratio_low), high=number(self.ratio_high))

    @property
    def facts(self) -> str:
        """The pair in a sentence."""
        known = {
            "a": place(self.country_a),
            "b": place(self.country_b),
            "n": amount(self.observed),
            "verdict": said(self.verdict),
        }
        if self.expected is None:
            return said("{a} and {b}: {n} together; {verdict}", **known)
        return said(
            "{a} and {b}: {n} together, {expected} expected, ratio {ratio} ({interval}); {verdict}", **known,
            expected=number(self.expected, 3), ratio=number(self.ratio), interval=self.interval,
        )  # fmt: skip

    def value(self, name: str) -> Any:
        """What a column of that name is sorted by."""
        return getattr(self, name)


class Country(NamedTuple):
    """A country of the group that has publications here."""

    code: str
    name: str
    publications: int


KINDS = {
    "gap": "gap",
    "strong": "strong",
    "as expected": "expected",
    "too small to say": "small",
    "not assessable": "unknown",
}
"""The colour of each verdict, in the order in which they are told."""

_COLUMNS = Pair._fields


def pairs(answer: Answer) -> list[Pair]:
    """All pairs of an answer, in its order."""
    places = [answer.columns.index(name) for name in _COLUMNS]
    return [Pair(*(row[place] for place in places)) for row in answer.rows]  # type: ignore[arg-type]


def countries(found: list[Pair]) -> list[Country]:
    """The countries that have publications here, neighbours together."""
    known = {pair.country_a: Country(pair.country_a, pair.name_a, pair.publications_a) for pair in found}
    known |= {pair.country_b: Country(pair.country_b, pair.name_b, pair.publications_b) for pair in found}
    here = tuple(code for code, country in known.items() if country.publications)
    return [known[code] for code in by_region(here)]


def kind_of(pair: Pair) -> str:
    """The colour of a pair's cell: its verdict, deeper where the ratio is under a third or over three."""
    kind = KINDS[pair.verdict]
    far = pair.ratio is not None and (pair.ratio < 1 / 3 or pair.ratio > 3)
    return f"{kind} deep" if far and kind in ("gap", "strong") else kind
