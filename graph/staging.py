"""The memory of all loads: parts of staged facts as Parquet, and the manifest that names them.

A part is a folder that is written whole and renamed into place, then named in the manifest, which is itself replaced
in one step. A folder that the manifest does not name was cut short by a kill and is written again.

    staged/manifest.json
    staged/part=000001/records.parquet, Scientist.parquet, AUTHORED.parquet, …
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.batch import Batch, join
from graph.errors import BaseError

FORMAT = 2

JUDGEMENTS = BY_HAND, SCORED = "by hand", "scored"
"""The sources of judgements on identity, beside those of records."""

CONCLUSIONS = ("identity", "recognised")
"""Folders beside the parts with what was concluded from the first so many of them; each begins with the number."""


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """One part: how many records were read for it, and how they ended."""

    number: int
    read: int
    loaded: int
    unchanged: int
    rejected: int
    skipped: int
    rejected_bytes: int
    """Length of the load's file of rejected records once this part was written."""


class Load(msgspec.Struct, forbid_unknown_fields=True):
    """One load: what was read, as of when, and its parts."""

    number: int
    source: str
    paths: list[str]
    as_of: str
    """Date of the state that was read, ISO 8601; a later state prevails over an earlier one in any order of loads."""
    started: str
    finished: str | None = None
    collected: str | None = None
    """How the collection was made, in the words of whoever loaded it."""
    complete: bool = False
    """A whole collection: what an earlier state of the source has and this one has not is withdrawn."""
    only: str | None = None
    """The group of countries of which a publication must have an author; others were skipped."""
    parts: list[Part] = []

    def total(self, what: str) -> int:
        """The sum over its parts of `read`, `loaded`, `unchanged`, `rejected` or `skipped`."""
        return sum(getattr(part, what) for part in self.parts)


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """All loads of a base, oldest first."""

    base: str
    format: int = FORMAT
    loads: list[Load] = []

    @property
    def parts(self) -> int:
        """How many parts there are; they are numbered from 1 without holes."""
        return sum(len(load.parts) for load in self.loads)


class Staging:
    """The staged parts of one base."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "manifest.json"
        self.manifest = self._read() if self._file.exists() else Manifest(base=uuid4().hex)

    def _read(self) -> Manifest:
        try:
            manifest = msgspec.json.decode(self._file.read_bytes(), type=Manifest)
        except msgspec.MsgspecError as error:
            raise BaseError(
                f"{self._file} cannot be read ({error}): restore it from a copy, or load into a new base"
            ) from error
        if manifest.format != FORMAT:
            raise BaseError(
                f"{self._file} has format {manifest.format}, this version of Hikma reads {FORMAT}: load into a new base"
            )
        return manifest

    def save(self) -> None:
        """Replace the manifest in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(self.manifest), indent=1))
        _sync(fresh)
        fresh.replace(self._file)
        _sync(self.folder)

    def begin(self, asked: Load) -> Load:
        """The load to write to: the last one where it was cut short and was asked for alike, else a new one.

        `as_of` is empty where no date was given: then it is the time at which the load started.
        """
        last = self.manifest.loads[-1] if self.manifest.loads else None
        if last and not last.finished and _alike(last, asked):
            return last
        load = msgspec.structs.replace(
            asked, number=len(self.manifest.loads) + 1, as_of=asked.as_of or asked.started, parts=[]
        )
        self.manifest.loads.append(load)
        self.save()
        return load

    def finish(self, load: Load, now: str) -> None:
        """End a load; a complete one gets an empty last part, from which on it withdraws what it has not."""
        if load.complete:
            last = load.parts[-1]
            closing = Part(self.manifest.parts + 1, 0, 0, 0, 0, 0, last.rejected_bytes)
            self._write(closing, join([]))
            load.parts.append(closing)
        load.finished = now
        self.save()

    def drop(self, load: Load) -> None:
        """Forget a load that came to nothing."""
        self.manifest.loads.remove(load)
        self.save()

    def add(self, load: Load, part: Part, batch: Batch) -> None:
        """Write a part whole, then name it in the manifest."""
        self._write(part, batch)
        load.parts.append(part)
        self.save()

    def _write(self, part: Part, batch: Batch) -> None:
        unnamed = self.folder / "unfinished"
        shutil.rmtree(unnamed, ignore_errors=True)
        unnamed.mkdir(parents=True)
        for name, table in {"records": _located(batch.records, part.number), **batch.tables}.items():
            pq.write_table(table, unnamed / f"{name}.parquet", compression="zstd")
            _sync(unnamed / f"{name}.parquet")
        target = self.part_folder(part.number)
        shutil.rmtree(target, ignore_errors=True)
        unnamed.rename(target)

    def part_folder(self, number: int) -> Path:
        """Where the part of that number is kept."""
        return self.folder / f"part={number:06d}"

    def remove_conclusions(self) -> None:
        """Remove what was concluded from fewer parts than there are."""
        for entry in (entry for folder in CONCLUSIONS for entry in (self.folder / folder).glob("*")):
            if entry.name[:6] != f"{self.manifest.parts:06d}":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def files(self, name: str) -> list[str]:
        """The Parquet files of one kind (or `records`) over all named parts, in order."""
        folders = (self.part_folder(part.number) for load in self.manifest.loads for part in load.parts)
        return [str(folder / f"{name}.parquet") for folder in folders if (folder / f"{name}.parquet").exists()]

    def known(self, source: str) -> Known:
        """What is staged of one source, to be asked whether a record says something new."""
        return Known(source, self.files("records"), self.parts_table())

    def parts_table(self) -> pa.Table:
        """One row a part: `part`; the `load`, `source` and `as_of` it belongs to; `closes`, the last one of a whole."""
        rows = [
            (part.number, load.number, load.source, load.as_of, _closes(load, part))
            for load in self.manifest.loads
            for part in load.parts
        ]
        columns: list[list[object]] = [[row[column] for row in rows] for column in range(len(_PARTS))]
        arrays = [pa.array(column, kind) for column, kind in zip(columns, _PARTS.types, strict=True)]
        return pa.Table.from_arrays(arrays, schema=_PARTS)


