"""Schema v1 of ROR, which releases had until 2025, as schema v2."""

from __future__ import annotations

import msgspec

from loaders.decoding import Count
from loaders.ror_record import ExternalIds, Geonames, Location, Name, Organisation, Relationship


class Label(msgspec.Struct):
    """The name in another language."""

    label: str
    iso639: str | None = None


class Country(msgspec.Struct):
    """Where the organisation is."""

    country_code: str | None = None


class Address(msgspec.Struct):
    """A place of the organisation."""

    city: str | None = None
    lat: float | None = None
    lng: float | None = None


class Register(msgspec.Struct):
    """The ids that another register has for the organisation; GRID gives `all` as one text."""

    all: list[str] | str | None = None
    preferred: str | None = None


class OrganisationV1(msgspec.Struct):
    """What is read of an organisation."""

    id: str
    name: str
    country: Country | None = None
    aliases: list[str] = []
    acronyms: list[str] = []
    labels: list[Label] = []
    types: list[str] = []
    addresses: list[Address] = []
    relationships: list[Relationship] = []
    status: str | None = None
    established: Count | None = None
    external_ids: dict[str, Register] = {}


def as_version_2(old: OrganisationV1) -> Organisation:
    """The same organisation in schema v2: words in lower case, and each name with its kind.

    Names are in the order of v2's meaning: shown, labels, aliases, acronyms. Only labels have a language in v1, and
    there is one country for all addresses.
    """
    return Organisation(
        old.id,
        names=_names(old),
        types=[kind.lower() for kind in old.types],
        status=old.status.lower() if old.status else None,
        established=old.established,
        locations=_locations(old),
        relationships=[Relationship(other.id, other.type.lower()) for other in old.relationships],
        external_ids=[
            ExternalIds(register.lower(), [ids.all] if isinstance(ids.all, str) else ids.all or [], ids.preferred)
            for register, ids in old.external_ids.items()
        ],
    )


def _names(old: OrganisationV1) -> list[Name]:
    return [
        Name(old.name, ["ror_display", "label"]),
        *(Name(label.label, ["label"], label.iso639) for label in old.labels),
        *(Name(alias, ["alias"]) for alias in old.aliases),
        *(Name(acronym, ["acronym"]) for acronym in old.acronyms),
    ]


def _locations(old: OrganisationV1) -> list[Location]:
    code = old.country.country_code if old.country else None
    return [Location(Geonames(one.city, code, one.lat, one.lng)) for one in old.addresses or [Address()]]
