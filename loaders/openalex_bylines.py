"""The byline of a work of OpenAlex: who wrote it, at which institutions, in which countries."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from graph.model import AffiliatedWith, Authored, Country, Fact, Institution, LocatedIn, Scientist
from loaders.cleaning import clean
from loaders.openalex_ids import AUTHOR, INSTITUTION, country, node_id, orcid, ror
from loaders.openalex_merged import NOBODY, NOWHERE
from loaders.openalex_topics import Named


class InstitutionMention(Named, gc=False):
    """An institution as an authorship names it."""

    ror: str | None = None
    country_code: str | None = None
    type: str | None = None
    lineage: list[str] | None = None


class AuthorMention(Named, gc=False):
    """An author as an authorship names them."""

    orcid: str | None = None


class Authorship(msgspec.Struct, gc=False):
    """One place of a byline."""

    author: AuthorMention | None = None
    author_position: str | None = None
    institutions: list[InstitutionMention] | None = None
    countries: list[str] | None = None
    is_corresponding: bool | None = None
    raw_author_name: str | None = None


class _Byline:
    """The facts of a byline while it is read; a thing that is named again is stated once."""

    def __init__(self, work: str, year: int | None) -> None:
        self.work = work
        self.years = None if year is None else [year]
        self.scientists: dict[str, Scientist] = {}
        self.institutions: dict[str, Institution] = {}
        self.countries: dict[str, Country] = {}
        self.located: dict[tuple[str, str], LocatedIn] = {}
        self.affiliated: dict[tuple[str, str], AffiliatedWith] = {}
        self.authored: dict[str, Authored] = {}

    def facts(self) -> list[Fact]:
        """All of them; both ends of a link come before it."""
        return [
            *self.scientists.values(), *self.institutions.values(), *sorted(self.countries.values()),
            *self.located.values(), *self.affiliated.values(), *self.authored.values(),
        ]  # fmt: skip


def byline_facts(work: str, year: int | None, authorships: Sequence[Authorship]) -> list[Fact]:
    """All that the byline of a work of that year states; both ends of a link come before it."""
    byline = _Byline(work, year)
    for position, authorship in enumerate(authorships, start=1):
        _add_authorship(byline, authorship, position, len(authorships))
    return byline.facts()


def _add_authorship(byline: _Byline, authorship: Authorship, position: int, positions: int) -> None:
    place = f"authorship {position}"
    mention = _scientist(byline.work, authorship, position)
    scientist, before = mention.id, byline.scientists.get(mention.id)
    byline.scientists[scientist] = _united_scientist(before, mention) if before else mention
    institutions = _institutions(byline, authorship, place)
    for institution in institutions or []:
        byline.affiliated[scientist, institution] = AffiliatedWith(scientist, institution, byline.years)
    codes = _countries(authorship)
    byline.countries.update((code, country(code, place)) for code in codes or [])
    stated = Authored(
        scientist,
        byline.work,
        [position],
        authorship.is_corresponding,
        [clean(authorship.raw_author_name) or mention.name or ""],
        institutions,
        codes,
        authorship.author_position == "last" if authorship.author_position else position == positions > 1,
    )
    again = byline.authored.get(scientist)
    byline.authored[scientist] = _united(again, stated) if again else stated


def _scientist(work: str, authorship: Authorship, position: int) -> Scientist:
    place = f"authorship {position}"
    author = authorship.author or AuthorMention()
    known = node_id(author.id, AUTHOR, place) if author.id else None
    if known in NOBODY:
        author, known = AuthorMention(), None
    name, printed = clean(author.display_name), clean(authorship.raw_author_name)
    return Scientist(
        known or f"{work}#{position}",
        name=name or printed,
        names=list(dict.fromkeys(form for form in (name, printed) if form)) or None,
        orcid=orcid(author.orcid, place),
        local=not known,
    )


def _institutions(byline: _Byline, authorship: Authorship, place: str) -> list[str] | None:
    """Their ids, each once; none where the record has no list of them."""
    if authorship.institutions is None:
        return None
    found = (institution_mentioned(one, place) for one in authorship.institutions)
    return list(dict.fromkeys(_add_institution(byline, *one) for one in found if one))


def institution_mentioned(mention: InstitutionMention, place: str) -> tuple[Institution, Country | None] | None:
    """The institution that an authorship names, and its country; none where it has no id, or that of the deleted."""
    institution = node_id(mention.id, INSTITUTION, place) if mention.id else None
    if institution is None or institution in NOWHERE:
        return None
    stated = Institution(
        institution,
        name=clean(mention.display_name),
        ror=ror(mention.ror, place),
        kind=clean(mention.type),
        parents=parents_of(institution, mention, place),
    )
    return stated, country(mention.country_code, place) if mention.country_code else None


def _add_institution(byline: _Byline, stated: Institution, there: Country | None) -> str:
    if stated.id not in byline.institutions:
        byline.institutions[stated.id] = stated
        if there:
            byline.countries[there.id] = there
            byline.located[stated.id, there.id] = LocatedIn(stated.id, there.id)
    return stated.id


def parents_of(institution: str, mention: InstitutionMention, place: str) -> list[str] | None:
    """The others of its lineage, each once; none where the record states no lineage."""
    if mention.lineage is None:
        return None
    above = dict.fromkeys(node_id(parent, INSTITUTION, place) for parent in mention.lineage)
    return [parent for parent in above if parent != institution]


def _countries(authorship: Authorship) -> list[str] | None:
    """Those that the authorship states; in older records, which state none, those of its institutions."""
    if authorship.countries is not None:
        return sorted(set(authorship.countries))
    if authorship.institutions is None:
        return None
    return sorted({one.country_code for one in authorship.institutions if one.country_code})


def _united_scientist(before: Scientist, again: Scientist) -> Scientist:
    return before._replace(
        name=before.name or again.name, names=_each_once(before.names, again.names), orcid=before.orcid or again.orcid
    )


def _united(before: Authored, again: Authored) -> Authored:
    """One link for an author who is named twice in a byline."""
    countries = _each_once(before.countries, again.countries)
    return before._replace(
        positions=[*(before.positions or []), *(again.positions or [])],
        corresponding=before.corresponding or again.corresponding,
        names=[*(before.names or []), *(again.names or [])],
        institutions=_each_once(before.institutions, again.institutions),
        countries=None if countries is None else sorted(countries),
        last=before.last or again.last,
    )


def _each_once(*lists: list[str] | None) -> list[str] | None:
    """What they hold, each once, in order; none where none of them is there."""
    there = [one for one in lists if one is not None]
    return list(dict.fromkeys(value for one in there for value in one)) if there else None
