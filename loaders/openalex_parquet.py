"""Records out of the Parquet files of OpenAlex's snapshot, each as the JSON that the same record is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.loader import Raw, Watch
from loaders.openalex_institutions import InstitutionRecord
from loaders.openalex_things import Author, TopicRecord
from loaders.openalex_works import Work
from loaders.opening import opened

ROWS = 256
"""How many rows are held at a time: a work with all its authors can be megabytes."""

_BUFFER = 1 << 18
_KNOWN_BY = {"authorships": Work, "associated_institutions": InstitutionRecord, "affiliations": Author}
_INDEX = "abstract_inverted_index"
_encoder = msgspec.json.Encoder()


def parquet_records(file: Path, watch: Watch) -> Iterator[Raw]:
    """Every row, with its place from 1 as `line`; of its columns, those that `parse` reads.

    Columns may be nested, maps, or hold JSON as text (as `abstract_inverted_index` does in OpenAlex's files). A file
    that is cut, damaged or no Parquet is one Raw with a `problem`, after the rows that could be read.

    Raises:
        LoadStopped: the file cannot be opened.
    """
    size, told, rows = file.stat().st_size, 0, 0
    with opened(file) as source:
        try:
            table = pq.ParquetFile(source, buffer_size=_BUFFER, pre_buffer=False)
            columns = _columns(table.schema_arrow)
            names = [column.name for column in columns]
            for batch in table.iter_batches(ROWS, columns=names, use_threads=False):
                for row in zip(*(_values(batch, column) for column in columns), strict=True):
                    rows += 1
                    yield Raw(str(file), rows, _encoder.encode(dict(zip(names, row, strict=True))))
                now = size * rows // table.metadata.num_rows
                watch(now - told)
                told = now
        except (pa.ArrowException, OSError) as error:
            what = f"cut or damaged after row {rows}" if rows else "cut, damaged, or no Parquet"
            yield Raw(str(file), rows + 1 if rows else 0, b"", f"the file is {what} ({_first(error)}): fetch it again")
        watch(size - told)


class _Column(NamedTuple):
    """A column that is read: whether it has maps, and whether it holds a list or an object of JSON as text."""

    name: str
    mapped: bool
    text: bool


def _columns(schema: pa.Schema) -> list[_Column]:
    record = next((kind for column, kind in _KNOWN_BY.items() if column in schema.names), TopicRecord)
    hints = get_type_hints(record)
    fields = [schema.field(name) for name in schema.names if name in hints]
    return [
        _Column(one.name, _has_map(one.type), _is_text(one.type) and not _takes_text(hints[one.name])) for one in fields
    ]


def _takes_text(hint: Any) -> bool:
    return hint is str or str in get_args(hint)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _has_map(kind: pa.DataType) -> bool:
    return bool(pa.types.is_map(kind)) or any(_has_map(kind.field(place).type) for place in range(kind.num_fields))


def _values(batch: pa.RecordBatch, column: _Column) -> list[Any]:
    """The column's values, as JSON has them."""
    # Asking for maps as dictionaries where there are none makes it eight times slower.
    values = batch.column(column.name).to_pylist(maps_as_pydicts="lossy" if column.mapped else None)
    if column.text:
        return [text and _raw(column.name, text) for text in values]
    if column.name == _INDEX:
        # A writer that knows no maps makes a column of each word of each abstract.
        return [index and {word: places for word, places in index.items() if places} for index in values]
    return list(values)


def _raw(name: str, text: str) -> msgspec.Raw | str | None:
    """The JSON of a text. An abstract that OpenAlex cut in its middle is none; other texts stay what they are."""
    try:
        return msgspec.json.decode(text, type=msgspec.Raw)
    except msgspec.DecodeError:
        return None if name == _INDEX else text


def _first(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
