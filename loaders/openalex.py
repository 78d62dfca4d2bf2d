"""OpenAlex: works, authors, institutions, topics and ids given up, as its snapshots and its API have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_openalex
from loaders.decoding import decode
from loaders.loader import Loader, Parsed, Raw, Watch
from loaders.openalex_api import fetch, total
from loaders.openalex_columns import works_batch
from loaders.openalex_institutions import institution_facts
from loaders.openalex_manifest import snapshot_date
from loaders.openalex_merged import is_redirect, merged_records, redirect_facts
from loaders.openalex_parquet import parquet_records
from loaders.openalex_schema import lacking, lacks
from loaders.openalex_snapshot import find, notices, problems
from loaders.openalex_things import author_facts, topic_facts
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
    """The facts of a work, author, institution or topic, whose id tells which it is; or what has become of an id.

    Raises:
        RejectedRecord: not JSON, no id of one of the four, or a field that is not what it should be.
    """
    return redirect_facts(data) if is_redirect(data) else _FACTS[_letter(data)](data)


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


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every record of the files, in order: JSON Lines, pages of the API, Parquet, and lists of ids given up.

    Folders may be a snapshot, or a part of one. Where its manifest names files that are absent or of another size, a
    last Raw has a `problem`.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, or nothing is to be read there.
    """
    found = find(paths)
    for file in found.files:
        yield from _reader(file)(file, watch)
    yield from problems(paths, found)


def _reader(file: Path) -> Callable[[Path, Watch], Iterator[Raw]]:
    if file.suffix == ".parquet":
        return parquet_records
    return merged_records if file.name.endswith((".csv", ".csv.gz")) else _lines


def _lacks(records: Sequence[bytes]) -> list[str]:
    works = [data for data in records if b'"authorships"' in data]
    return lacking(Counter(name for data in works for name in lacks(data)), len(works))


def _lines(file: Path, watch: Watch) -> Iterator[Raw]:
    return json_records([file], watch)


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
    reads="a snapshot or parts of it (JSON Lines, Parquet, lists of merged and deleted ids), or pages of the API",
    licence="CC0",
    address="https://openalex.org",
    sample=SAMPLE,
    read=read,
    parse=parse,
    columns=works_batch,
    fetch=fetch,
    total=total,
    date=snapshot_date,
    notices=notices,
    lacks=_lacks,
)
