"""A program that reads one file from its standard input, in bounds of room and time, and says its text as JSON.

It is started as a file, not as a module of `webviz`, so that it begins without all that the pages need.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from graph.errors import QuestionError
from queries.texts.documents import read_document

SECONDS = 20.0
"""How long a file may take to be read; a sound proposal takes one or two."""
ROOM = 1 << 30
"""Bytes of memory that reading may take beyond what the program has at first."""


class Told(msgspec.Struct):
    """What this program says: the text of a file, or why there is none."""

    text: str = ""
    problem: str = ""


class _Size(NamedTuple):
    st_size: int


class _InMemory:
    """A file that is no file, as far as a document is read from one."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._data = name, data

    def __str__(self) -> str:
        return self._name

    def stat(self) -> _Size:
        return _Size(len(self._data))

    def is_file(self) -> bool:
        return True

    def read_bytes(self) -> bytes:
        return self._data


def read_here(name: str, data: bytes) -> str:
    """The text of a file, read in this process; raises as `queries.texts.documents.read_document`."""
    return read_document(cast(Path, _InMemory(name, data)))


def main() -> None:
    """Read, and say what was found."""
    _bind()
    try:
        told = Told(text=read_here(sys.argv[1], sys.stdin.buffer.read()))
    except QuestionError as error:
        told = Told(problem=str(error.args[0]))
    sys.stdout.buffer.write(msgspec.json.encode(told))


def _bind() -> None:
    """Forbid this process more than its room and time, and to write any file, where the system has such bounds.

    Where it has none, the time still ends with the patience of whoever waits.
    """
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, _held() + ROOM),
            (resource.RLIMIT_CPU, round(SECONDS)),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _held() -> int:
    """Bytes of address space that the process has; where that is not told, as much as its libraries take at most."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * 4096
    except OSError:
        return 2 << 30


if __name__ == "__main__":
    main()
