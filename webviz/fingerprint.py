"""A short mark of whatever an answer rests on: the same in every process, another when any of it is another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOMS = ("graph", "queries", "webviz")
SUFFIXES = (".py", ".csv", ".tsv", ".html")


def fingerprint(*rests_on: object) -> str:
    """The mark of values that show themselves whole as text, and of the program."""
    return hashlib.sha256(repr((_program(), rests_on)).encode()).hexdigest()[:24]


@cache
def _program() -> str:
    """The mark of the program's files: another version answers otherwise."""
    project = Path(__file__).parent.parent
    files = sorted(file for room in ROOMS for file in (project / room).rglob("*") if file.suffix in SUFFIXES)
    stats = [(str(file.relative_to(project)), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(stats).encode()).hexdigest()
