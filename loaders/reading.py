"""Records out of files: JSON Lines or JSON, plain or gzipped, one file or a folder of parts, streaming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from graph.errors import LoadStopped
from loaders.loader import Raw, Watch
from loaders.opening import BROKEN, content, opened

SUFFIXES = (".jsonl", ".ndjson", ".json", ".gz")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def json_records(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every record of the files, in order; folders are walked in order of name.

    A file that is a JSON array, or an object with `results` or `items`, gives its elements, each with its place from 1
    as `line`, and is held in memory; any other gives its lines, streaming. A file that holds nothing, or is cut, is one
    Raw with a `problem`, after the records that could be read; so is a record that is not UTF-8.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, is a zip archive, or a folder holds no file to read.
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
    found = sorted(file for file in inside if file.name != "manifest.json" and not _is_hidden(file.relative_to(path)))
    if not found:
        raise LoadStopped(f"{path} holds no file that ends in {', '.join(suffixes)}: check the path")
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _records(file: Path, watch: Watch) -> Iterator[Raw]:
    whole = _is_document(file, _start(file))
    with opened(file) as source:
        chunks = content(source, watch)
        yield from map(_checked, _document(str(file), chunks) if whole else _lines(str(file), chunks))


def _start(file: Path) -> bytes:
    """The first piece of its content, unzipped; nothing where that is damaged."""
    with opened(file) as source:
        try:
            return next(content(source, lambda _: None), b"").removeprefix(_BYTE_ORDER_MARK)
        except BROKEN:
            return b""


def _checked(raw: Raw) -> Raw:
    """The record, with a problem where it is not UTF-8."""
    if raw.problem or raw.data.isascii():
        return raw
    try:
        raw.data.decode()
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8, or fetch it again"
        return raw._replace(problem=problem)
    return raw


def _is_document(file: Path, start: bytes) -> bool:
    """Whether it is one JSON value: an array, a page of an API, or an object over several lines in a `.json`."""
    start = start.lstrip()
    if start[:1] == b"[":
        return True
    try:
        page = msgspec.json.decode(start.partition(b"\n")[0], type=_Page)
    except (msgspec.DecodeError, RecursionError):
        return start[:1] == b"{" and file.name.removesuffix(".gz").endswith(".json")
    return page.results is not None or page.items is not None


def _document(name: str, chunks: Iterator[bytes]) -> Iterator[Raw]:
    try:
        text = b"".join(chunks).removeprefix(_BYTE_ORDER_MARK)
    except BROKEN as error:
        yield Raw(name, 0, b"", f"the file is cut or damaged ({error}): fetch it again")
        return
    try:
        elements = _elements(text)
    except (msgspec.DecodeError, RecursionError) as error:
        if text[:1] == b"{" and b"}\n{" in text.replace(b"\r", b""):
            yield from _lines(name, iter([text]))
        else:
            yield Raw(name, 0, b"", f"the file is not whole JSON ({error}): fetch it again")
    else:
        yield from (Raw(name, place, bytes(element)) for place, element in enumerate(elements, start=1))


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


def _lines(name: str, chunks: Iterator[bytes]) -> Iterator[Raw]:
    number, rest, empty = 0, b"", True
    try:
        for chunk in chunks:
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            for line in lines:
                number += 1
                if line and not line.isspace():
                    empty = False
                    yield Raw(name, number, line if number > 1 else line.removeprefix(_BYTE_ORDER_MARK))
    except BROKEN as error:
        yield Raw(name, number + 1, rest, f"the file is cut or damaged after line {number} ({error}): fetch it again")
        return
    if rest and not rest.isspace():
        yield Raw(name, number + 1, rest if number else rest.removeprefix(_BYTE_ORDER_MARK))
    elif empty:
        yield Raw(name, 0, b"", "the file is empty: fetch it again")
