"""Rows of an answer as the cells of a table: each column says what kind of thing stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.formats import ABSENT, count, names, number, probability, share
from webviz.tables import Cell, Column, Table, arranged, rows_wanted
from webviz.view import Arguments

Kind = Literal[
    "text", "words", "year", "count", "number", "share", "probability", "country", "countries", "names", "scientist",
    "institution", "topic", "publication", "yes",
]  # fmt: skip
"""`text` is shown as it is, `words` in the reader's language; a `scientist` and the like is an id with a name."""
ROWS = 25
_NUMERIC = ("year", "count", "number", "share", "probability")


@dataclass(frozen=True)
class Shown:
    """A column of a page: the answer's column, its heading and meaning, and the kind of what stands in it.

    `named` is the answer's column with the name of an id. `behind`: the cell leads to the publications behind its row.
    `colours` gives a cell's colour by its value.
    """

    name: str
    label: str
    meaning: str
    kind: Kind = "text"
    named: str | None = None
    behind: bool = False
    wide: bool = False
    colours: Mapping[str, str] | None = None
    digits: int = 2

    @property
    def column(self) -> Column:
        """The heading."""
        return Column(self.name, self.label, self.meaning, self.kind in _NUMERIC, self.wide)

    def cell(self, record: Mapping[str, Any], href: str | None) -> Cell:
        """What stands in a row."""
        value = record[self.name]
        if value is None or value == []:
            return Cell(ABSENT)
        if self.kind in ("scientist", "institution", "topic", "publication"):
            text = record[self.named] if self.named and record[self.named] else value
            return Cell(text, href=href or links.around(self.kind, value))
        colour = self.colours.get(str(value), "") if self.colours else ""
        return Cell(_said(self, value), colour, href)


def table(
    answer: Answer,
    shown: Sequence[Shown],
    arguments: Arguments,
    caption: str,
    key: Sequence[str],
    total: int | None = None,
    records: Sequence[dict[str, Any]] | None = None,
) -> Table:
    """The answer's records (or those given) as a table that can be sorted by any column.

    `key` names the columns that the question takes as a row's key; `total` is how many rows there are, where the
    answer holds only some of them.
    """
    every = list(answer.records() if records is None else records)
    ordered = arranged(every, arguments, lambda record, name: _order(record[name]), [one.name for one in shown])
    rows = tuple(_row(answer, shown, record, key) for record in ordered[: rows_wanted(arguments, ROWS)])
    descending = arguments.get("order") == "desc"
    columns = tuple(one.column for one in shown)
    return Table(caption, columns, rows, total or len(every), arguments.get("sort", ""), descending)


def _row(answer: Answer, shown: Sequence[Shown], record: dict[str, Any], key: Sequence[str]) -> tuple[Cell, ...]:
    behind = links.publications(answer, *(str(record[name]) for name in key)) if key else None
    return tuple(one.cell(record, behind if one.behind and record[one.name] else None) for one in shown)


def _order(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


_SAYING: dict[Kind, Callable[[Any], str]] = {
    "count": count,
    "share": share,
    "probability": probability,
    "country": place,
    "countries": lambda codes: names([place(code) for code in codes]),
    "names": lambda values: names(map(str, values)),
    "words": said,
    "yes": lambda value: said("yes") if value else said("no"),
}


def _said(shown: Shown, value: Any) -> str:
    if shown.kind == "number":
        return number(value, shown.digits)
    return _SAYING.get(shown.kind, str)(value)
