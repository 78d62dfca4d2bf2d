"""A work of Crossref: the publication, its byline with ORCID iDs and ROR ids, and the DOIs that it cites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_doi, parse_ror
from graph.model import Institution, Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_markup import plain, plain_abstract
from loaders.bibliographic_values import date_of_year, language_code, one_line, orcid_in, page_range, whole_date
from loaders.decoding import Count, decode
from loaders.loader import Parsed

Texts = list[str | None] | str | None
"""The API gives lists, content negotiation one text."""


class When(msgspec.Struct, rename="kebab"):
    """A date, as year, month and day, or as much of it as is known."""

    date_parts: list[list[Any]] | None = None


class ExternalId(msgspec.Struct, rename="kebab"):
    """An id of an organisation in a registry."""

    id: str | None = None
    id_type: str | None = None


class Affiliation(msgspec.Struct):
    """What an author, or the publisher, gives as affiliation."""

    name: str | None = None
    department: Texts = None
    place: Texts = None
    id: list[ExternalId] | None = None


class Contributor(msgspec.Struct):
    """A person with `given` and `family`, or an organisation with `name`."""

    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None
    orcid: str | None = msgspec.field(name="ORCID", default=None)
    affiliation: list[Affiliation] | None = None


class Reference(msgspec.Struct):
    """A work cited."""

    doi: str | None = msgspec.field(name="DOI", default=None)


class Update(msgspec.Struct):
    """A notice that changes what this work says."""

    type: str | None = None


class Home(msgspec.Struct):
    """The organisation behind a preprint server or a report."""

    name: str | None = None


class Work(msgspec.Struct, rename="kebab"):
    """What is read of a work."""

    doi: str = msgspec.field(name="DOI")
    type: str | None = None
    title: Texts = None
    subtitle: Texts = None
    abstract: str | None = None
    author: list[Contributor] | None = None
    issued: When | None = None
    published: When | None = None
    published_print: When | None = None
    published_online: When | None = None
    posted: When | None = None
    language: str | None = None
    container_title: Texts = None
    institution: list[Home] | Home | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    article_number: str | None = None
    is_referenced_by_count: Count | None = None
    reference: list[Reference] | None = None
    subject: list[str] | None = None
    updated_by: list[Update] | None = None


_work = msgspec.json.Decoder(Work)
_NO_WORKS = {
    "journal": "a journal", "journal-issue": "an issue of a journal", "journal-volume": "a volume of a journal",
    "book-series": "a series of books", "book-set": "a set of books", "proceedings-series": "a series of proceedings",
    "report-series": "a series of reports", "component": "a part of a work, such as a figure", "grant": "a grant",
}  # fmt: skip
_WITHDRAWN = frozenset(("retraction", "withdrawal", "removal"))


def work_facts(data: bytes) -> Parsed:
    """All that a work states.

    Raises:
        RejectedRecord: not JSON, no DOI, a record of something else than a work, or one without a title and authors.
    """
    work = decode(_work, data)
    try:
        doi = parse_doi(work.doi)
    except InvalidIdentifier as error:
        raise RejectedRecord(f"DOI: {error}") from error
    if work.type in _NO_WORKS:
        raise RejectedRecord(f"type: {work.type} is {_NO_WORKS[work.type]}, not a work: leave it out")
    authors = [_author(one) for one in work.author or []]
    title = _title(work)
    if not title and not any(authors):
        raise RejectedRecord("title: there is none, nor an author: nothing to know the work by, leave it out")
    subject = f"doi:{doi}"
    publication = _publication(subject, doi, title, work)
    return Parsed(subject, [publication, *byline_facts(subject, publication.year, authors)])


def _publication(subject: str, doi: str, title: str | None, work: Work) -> Publication:
    parts = [_parts(when) for when in (work.issued, work.published, work.published_online, work.published_print)]
    parts.append(_parts(work.posted))
    year = next((one[0] for one in parts if one), None)
    updates = {update.type for update in work.updated_by or []}
    return Publication(
        subject,
        title=title,
        abstract=plain_abstract(work.abstract),
        year=year,
        date=date_of_year(year, [whole_date(*one) for one in parts if len(one) == 3]),
        doi=doi,
        kind=work.type,
        language=language_code(work.language),
        venue=_venue(work),
        volume=one_line(work.volume),
        issue=one_line(work.issue),
        pages=page_range(work.page) or one_line(work.article_number),
        retracted=True if updates & _WITHDRAWN else None,
        cited_by_count=work.is_referenced_by_count,
        authors=len(work.author) if work.author else None,
        keywords=list(dict.fromkeys(word for one in work.subject or [] if (word := plain(one)))) or None,
        references=_references(work.reference or []),
    )


def _title(work: Work) -> str | None:
    """The first title, with its subtitle where that is not in it already."""
    title, subtitle = _first(work.title), _first(work.subtitle)
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title}{' ' if title[-1] in '.:?!' else ': '}{subtitle}"


def _venue(work: Work) -> str | None:
    """The journal or book; of a preprint the organisation that runs the server."""
    homes = work.institution if isinstance(work.institution, list) else [work.institution]
    home = next((one.name for one in homes if one and one.name), None) if work.type == "posted-content" else None
    return _first(work.container_title) or plain(home)


def _first(texts: Texts) -> str | None:
    held = [texts] if isinstance(texts, str) else texts or []
    return next((found for text in held if (found := plain(text))), None)


def _parts(when: When | None) -> tuple[int, ...]:
    """Year, month and day, or the first of them; nothing where the year is not known."""
    given = (when.date_parts or [[]])[0] if when else []
    parts = [int(part) for part in given if str(part).isdecimal()]
    whole = len(parts) == len(given) and bool(parts) and 1000 <= parts[0] <= 2199
    return tuple(parts[:3]) if whole else ()


def _references(references: Sequence[Reference]) -> list[str] | None:
    """Those with a DOI; none where no reference has one, for Crossref then does not say what is cited."""
    found: dict[str, None] = {}
    for reference in references:
        try:
            if reference.doi:
                found[f"doi:{parse_doi(reference.doi)}"] = None
        except InvalidIdentifier:
            continue
    return list(found) or None


def _author(contributor: Contributor) -> Author | None:
    """A person, or an organisation that stands in the byline; none where the place holds no name."""
    parts = (contributor.given, contributor.family, contributor.suffix) if contributor.family else (contributor.given,)
    name = plain(" ".join(part for part in parts if part)) or plain(contributor.name)
    if not name:
        return None
    affiliations = contributor.affiliation or []
    return Author(
        name,
        shown=name,
        orcid=orcid_in(contributor.orcid),
        affiliations=tuple(text for one in affiliations if (text := _affiliation(one))),
        institutions=tuple(found for one in affiliations if (found := _institution(one))),
    )


def _affiliation(affiliation: Affiliation) -> str | None:
    """As one text: department, name, place."""
    texts = [*_all(affiliation.department), *_all(affiliation.name), *_all(affiliation.place)]
    return ", ".join(dict.fromkeys(texts)) or None


def _all(texts: Texts) -> list[str]:
    held = [texts] if isinstance(texts, str) else texts or []
    return [found for text in held if (found := plain(text))]


def _institution(affiliation: Affiliation) -> Institution | None:
    """The organisation whose ROR id stands beside the name; a mistyped one is none."""
    for one in affiliation.id or []:
        try:
            if one.id and (one.id_type or "").upper() == "ROR":
                ror = parse_ror(one.id)
                return Institution(f"ror:{ror}", name=plain(affiliation.name), ror=ror)
        except InvalidIdentifier:
            continue
    return None
