"""How two references compare, field by field, and the sentence that says so."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from graph.sameness import publication_authors, publication_pages, publication_titles, publication_venues
from graph.sameness.publication_pages import Pages
from graph.sameness.publication_reference import Comparable

_STANDS_APART = frozenset(
    "dataset dissertation erratum mastersthesis paratext peer-review phdthesis preprint retraction software "
    "supplementary-materials thesis".split()
)
"""Kinds that stand beside an article of the same title and authors, and are another publication."""


class Levels(NamedTuple):
    """The level of each field; `unknown` where one of the two says nothing."""

    title: str
    authors: str
    venue: str
    year: str
    volume: str
    number: str
    pages: str
    doi: str
    abstract: str
    kind: str


def compare(left: Comparable, right: Comparable) -> Levels:
    """The levels of two references."""
    levels = Levels(
        title=publication_titles.compare(left.title, right.title),
        authors=publication_authors.compare(left.byline, right.byline),
        venue=publication_venues.compare(left.venue, right.venue),
        year=_years(left.year, right.year),
        volume=_values(left.volume, right.volume),
        number=_numbers(left.numbers, right.numbers),
        pages=publication_pages.compare(left.pages, right.pages),
        doi=_values(left.doi, right.doi),
        abstract=_abstracts(left.abstract, right.abstract),
        kind=_kinds(left.kind, right.kind),
    )
    if levels.year == "next" and "different" in (levels.volume, levels.number):
        levels = levels._replace(year="different")
    if _shifted(left, right) or _shifted(right, left):
        return levels._replace(volume="equal", number="unknown", pages="unknown")
    return levels


def _years(left: int | None, right: int | None) -> str:
    if left is None or right is None:
        return "unknown"
    return "equal" if left == right else "next" if abs(left - right) == 1 else "different"


def _values(left: int | str | None, right: int | str | None) -> str:
    if not left or not right:
        return "unknown"
    return "equal" if left == right else "different"


def _numbers(left: frozenset[int], right: frozenset[int]) -> str:
    if not left or not right:
        return "unknown"
    return "equal" if left & right else "different"


def _abstracts(left: str, right: str) -> str:
    length = min(len(left), len(right), 600)
    if length < 100:
        return "unknown"
    ratio = fuzz.ratio(left[:length], right[:length])
    return "equal" if ratio >= 85 else "alike" if ratio >= 60 else "different"


def _kinds(left: str, right: str) -> str:
    if not left or not right:
        return "unknown"
    return "different" if left != right and _STANDS_APART & {left, right} else "compatible"


def _shifted(one: Comparable, other: Comparable) -> bool:
    """Whether volume, number and pages of the first slid by a column: volume 26, number 9 as number 26, page 9."""
    return (
        one.volume is None
        and other.volume in one.numbers
        and isinstance(one.pages, Pages)
        and one.pages.first in other.numbers
    )


_SAID: dict[str, dict[str, str]] = {
    "title": {
        "equal": "equal title",
        "spelled": "title equal but for its spelling",
        "longer": "the longer title has the other in it",
        "reworded": "similar titles",
        "contrary": "titles alike but for a number or a letter",
        "different": "different titles",
        "unknown": "a title is missing",
    },
    "authors": {"agree": "authors agree", "some": "some authors agree", "none": "no author in common"},
    "pages": {"overlap": "pages overlap", "start": "both start on page 1", "first": "equal first page"},
    "venue": {"alike": "similar journals"},
    "year": {"next": "one year apart"},
}
_EQUAL = {"venue": "journal", "doi": "DOI"}


def sentence(levels: Levels, apart: str | None = None) -> str:
    """What agrees and what differs, in words: "equal title, equal year, volume and pages; authors agree"."""
    said = [_SAID[field][level] for field, level in levels._asdict().items() if level in _SAID.get(field, {})]
    equal = [_EQUAL.get(field, field) for field in Levels._fields[2:9] if _level(levels, field) in _AGREES]
    differ = [_EQUAL.get(field, field) for field in Levels._fields[2:] if _level(levels, field) in _DIFFERS]
    parts = [*said[:2], f"equal {_listed(equal)}" if equal else "", *said[2:]]
    one = len(differ) == 1 and differ != ["pages"]
    parts += [f"{_listed(differ)} {'differs' if one else 'differ'}" if differ else "", apart or ""]
    return "; ".join(part for part in parts if part)


_AGREES = frozenset(("equal", "same", "article"))
_DIFFERS = frozenset(("different", "apart"))


def _level(levels: Levels, field: str) -> str:
    return str(getattr(levels, field))


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