def _located(records: pa.Table, part: int) -> pa.Table:
    """The rows of `RECORDS`, with the part written to where they name none."""
    column = records.schema.get_field_index("facts_part")
    return records.set_column(column, "facts_part", pc.fill_null(records["facts_part"], part))


_PARTS = pa.schema(
    [
        ("part", pa.int64()),
        ("load", pa.int64()),
        ("source", pa.string()),
        ("as_of", pa.string()),
        ("closes", pa.bool_()),
    ]
)


def _closes(load: Load, part: Part) -> bool:
    return load.complete and bool(load.finished) and part is load.parts[-1]


def _alike(last: Load, asked: Load) -> bool:
    same = ("source", "paths", "complete", "only")
    return all(getattr(last, name) == getattr(asked, name) for name in same) and asked.as_of in ("", last.as_of)


class Known:
    """The records of one source that were staged before, each with the digest and part of the facts that prevail."""

    def __init__(self, source: str, files: list[str], parts: pa.Table) -> None:
        self._db = duckdb.connect() if files else None
        if self._db:
            self._db.register("parts", parts)
            self._db.execute(
                f"""CREATE TABLE known AS
                    SELECT record, arg_max(struct_pack(kind, digest, facts_part), (as_of, load, part)) AS prevails
                    FROM {staged_rows(files)} JOIN parts USING (part)
                    WHERE source = ? GROUP BY record""",
                [source],
            )

    def among(self, records: Iterable[str]) -> dict[str, tuple[str, int, int]]:
        """Of some records, those that are known: kind, digest and part."""
        if not self._db:
            return {}
        self._db.register("asked", pa.table({"record": pa.array(records, pa.string())}))
        found = self._db.execute("SELECT record, unnest(prevails) FROM known SEMI JOIN asked USING (record)")
        return {record: (kind, digest, part) for record, kind, digest, part in found.fetchall()}

    def close(self) -> None:
        """Give back its memory."""
        if self._db:
            self._db.close()


def literal(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def staged_rows(files: list[str]) -> str:
    """SQL for the rows of staged files, with the number of their part (from the folder's name) as a column `part`."""
    return f"read_parquet([{', '.join(map(literal, files))}], hive_types = {{'part': BIGINT}})"


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
