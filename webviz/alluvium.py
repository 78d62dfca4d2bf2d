"""The picture of how clusters came to be: slices of time side by side, and bands where one goes on in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries import Answer
from queries.saying import Said, counted, said
from webviz.colours import COLOURED_CLUSTERS
from webviz.tables import Cell, Column, Table

WIDTH, TALLEST, TOP, BLOCK, GAP, SIDE = 1100.0, 420.0, 30.0, 16.0, 8.0, 14.0
LEAST = 3.0
LETTERS, ROOM = 26, 12.0
COLUMNS = (
    Column("line", "Line", "the first cluster of a line through time"),
    Column("slices", "Slices", "in which it is seen", numeric=True),
    Column("sizes", "Sizes", "in each slice, the first to the last"),
    Column("name", "About", "what set its first cluster apart", wide=True),
)
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Block:
    """A cluster in a slice: where, how high, its colour, its name where there is room, and what it says."""

    x: float
    y: float
    high: float
    kind: str
    name: str
    facts: str


@dataclass(frozen=True)
class Band:
    """Where one cluster goes on in another: an SVG path."""

    path: str
    kind: str
    facts: str


@dataclass(frozen=True)
class Alluvium:
    """The picture, its summary in words, and the same as a table."""

    width: float
    height: float
    slices: tuple[tuple[float, str], ...]
    blocks: tuple[Block, ...]
    bands: tuple[Band, ...]
    summary: str
    table: Table


def alluvium(answer: Answer) -> Alluvium | None:
    """The clusters of the answer that are there in their slice; none where there are none.

    A height is in proportion to the number of nodes. The lines that last longest, of equals the largest, have colours.
    """
    names = [one["slice"] for one in answer.coverage["slices"]]
    found = [one for one in answer.records() if one["event"] not in ("network", "gone")]
    if not found:
        return None
    columns = [[one for one in found if one["slice"] == name] for name in names]
    scale = _scale(columns)
    kinds = _kinds(found)
    step = (WIDTH - 2 * SIDE - BLOCK - 150) / max(1, len(names) - 1)
    placed: dict[str, tuple[float, float, float]] = {}
    for k, column in enumerate(columns):
        y = TOP
        for one in column:
            high = max(LEAST, scale * float(one["size"]))  # type: ignore[arg-type]
            placed[str(one["cluster"])] = (SIDE + step * k, y, high)
            y += high + GAP
    return Alluvium(
        width=WIDTH,
        height=max(y + high for _, y, high in placed.values()) + SIDE,
        slices=tuple((SIDE + step * k, name) for k, name in enumerate(names)),
        blocks=tuple(_block(one, placed[str(one["cluster"])], kinds) for one in found),
        bands=tuple(band for one in found for band in _bands(one, placed, kinds, scale)),
        summary=_summary(answer, found),
        table=_table(found, kinds),
    )


def _scale(columns: Sequence[Sequence[Record]]) -> float:
    """Height of one node, with which the fullest slice is as high as the picture."""
    room = [
        (TALLEST - GAP * len(column)) / sum(one["size"] for one in column)
        for column in columns
        if sum(one["size"] for one in column)
    ]
    return max(min(room, default=1.0), 0.01)


def _lines(found: Sequence[Record]) -> dict[str, list[Record]]:
    lines: dict[str, list[Record]] = {}
    for one in found:
        lines.setdefault(one["line"], []).append(one)
    order = sorted(lines, key=lambda line: (-len(lines[line]), -max(one["size"] for one in lines[line]), line))
    return {line: lines[line] for line in order}


def _kinds(found: Sequence[Record]) -> dict[str, str]:
    lasting = [line for line, held in _lines(found).items() if len(held) > 1][:COLOURED_CLUSTERS]
    return {line: f"c{number}" for number, line in enumerate(lasting, start=1)}


def _block(one: Record, at: tuple[float, float, float], kinds: Mapping[str, str]) -> Block:
    x, y, high = at
    about = _about(one)
    short = about if len(about) <= LETTERS else f"{about[: LETTERS - 1]}…"
    facts = said("{event}: {size}; {about}", event=said(one["event"]), size=_size(one), about=about)
    name = short if high >= ROOM else ""
    return Block(round(x, 1), round(y, 1), round(high, 1), kinds.get(one["line"], "c0"), name, facts)


def _size(one: Record) -> Said:
    return counted(one["size"], "scientist") if one["countries"] is not None else counted(
        one["size"], "country", "countries"
    )  # fmt: skip


def _about(one: Record) -> str:
    if one["countries"] is None:
        return ", ".join(one["leading"])
    return str(one["name"] or ", ".join(one["leading"]))


def _bands(
    one: Record, placed: Mapping[str, tuple[float, float, float]], kinds: Mapping[str, str], scale: float
) -> list[Band]:
    """From the first cluster that it comes from as thick as the nodes that both share, from others a thin one."""
    bands = []
    for number, before in enumerate(one["predecessors"]):
        if before in placed:
            thick = max(1.5, scale * float(one["kept"])) if number == 0 else 1.5
            facts = said("{n} stay together", n=_kept(one)) if number == 0 else said("a smaller part comes from there")
            kind = kinds.get(one["line"], "c0")
            bands.append(Band(_path(placed[before], placed[str(one["cluster"])], thick), kind, facts))
    return bands


def _kept(one: Record) -> Said:
    return _size({"size": one["kept"], "countries": one["countries"]})


def _path(start: tuple[float, float, float], end: tuple[float, float, float], thick: float) -> str:
    left, right = start[0] + BLOCK, end[0]
    a, b = min(thick, start[2]), min(thick, end[2])
    top, bottom = start[1] + (start[2] - a) / 2, end[1] + (end[2] - b) / 2
    half = (left + right) / 2
    return (
        f"M{left:.1f} {top:.1f}C{half:.1f} {top:.1f} {half:.1f} {bottom:.1f} {right:.1f} {bottom:.1f}"
        f"V{bottom + b:.1f}C{half:.1f} {bottom + b:.1f} {half:.1f} {top + a:.1f} {left:.1f} {top + a:.1f}Z"
    )


def _summary(answer: Answer, found: Sequence[Record]) -> Said:
    lines = _lines(found)
    lasting = sum(len(held) > 1 for held in lines.values())
    return said(
        "{clusters} in {slices}; {lasting} of {lines} go on from one slice to another.",
        clusters=counted(len(found), "cluster"),
        slices=counted(len(answer.coverage["slices"]), "slice"),
        lasting=lasting,
        lines=counted(len(lines), "line"),
    )


def _table(found: Sequence[Record], kinds: Mapping[str, str]) -> Table:
    lines = _lines(found)
    rows = tuple(
        (
            Cell(line),
            Cell(said("{value}", value=len(held))),
            Cell(
                said(
                    " → ".join(f"{{s{k}}}" for k in range(len(held))),
                    **{f"s{k}": o["size"] for k, o in enumerate(held)},
                )
            ),
            Cell(_about(held[0])),
        )
        for line, held in lines.items()
        if len(held) > 1 or not kinds
    )
    return Table(said("Lines through time, the longest first"), COLUMNS, rows)
