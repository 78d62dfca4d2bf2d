"""A scientist's own particulars, each time derived from the scientist's bits: name, id, ORCID."""

from __future__ import annotations

from .names import Person, orcid, person
from .places import places
from .topics import FIRST_ID, OPENALEX
from .work_form import AuthorName

_ORCID_STEP = 7919


def scientist_id(number: int) -> str:
    """Return the id, in a range that OpenAlex does not use."""
    return f"{OPENALEX}A{FIRST_ID + number}"


def named(country: int, bits: int) -> Person:
    """Return the name of the scientist with these bits."""
    return person(places()[country].names, bits)


def shown(one: Person, bits: int) -> str:
    """Return the name that OpenAlex would show: three in a hundred are in their own script."""
    return (one.native() or one.full()) if (bits >> 54) % 100 < 3 else one.full()


def orcid_of(number: int, bits: int) -> str | None:
    """Return the ORCID, which four in ten have."""
    if (bits >> 48) % 10 >= 4:
        return None
    # The step has no common factor with the ten million numbers of the block: no two scientists share one.
    return f"https://orcid.org/{orcid(number * _ORCID_STEP % 10_000_000)}"


def author_name(number: int, one: Person, bits: int) -> AuthorName:
    """Return the author as an authorship names them."""
    return AuthorName(scientist_id(number), shown(one, bits), orcid_of(number, bits))
