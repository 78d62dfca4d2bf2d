"""Files of bibliographic exports as lines of UTF-8, whatever they were saved in, and the records that these make."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.errors import RejectedRecord
from loaders.loader import Raw, Watch
from loaders.opening import BROKEN, content, opened
from loaders.reading import files_of

_SHOWN = 60
# Bytes that stand for other letters in Windows-1254 (Turkish) than in Windows-1252 (Western).
_AMBIGUOUS = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
# No Western word has as many accented letters in a row: this is Cyrillic, Arabic or Greek; or it is damaged UTF-8.
_NOT_WESTERN = re.compile(rb"[\xc0-\xff]{4}|[\xc2-\xf4][\x80-\xbf]")


class Record(NamedTuple):
    """One record as it stands in its file; `problem` says why it is not whole."""

    line: int
    data: bytes
    problem: str | None = None


class Line(NamedTuple):
    """A line without its end, and its number from 1."""

    number: int
    data: bytes


Split = Callable[[Iterable[Line]], Iterator[Record]]


def records_of(paths: Sequence[Path], suffixes: Sequence[str], split: Split, form: str, watch: Watch) -> Iterator[Raw]:
    """The records of all files, split by `split`; `form` names the format in what is said of a file without any.

    A file that holds no record, or is damaged, is one Raw with a `problem`; so is a record that is neither UTF-8 nor
    surely Windows-1252. A UTF-16 file is read as one.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, is a zip archive, or a folder holds no file to read.
    """
    for path in files_of(paths, suffixes):
        with opened(path) as source:
            lines = _Lines(content(source, watch))
            yield from _held_back(str(path), lines, split, form)


def _held_back(name: str, lines: _Lines, split: Split, form: str) -> Iterator[Raw]:
    """The records one behind the splitter: where the file is damaged, the last one is what is left of a record."""
    held: Raw | None = None
    for record in split(lines):
        if held:
            yield held
        held = _in_utf8(Raw(name, record.line, record.data, record.problem))
    if lines.damage:
        place, data = (held.line, held.data) if held else (0, b"")
        yield Raw(name, place, data, f"the file is cut or damaged ({lines.damage}): fetch it again")
    elif held:
        yield held
    elif not lines.start.strip():
        yield Raw(name, 0, b"", "the file is empty: export it again")
    else:
        begins = lines.start[:_SHOWN].decode(errors="replace").split("\n")[0].strip()
        yield Raw(name, 1, lines.start, f"no record of {form} is in it; it begins with “{begins}”: check the file")


def _in_utf8(raw: Raw) -> Raw:
    """The record in UTF-8; one in Windows-1252 is recoded, and one in what could be several encodings is a problem."""
    try:
        raw.data.decode()
    except UnicodeDecodeError as error:
        if _AMBIGUOUS.search(raw.data) or _NOT_WESTERN.search(raw.data):
            problem = f"not UTF-8 (byte {error.start + 1}), and not surely another encoding: save the file as UTF-8"
            return raw._replace(problem=problem)
        return raw._replace(data=raw.data.decode("cp1252", errors="replace").encode())
    return raw


class _Lines:
    """The lines of a file in UTF-8; `damage` says, once they have ended, why they ended too early."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.start = b""
        self.damage: str | None = None
        self._pieces = pieces

    def __iter__(self) -> Iterator[Line]:
        count, rest, end = 0, b"", b""
        for piece in self._recoded():
            end = end or _line_end(piece)
            *whole, rest = (rest + piece).split(end)
            for number, data in enumerate(whole, start=count + 1):
                yield Line(number, data.strip(b"\r"))
            count += len(whole)
        if rest:
            yield Line(count + 1, rest.strip(b"\r"))

    def _recoded(self) -> Iterator[bytes]:
        try:
            first = next(self._pieces, b"")
            encoding = _encoding(first)
            recode = _from(encoding) if encoding else bytes
            self.start = recode(first.removeprefix(BOM_UTF8))
            yield self.start
            for piece in self._pieces:
                yield recode(piece)
        except BROKEN as error:
            self.damage = str(error)


def _line_end(start: bytes) -> bytes:
    """What ends a line: a carriage return alone on old Macintoshes only."""
    return b"\r" if b"\r" in start and b"\n" not in start else b"\n"


def _encoding(start: bytes) -> str | None:
    """UTF-16, where the file starts so."""
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if start[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if start[:1] == b"\0" else None


def _from(encoding: str) -> Callable[[bytes], bytes]:
    decoder = getincrementaldecoder(encoding)(errors="replace")
    return lambda piece: decoder.decode(piece).encode()


def text_of(data: bytes) -> str:
    """The text of a record.

    Raises:
        RejectedRecord: it is not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RejectedRecord(f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8") from error
