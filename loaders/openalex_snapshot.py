"""The files of an OpenAlex snapshot that are read, in order: the layouts of 2026 and of before, whole or in part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.errors import LoadStopped
from loaders.loader import Raw
from loaders.openalex_manifest import NAMES, READ, manifest_problems
from loaders.reading import SUFFIXES, files_of

LEFT_OUT = frozenset(
    "awards concepts continents countries domains fields funders institution-types keywords languages licenses "
    "publishers sdgs source-types sources subfields types venues work-types".split()
)
"""Folders of kinds that Hikma has no node for. What it uses of them is in the records that it reads: venue and keywords
in works, the levels of the subjects in topics; countries are those of ISO 3166-1, and topics replaced concepts."""

_WHY = "Hikma has no node for them, and what it uses of them is in works and topics"
_PARTITION = re.compile(r"updated_date=\d{4}-\d{2}-\d{2}")
_LISTS = ("deleted_ids.csv", "deleted_ids.csv.gz")
_MERGED = "merged_ids"


class Found(NamedTuple):
    """What of some paths is read, and why the rest is not."""

    files: list[Path]
    """In order of path; lists of ids given up last, so that they prevail over the records of the same state."""
    left_out: dict[str, int]
    """How many files of each kind that Hikma has no node for."""
    twice: list[Path]
    """Folders of Parquet whose records are here as JSON Lines too."""


def find(paths: Sequence[Path]) -> Found:
    """The files to read: all but those of the kinds that Hikma has no node for.

    A kind is known by its folder, and only where that holds `updated_date=` partitions, as in a snapshot. Of a
    snapshot that is here in both formats, JSON Lines is read.

    Raises:
        LoadStopped: a path does not exist, or nothing is to be read there.
    """
    inside = [file for path in paths for file in _inside(path)]
    read = [file for file in inside if _kind(file) not in LEFT_OUT]
    kinds = Counter(kind for file in inside if (kind := _kind(file)) in LEFT_OUT)
    if inside and not read:
        raise LoadStopped(f"{', '.join(map(str, paths))}: only {', '.join(sorted(kinds))} in there: {_WHY}")
    lines = {_place(file) for file in read if _format(file) == "jsonl"}
    twice = {file for file in read if _format(file) == "parquet" and _place(file) in lines}
    zipped = {file.with_suffix("") for file in read if is_merged_list(file) and file.suffix == ".gz"}
    once = [file for file in read if file not in twice and file not in zipped]
    return Found(sorted(once, key=is_merged_list), dict(sorted(kinds.items())), sorted({_home(file) for file in twice}))


def _inside(path: Path) -> list[Path]:
    """All files of a path that may be read, in order."""
    if path.is_file():
        return [path]
    files = files_of([path], (*SUFFIXES, ".parquet", ".csv"))
    found = [file for file in files if is_merged_list(file) or not file.name.endswith((".csv", ".csv.gz"))]
    if not found:
        raise LoadStopped(f"{path} holds no file that ends in {', '.join((*SUFFIXES, '.parquet'))}: check the path")
    return found


def is_merged_list(file: Path) -> bool:
    """Whether it is a list of ids given up: of `merged_ids/KIND/`, or `deleted_ids.csv` of works."""
    if not file.name.endswith((".csv", ".csv.gz")):
        return False
    return file.name in _LISTS or file.absolute().parents[1].name == _MERGED


def _kind(file: Path) -> str:
    """The kind of record that a folder of the snapshot says a file holds; an empty text where no folder does."""
    file = file.absolute()
    if _PARTITION.fullmatch(file.parent.name) or file.parents[1].name == _MERGED:
        return _home(file).name
    return ""


def _home(file: Path) -> Path:
    """The folder of its kind, `works`."""
    file = file.absolute()
    return file.parents[1] if _PARTITION.fullmatch(file.parent.name) else file.parent


def _format(file: Path) -> str:
    return _home(file).parent.name


def _place(file: Path) -> tuple[Path, str]:
    return _home(file).parents[1], _home(file).name


def problems(paths: Sequence[Path], found: Found) -> Iterator[Raw]:
    """A problem for each manifest within the paths that names files which are absent or of another size."""
    read = {_home(file) for file in found.files if _kind(file)}
    for manifest in sorted({one for path in paths for one in _manifests(path)}):
        folder = manifest.parent
        combined = sorted(home for home in read if home.parent == folder and not _has_manifest(home))
        own = [folder] if folder not in found.twice and (folder in read or folder.name in READ) else []
        if combined or own:
            yield from manifest_problems(manifest, own or combined)


def _manifests(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = (one.absolute() for name in NAMES for one in path.rglob(name) if one.is_file())
        yield from (one for one in found if one.parent.name not in LEFT_OUT)


def _has_manifest(folder: Path) -> bool:
    return any((folder / name).is_file() for name in NAMES)


def notices(paths: Sequence[Path]) -> list[str]:
    """What should be said of the paths before they are read, a sentence each: what is left out, and what is not here.

    Raises:
        LoadStopped: a path does not exist, or nothing is to be read there.
    """
    found = find(paths)
    told = []
    if found.left_out:
        kinds = ", ".join(f"{kind} ({count:,} files)" for kind, count in found.left_out.items())
        told.append(f"Left out: {kinds}; {_WHY}.")
    if found.twice:
        told.append(f"Read as JSON Lines, and not again as Parquet: {', '.join(one.name for one in found.twice)}.")
    return told + [f"{raw.file}: {raw.problem}" for raw in problems(paths, found)]
