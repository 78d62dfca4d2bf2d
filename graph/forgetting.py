"""The right to be forgotten: a scientist leaves what is staged, and every later load, by all ids that name the person.

What is kept is a salted digest of each id, so that a later load knows whom to leave out and nobody can read whom. A
publication keeps how many of its authors are withheld, with their institutions and countries, as facts about itself.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.batch import Batch
from graph.model import AFFILIATED_WITH, AUTHORED, JUDGED, MERGED, PUBLICATION, SCIENTIST
from graph.staging import CONCLUSIONS, Staging

WITHHELD = "it names somebody who asked not to be named here: the record is not kept"
_WORD = re.compile(r"[^\s\"\\,;<>{}\[\]]+")


class _Kept(msgspec.Struct):
    """What `forgotten.json` holds."""

    salt: str
    digests: list[str] = []
    unfinished: bool = False
    """Ids were added, and what is staged may still name them: the command was stopped."""


class Forgotten:
    """Those who asked not to be named in a base, by digests of their ids."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "forgotten.json"

    @cached_property
    def _kept(self) -> _Kept:
        if self._file.exists():
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        return _Kept(secrets.token_hex(16))

    @cached_property
    def _digests(self) -> frozenset[str]:
        return frozenset(self._kept.digests)

    @property
    def unfinished(self) -> bool:
        """Whether a `forget` was stopped before it had gone through everything."""
        return self._kept.unfinished

    def __bool__(self) -> bool:
        return bool(self._digests)

    def __contains__(self, id_: str | None) -> bool:
        return id_ is not None and self._digest(id_) in self._digests

    def add(self, ids: Iterable[str]) -> None:
        """From now on these are left out."""
        digests = sorted(self._digests | {self._digest(id_) for id_ in ids})
        self._save(_Kept(self._kept.salt, digests, unfinished=True))

    def finished(self) -> None:
        """Nothing names them any more."""
        self._save(_Kept(self._kept.salt, self._kept.digests))

    def _digest(self, id_: str) -> str:
        return blake2b(id_.encode(), key=bytes.fromhex(self._kept.salt), digest_size=16).hexdigest()

    def _save(self, kept: _Kept) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
        fresh.replace(self._file)
        self.__dict__.pop("_kept", None)
        self.__dict__.pop("_digests", None)


def withhold(batch: Batch, forgotten: Forgotten) -> tuple[Batch, list[str]]:
    """The batch without those who are to be forgotten, and the records about them, which are left out whole."""
    ids = _ids(batch, forgotten) if forgotten else set()
    if not ids:
        return batch, []
    left_out = [record for record in batch.records["record"].to_pylist() if _names(record, ids)]
    tables = dict(batch.tables)
    if AUTHORED.name in tables:
        there, gone = _parted(tables[AUTHORED.name], "scientist", ids)
        tables[AUTHORED.name] = there
        if PUBLICATION.name in tables:
            tables[PUBLICATION.name] = _noted(tables[PUBLICATION.name], gone)
    ends = ((SCIENTIST, "id"), (AFFILIATED_WITH, "scientist"), (MERGED, "id"), (MERGED, "into"), (JUDGED, "left"))
    for kind, column in (*ends, (JUDGED, "right")):
        if kind.name in tables:
            tables[kind.name] = _parted(tables[kind.name], column, ids)[0]
    about = pa.array(left_out, pa.string())
    records = batch.records.filter(pc.invert(pc.is_in(batch.records["record"], value_set=about)))
    tables = {n: t.filter(pc.invert(pc.is_in(t["record"], value_set=about))) for n, t in tables.items()}
    return Batch(records, tables), left_out


def _ids(batch: Batch, forgotten: Forgotten) -> set[str]:
    """The ids in a batch that name one of them: by themselves, or by an ORCID iD or another id beside them."""
    found = set()
    if SCIENTIST.name in batch.tables:
        rows = batch.tables[SCIENTIST.name].select(["id", "orcid", "also"]).to_pylist()
        for row in rows:
            named = [row["id"], row["orcid"] and f"orcid:{row['orcid']}", *(row["also"] or ())]
            if any(id_ in forgotten for id_ in named):
                found.add(row["id"])
    for kind, columns in ((MERGED, ("id", "into")), (JUDGED, ("left", "right"))):
        if kind.name in batch.tables:
            values = {value for column in columns for value in batch.tables[kind.name][column].to_pylist()}
            found |= {value for value in values if value in forgotten}
    return found


