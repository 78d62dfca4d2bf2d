"""A release of ROR as it is published: a zip archive that holds the registry as JSON, beside CSV."""

from __future__ import annotations

import re
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from zipfile import BadZipFile

from loaders.archives import is_zip, zip_content, zip_names
from loaders.loader import Raw, Watch
from loaders.reading import SUFFIXES, files_of, json_records

_AGAIN = "fetch it again"
_BROKEN = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)
_decoder = JSONDecoder()
_FIRST, _NEXT = re.compile(r"\s*\[\s*"), re.compile(r"\s*,\s*")
ELEMENT = 1 << 22
"""An element that is no JSON up to a place this far before the end of what was read is not just incomplete."""


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every record of the files, in order; of a release only its JSON, and only schema v2 where it holds v1 too.

    The file of a release is read streaming; `line` is the place of the record in it, from 1.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, or a folder holds no file to read.
    """
    for file in files_of(paths, (*SUFFIXES, ".zip")):
        yield from _release(file, watch) if is_zip(file) else json_records([file], watch)


def _release(file: Path, watch: Watch) -> Iterator[Raw]:
    try:
        names = [name for name in zip_names(file) if name.endswith(".json") and not name.startswith("__MACOSX")]
    except _BROKEN as error:
        yield Raw(str(file), 0, b"", f"the archive is cut or damaged ({error}): {_AGAIN}")
        return
    chosen = [name for name in names if "schema_v2" in name] or names
    if not chosen:
        yield Raw(str(file), 0, b"", "the archive holds no .json file: fetch a release of ROR, or unpack it first")
    for name in chosen:
        yield from _array(f"{file}/{name}", zip_content(file, name, watch))


def _array(place: str, pieces: Iterator[bytes]) -> Iterator[Raw]:
    """The elements of a JSON array that comes in pieces, each as it is written."""
    number = 0
    try:
        for number, element in enumerate(_elements(pieces), start=1):
            yield Raw(place, number, element.encode())
    except (*_BROKEN, ValueError) as error:
        yield Raw(
            place, number + 1, b"", f"the file is cut, or no JSON array, after record {number} ({error}): {_AGAIN}"
        )


def _elements(pieces: Iterator[bytes]) -> Iterator[str]:
    decode = getincrementaldecoder("utf-8-sig")().decode
    text, before = "", _FIRST
    for piece in pieces:
        text, at = text + decode(piece), 0
        while begin := before.match(text, at):
            try:
                _, end = _decoder.raw_decode(text, begin.end())
            except JSONDecodeError as error:
                if len(text) - error.pos > ELEMENT:
                    raise
                break
            yield text[begin.end() : end]
            at, before = end, _NEXT
        text = text[at:]
    if "".join(text.split()) not in ("]", "[]"):
        raise ValueError(f"expected “]”, found “{text.strip()[:20]}”")
