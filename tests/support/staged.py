"""Small bases made from facts, and whole graphs as plain values, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.base import Base
from graph.batch import to_batch
from graph.model import KINDS, Authored, Country, Fact, Link, Node, Publication, Scientist
from graph.staging import Load, Part
from graph.store import Store

State = Mapping[str, Sequence[Fact]]
"""What a source states at one date: facts by record."""


def stage(base: Base, state: State, as_of: str, source: str = "test", *, complete: bool = False) -> None:
    """Stage a state of a source as a load of one part; the store is left as it was."""
    staging = base.staging
    number = staging.manifest.parts + 1
    load = staging.begin(Load(0, source, [f"part {number}"], as_of, started=as_of, complete=complete))
    staging.add(load, Part(number, len(state), len(state), 0, 0, 0, 0), to_batch(state.items()))
    staging.finish(load, as_of)


def paper(publication: str, authors: dict[str, Sequence[str]], **properties: Any) -> list[Fact]:
    """The facts of one publication: its authors in order, each with the countries of the authorship."""
    facts: list[Fact] = [Publication(publication, authors=len(authors), references=[], **properties)]
    facts += [Country(code) for code in sorted({code for codes in authors.values() for code in codes})]
    facts += [Scientist(name, name=name, names=[name]) for name in authors]
    facts += [
        Authored(name, publication, [place], place == 1, [name], [], sorted(codes), place == len(authors) > 1)
        for place, (name, codes) in enumerate(authors.items(), start=1)
    ]
    return facts


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The whole graph: for each kind, its rows in order of their key; an empty list and none are the same."""
    return {kind.name: sorted(_row(row) for row in store.rows(_all(kind)).to_pylist()) for kind in KINDS}


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(str(value if value != [] else None) for value in row.values())


def _all(kind: Node | Link) -> str:
    if isinstance(kind, Node):
        columns = ", ".join(f"n.`{column.name}` AS `{column.name}_`" for column in kind.columns)
        return f"MATCH (n:{kind.name}) RETURN {columns}"
    columns = "".join(f", l.`{column.name}` AS `{column.name}_`" for column in kind.properties)
    return (
        f"MATCH (a:{kind.start.name})-[l:{kind.name}]->(b:{kind.end.name}) RETURN a.id AS start_, b.id AS end_{columns}"
    )
