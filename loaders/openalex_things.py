"""Authors, institutions and topics of OpenAlex, from records of their own."""

from __future__ import annotations

import msgspec

from graph.model import AffiliatedWith, Broader, Country, Fact, Institution, LocatedIn, Scientist, Topic
from loaders.cleaning import clean
from loaders.decoding import Count, Year, decode
from loaders.loader import Parsed
from loaders.openalex_ids import AUTHOR, INSTITUTION, TOPIC, country, node_id, orcid, ror
from loaders.openalex_topics import TopicMention, add_levels
from loaders.openalex_works import InstitutionMention, parents_of


class Affiliation(msgspec.Struct):
    """An institution and the years in which works name it for the author."""

    institution: InstitutionMention | None = None
    years: list[Year] | None = None


class Summary(msgspec.Struct):
    """Figures of an author."""

    h_index: Count | None = None


class Author(msgspec.Struct):
    """What is read of an author."""

    id: str
    display_name: str | None = None
    display_name_alternatives: list[str] | None = None
    orcid: str | None = None
    works_count: Count | None = None
    cited_by_count: Count | None = None
    summary_stats: Summary | None = None
    affiliations: list[Affiliation] | None = None


class Place(msgspec.Struct):
    """Where an institution is."""

    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class International(msgspec.Struct):
    """Names by language."""

    display_name: dict[str, str | None] | None = None


class Associated(msgspec.Struct):
    """Another institution, and what it is to this one."""

    id: str | None = None
    relationship: str | None = None


class InstitutionRecord(InstitutionMention):
    """What is read of an institution."""

    display_name_alternatives: list[str] | None = None
    display_name_acronyms: list[str] | None = None
    international: International | None = None
    geo: Place | None = None
    associated_institutions: list[Associated] | None = None


class TopicRecord(TopicMention):
    """What is read of a topic."""

    description: str | None = None
    keywords: list[str] | None = None


_author = msgspec.json.Decoder(Author)
_institution = msgspec.json.Decoder(InstitutionRecord)
_topic = msgspec.json.Decoder(TopicRecord)


def author_facts(data: bytes) -> Parsed:
    """An author, with the institutions that works name for them."""
    author = decode(_author, data)
    subject = node_id(author.id, AUTHOR, "id")
    names = [clean(name) for name in (author.display_name, *(author.display_name_alternatives or []))]
    scientist = Scientist(
        subject,
        name=clean(author.display_name),
        names=list(dict.fromkeys(name for name in names if name)),
        orcid=orcid(author.orcid, "orcid"),
        works_count=author.works_count,
        cited_by_count=author.cited_by_count,
        h_index=author.summary_stats.h_index if author.summary_stats else None,
    )
    links: dict[str, AffiliatedWith] = {}
    places: dict[tuple[type[Fact], str], Fact] = {}
    for affiliation in author.affiliations or []:
        for fact in _mentioned(affiliation.institution):
            places.setdefault((type(fact), fact[0]), fact)
            if isinstance(fact, Institution):
                before = links.get(fact.id)
                known = set(before.years or []) if before else set()
                years = sorted(known | set(affiliation.years or []))
                links[fact.id] = AffiliatedWith(subject, fact.id, years)
    return Parsed(subject, [scientist, *places.values(), *links.values()])


def _mentioned(mention: InstitutionMention | None) -> list[Fact]:
    """An institution as another record names it, and its country."""
    if not mention or not mention.id:
        return []
    subject = node_id(mention.id, INSTITUTION, "institution")
    parents = parents_of(subject, mention, "lineage")
    stated = Institution(
        subject,
        name=clean(mention.display_name),
        ror=ror(mention.ror, subject),
        kind=mention.type,
        parents=parents,
    )
    return [stated, *_located(subject, mention.country_code)]


def _located(institution: str, code: str | None) -> list[Fact]:
    if not code:
        return []
    there: Country = country(code, "country_code")
    return [there, LocatedIn(institution, code)]


def institution_facts(data: bytes) -> Parsed:
    """An institution: its names with their languages, its place, and what it is part of."""
    record = decode(_institution, data)
    subject, *located = _mentioned(record)
    assert isinstance(subject, Institution)
    names = _names(record)
    above = [
        node_id(one.id, INSTITUTION, "associated_institutions")
        for one in record.associated_institutions or []
        if one.id and one.relationship == "parent"
    ]
    place = record.geo or Place()
    whole = subject._replace(
        names=[name for name, _ in names],
        name_languages=[language for _, language in names],
        city=place.city,
        latitude=place.latitude,
        longitude=place.longitude,
        parents=list(dict.fromkeys([*(subject.parents or []), *above])),
    )
    return Parsed(whole.id, [whole, *located])


def _names(record: InstitutionRecord) -> list[tuple[str, str]]:
    """Names beside the display name, each with its language or an empty text."""
    spoken = (record.international.display_name or {}) if record.international else {}
    unspoken = (*(record.display_name_alternatives or []), *(record.display_name_acronyms or []))
    found = [(clean(name), "") for name in unspoken]
    found += [(clean(name), language) for language, name in sorted(spoken.items())]
    return list(dict.fromkeys((name, language) for name, language in found if name))


def topic_facts(data: bytes) -> Parsed:
    """A topic with its keywords, and the three levels above it."""
    record = decode(_topic, data)
    assert record.id
    subject = node_id(record.id, TOPIC, "id")
    nodes: dict[str, Topic] = {}
    broader: dict[tuple[str, str], Broader] = {}
    add_levels(nodes, broader, subject, record)
    nodes[subject] = nodes[subject]._replace(keywords=record.keywords or [], description=clean(record.description))
    return Parsed(subject, [*nodes.values(), *broader.values()])
