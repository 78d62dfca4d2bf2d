"""Authors and topics of OpenAlex, from records of their own."""

from __future__ import annotations

import re

import msgspec

from graph.model import AffiliatedWith, Broader, Fact, Institution, Scientist, Topic
from loaders.cleaning import clean
from loaders.decoding import Count, Year, decode
from loaders.loader import Parsed
from loaders.openalex_ids import AUTHOR, TOPIC, node_id, orcid
from loaders.openalex_institutions import mentioned, other_id
from loaders.openalex_merged import NOBODY, given_up
from loaders.openalex_topics import TopicMention, add_levels
from loaders.openalex_works import InstitutionMention


class Affiliation(msgspec.Struct):
    """An institution and the years in which works name it for the author."""

    institution: InstitutionMention | None = None
    years: list[Year] | None = None


class AuthorIds(msgspec.Struct):
    """Ids of an author in other sources."""

    scopus: str | None = None


class Summary(msgspec.Struct):
    """Figures of an author."""

    h_index: Count | None = None


class Author(msgspec.Struct):
    """What is read of an author."""

    id: str
    display_name: str | None = None
    display_name_alternatives: list[str] | None = None
    orcid: str | None = None
    ids: AuthorIds | None = None
    works_count: Count | None = None
    cited_by_count: Count | None = None
    summary_stats: Summary | None = None
    affiliations: list[Affiliation] | None = None
    last_known_institutions: list[InstitutionMention] | None = None
    last_known_institution: InstitutionMention | None = None
    """The last two are of records before 2024, which have no `affiliations`."""


class TopicRecord(TopicMention):
    """What is read of a topic."""

    description: str | None = None
    keywords: list[str] | None = None


_SCOPUS_AUTHOR = re.compile(r"(?:^|authorI[dD]=)(\d{6,15})(?=&|$)", re.ASCII)
_author = msgspec.json.Decoder(Author)
_topic = msgspec.json.Decoder(TopicRecord)


def author_facts(data: bytes) -> Parsed:
    """An author, with the institutions that works name for them.

    OpenAlex's two authors who are none, the deleted and the unknown, are ids that stand for nobody.
    """
    author = decode(_author, data)
    subject = node_id(author.id, AUTHOR, "id")
    if subject in NOBODY:
        return given_up(subject)
    names = [clean(name) for name in (author.display_name, *(author.display_name_alternatives or []))]
    scientist = Scientist(
        subject,
        name=clean(author.display_name),
        names=list(dict.fromkeys(name for name in names if name)) or None,
        orcid=orcid(author.orcid, "orcid"),
        also=other_id("scopus-author", _SCOPUS_AUTHOR, author.ids.scopus) or None if author.ids else None,
        works_count=author.works_count,
        cited_by_count=author.cited_by_count,
        h_index=author.summary_stats.h_index if author.summary_stats else None,
    )
    return Parsed(subject, [scientist, *_affiliated(subject, author)])


def _affiliated(scientist: str, author: Author) -> list[Fact]:
    """The institutions of an author, each linked to them once."""
    links: dict[str, AffiliatedWith] = {}
    places: dict[tuple[type[Fact], str], Fact] = {}
    for affiliation in _affiliations(author):
        for fact in mentioned(affiliation.institution):
            places.setdefault((type(fact), fact[0]), fact)
            if isinstance(fact, Institution):
                before = links.get(fact.id)
                years = {*((before.years or []) if before else []), *(affiliation.years or [])}
                links[fact.id] = AffiliatedWith(scientist, fact.id, sorted(years) or None)
    return [*places.values(), *links.values()]


def _affiliations(author: Author) -> list[Affiliation]:
    """Those of all years; in older records, which have none, the last known ones, of no stated year."""
    if author.affiliations is not None:
        return author.affiliations
    last = [*(author.last_known_institutions or []), author.last_known_institution]
    return [Affiliation(institution) for institution in last]


def topic_facts(data: bytes) -> Parsed:
    """A topic with its keywords, and the three levels above it."""
    record = decode(_topic, data)
    assert record.id
    subject = node_id(record.id, TOPIC, "id")
    nodes: dict[str, Topic] = {}
    broader: dict[tuple[str, str], Broader] = {}
    add_levels(nodes, broader, subject, record)
    nodes[subject] = nodes[subject]._replace(
        keywords=_clean_all(record.keywords), description=clean(record.description)
    )
    return Parsed(subject, [*nodes.values(), *broader.values()])


def _clean_all(texts: list[str] | None) -> list[str] | None:
    return None if texts is None else [text for one in texts if (text := clean(one))]
