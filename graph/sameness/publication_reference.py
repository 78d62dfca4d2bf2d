"""A reference as a source gives it, and the same made ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from graph.sameness import publication_authors, publication_pages, publication_titles, publication_venues
from graph.sameness.publication_authors import Byline
from graph.sameness.publication_pages import MONTHS, Pages, TornPages
from graph.sameness.publication_text import known, words
from graph.sameness.publication_titles import Title
from graph.sameness.publication_venues import Venue

_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\b")
_TITLE, _ABSTRACT = 1000, 1500
"""Letters of a title and of an abstract that are read."""


class Reference(NamedTuple):
    """A publication as one source describes it; what is not known is none or empty."""

    id: str
    title: str | None = None
    authors: str | Sequence[str] | None = None
    year: int | str | None = None
    venue: str | None = None
    volume: int | str | None = None
    number: int | str | None = None
    pages: int | str | None = None
    doi: str | None = None
    abstract: str | None = None
    kind: str | None = None


class Comparable(NamedTuple):
    """A reference made ready for comparison."""

    id: str
    title: Title
    byline: Byline
    venue: Venue
    year: int | None
    volume: int | None
    numbers: frozenset[int]
    pages: Pages | TornPages | None
    doi: str
    abstract: str
    kind: str


def comparable(given: Reference) -> Comparable:
    """The reference made ready; a year that stands for a volume or a page is left out there."""
    year, volume, pages = read_year(given.year), read_volume(given.volume), publication_pages.read(given.pages)
    return Comparable(
        given.id,
        publication_titles.read(known(given.title)[:_TITLE]),
        publication_authors.read(known(given.authors) if isinstance(given.authors, str) else given.authors),
        publication_venues.read(known(given.venue)),
        year,
        None if volume == year else volume,
        read_numbers(given.number),
        None if year is not None and pages == Pages(year, year) else pages,
        read_doi(given.doi),
        "".join(words(known(given.abstract)[:_ABSTRACT])),
        known(given.kind).casefold(),
    )


def read_year(given: object) -> int | None:
    """The first year from 1500 to 2199 that is named."""
    found = re.search(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)", known(given))
    return int(found[0]) if found else None


def read_volume(given: object) -> int | None:
    """The first number of `12`, `44 Suppl 1`, `174 AISC` or `Drug Discovery. 9`."""
    found = re.search(r"\d{1,9}", known(given))
    return int(found[0]) if found else None


def read_numbers(given: object) -> frozenset[int]:
    """All numbers of an issue: 3 and 4 of `3-4`, 5 of `May`; none where a supplement is named."""
    text = re.sub(r"(?<=\d)\.0$", "", known(given)).lower()
    if "sup" in text:
        return frozenset()
    found = [int(figure) for figure in re.findall(r"\d{1,9}", _MONTH.sub(lambda month: MONTHS[month[1]], text))]
    return frozenset(range(found[0], found[1] + 1) if len(found) == 2 and 0 < found[1] - found[0] < 12 else found)


def read_doi(given: object) -> str:
    """The first DOI named, in lower case and without its prefix; empty where none is."""
    found = re.search(r"10\.\d{4,9}/[^\s;\"<>]+", unquote(known(given)).lower())
    return found[0].rstrip(".,)]") if found else ""
