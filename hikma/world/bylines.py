"""The authorships of one work in OpenAlex's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Raw

from .institutions import Institution
from .persons import author_name, named
from .places import places
from .topics import topics
from .work_form import Affiliation, AuthorName, Authorship

_LAST_CORRESPONDS = 0.2


class Line(NamedTuple):
    """One authorship in numbers; `country`, `institution` and `second` are negative where not given."""

    scientist: int
    bits: int
    home: int
    topic: int
    country: int
    institution: int
    second: int
    anonymous: bool
    style: int


class House(NamedTuple):
    """An institution, and how authorships list it."""

    institution: Institution
    record: Raw


@dataclass(frozen=True)
class Byline:
    """A work's authorships, how many countries and institutions they name, and whom to write to."""

    authorships: list[Authorship]
    countries: int
    institutions: int
    corresponding: list[str]
    corresponding_institutions: list[str]


def byline(lines: Sequence[Line], houses: Sequence[House], chance: float) -> Byline:
    """Return the authorships of these lines. The first author corresponds, or by chance the last one."""
    writes = len(lines) - 1 if chance < _LAST_CORRESPONDS else 0
    made = [_authorship(line, k, len(lines), k == writes, houses) for k, line in enumerate(lines)]
    chosen = made[writes]
    return Byline(
        authorships=made,
        countries=len({code for one in made for code in one.countries}),
        institutions=len({place for line in lines for place in (line.institution, line.second) if place >= 0}),
        corresponding=[chosen.author.id] if chosen.author.id else [],
        corresponding_institutions=[one for told in chosen.affiliations for one in told.institution_ids],
    )


def _authorship(line: Line, position: int, count: int, corresponding: bool, houses: Sequence[House]) -> Authorship:
    person = named(line.home, line.bits)
    printed = person.printed(line.style)
    given = [houses[place] for place in (line.institution, line.second) if place >= 0]
    told = [Affiliation(_address(line.topic, house), [house.institution.id]) for house in given]
    return Authorship(
        author_position="first" if position == 0 else "last" if position == count - 1 else "middle",
        author=AuthorName(None, printed, None) if line.anonymous else author_name(line.scientist, person, line.bits),
        institutions=[house.record for house in given],
        countries=_countries(line, given),
        is_corresponding=corresponding,
        raw_author_name=printed,
        raw_affiliation_strings=[one.raw_affiliation_string for one in told],
        affiliations=told,
    )


def _address(topic: int, house: House) -> str:
    return f"Department of {topics()[topic].subfield.name}, {house.institution.name}"


def _countries(line: Line, given: Sequence[House]) -> list[str]:
    """Return the countries of the institutions; where none is given, the country alone may still be known."""
    if given:
        return sorted({house.institution.country for house in given})
    return [places()[line.country].code] if line.country >= 0 else []
