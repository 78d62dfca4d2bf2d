"""The digest of a record: 64 bits over the rows that it states, computed from columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.model import STATED, Link, Node, schema

Starts = NDArray[np.int64]
"""Where the rows of each record start in a table, and where the last ones end: one more than there are records."""


def digests(tables: Mapping[str, pa.Table], starts: Mapping[str, Starts]) -> pa.Array:
    """For each record, 64 bits that differ where what it states differs; equal rows in equal order give equal ones.

    `tables` are by name of kind; in each, the rows of a record stand together, in the order of the records.

    What is hashed (SHA-256) is, for each kind that the record states: its name and the number of rows; for each row a
    number that tells which columns have a value; and column by column the values, lengths first. Nothing of it depends
    on the other records, or on columns and kinds in which the record states nothing: a new one changes no digest.
    """
    parts = [part for kind in STATED if kind.name in tables for part in _parts(kind, tables[kind.name], starts)]
    if not parts:
        return pa.array([], pa.int64())
    joined = pc.binary_join_element_wise(*parts, pa.scalar(b"", pa.binary()))
    text, ends = memoryview(joined.buffers()[2] or b""), np.frombuffer(joined.buffers()[1], "<i4").tolist()
    hashed = [sha256(text[start:end]).digest()[:8] for start, end in pairwise(ends)]
    return pa.array(np.frombuffer(b"".join(hashed), "<i8"), pa.int64())


def _parts(kind: Node | Link, table: pa.Table, starts: Mapping[str, Starts]) -> Iterator[pa.Array]:
    """What a table adds to the text of each record, piece by piece; who states a row adds nothing."""
    bounds, names = starts[kind.name], schema(kind).names
    columns = [_whole(table[column]) for column in names]
    there = [_there(column) for column in columns]
    yield _heads(kind.name, np.diff(bounds))
    yield _pieces(_sums(names, there, len(table)), bounds)
    for column, known in zip(columns, there, strict=True):
        if known.any():
            before = bounds if known.all() else np.concatenate(([0], np.cumsum(known)))[bounds]
            yield from _values(column if known.all() else column.drop_null(), before)


def _sums(names: list[str], there: list[NDArray[np.bool_]], rows: int) -> NDArray[np.uint64]:
    """For each row a number that tells which columns have a value: the sum of 64 bits of the hash of each name."""
    sums = np.zeros(rows, "<u8")
    for name, known in zip(names, there, strict=True):
        if known.any():
            sums += known * np.frombuffer(sha256(name.encode()).digest(), "<u8")[0]
    return sums


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _there(column: pa.Array) -> NDArray[np.bool_]:
    if column.null_count in (0, len(column)):
        return np.full(len(column), column.null_count == 0)
    known: NDArray[np.bool_] = column.is_valid().to_numpy(zero_copy_only=False)
    return known


def _heads(name: str, counts: NDArray[np.int64]) -> pa.Array:
    found, places = np.unique(counts, return_inverse=True)
    texts = [f"{name} {count};".encode() if count else b"" for count in found.tolist()]
    return pa.array(texts, pa.binary()).take(pa.array(places))


def _values(column: pa.Array, bounds: Starts) -> Iterator[pa.Array]:
    """The values of a column that has no nulls."""
    kind = column.type
    if pa.types.is_boolean(kind):
        yield _pieces(column.to_numpy(zero_copy_only=False).astype("u1"), bounds)
    elif pa.types.is_list(kind):
        yield from _sized(column, column.flatten(), bounds)
    elif pa.types.is_string(kind):
        yield from _sized(column, column, bounds)
    else:
        yield _pieces(column.to_numpy(), bounds)


def _sized(column: pa.Array, values: pa.Array, bounds: Starts) -> Iterator[pa.Array]:
    """Lengths, then what is that long: characters of a text, or elements of a list."""
    offsets = np.frombuffer(column.buffers()[1], "<i4")[column.offset : column.offset + len(column) + 1]
    yield _pieces(np.diff(offsets), bounds)
    if values is column:
        data = column.buffers()[2]
        yield _binary(b"" if data is None else data, offsets[bounds])
    else:
        yield from _values(values, (offsets - offsets[0]).astype(np.int64)[bounds])


def _pieces(values: NDArray[np.generic], bounds: Starts) -> pa.Array:
    return _binary(np.ascontiguousarray(values), bounds * values.dtype.itemsize)


def _binary(data: object, offsets: NDArray[np.integer]) -> pa.Array:
    buffers = [None, pa.py_buffer(offsets.astype("<i4")), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.binary(), len(offsets) - 1, buffers)
