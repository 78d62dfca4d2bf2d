"""Files of ORCID: records in XML or JSON, one by one, in folders, as JSON Lines, or in the public data file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.archives import is_archive, members
from loaders.loader import Raw, Watch
from loaders.opening import BROKEN, content, opened
from loaders.reading import SUFFIXES, files_of, json_records

_XML = (".xml", ".xml.gz")
_IN_ARCHIVES = (".xml", ".json")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """Every record of the files, in order; folders are walked in order of name, archives in their own.

    Archives (`.tar.gz`, `.tar`, `.zip`) are read as a stream, one record at a time; `file` then names the record
    inside, and `line` is its place among the files of the archive, from 1.

    Raises:
        LoadStopped: a path does not exist or cannot be opened, or a folder holds no file to read.
    """
    for file in files_of(paths, (*SUFFIXES, ".xml", ".tar", ".tgz", ".zip")):
        if is_archive(file):
            yield from _archived(file, watch)
        elif file.name.endswith(_XML):
            yield _document(file, watch)
        else:
            yield from json_records([file], watch)


def _archived(file: Path, watch: Watch) -> Iterator[Raw]:
    empty = True
    for member in members(file, watch, lambda name: name.endswith(_IN_ARCHIVES)):
        empty = False
        place = f"{file}/{member.name}" if member.name else str(file)
        yield Raw(place, member.place, member.data, member.problem or _problem(member.data))
    if empty:
        yield Raw(str(file), 0, b"", "the archive holds no .xml or .json file: give the file of summaries of ORCID")


def _document(file: Path, watch: Watch) -> Raw:
    pieces: list[bytes] = []
    try:
        with opened(file) as source:
            pieces.extend(content(source, watch))
    except BROKEN as error:
        return Raw(str(file), 1, b"".join(pieces), f"the file is cut or damaged ({error}): fetch it again")
    data = b"".join(pieces)
    return Raw(str(file), 1, data, _problem(data))


def _problem(data: bytes) -> str | None:
    return None if data.strip() else "the file is empty: fetch it again"
