"""A work of OpenAlex: the publication, each authorship with its institutions and countries, topics, references."""

from __future__ import annotations

from typing import Annotated

import msgspec

from graph.model import Fact, Publication
from loaders.cleaning import clean
from loaders.decoding import Count, Year, decode
from loaders.loader import Parsed
from loaders.openalex_bylines import Authorship, InstitutionMention, byline_facts, parents_of
from loaders.openalex_ids import WORK, doi, node_id, pmid
from loaders.openalex_merged import NOTHING
from loaders.openalex_topics import TopicMention, about_topics

__all__ = ["InstitutionMention", "Work", "parents_of", "work_facts"]

Position = Annotated[int, msgspec.Meta(ge=0)]
"""The place of a word in a text, from 0."""


class Titled(msgspec.Struct, gc=False):
    """A thing of which only the name is read: a keyword, a journal."""

    display_name: str | None = None


class Venue(msgspec.Struct, gc=False):
    """Where a work was published."""

    source: Titled | None = None
    raw_source_name: str | None = None


class Biblio(msgspec.Struct, gc=False):
    """Where in its journal a work stands."""

    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None


class OtherIds(msgspec.Struct, gc=False):
    """Ids of a work in other sources."""

    pmid: str | None = None


class Percentile(msgspec.Struct, gc=False):
    """The percentile of a work's citations among those of its year, type and field."""

    value: float | None = None


class Work(msgspec.Struct, gc=False):
    """What is read of a work."""

    id: str
    title: str | None = None
    display_name: str | None = None
    doi: str | None = None
    publication_year: Year | None = None
    publication_date: str | None = None
    language: str | None = None
    type: str | None = None
    primary_location: Venue | None = None
    host_venue: Titled | None = None
    """The journal, in records of 2022 and before; later ones have `primary_location`."""
    biblio: Biblio | None = None
    ids: OtherIds | None = None
    is_retracted: bool | None = None
    cited_by_count: Count | None = None
    fwci: float | None = None
    citation_normalized_percentile: Percentile | None = None
    authorships: list[Authorship] | None = None
    topics: list[TopicMention] | None = None
    primary_topic: TopicMention | None = None
    keywords: list[Titled] | None = None
    referenced_works: list[str] | None = None
    abstract_inverted_index: dict[str, list[Position]] | None = None


_work = msgspec.json.Decoder(Work)


def work_facts(data: bytes) -> Parsed:
    """All that a work states."""
    work = decode(_work, data)
    subject = node_id(work.id, WORK, "id")
    facts: list[Fact] = [_publication(subject, work)]
    facts += byline_facts(subject, work.publication_year, work.authorships or [])
    facts += about_topics(subject, work.topics or [], work.primary_topic)
    return Parsed(subject, facts)


def _publication(subject: str, work: Work) -> Publication:
    biblio = work.biblio or Biblio()
    first, last = clean(biblio.first_page), clean(biblio.last_page)
    other = pmid(work.ids.pmid) if work.ids else None
    return Publication(
        subject,
        title=clean(work.title or work.display_name),
        abstract=clean(abstract(work.abstract_inverted_index)),
        year=work.publication_year,
        date=clean(work.publication_date),
        doi=doi(work.doi),
        kind=clean(work.type),
        language=clean(work.language),
        venue=clean(venue(work)),
        volume=clean(biblio.volume),
        issue=clean(biblio.issue),
        pages=pages(first, last),
        also=[other] if other else None,
        retracted=work.is_retracted,
        cited_by_count=work.cited_by_count,
        fwci=work.fwci,
        citation_percentile=work.citation_normalized_percentile.value if work.citation_normalized_percentile else None,
        authors=len(work.authorships or []),
        keywords=_keywords(work),
        references=_references(work),
    )


def abstract(index: dict[str, list[int]] | None) -> str | None:
    """The text of an inverted index: each word at its places."""
    if not index:
        return None
    return " ".join(word for _, word in sorted((place, word) for word, places in index.items() for place in places))


def venue(work: Work) -> str | None:
    """The journal, series or repository, as the record names it."""
    place = work.primary_location
    if place is None:
        return work.host_venue.display_name if work.host_venue else None
    return (place.source.display_name if place.source else None) or place.raw_source_name


def pages(first: str | None, last: str | None) -> str | None:
    """`120-134`, or the one page or number that there is."""
    return f"{first}-{last}" if first and last and first != last else first or last


def _keywords(work: Work) -> list[str] | None:
    if work.keywords is None:
        return None
    return [name for word in work.keywords if (name := clean(word.display_name))]


def _references(work: Work) -> list[str] | None:
    if work.referenced_works is None:
        return None
    cited = (node_id(one, WORK, "referenced_works") for one in work.referenced_works)
    return [one for one in cited if one not in NOTHING]
