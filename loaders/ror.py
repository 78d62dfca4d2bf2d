"""ROR: the registry of research organisations, schema v2."""

from __future__ import annotations

import msgspec

from graph.countries import all_countries, country_name
from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_ror
from graph.model import Country, Fact, Institution, LocatedIn
from loaders.cleaning import clean
from loaders.decoding import Count, decode
from loaders.loader import Loader, Parsed
from loaders.reading import json_records


class Name(msgspec.Struct):
    """One name of an organisation."""

    value: str
    types: list[str] = []
    lang: str | None = None


class Geonames(msgspec.Struct):
    """What GeoNames says of a place."""

    name: str | None = None
    country_code: str | None = None
    lat: float | None = None
    lng: float | None = None


class Location(msgspec.Struct):
    """Where an organisation is."""

    geonames_details: Geonames


class Relationship(msgspec.Struct):
    """Another organisation, and what it is to this one."""

    id: str
    type: str


class Organisation(msgspec.Struct):
    """What is read of an organisation."""

    id: str
    names: list[Name]
    types: list[str] = []
    status: str | None = None
    established: Count | None = None
    locations: list[Location] = []
    relationships: list[Relationship] = []


class _Version1(msgspec.Struct):
    """What only schema v1 has: one `name` and a `country` of its own."""

    name: str
    country: msgspec.Raw


_organisation = msgspec.json.Decoder(Organisation)
_OLD = "a record of ROR's schema v1, which its releases no longer have: load schema v2 of a release"
_version_1 = msgspec.json.Decoder(_Version1)


def parse(data: bytes) -> Parsed:
    """An organisation: its names with their languages, its place, and what it is part of.

    Raises:
        RejectedRecord: not JSON, a record of schema v1, or a field that is not what it should be.
    """
    record = _decoded(data)
    subject = _id(record.id, "id")
    place = record.locations[0].geonames_details if record.locations else Geonames()
    # ROR promises exactly one name of type "ror_display".
    shown = next((name for name in record.names if "ror_display" in name.types), None)
    if not shown:
        raise RejectedRecord("names: none is of type ror_display: mend it, or fetch the record again")
    others = [name for name in record.names if name is not shown and clean(name.value)]
    institution = Institution(
        subject,
        name=clean(shown.value),
        names=[clean(name.value) or "" for name in others],
        name_languages=[name.lang or "" for name in others],
        ror=subject.removeprefix("ror:"),
        kind=_kind(record.types),
        city=place.name,
        latitude=place.lat,
        longitude=place.lng,
        established=record.established,
        status=record.status,
        parents=[_id(other.id, "relationships") for other in record.relationships if other.type == "parent"],
    )
    return Parsed(subject, [institution, *_located(subject, record.locations)])


def _decoded(data: bytes) -> Organisation:
    try:
        return decode(_organisation, data)
    except RejectedRecord as reason:
        if _is_version_1(data):
            raise RejectedRecord(_OLD) from reason
        raise


def _is_version_1(data: bytes) -> bool:
    try:
        decode(_version_1, data)
    except RejectedRecord:
        return False
    return True


def _kind(types: list[str]) -> str | None:
    """The first type but `funder`: ROR lists types by alphabet, and many of what are universities also fund."""
    return next((kind for kind in types if kind != "funder"), types[0] if types else None)


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


SAMPLE = b"""{"id": "https://ror.org/0nvntd068", "status": "active", "types": ["education"], "established": 2025,
"names": [{"value": "Invented University", "types": ["label", "ror_display"], "lang": "en"},
{"value": "\\u062c\\u0627\\u0645\\u0639\\u0629", "types": ["label"], "lang": "ar"}],
"locations": [{"geonames_details": {"name": "Nowhere", "country_code": "OM", "lat": 23.6, "lng": 58.5}}],
"relationships": []}"""

LOADER = Loader(
    name="ror",
    title="Research Organization Registry",
    reads="organisations of schema v2, as the JSON array of a release or as JSON Lines, plain or gzipped",
    licence="CC0",
    address="https://ror.org",
    sample=SAMPLE,
    read=json_records,
    parse=parse,
)
