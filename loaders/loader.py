"""What a loader is: a frozen value that says how one source is read and what its records mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.batch import Batch
from graph.model import Fact

Watch = Callable[[int], None]
"""Is told how many bytes of the input have been consumed since it was last told."""


class Raw(NamedTuple):
    """One record as its source has it, with its place; `problem` says why it could not even be read."""

    file: str
    line: int
    data: bytes
    problem: str | None = None


class Parsed(NamedTuple):
    """The id of the record's subject and all facts that the record states.

    A link's two ends are always among the facts of the same record, except for links that the model draws from a
    list property (`Publication.references`, `Institution.parents`).
    """

    record: str
    facts: list[Fact]


class Columns(NamedTuple):
    """What some records state: the rows of the records at `places` among all that were given, in order.

    What the records at `left` state is not in it: they are of another kind, come again, or are not with certainty good.
    """

    batch: Batch
    places: list[int]
    left: list[int]


@dataclass(frozen=True)
class Loader:
    """One source of records.

    `read` touches the world and streams; `parse` is pure, and raises `RejectedRecord` for a record that cannot be
    used, saying which field and what was expected. `sample` is an invented record that `parse` takes.
    """

    name: str
    title: str
    reads: str
    licence: str
    address: str
    sample: bytes
    read: Callable[[Sequence[Path], Watch], Iterator[Raw]]
    parse: Callable[[bytes], Parsed]
    fetch: Callable[[str, Path, Watch], Iterator[Raw]] | None = None
    """For a source with an API: the records of a query, in the order in which the API gives them. What was fetched is
    kept in the folder until the load has ended, and is read from there when a load that was cut short goes on."""
    columns: Callable[[Sequence[bytes]], Columns] | None = None
    """What many records state at once, faster than `parse` and to the same effect; it may leave any of them to that."""
    total: Callable[[Path], int | None] = lambda _: None
    """How many records the query that is kept in a folder has in all, as far as the API has said."""
    date: Callable[[Sequence[Path]], str | None] = lambda _: None
    """The date of the state that the paths hold, where they tell it."""
    notices: Callable[[Sequence[Path]], list[str]] = lambda _: []
    """What of the paths is not read, and why; a sentence each."""
    lacks: Callable[[Sequence[bytes]], list[str]] = lambda _: []
    """What some records have no field for, as an older schema; a sentence each."""
    mended_in_file: bool = False
    """A record is made of several places of its file: what was set aside is mended there, not on its own."""
