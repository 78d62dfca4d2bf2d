"""Ids that OpenAlex has given up: its lists of merged ids (to 2025), of deleted works (from 2026), and redirects."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.errors import RejectedRecord
from graph.model import INSTITUTION, PUBLICATION, SCIENTIST, Merged
from loaders.decoding import decode
from loaders.loader import Parsed, Raw, Watch
from loaders.openalex_ids import node_id
from loaders.opening import BROKEN, content, opened

NOBODY = frozenset({"openalex:A5317838346", "openalex:A9999999999"})
"""Authors who are none: those that were deleted, and those whom OpenAlex could not, or was asked not to, tell apart."""
NOWHERE = frozenset({"openalex:I4389424196"})
"""Institutions that are none: those that were deleted."""
NOTHING = frozenset({"openalex:W4285719527"})
"""Works that are none: those that were deleted. Millions of lists of references still name it."""
GIVEN_UP = NOBODY | NOWHERE | NOTHING
"""The ids into which OpenAlex has merged what it deleted."""

_KINDS = {"W": PUBLICATION.name, "A": SCIENTIST.name, "I": INSTITUTION.name}
_LONGEST = 400
_DAMAGED: tuple[type[Exception], ...] = (*BROKEN, UnicodeDecodeError, csv.Error)
_COLUMNS = (("id", "merge_into_id"), ("work_id", "deleted_date"))
_OTHER = "its columns are neither merge_date, id, merge_into_id nor work_id, deleted_date"


class Redirect(msgspec.Struct):
    """What is read of an id that was given up; the fields have OpenAlex's own names."""

    id: str
    merge_into_id: str | None = None


_redirect = msgspec.json.Decoder(Redirect)


def is_redirect(data: bytes) -> bool:
    """Whether a record only says what has become of an id."""
    return len(data) < _LONGEST and b'"merge_into_id"' in data


def redirect_facts(data: bytes) -> Parsed:
    """The id that was given up, and the one that stands for it; where OpenAlex has deleted the thing, none does.

    The record is that of the id given up, so that a later state takes the place of what it stated.

    Raises:
        RejectedRecord: one of the two is no id of a work, author or institution, or they are of different kinds.
    """
    record = decode(_redirect, data)
    letter = record.id.rpartition("/")[2][:1].upper()
    if letter not in _KINDS:
        raise RejectedRecord(f"id: “{record.id}” is none of a work, author or institution: leave the record out")
    into = node_id(record.merge_into_id, letter, "merge_into_id") if record.merge_into_id else None
    return given_up(node_id(record.id, letter, "id"), None if into in GIVEN_UP else into)


def given_up(id_: str, into: str | None = None) -> Parsed:
    """That an id such as `openalex:W1` is no longer one, and which one stands for it."""
    kind = _KINDS[id_.removeprefix("openalex:")[0]]
    return Parsed(id_, [Merged(id_, None if into == id_ else into, kind)])


def merged_records(file: Path, watch: Watch) -> Iterator[Raw]:
    """Each row of a list of ids given up, plain or gzipped, as JSON of its columns; `line` is the row's, the head's 1.

    Raises:
        LoadStopped: the file cannot be opened.
    """
    with opened(file) as source:
        rows = csv.reader(_text(content(source, watch)))
        line = 1
        try:
            names = next(rows, [])
            columns = next((pair for pair in _COLUMNS if set(pair) <= set(names)), None)
            if columns is None:
                yield Raw(str(file), 1, ",".join(names).encode(), f"{_OTHER}: fetch it again, or leave it out")
                return
            for line, row in enumerate(rows, start=2):
                yield _row(str(file), line, names, row)
        except _DAMAGED as error:
            yield Raw(
                str(file), line + 1, b"", f"the file is cut or damaged after line {line} ({error}): fetch it again"
            )


def _row(file: str, line: int, names: list[str], row: list[str]) -> Raw:
    if len(row) != len(names):
        return Raw(file, line, ",".join(row).encode(), f"{len(names)} columns expected, {len(row)} found: mend the row")
    given = dict(zip(names, row, strict=True))
    into = given.get("merge_into_id") or None
    return Raw(file, line, msgspec.json.encode({"merge_into_id": into, "id": given.get("id") or given.get("work_id")}))


def _text(pieces: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line.decode("utf-8-sig") for line in lines)
    if rest:
        yield rest.decode("utf-8-sig")
