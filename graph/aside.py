"""Why records were set aside, and where they stand: of a base's `rejected/`, reasons and places, never the records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from graph.base import Base

PLACES = 5
"""Places that are named of each reason."""
MOST_BYTES = 64 * 1024 * 1024
"""Of each file no more than so much is read."""

_QUOTED = re.compile("“[^”]*”|\"[^\"]*\"|'[^']*'|`[^`]*`")


class Reason(NamedTuple):
    """One reason for which records of a source were set aside: how many, and where the first of them stand."""

    source: str
    reason: str
    """In the words of the loader, with `…` for what it quotes of a record."""
    records: int
    places: tuple[str, ...]
    """File and line."""
    file: str
    """The file of the base that has these records to be mended."""


class _Line(msgspec.Struct):
    source: str = ""
    file: str = ""
    line: int = 0
    reason: str = ""


def reasons(base: Base) -> list[Reason]:
    """The reasons of all records that are set aside now, those of most records first, then by source and words.

    A line that cannot be read counts under a reason of its own.
    """
    found: dict[tuple[str, str, str], tuple[int, tuple[str, ...]]] = {}
    for file, line in _lines(base):
        key = (line.source, _QUOTED.sub("…", line.reason), file)
        number, places = found.get(key, (0, ()))
        here = (f"{PurePath(line.file).name}:{line.line}",) if len(places) < PLACES else ()
        found[key] = (number + 1, places + here)
    made = [Reason(source, reason, *found[source, reason, file], file) for source, reason, file in found]
    return sorted(made, key=lambda one: (-one.records, one))


def _lines(base: Base) -> Iterator[tuple[str, _Line]]:
    decoder = msgspec.json.Decoder(_Line)
    for file in sorted((base.folder / "rejected").glob("*.jsonl")):
        with file.open("rb") as lines:
            while lines.tell() < MOST_BYTES and (text := lines.readline()):
                try:
                    yield f"rejected/{file.name}", decoder.decode(text)
                except msgspec.MsgspecError:
                    yield f"rejected/{file.name}", _Line(reason="this line of the file is no JSON: mend it")
