"""Records out of files: JSON Lines or JSON, plain or gzipped, one file or a folder of parts, streaming."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from isal import igzip, isal_zlib

from graph.errors import LoadStopped
from loaders.loader import Raw, Watch

CHUNK = 1 << 20
SUFFIXES = (".jsonl", ".ndjson", ".json", ".gz")
_BROKEN = (EOFError, OSError, zlib.error, isal_zlib.error)
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
        stream = igzip.open(source, "rb") if _is_gzip(source) else source
        start = _first_byte(stream)
        whole = start == b"[" or (start == b"{" and file.name.removesuffix(".gz").endswith(".json"))
        yield from _document(file, stream) if whole else _lines(file, source, stream, watch)
        if whole:
            watch(file.stat().st_size)


def _is_gzip(source: BinaryIO) -> bool:
    start = source.read(2)
    source.seek(0)
    return start == b"\x1f\x8b"


def _first_byte(stream: BinaryIO) -> bytes:
    """The first byte that is no white space, of the first few."""
    try:
        start = stream.read(64)
        stream.seek(0)
    except _BROKEN:
        return b""
    return start.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]


def _document(file: Path, stream: BinaryIO) -> Iterator[Raw]:
    try:
        text = stream.read().removeprefix(_BYTE_ORDER_MARK)
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


def _lines(file: Path, source: BinaryIO, stream: BinaryIO, watch: Watch) -> Iterator[Raw]:
    name, number, told = str(file), 0, 0
    rest = b""
    while True:
        try:
            chunk = stream.read(CHUNK)
        except _BROKEN as error:
            problem = f"the file is cut or damaged after line {number} ({error}): fetch it again"
            yield Raw(name, number + 1, rest, problem)
            return
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop() if chunk else b""
        for line in lines:
            number += 1
            if line and not line.isspace():
                yield Raw(name, number, line if number > 1 else line.removeprefix(_BYTE_ORDER_MARK))
        watch(source.tell() - told)
        told = source.tell()
        if not chunk:
            return
