"""Rows of a bibliographic CSV, each with the header that names its cells; a row may reach over several lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from graph.errors import RejectedRecord
from loaders.bibliographic_text import Line, Record, Split, text_of

# A cell with the addresses of a thousand authors is longer than what the csv module takes by default.
csv.field_size_limit(1 << 30)
_DELIMITERS = ",;\t"


def rows_with(required: Sequence[str], source: str) -> Split:
    """What cuts lines into rows, each after the header; a file without the columns `required` is a problem."""

    def split(lines: Iterable[Line]) -> Iterator[Record]:
        rows = _rows(lines)
        header = next(rows, None)
        missing = [name for name in required if header and name.encode() not in header.data]
        if header and missing:
            problem = f"the first line names no column “{missing[0]}”: export it from {source} as CSV"
            yield header._replace(problem=problem)
        for record in rows:
            if header and not missing:
                yield record._replace(data=header.data + b"\n" + record.data)

    return split


def _rows(lines: Iterable[Line]) -> Iterator[Record]:
    """A row ends with the line in which all quotes are closed."""
    held: list[bytes] = []
    first, quotes = 0, 0
    for number, data in lines:
        if not held and not data.strip():
            continue
        first = first if held else number
        held.append(data)
        quotes += data.count(b'"')
        if quotes % 2 == 0:
            yield Record(first, b"\n".join(held))
            held, quotes = [], 0
    if held:
        problem = "a quote is not closed before the file ends: export it again, or mend this row"
        yield Record(first, b"\n".join(held), problem)


def row_of(data: bytes) -> dict[str, str]:
    """The cells of a row that are not empty, by column.

    Raises:
        RejectedRecord: it is not UTF-8, not a header and a row, or not as many cells as columns.
    """
    names, cells = cells_of(data)
    if len(names) != len(cells):
        raise RejectedRecord(f"{len(cells)} cells for {len(names)} columns: export it again, or mend its quotes")
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell}


def cells_of(data: bytes) -> tuple[list[str], list[str]]:
    """The names of the columns, and the cells of the row.

    Raises:
        RejectedRecord: it is not UTF-8, or not a header and a row.
    """
    text = text_of(data)
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RejectedRecord(f"not a row of CSV ({error}): mend its quotes, or export it again") from error
    if len(rows) != 2:
        raise RejectedRecord(f"{len(rows) - 1} rows where one is expected: mend its quotes, or export it again")
    return [name.strip() for name in rows[0]], [cell.strip() for cell in rows[1]]
