"""A work of OpenAlex: the publication, each authorship with its institutions and countries, topics, references."""

from __future__ import annotations

import msgspec

from graph.model import AffiliatedWith, Authored, Country, Fact, Institution, LocatedIn, Publication, Scientist
from loaders.cleaning import clean
from loaders.decoding import Count, Year, decode
from loaders.loader import Parsed
from loaders.openalex_ids import AUTHOR, INSTITUTION, WORK, country, doi, node_id, orcid, ror
from loaders.openalex_topics import Named, TopicMention, about_topics


class InstitutionMention(Named):
    """An institution as an authorship names it."""

    ror: str | None = None
    country_code: str | None = None
    type: str | None = None
    lineage: list[str] | None = None


class AuthorMention(Named):
    """An author as an authorship names them."""

    orcid: str | None = None


class Authorship(msgspec.Struct):
    """One place of a byline."""

    author: AuthorMention | None = None
    author_position: str | None = None
    institutions: list[InstitutionMention] | None = None
    countries: list[str] | None = None
    is_corresponding: bool | None = None
    raw_author_name: str | None = None


class Venue(msgspec.Struct):
    """Where a work was published."""

    source: Named | None = None
    raw_source_name: str | None = None


class Percentile(msgspec.Struct):
    """The percentile of a work's citations among those of its year, type and field."""

    value: float | None = None


class Work(msgspec.Struct):
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
    is_retracted: bool | None = None
    cited_by_count: Count | None = None
    fwci: float | None = None
    citation_normalized_percentile: Percentile | None = None
    authorships: list[Authorship] | None = None
    topics: list[TopicMention] | None = None
    primary_topic: TopicMention | None = None
    keywords: list[Named] | None = None
    referenced_works: list[str] | None = None
    abstract_inverted_index: dict[str, list[int]] | None = None


_work = msgspec.json.Decoder(Work)


def work_facts(data: bytes) -> Parsed:
    """All that a work states."""
    work = decode(_work, data)
    subject = node_id(work.id, WORK, "id")
    facts: list[Fact] = [_publication(subject, work)]
    facts += _byline(subject, work)
    facts += about_topics(subject, work.topics or [], work.primary_topic)
    return Parsed(subject, facts)


def _publication(subject: str, work: Work) -> Publication:
    venue = work.primary_location
    return Publication(
        subject,
        title=clean(work.title or work.display_name),
        abstract=clean(_abstract(work.abstract_inverted_index)),
        year=work.publication_year,
        date=work.publication_date,
        doi=doi(work.doi),
        kind=work.type,
        language=work.language,
        venue=clean((venue.source.display_name if venue.source else None) or venue.raw_source_name) if venue else None,
        retracted=work.is_retracted,
        cited_by_count=work.cited_by_count,
        fwci=work.fwci,
        citation_percentile=work.citation_normalized_percentile.value if work.citation_normalized_percentile else None,
        authors=len(work.authorships or []),
        keywords=[name for word in work.keywords or [] if (name := clean(word.display_name))],
        references=[node_id(cited, WORK, "referenced_works") for cited in work.referenced_works or []],
    )


def _abstract(index: dict[str, list[int]] | None) -> str | None:
    if not index:
        return None
    return " ".join(word for _, word in sorted((place, word) for word, places in index.items() for place in places))


class _Byline:
    """The facts of a byline while it is read; a thing that is named again is stated once."""

    def __init__(self, work: str, year: int | None) -> None:
        self.work = work
        self.years = [] if year is None else [year]
        self.scientists: dict[str, Scientist] = {}
        self.institutions: dict[str, Institution] = {}
        self.countries: dict[str, Country] = {}
        self.located: dict[tuple[str, str], LocatedIn] = {}
        self.affiliated: dict[tuple[str, str], AffiliatedWith] = {}
        self.authored: dict[str, Authored] = {}

    def facts(self) -> list[Fact]:
        """All of them; both ends of a link come before it."""
        return [
            *self.scientists.values(), *self.institutions.values(), *self.countries.values(), *self.located.values(),
            *self.affiliated.values(), *self.authored.values(),
        ]  # fmt: skip


