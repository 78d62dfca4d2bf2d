"""An organisation as schema v2 of ROR has it, as far as it is read."""

from __future__ import annotations

import msgspec

from loaders.decoding import Count


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


class ExternalIds(msgspec.Struct):
    """The ids that another register has for the organisation."""

    type: str
    all: list[str] = []
    preferred: str | None = None


class Organisation(msgspec.Struct):
    """What is read of an organisation."""

    id: str
    names: list[Name]
    types: list[str] = []
    status: str | None = None
    established: Count | None = None
    locations: list[Location] = []
    relationships: list[Relationship] = []
    external_ids: list[ExternalIds] = []
