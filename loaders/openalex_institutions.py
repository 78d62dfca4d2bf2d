"""Institutions of OpenAlex: from records of their own, and as other records mention them."""

from __future__ import annotations

import re

import msgspec

from graph.errors import RejectedRecord
from graph.model import Country, Fact, Institution, LocatedIn
from loaders.cleaning import clean
from loaders.decoding import decode
from loaders.loader import Parsed
from loaders.openalex_ids import INSTITUTION, country, node_id, ror
from loaders.openalex_merged import NOWHERE, given_up
from loaders.openalex_works import InstitutionMention, parents_of


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


class InstitutionIds(msgspec.Struct):
    """Ids of an institution in other sources."""

    grid: str | None = None
    wikidata: str | None = None


class InstitutionRecord(InstitutionMention):
    """What is read of an institution."""

    ids: InstitutionIds | None = None
    display_name_alternatives: list[str] | None = None
    display_name_acronyms: list[str] | None = None
    international: International | None = None
    geo: Place | None = None
    associated_institutions: list[Associated] | None = None


_GRID = re.compile(r"(grid\.\d+\.[0-9a-f]+)$", re.ASCII)
_WIKIDATA = re.compile(r"(?:^|/)(Q\d+)$", re.ASCII)
_institution = msgspec.json.Decoder(InstitutionRecord)


def mentioned(mention: InstitutionMention | None) -> list[Fact]:
    """An institution as another record names it, and its country; nothing for the one that is none."""
    if not mention or not mention.id:
        return []
    subject = node_id(mention.id, INSTITUTION, "institution")
    if subject in NOWHERE:
        return []
    parents = parents_of(subject, mention, "lineage")
    stated = Institution(
        subject,
        name=clean(mention.display_name),
        ror=ror(mention.ror, subject),
        kind=clean(mention.type),
        parents=parents,
    )
    return [stated, *_located(subject, mention.country_code)]


def _located(institution: str, code: str | None) -> list[Fact]:
    if not code:
        return []
    there: Country = country(code, "country_code")
    return [there, LocatedIn(institution, code)]


def institution_facts(data: bytes) -> Parsed:
    """An institution: its names with their languages, its place, its other ids, and what it is part of or related to.

    OpenAlex's institution that is none, the deleted one, is an id that stands for nothing.
    """
    record = decode(_institution, data)
    if not record.id:
        raise RejectedRecord("id: there is none: mend it, or fetch the record again")
    stated = mentioned(record)
    if not stated:
        return given_up(node_id(record.id, INSTITUTION, "id"))
    subject, *located = stated
    assert isinstance(subject, Institution)
    names, place = _names(record), record.geo or Place()
    whole = subject._replace(
        names=None if names is None else [name for name, _ in names],
        name_languages=None if names is None else [language for _, language in names],
        also=_ids(record.ids or InstitutionIds()) or None,
        city=clean(place.city),
        latitude=place.latitude,
        longitude=place.longitude,
        parents=_united(subject.parents, _associated(record, "parent")),
        related=_associated(record, "related"),
        successors=_associated(record, "successor"),
    )
    return Parsed(whole.id, [whole, *located])


def _ids(ids: InstitutionIds) -> list[str]:
    return [*other_id("grid", _GRID, ids.grid), *other_id("wikidata", _WIKIDATA, ids.wikidata)]


def _associated(record: InstitutionRecord, relationship: str) -> list[str] | None:
    """The others that are this to it; none where the record states no associations."""
    if record.associated_institutions is None:
        return None
    others = (one.id for one in record.associated_institutions if one.id and one.relationship == relationship)
    found = dict.fromkeys(node_id(other, INSTITUTION, "associated_institutions") for other in others)
    return [other for other in found if other not in NOWHERE]


def _united(first: list[str] | None, second: list[str] | None) -> list[str] | None:
    return None if first is None and second is None else list(dict.fromkeys([*(first or []), *(second or [])]))


def _names(record: InstitutionRecord) -> list[tuple[str, str]] | None:
    """Names beside the display name, each with its language or an empty text; none where the record states none."""
    if (record.display_name_alternatives, record.display_name_acronyms, record.international) == (None, None, None):
        return None
    spoken = (record.international.display_name or {}) if record.international else {}
    unspoken = (*(record.display_name_alternatives or []), *(record.display_name_acronyms or []))
    found = [(clean(name), "") for name in unspoken]
    found += [(clean(name), language) for language, name in sorted(spoken.items())]
    return list(dict.fromkeys((name, language) for name, language in found if name))


def other_id(scheme: str, form: re.Pattern[str], text: str | None) -> list[str]:
    """The id of another source, in a list; an empty one where there is none or it has not its form."""
    found = form.search(text) if text else None
    return [f"{scheme}:{found[1]}"] if found else []
