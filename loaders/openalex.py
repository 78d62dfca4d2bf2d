"""OpenAlex: works, authors, institutions and topics, as its snapshot and API give them (schema of 2026, or older)."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_openalex
from loaders.decoding import decode
from loaders.loader import Loader, Parsed
from loaders.openalex_things import author_facts, institution_facts, topic_facts
from loaders.openalex_works import work_facts
from loaders.reading import json_records

_START = re.compile(rb'\s*\{\s*"id"\s*:\s*"(?:https?://openalex\.org/)?([AITW])\d')
_FACTS: dict[str, Callable[[bytes], Parsed]] = {
    "W": work_facts,
    "A": author_facts,
    "I": institution_facts,
    "T": topic_facts,
}


class _Head(msgspec.Struct):
    id: str


_head = msgspec.json.Decoder(_Head)


def parse(data: bytes) -> Parsed:
    """The facts of a work, author, institution or topic; its id tells which it is.

    Raises:
        RejectedRecord: not JSON, no id of one of the four, or a field that is not what it should be.
    """
    return _FACTS[_letter(data)](data)


def _letter(data: bytes) -> str:
    start = _START.match(data)
    if start:
        return start.group(1).decode()
    try:
        bare = parse_openalex(decode(_head, data).id)
    except InvalidIdentifier as error:
        raise RejectedRecord(f"id: {error}") from error
    if bare[0] not in _FACTS:
        raise RejectedRecord(f"id {bare} is none of a work, author, institution or topic: leave the record out")
    return bare[0]


SAMPLE = b"""{"id": "https://openalex.org/W9000000000001", "title": "An invented work", "publication_year": 2025,
"authorships": [{"author": {"id": "https://openalex.org/A9000000000001", "display_name": "Amina Invented"},
"institutions": [{"id": "https://openalex.org/I9000000000001", "display_name": "Invented University",
"country_code": "KZ"}],
"countries": ["KZ"], "is_corresponding": true, "raw_author_name": "A. Invented"}],
"topics": [{"id": "https://openalex.org/T9000000000001", "display_name": "Invention", "score": 0.9,
"field": {"id": "https://openalex.org/fields/99", "display_name": "Inventing"}}],
"referenced_works": ["https://openalex.org/W9000000000002"],
"abstract_inverted_index": {"Nothing": [0], "here": [1]}}"""

LOADER = Loader(
    name="openalex",
    title="OpenAlex",
    reads="works, authors, institutions, topics as JSON Lines (.jsonl, .gz, a folder of parts) or API pages",
    licence="CC0",
    address="https://openalex.org",
    sample=SAMPLE,
    read=json_records,
    parse=parse,
)
