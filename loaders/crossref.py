"""Crossref: works as its REST API and its public data file give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from loaders.crossref_work import work_facts
from loaders.loader import Loader, Parsed, Raw, Watch
from loaders.reading import json_records

_ENVELOPE = re.compile(rb'\s*\{\s*"(?:status|message[\w-]*|items)"\s*:')


class _Message(msgspec.Struct):
    """A list of works; that of a single work is the work itself."""

    items: list[msgspec.Raw] | None = None


class _Envelope(msgspec.Struct):
    """What the API puts around its answers."""

    message: msgspec.Raw = msgspec.Raw()
    items: list[msgspec.Raw] | None = None


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every work of the files, in order: JSON Lines, arrays, and answers of the API, one a file or one a line.

    Works out of an answer of the API have their place in the file, from 1, as `line`.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, or a folder holds no file to read.
    """
    file, place = "", 0
    for raw in json_records(paths, watch):
        place = place if raw.file == file else 0
        file = raw.file
        works = None if raw.problem or not _ENVELOPE.match(raw.data) else _works(raw.data)
        if works is None:
            yield raw
            continue
        for work in works:
            place += 1
            yield Raw(file, place, bytes(work))


def _works(data: bytes) -> list[msgspec.Raw] | None:
    """The works of an answer of the API; none where it is no such answer."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if envelope.items is not None or not bytes(envelope.message):
            return envelope.items
        items = msgspec.json.decode(envelope.message, type=_Message).items
    except (msgspec.DecodeError, RecursionError):
        return None
    return [envelope.message] if items is None else items


def parse(data: bytes) -> Parsed:
    """The facts of a work.

    Raises:
        RejectedRecord: not JSON, no DOI, or a record of something else than a work.
    """
    return work_facts(data)


SAMPLE = b"""{"DOI": "10.99999/invented.1", "type": "journal-article", "title": ["An invented work"],
"author": [{"given": "Amina", "family": "Invented", "ORCID": "https://orcid.org/0000-0002-1825-0097",
"sequence": "first", "affiliation": [{"name": "Invented University, Almaty, Kazakhstan",
"id": [{"id": "https://ror.org/0nvntd068", "id-type": "ROR", "asserted-by": "publisher"}]}]},
{"given": "Bilal", "family": "Imagined", "sequence": "additional", "affiliation": []}],
"issued": {"date-parts": [[2025, 3, 16]]}, "container-title": ["Journal of Inventions"],
"abstract": "<jats:title>Abstract</jats:title><jats:p>Nothing here.</jats:p>",
"reference": [{"key": "1", "DOI": "10.99999/invented.0"}], "is-referenced-by-count": 3}"""

LOADER = Loader(
    name="crossref",
    title="Crossref",
    reads="works as pages of the API, JSON Lines, or the folder of its public data file (.json.gz, .jsonl.gz)",
    licence="no rights reserved on the facts; abstracts may be under copyright",
    address="https://www.crossref.org",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
