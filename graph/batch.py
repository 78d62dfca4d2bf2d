"""A batch: facts in columns (Arrow), with the record that states each; the only form in which facts travel in bulk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.digests import digests
from graph.model import OF_ROW, STATED, Fact, Link, Merged, Node, schema

RECORDS = pa.schema(
    [("record", pa.string()), ("kind", pa.string()), ("digest", pa.int64()), ("facts_part", pa.int64())]
)
"""A record that was seen: its id, the kind of thing it is about, a digest of what it states, and the part that holds
its facts; none there means the part that the row itself is in."""

STATED_BY = (("record", pa.string()), ("own", pa.bool_()))
"""The columns that every staged fact carries: the record that states it, and whether it is that record's subject."""


def staged_schema(kind: Node | Link) -> pa.Schema:
    """The columns of a staged part: those of the kind, then who states it."""
    described = schema(kind)
    for name, type_ in STATED_BY:
        described = described.append(pa.field(name, type_))
    return described


class Batch(NamedTuple):
    """The facts of some records: `records` as `RECORDS`, and one table for each kind that has any."""

    records: pa.Table
    tables: dict[str, pa.Table]


def to_batch(statements: Iterable[tuple[str, Sequence[Fact]]]) -> Batch:
    """What records state, each given by its id and its facts, as columns; rows stay in the order of the facts."""
    rows: dict[type, list[Fact]] = defaultdict(list)
    record_ids: dict[type, list[str]] = defaultdict(list)
    records: list[tuple[str, str]] = []
    counts: list[Counter[str]] = []
    for record, facts in statements:
        records.append((record, _subject(record, facts)))
        counts.append(Counter(OF_ROW[type(fact)].name for fact in facts))
        for fact in facts:
            rows[type(fact)].append(fact)
            record_ids[type(fact)].append(record)
    found = {OF_ROW[kind].name: _table(OF_ROW[kind], rows[kind], record_ids[kind]) for kind in rows}
    tables = {kind.name: found[kind.name] for kind in STATED if kind.name in found}
    starts = {name: np.cumsum([0, *(count[name] for count in counts)]) for name in tables}
    ids, kinds = zip(*records, strict=True) if records else ((), ())
    columns = [ids, kinds, digests(tables, starts), pa.nulls(len(records), pa.int64())]
    return Batch(pa.table(columns, schema=RECORDS), tables)


def _subject(record: str, facts: Sequence[Fact]) -> str:
    """The kind of thing that a record is about: of its id, else of the first fact."""
    subject = next((fact for fact in facts if fact[0] == record), facts[0])
    return subject.kind if isinstance(subject, Merged) else OF_ROW[type(subject)].name


def _table(kind: Node | Link, rows: Sequence[Fact], record_ids: Sequence[str]) -> pa.Table:
    table = _columns(rows, schema(kind))
    records = pa.array(record_ids, pa.string())
    own = pa.array([record in row[: len(kind.key)] for row, record in zip(rows, record_ids, strict=True)], pa.bool_())
    return table.append_column("record", records).append_column("own", own)


def _columns(rows: Sequence[tuple[object, ...]], described: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(described)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, described, strict=True)]
    return pa.Table.from_arrays(arrays, schema=described)


def pointers(rows: Sequence[tuple[str, str, int, int]]) -> Batch:
    """Rows of `RECORDS` for records that say nothing new: their facts stay in the part that each names."""
    return Batch(_columns(rows, RECORDS), {})


def without(batch: Batch, records: Sequence[str]) -> Batch:
    """The batch without what these records state."""
    if not records:
        return batch
    left_out = pa.array(records, pa.string())

    def keep(table: pa.Table) -> pa.Table:
        return table.filter(pc.invert(pc.is_in(table["record"], value_set=left_out)))

    return Batch(keep(batch.records), {name: keep(table) for name, table in batch.tables.items()})


def join(batches: Sequence[Batch]) -> Batch:
    """Several batches of one part as one."""
    names = [kind.name for kind in STATED if any(kind.name in batch.tables for batch in batches)]
    tables = {name: pa.concat_tables([b.tables[name] for b in batches if name in b.tables]) for name in names}
    return Batch(pa.concat_tables([batch.records for batch in batches] or [_columns([], RECORDS)]), tables)