def _byline(subject: str, work: Work) -> list[Fact]:
    byline, authorships = _Byline(subject, work.publication_year), work.authorships or []
    for position, authorship in enumerate(authorships, start=1):
        _add_authorship(byline, authorship, position, len(authorships))
    return byline.facts()


def _add_authorship(byline: _Byline, authorship: Authorship, position: int, positions: int) -> None:
    place = f"authorship {position}"
    author = authorship.author or AuthorMention()
    scientist = node_id(author.id, AUTHOR, place) if author.id else f"{byline.work}#{position}"
    name, printed = clean(author.display_name), clean(authorship.raw_author_name)
    mention = Scientist(
        scientist,
        name=name or printed,
        names=list(dict.fromkeys(form for form in (name, printed) if form)),
        orcid=orcid(author.orcid, place),
        local=not author.id,
    )
    before = byline.scientists.get(scientist)
    byline.scientists[scientist] = _united_scientist(before, mention) if before else mention
    mentions = [one for one in authorship.institutions or [] if one.id]
    institutions = list(dict.fromkeys(_add_institution(byline, one, place) for one in mentions))
    for institution in institutions:
        byline.affiliated[scientist, institution] = AffiliatedWith(scientist, institution, byline.years)
    codes = _countries(authorship)
    byline.countries.update((code, country(code, place)) for code in codes)
    is_last = authorship.author_position == "last" if authorship.author_position else position == positions > 1
    stated = Authored(
        scientist,
        byline.work,
        [position],
        authorship.is_corresponding,
        [printed or name or ""],
        institutions,
        codes,
        is_last,
    )
    again = byline.authored.get(scientist)
    byline.authored[scientist] = _united(again, stated) if again else stated


def _countries(authorship: Authorship) -> list[str]:
    """Those that the authorship states; in older records, which state none, those of its institutions."""
    if authorship.countries is not None:
        return sorted(set(authorship.countries))
    return sorted({one.country_code for one in authorship.institutions or [] if one.country_code})


def _united_scientist(before: Scientist, again: Scientist) -> Scientist:
    names = list(dict.fromkeys([*(before.names or []), *(again.names or [])]))
    return before._replace(names=names, orcid=before.orcid or again.orcid)


def _united(before: Authored, again: Authored) -> Authored:
    """One link for an author who is named twice in a byline."""
    return before._replace(
        positions=[*(before.positions or []), *(again.positions or [])],
        corresponding=before.corresponding or again.corresponding,
        names=[*(before.names or []), *(again.names or [])],
        institutions=list(dict.fromkeys([*(before.institutions or []), *(again.institutions or [])])),
        countries=sorted({*(before.countries or []), *(again.countries or [])}),
        last=before.last or again.last,
    )


def _add_institution(byline: _Byline, mention: InstitutionMention, place: str) -> str:
    assert mention.id
    institution = node_id(mention.id, INSTITUTION, place)
    if institution not in byline.institutions:
        byline.institutions[institution] = Institution(
            institution,
            name=clean(mention.display_name),
            ror=ror(mention.ror, place),
            kind=mention.type,
            parents=parents_of(institution, mention, place),
        )
        if mention.country_code:
            byline.countries[mention.country_code] = country(mention.country_code, place)
            byline.located[institution, mention.country_code] = LocatedIn(institution, mention.country_code)
    return institution


def parents_of(institution: str, mention: InstitutionMention, place: str) -> list[str] | None:
    """The others of its lineage, each once; none where the record states no lineage."""
    if mention.lineage is None:
        return None
    above = dict.fromkeys(node_id(parent, INSTITUTION, place) for parent in mention.lineage)
    return [parent for parent in above if parent != institution]
