"""Tables as pages show them: columns that can be sorted, cells that are text with a link or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from webviz.view import Arguments

Row = TypeVar("Row")

MOST_ROWS = 2_000
"""Rows that a page shows at most; files hold all."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means, and whether it holds numbers or long texts; sorted by `name`."""

    name: str
    label: str
    meaning: str
    numeric: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one place: text, the kind that colours it, and where it leads, in the app or `away`.

    `drawn` is a small picture beside the text, as a path of `webviz.sparks`.
    """

    text: str
    kind: str = ""
    href: str | None = None
    away: bool = False
    drawn: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells; those shown are the first after sorting, of `total` rows where that is known."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int | None = None
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Figure:
    """A number at the head of a page, what it counts, and the kind that colours it."""

    text: str
    label: str
    kind: str = ""


def arranged(
    rows: Sequence[Row], arguments: Arguments, value: Callable[[Row, str], Any], sortable: Sequence[str]
) -> list[Row]:
    """The rows in the order that a URL's `sort` and `order` ask for; undefined values last, ties as before.

    A column that cannot be sorted by leaves them as they are.
    """
    name = arguments.get("sort", "")
    if name not in sortable:
        return list(rows)
    defined = [row for row in rows if value(row, name) is not None]
    undefined = [row for row in rows if value(row, name) is None]
    return sorted(defined, key=lambda row: value(row, name), reverse=arguments.get("order") == "desc") + undefined


def rows_wanted(arguments: Arguments, default: int) -> int:
    """How many rows a URL's `rows` asks for, at most 2,000; 0 for these, `default` if no number."""
    text = arguments.get("rows", "")
    wanted = int(text) if text.isdecimal() and len(text) < 7 else default
    return min(wanted or MOST_ROWS, MOST_ROWS)
