"""Records out of files: JSON Lines or JSON, plain or gzipped, one file or a folder of parts, streaming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from isal.igzip_lib import DECOMP_GZIP, IgzipDecompressor, IsalError

from graph.errors import LoadStopped
from loaders.loader import Raw, Watch

CHUNK = 1 << 18
SUFFIXES = (".jsonl", ".ndjson", ".json", ".gz")
# isal's types take IsalError for a value; it is an exception class.
_BROKEN: tuple[type[Exception], ...] = (EOFError, OSError, IsalError)  # type: ignore[assignment]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def json_records(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every record of the files, in order; folders are walked in order of name.

    A file that is a JSON array, or an object with `results` or `items`, gives its elements; any other gives its lines.
    A file that is empty or cut is one Raw with a `problem`, after the records that could be read.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file that could be read.
    """
    for file in files_of(paths, SUFFIXES):
        yield from _records(file, watch)


def files_of(paths: Sequence[Path], suffixes: Sequence[str]) -> list[Path]:
    """The files that the paths name, and those with one of the suffixes in the folders that they name.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no such file.
    """
    return [file for path in paths for file in _files(path, suffixes)]


def _files(path: Path, suffixes: Sequence[str]) -> list[Path]:
    if not path.exists():
        raise LoadStopped(f"{path} does not exist: check the path")
    if path.is_file():
        return [path]
    inside = (file for file in path.rglob("*") if file.is_file() and file.suffix in suffixes)
    found = sorted(file for file in inside if file.name != "manifest.json" and not file.name.startswith("."))
    if not found:
        raise LoadStopped(f"{path} holds no file that ends in {', '.join(suffixes)}: check the path")
    return found


def _records(file: Path, watch: Watch) -> Iterator[Raw]:
    if not file.stat().st_size:
        yield Raw(str(file), 0, b"", "the file is empty: fetch it again")
        return
    with file.open("rb") as source:
        chunks = _chunks(source, watch)
        yield from _document(file, chunks) if _is_document(file) else _lines(file, chunks)


def _is_document(file: Path) -> bool:
    """Whether it is one JSON value: an array, or an object under the name `.json`."""
    with file.open("rb") as source:
        try:
            start = next(_chunks(source, lambda _: None), b"")
        except _BROKEN:
            return False
    first = start.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]
    return first == b"[" or (first == b"{" and file.name.removesuffix(".gz").endswith(".json"))


def _chunks(source: BinaryIO, watch: Watch) -> Iterator[bytes]:
    """The content, unzipped where it is gzipped, in pieces; a cut one gives all that can be unzipped, then fails."""
    start = source.read(CHUNK)
    unzip = _Gunzip().pieces if start.startswith(b"\x1f\x8b") else _as_it_is
    while start:
        yield from unzip(start)
        watch(len(start))
        start = source.read(CHUNK)
    yield from unzip(b"")


def _as_it_is(piece: bytes) -> Iterator[bytes]:
    yield piece


class _Gunzip:
    """Unzips pieces of a file of one or more gzip members."""

    def __init__(self) -> None:
        self._member = IgzipDecompressor(flag=DECOMP_GZIP)
        self._begun = False

    def pieces(self, piece: bytes) -> Iterator[bytes]:
        """What the next piece of the file unzips to; the last one is empty.

        Raises:
            EOFError: the file ended within a member.
        """
        if not piece and self._begun and not self._member.eof:
            raise EOFError("it ends before its gzip stream does")
        while piece:
            if self._member.eof:
                self._member = IgzipDecompressor(flag=DECOMP_GZIP)
            self._begun = True
            yield self._member.decompress(piece)
            piece = self._member.unused_data.lstrip(b"\0") if self._member.eof else b""


def _document(file: Path, chunks: Iterator[bytes]) -> Iterator[Raw]:
    try:
        text = b"".join(chunks).removeprefix(_BYTE_ORDER_MARK)
    except _BROKEN as error:
        yield Raw(str(file), 0, b"", f"the file is cut or damaged ({error}): fetch it again")
        return
    try:
        yield from (Raw(str(file), place, bytes(element)) for place, element in enumerate(_elements(text), start=1))
    except msgspec.DecodeError:
        lines = enumerate(text.splitlines(), start=1)
        yield from (Raw(str(file), number, line) for number, line in lines if line.strip())


class _Page(msgspec.Struct):
    """A page of an API: its records are under one of these names."""

    results: list[msgspec.Raw] | None = None
    items: list[msgspec.Raw] | None = None


def _elements(text: bytes) -> list[msgspec.Raw]:
    if text.lstrip()[:1] == b"[":
        return msgspec.json.decode(text, type=list[msgspec.Raw])
    page = msgspec.json.decode(text, type=_Page)
    held = page.items if page.results is None else page.results
    return [msgspec.Raw(text)] if held is None else held


def _lines(file: Path, chunks: Iterator[bytes]) -> Iterator[Raw]:
    name, number, rest = str(file), 0, b""
    try:
        for chunk in chunks:
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            for line in lines:
                number += 1
                if line and not line.isspace():
                    yield Raw(name, number, line if number > 1 else line.removeprefix(_BYTE_ORDER_MARK))
    except _BROKEN as error:
        yield Raw(
            name,
            number + 1,
            rest,
            f"the file is cut or damaged after line {number} ({error}): fetch it again",
        )
        return
    if rest and not rest.isspace():
        yield Raw(name, number + 1, rest if number else rest.removeprefix(_BYTE_ORDER_MARK))
