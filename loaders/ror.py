"""ROR: the registry of research organisations, schema v2 and v1."""

from __future__ import annotations

import msgspec

from graph.errors import RejectedRecord
from loaders.decoding import decode
from loaders.loader import Loader, Parsed
from loaders.ror_facts import organisation_facts
from loaders.ror_record import Organisation
from loaders.ror_release import read
from loaders.ror_v1 import OrganisationV1, as_version_2


class _Head(msgspec.Struct):
    """What tells the schemas apart: v2 has `names` instead of `name`."""

    name: msgspec.Raw = msgspec.Raw()
    names: msgspec.Raw = msgspec.Raw()


_head = msgspec.json.Decoder(_Head)
_version_1 = msgspec.json.Decoder(OrganisationV1)
_version_2 = msgspec.json.Decoder(Organisation)


def parse(data: bytes) -> Parsed:
    """An organisation: its names with their languages, its place, other ids, and what it is to other organisations.

    Raises:
        RejectedRecord: not JSON, or a field that is not what it should be.
    """
    return organisation_facts(_decoded(data))


def _decoded(data: bytes) -> Organisation:
    try:
        return decode(_version_2, data)
    except RejectedRecord:
        head = decode(_head, data)
        if head.names or not head.name:
            raise
        return as_version_2(decode(_version_1, data))


SAMPLE = b"""{"id": "https://ror.org/0nvntd068", "status": "active", "types": ["education"], "established": 2025,
"names": [{"value": "Invented University", "types": ["label", "ror_display"], "lang": "en"},
{"value": "\\u062c\\u0627\\u0645\\u0639\\u0629", "types": ["label"], "lang": "ar"}],
"locations": [{"geonames_details": {"name": "Nowhere", "country_code": "OM", "lat": 23.6, "lng": 58.5}}],
"external_ids": [{"type": "grid", "all": ["grid.999999.0"], "preferred": "grid.999999.0"}], "relationships": []}"""

LOADER = Loader(
    name="ror",
    title="Research Organization Registry",
    reads="organisations of schema v2 or v1: a release (.zip, or its JSON array), or JSON Lines, plain or gzipped",
    licence="CC0",
    address="https://ror.org",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
