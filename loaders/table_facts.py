"""What the rows of one publication in a user's table state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TypeVar

import msgspec

from graph.countries import country_name, find_country
from graph.errors import InvalidIdentifier
from graph.identifiers import parse_doi, parse_orcid, parse_ror
from graph.model import (
    About,
    AffiliatedWith,
    Authored,
    Country,
    Fact,
    Institution,
    LocatedIn,
    Publication,
    Scientist,
    Topic,
)
from loaders.cleaning import clean
from loaders.loader import Parsed

T = TypeVar("T")
_YES, _NO = ("1", "yes", "true", "y"), ("", "0", "no", "false", "n")


class TableRow(msgspec.Struct, array_like=True):
    """One row, as text; `line` is where it stands in the file."""

    line: int
    publication: str
    scientist: str
    title: str = ""
    abstract: str = ""
    year: str = ""
    doi: str = ""
    name: str = ""
    orcid: str = ""
    institution: str = ""
    ror: str = ""
    country: str = ""
    topic: str = ""
    position: str = ""
    corresponding: str = ""


def several(cell: str) -> list[str]:
    """The values of a cell that may hold several, separated by `;`."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def country_codes(cell: str) -> list[str]:
    """The alpha-2 codes of countries given by code or by name, sorted.

    Raises:
        InvalidIdentifier: one of them is neither.
    """
    return sorted({_country_code(value) for value in several(cell)})


def _country_code(text: str) -> str:
    code = find_country(text)
    if not code:
        raise InvalidIdentifier(
            f"“{text}” is not a country: give its code of ISO 3166-1 (KZ, KAZ) or its name (Kazakhstan)"
        )
    return code


def yes_or_no(cell: str) -> bool | None:
    """What a cell says; none where it is empty.

    Raises:
        InvalidIdentifier: it says neither.
    """
    if cell.casefold() not in (*_YES, *_NO):
        raise InvalidIdentifier(f"corresponding “{cell}” is neither yes nor no")
    return cell.casefold() in _YES if cell else None


def publication_facts(rows: Sequence[TableRow]) -> Parsed:
    """All that the rows of one publication state."""
    subject = f"table:{rows[0].publication}"
    by_scientist: dict[str, list[tuple[int, TableRow]]] = {}
    for place, row in enumerate(rows, start=1):
        by_scientist.setdefault(f"table:{row.scientist}", []).append((int(row.position or place), row))
    last = max(position for places in by_scientist.values() for position, _ in places)
    facts: list[Fact] = [_publication(subject, rows)]
    facts += _places(rows)
    facts += _topics(subject, rows)
    for scientist, places in by_scientist.items():
        facts += _scientist(subject, scientist, sorted(places, key=lambda place: place[0]), last, _first(rows, _year))
    return Parsed(subject, facts)


def _publication(subject: str, rows: Sequence[TableRow]) -> Publication:
    return Publication(
        subject,
        title=_first(rows, lambda row: clean(row.title)),
        abstract=_first(rows, lambda row: clean(row.abstract)),
        year=_first(rows, _year),
        doi=_first(rows, lambda row: parse_doi(row.doi) if row.doi else None),
        authors=len(rows),
        keywords=[],
        references=[],
    )


def _year(row: TableRow) -> int | None:
    return int(row.year) if row.year else None


def _first(rows: Iterable[TableRow], value: Callable[[TableRow], T | None]) -> T | None:
    """The first that a row gives."""
    return next((found for row in rows if (found := value(row)) is not None), None)


def _places(rows: Sequence[TableRow]) -> list[Fact]:
    """Institutions, countries, and the country of an institution where its row names just one of each."""
    institutions: dict[str, Institution] = {}
    countries: dict[str, Country] = {}
    located: dict[str, LocatedIn] = {}
    for row in rows:
        codes, names = country_codes(row.country), several(row.institution)
        countries.update((code, Country(code, country_name(code))) for code in codes)
        for name, ror in zip_longest(names, several(row.ror)):
            known = parse_ror(ror) if ror else None
            before = institutions.get(name)
            institutions[name] = Institution(
                f"table:{name}", name, ror=known or (before.ror if before else None), parents=[]
            )
            if len(codes) == len(names) == 1:
                located.setdefault(name, LocatedIn(f"table:{name}", codes[0]))
    return [*institutions.values(), *countries.values(), *located.values()]


def _topics(subject: str, rows: Sequence[TableRow]) -> list[Fact]:
    names = list(dict.fromkeys(name for row in rows for name in several(row.topic)))
    facts: list[Fact] = [Topic(f"table:{name}", name, "topic", []) for name in names]
    return facts + [About(subject, f"table:{name}", None, place == 0) for place, name in enumerate(names)]


def _scientist(
    subject: str, scientist: str, places: Sequence[tuple[int, TableRow]], last: int, year: int | None
) -> list[Fact]:
    rows = [row for _, row in places]
    printed = [clean(row.name) or row.scientist for row in rows]
    institutions = list(dict.fromkeys(f"table:{name}" for row in rows for name in several(row.institution)))
    corresponding = [said for row in rows if (said := yes_or_no(row.corresponding)) is not None]
    facts: list[Fact] = [
        Scientist(
            scientist,
            name=printed[0],
            names=list(dict.fromkeys(printed)),
            orcid=_first(rows, lambda row: parse_orcid(row.orcid) if row.orcid else None),
        ),
        Authored(
            scientist,
            subject,
            [position for position, _ in places],
            any(corresponding) if corresponding else None,
            printed,
            institutions,
            sorted({code for row in rows for code in country_codes(row.country)}),
            any(position == last > 1 for position, _ in places),
        ),
    ]
    return facts + [AffiliatedWith(scientist, institution, [year] if year else []) for institution in institutions]
