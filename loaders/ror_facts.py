"""What a record of ROR states of an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.countries import all_countries, country_name
from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_ror
from graph.model import Country, Fact, Institution, LocatedIn
from loaders.cleaning import clean
from loaders.loader import Parsed
from loaders.ror_record import Geonames, Location, Organisation

_REGISTERS = {
    "grid": re.compile(r"grid\.\d+\.[0-9a-f]+"),
    "isni": re.compile(r"\d{15}[\dX]"),
    "wikidata": re.compile(r"Q\d+"),
    "fundref": re.compile(r"\d+"),
}
"""The registers whose ids are kept, and the form of an id, without spaces."""


def organisation_facts(record: Organisation) -> Parsed:
    """An organisation: its names with their languages, its place, other ids, and what it is to others.

    An id of another register that has not the form of one is left out; so are registers that no source here uses.
    `child` and `predecessor` are not kept: the other record says `parent` and `successor`.

    Raises:
        RejectedRecord: an id of ROR, the name to be shown or a country code is not what it should be.
    """
    subject = _id(record.id, "id")
    place = record.locations[0].geonames_details if record.locations else Geonames()
    # ROR promises exactly one name of type "ror_display".
    shown = next((name for name in record.names if "ror_display" in name.types), None)
    if not shown:
        raise RejectedRecord("names: none is of type ror_display: mend it, or fetch the record again")
    others = [(text, name.lang or "") for name in record.names if name is not shown and (text := clean(name.value))]
    institution = Institution(
        subject,
        name=clean(shown.value),
        names=[text for text, _ in others],
        name_languages=[language for _, language in others],
        ror=subject.removeprefix("ror:"),
        also=sorted(set(_other_ids(record))),
        kind=_kind(record.types),
        city=clean(place.name),
        latitude=place.lat,
        longitude=place.lng,
        established=record.established,
        status=record.status,
        parents=_others(record, "parent"),
        related=_others(record, "related"),
        successors=_others(record, "successor"),
    )
    return Parsed(subject, [institution, *_located(subject, record.locations)])


def _kind(types: list[str]) -> str | None:
    """The first type but `funder`: ROR lists types by alphabet, and many of what are universities also fund."""
    return next((kind for kind in types if kind != "funder"), types[0] if types else None)


def _other_ids(record: Organisation) -> Iterator[str]:
    for ids in record.external_ids:
        form = _REGISTERS.get(ids.type)
        if form:
            # Some are written as web addresses.
            bare = ("".join(text.split()).rpartition("/")[2] for text in (*ids.all, ids.preferred or ""))
            yield from (f"{ids.type}:{text}" for text in bare if form.fullmatch(text))


def _others(record: Organisation, kind: str) -> list[str]:
    return list(dict.fromkeys(_id(other.id, "relationships") for other in record.relationships if other.type == kind))


def _id(text: str, place: str) -> str:
    try:
        return f"ror:{parse_ror(text)}"
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


def _located(institution: str, locations: list[Location]) -> list[Fact]:
    codes = sorted({one.geonames_details.country_code for one in locations if one.geonames_details.country_code})
    unknown = [code for code in codes if code not in all_countries()]
    if unknown:
        raise RejectedRecord(f"locations: “{unknown[0]}” is not a country code of ISO 3166-1: mend it")
    facts: list[Fact] = []
    for code in codes:
        facts += [Country(code, country_name(code)), LocatedIn(institution, code)]
    return facts
