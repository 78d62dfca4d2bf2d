"""What is read of a record of ORCID, in the one form that XML and JSON are read into."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_orcid


class ExternalId(NamedTuple):
    """An id of the person or of a work in another system; `value` as ORCID has normalised it, where it has."""

    kind: str | None
    value: str | None
    relationship: str | None = "self"


class Day(NamedTuple):
    """A date, as far as it is known."""

    year: str | None = None
    month: str | None = None
    day: str | None = None


class Employment(NamedTuple):
    """A post; `register` is who gave the organisation its `identifier`: ROR, GRID, RINGGOLD, FUNDREF or LEI."""

    organisation: str | None = None
    city: str | None = None
    country: str | None = None
    register: str | None = None
    identifier: str | None = None
    start: str | None = None
    """Year, as is `end`."""
    end: str | None = None


class Work(NamedTuple):
    """A work as one source tells it; the one with the highest `display_index` is what ORCID shows of its group."""

    put_code: str
    display_index: str | None = None
    title: str | None = None
    kind: str | None = None
    venue: str | None = None
    date: Day = Day()
    ids: tuple[ExternalId, ...] = ()


class Record(NamedTuple):
    """What is read of a person's record."""

    orcid: str
    modified: int | None = None
    """Year of the last change."""
    given: str | None = None
    family: str | None = None
    credit: str | None = None
    other_names: tuple[str | None, ...] = ()
    keywords: tuple[str | None, ...] = ()
    ids: tuple[ExternalId, ...] = ()
    employments: tuple[Employment, ...] = ()
    works: tuple[tuple[Work, ...], ...] = ()
    """Groups of what ORCID takes for one work."""
    works_count: int | None = None
    """Where it is told without the works."""


class Gone(NamedTuple):
    """A record that its person, or ORCID, has given up: for another, or altogether."""

    orcid: str
    into: str | None = None


_ID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_DEPRECATED, _DEACTIVATED = "9007", "9044"


def gone_by_error(code: str | None, message: str | None) -> Gone:
    """What ORCID answers with in place of a record that was deprecated (9007) or deactivated (9044).

    The message names the record that stands for it now, if there is one, and then the record itself.

    Raises:
        RejectedRecord: another error, as of a record that is locked, or one that does not name the record.
    """
    named = _ID.findall(message or "")
    if code == _DEPRECATED and len(named) == 2:
        return Gone(orcid(named[1]), orcid(named[0]))
    if code == _DEACTIVATED and named:
        return Gone(orcid(named[-1]))
    raise RejectedRecord(
        f"error {code}: {message or 'without a message'}: nothing of the record is public; leave it out"
    )


def is_deactivated(given: str | None, family: str | None) -> bool:
    """Whether the name is what ORCID puts in place of that of a deactivated record."""
    return (given, family) == ("Given Names Deactivated", "Family Name Deactivated")


def number(text: str | None) -> int | None:
    """The whole number that a text is; none where it is none, or one that no count, year or code of ORCID reaches."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def orcid(text: str | None) -> str:
    """The bare ORCID iD of a record.

    Raises:
        RejectedRecord: there is none, or it is mistyped.
    """
    if not text:
        raise RejectedRecord("orcid-identifier: there is none: fetch the record again")
    try:
        return parse_orcid(text)
    except InvalidIdentifier as error:
        raise RejectedRecord(f"orcid-identifier: {error}") from error