def _names(record: str, ids: set[str]) -> bool:
    """Whether the id of a record is that of one of them, or of a judgement on one of them."""
    return record in ids or (record.startswith("judged:") and any(part in ids for part in record.split(" ")[1:]))


def _parted(table: pa.Table, column: str, ids: set[str]) -> tuple[pa.Table, pa.Table]:
    gone = pc.fill_null(pc.is_in(table[column], value_set=pa.array(sorted(ids), pa.string())), fill_value=False)
    return table.filter(pc.invert(gone)), table.filter(gone)


def _noted(publications: pa.Table, gone: pa.Table) -> pa.Table:
    """The publications, each with how many of its authors were taken away and from where."""
    with duckdb.connect() as db:
        db.register("publications", publications.append_column("row", pa.array(range(len(publications)))))
        db.register("gone", gone)
        noted = db.sql(
            """WITH noted AS (
                SELECT record, publication AS id, sum(greatest(len(positions), 1))::BIGINT AS authors,
                    list_sort(list_distinct(flatten(list(coalesce(institutions, []))))) AS institutions,
                    list_sort(list_distinct(flatten(list(coalesce(countries, []))))) AS countries
                FROM gone GROUP BY record, publication
            )
            SELECT p.* REPLACE (
                CASE WHEN n.id IS NULL THEN p.withheld ELSE coalesce(p.withheld, 0) + n.authors END AS withheld,
                CASE WHEN n.id IS NULL THEN p.withheld_institutions ELSE list_sort(list_distinct(
                    coalesce(p.withheld_institutions, []) || n.institutions)) END AS withheld_institutions,
                CASE WHEN n.id IS NULL THEN p.withheld_countries ELSE list_sort(list_distinct(
                    coalesce(p.withheld_countries, []) || n.countries)) END AS withheld_countries
            ) FROM publications AS p LEFT JOIN noted AS n ON (p.record, p.id) = (n.record, n.id) ORDER BY row"""
        ).to_arrow_table()
    return noted.drop_columns(["row"]).cast(publications.schema)


def purge(staging: Staging, forgotten: Forgotten) -> None:
    """Take them out of every staged part, and drop what was concluded from parts.

    A part whose rewriting was stopped is finished first: it is all of one state or all of the other.
    """
    for folder in sorted(staging.folder.glob("part=*")):
        _finish(folder)
        tables = {file.stem: pq.read_table(file) for file in sorted(folder.glob("*.parquet"))}
        before = Batch(tables.pop("records"), tables)
        after, _ = withhold(before, forgotten)
        if after is before:
            continue
        for name, table in {"records": after.records, **after.tables}.items():
            pq.write_table(table, folder / f"{name}.parquet.new", compression="zstd")
        (folder / "rewritten").touch()
        _finish(folder)
    for concluded in CONCLUSIONS:
        shutil.rmtree(staging.folder / concluded, ignore_errors=True)


def names_one(text: str, forgotten: Forgotten) -> bool:
    """Whether an id of one of them stands in a text, as a source writes it."""
    words = set(_WORD.findall(text))
    words |= {word.rpartition("/")[2] for word in words}
    return any(f"{scheme}{word}" in forgotten for word in words for scheme in ("", "openalex:", "orcid:", "table:"))


def purge_rejected(folder: Path, forgotten: Forgotten, names: Iterable[str] = ()) -> None:
    """Of the records that were set aside, keep the place and nothing else where one of them is named."""
    known = [name for name in names if name]
    for file in sorted(folder.glob("*.jsonl")):
        lines = [_bare(line, forgotten, known) for line in file.read_bytes().splitlines()]
        fresh = file.with_suffix(".new")
        fresh.write_bytes(b"".join(line + b"\n" for line in lines))
        fresh.replace(file)


def _bare(line: bytes, forgotten: Forgotten, names: Iterable[str]) -> bytes:
    aside = msgspec.json.decode(line)
    text = f"{aside['record']} {aside['reason']}"
    if not names_one(text, forgotten) and not any(name in text for name in names):
        return line
    return msgspec.json.encode(aside | {"record": "", "reason": WITHHELD})


def _finish(folder: Path) -> None:
    """Put files in place whose writing had ended; remove those of which it had not."""
    whole = (folder / "rewritten").exists()
    for fresh in folder.glob("*.new"):
        if whole:
            fresh.replace(fresh.with_suffix(""))
        else:
            fresh.unlink()
    (folder / "rewritten").unlink(missing_ok=True)
