"""Pairs of ids that may be one thing, side by side, with the reason and the commands that decide."""

from __future__ import annotations

from typing import NamedTuple

from graph.base import Base
from graph.judgements import Pair, names_of, pairs
from queries.saying import said
from webviz import links
from webviz.formats import ABSENT, number
from webviz.remarks import command
from webviz.tables import Cell, Column, Table

MOST = 50
"""Pairs that a page shows; the command line shows all."""
COLUMNS = (
    Column("left", "One", "an id, with what records call it", wide=True),
    Column("right", "The other", "an id, or a name that is printed under the first", wide=True),
    Column("score", "Score", "how likely the two are one, 0 to 1, where that was scored", numeric=True),
    Column("reason", "Why it is not decided", "what speaks for it and against", wide=True),
    Column("same", "If they are one", "the command for whoever keeps the base", wide=True),
    Column("different", "If they are two", "the command for whoever keeps the base", wide=True),
)


class Undecided(NamedTuple):
    """The likeliest pairs, the names of their ids, and how many pairs there are."""

    shown: tuple[Pair, ...]
    names: dict[str, str]
    number: int


def undecided(base: Base) -> Undecided:
    """What waits for a person's judgement, the likeliest first, then by kind and ids."""
    found = sorted(pairs(base, "unsure"), key=lambda one: (-(one.score or 0), one[:3]))
    shown = tuple(found[:MOST])
    return Undecided(shown, names_of(base, [id_ for one in shown for id_ in (one.left, one.right)]), len(found))


def undecided_table(found: Undecided) -> Table:
    """The pairs as a table."""
    rows = tuple(_row(one, found.names) for one in found.shown)
    return Table(said("Pairs that wait for a person's judgement"), COLUMNS, rows, found.number)


def _row(one: Pair, names: dict[str, str]) -> tuple[Cell, ...]:
    is_name = one.kind == "Name"
    different = ("different", one.left, "--name", one.right) if is_name else ("different", one.left, one.right)
    return (
        _thing(one.kind, one.left, names),
        Cell(said("the name “{name}”", name=one.right)) if is_name else _thing(one.kind, one.right, names),
        Cell(ABSENT if one.score is None else number(one.score)),
        Cell(one.reason or ABSENT),
        Cell(ABSENT if is_name else command("same", one.left, one.right)),
        Cell(command(*different)),
    )


def _thing(kind: str, id_: str, names: dict[str, str]) -> Cell:
    what = "scientist" if kind == "Name" else kind.lower()
    text = said("{name} ({id})", name=names[id_], id=id_) if id_ in names else id_
    return Cell(text, href=links.around(what, id_) if what == "scientist" else None)
