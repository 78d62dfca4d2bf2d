"""Results on stdout: a table to read, CSV that spreadsheets open, or JSON."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table

from queries import Answer
from queries.spreadsheet import csv_text

PIPED_WIDTH = 200


def lines(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> str:
    """Rows in one of the forms `table`, `csv` and `json` (an object a row)."""
    if form == "json":
        return msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows]).decode()
    return table_text(columns, rows) if form == "table" else spreadsheet(columns, rows)


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV for stdout: its lines end as a terminal's do, the last one left to `print`."""
    return csv_text(columns, rows).replace("\r\n", "\n").rstrip("\n")


def answer_text(answer: Answer, form: str, brief: Sequence[str] = ()) -> str:
    """The answer in one of the forms `table`, `csv` and `json`.

    The table has the columns `brief` and the one that the rows were asked to be ranked `by`, or all.
    """
    if form == "json":
        return answer.as_json().decode()
    if form == "csv":
        return spreadsheet(answer.columns, answer.rows)
    return "\n".join([_brief_table(answer, brief), *(f"* {caveat}" for caveat in answer.caveats)])


def _brief_table(answer: Answer, brief: Sequence[str]) -> str:
    columns = _with_ranking(answer, brief) if brief else answer.columns
    places = [answer.columns.index(column) for column in columns]
    return table_text(columns, [[row[place] for place in places] for row in answer.rows])


def _with_ranking(answer: Answer, brief: Sequence[str]) -> Sequence[str]:
    ranked_by = answer.parameters.get("by")
    if isinstance(ranked_by, str) and ranked_by in answer.columns and ranked_by not in brief:
        return (*brief, ranked_by)
    return brief


def table_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns side by side, numbers to the right; as wide as the terminal, or 200 where the output is piped."""
    rows = list(rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, column in enumerate(columns):
        numeric = any(isinstance(row[position], int | float) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_short(value) for value in row))
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(
        file=io.StringIO(), width=width, highlight=False, markup=False, force_terminal=sys.stdout.isatty()
    )
    console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def _short(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)
