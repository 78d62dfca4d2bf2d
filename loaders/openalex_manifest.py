"""The manifests of an OpenAlex snapshot: the date of its state, and whether the files that they name are all here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph.errors import RejectedRecord
from loaders.decoding import decode
from loaders.loader import Raw

NAMES = ("manifest.json", "manifest")
"""Of 2026 and later, and of before."""

READ = ("works", "authors", "institutions", "topics")
"""The folders of the kinds of record that Hikma has nodes for."""

_LEVELS = 4
_SHOWN = 3
_URL = re.compile(r"(?P<bucket>.*/)?(?P<entity>[\w-]+)/(?P<part>updated_date=[\d-]+/[^/]+)")
_ONLY_SOME = "if you took only some of them on purpose, all is well"


class Size(msgspec.Struct):
    """How large a file is."""

    content_length: int | None = None


class Entry(msgspec.Struct):
    """A file of the snapshot."""

    url: str
    meta: Size | None = None


class Entity(msgspec.Struct):
    """The files of one kind of record."""

    files: list[Entry] = []


class Manifest(msgspec.Struct):
    """What is read of a manifest: of one kind of record, of all (`entities`), or of before 2026 (`entries`)."""

    date: str | None = None
    files: list[Entry] = []
    entries: list[Entry] = []
    entities: list[Entity] = []


class _Named(NamedTuple):
    """A file that a manifest names: where it should be here, its size, and the place it is fetched from."""

    file: Path
    size: int | None
    source: str


_manifest = msgspec.json.Decoder(Manifest)


def manifest_problems(manifest: Path, folders: Sequence[Path]) -> Iterator[Raw]:
    """A problem for the files of these folders that the manifest names and that are absent or of another size."""
    try:
        named = [one for one in _named(manifest) if one.file.parents[1] in folders]
    except (RejectedRecord, OSError) as error:
        yield Raw(str(manifest), 0, b"", f"the manifest cannot be used: {error}")
        return
    for folder in folders:
        own = [one for one in named if one.file.parents[1] == folder]
        absent = [one for one in own if not one.file.is_file()]
        resized = [one for one in own if one.size is not None and _size(one.file) not in {None, one.size}]
        if absent:
            yield _problem(manifest, own, absent, f"are not here; {_ONLY_SOME}")
        if resized:
            yield _problem(manifest, own, resized, "are cut, or of another release")


def _problem(manifest: Path, own: Sequence[_Named], lacking: Sequence[_Named], what: str) -> Raw:
    names = [f"{one.file.parent.name}/{one.file.name}" for one in lacking[:_SHOWN]]
    more = ", …" if len(lacking) > _SHOWN else ""
    folder = lacking[0].file.parents[1]
    again = f"aws s3 sync {lacking[0].source} {folder} --delete --no-sign-request"
    count = f"{len(lacking):,} of the {len(own):,} files of {folder.name} that the manifest names"
    return Raw(str(manifest), 0, b"", f"{count} {what} ({', '.join(names)}{more}): fetch them again with {again}")


def _named(manifest: Path) -> list[_Named]:
    read = decode(_manifest, manifest.read_bytes())
    entries = [*read.files, *read.entries, *(entry for entity in read.entities for entry in entity.files)]
    found = ((_URL.fullmatch(entry.url), entry.meta) for entry in entries)
    return [_here(manifest.parent, url, meta, bool(read.entities)) for url, meta in found if url]


def _here(folder: Path, url: re.Match[str], meta: Size | None, combined: bool) -> _Named:
    """Whatever the folder is called here: a copy may have another name."""
    home = folder / url["entity"] if combined else folder
    source = f"{url['bucket'] or ''}{url['entity']}"
    return _Named(home / url["part"], meta.content_length if meta else None, source)


def _size(file: Path) -> int | None:
    return file.stat().st_size if file.is_file() else None


def snapshot_date(paths: Sequence[Path]) -> str | None:
    """The date of the state that the snapshot holds, YYYY-MM-DD, as its manifests say; for `--as-of`.

    A manifest is looked for in each path, above and below it. None where there is none, where it gives no whole date
    (those of before 2026 give none at all), or where the manifests of two paths differ. The names `updated_date=…` of
    folders say when records changed, which is something else.
    """
    found = {_date(path.absolute()) for path in paths}
    return found.pop() if len(found) == 1 else None


def _date(path: Path) -> str | None:
    above = [path, *path.parents][:_LEVELS]
    below = [path / outer / inner for outer in ("", "data") for inner in ("jsonl", "parquet", "")]
    folders = [*above, *below, *(folder / kind for folder in below for kind in READ)]
    found = (folder / NAMES[0] for folder in folders)
    return next((stated for one in found if one.is_file() and (stated := _stated(one))), None)


def _stated(manifest: Path) -> str | None:
    try:
        stated = (decode(_manifest, manifest.read_bytes()).date or "")[:10]
        return date.fromisoformat(stated).isoformat() if len(stated) == 10 else None
    except (RejectedRecord, OSError, ValueError):
        return None
