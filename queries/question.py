"""What a question is: a frozen value; what it is asked of; and the answer, which says how far to trust it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
import pyarrow as pa

from graph.base import Graph

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

P = TypeVar("P")
Value = str | int | float | bool | None | list[str]


@dataclass(frozen=True)
class Answer:
    """Rows, with what must be known to use them.

    `caveats` are sentences for a reader; `coverage` holds the numbers behind them: how much was looked at, and how
    much could not be.
    """

    question: str
    parameters: dict[str, Value]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    caveats: tuple[str, ...]
    coverage: dict[str, Any]

    def as_json(self) -> bytes:
        """The answer form: question, parameters, columns, rows, caveats, coverage; an undefined number is null."""
        return msgspec.json.encode(self, enc_hook=str)

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table, one column each."""
        columns = list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.columns)
        return pa.table({name: pa.array(values) for name, values in zip(self.columns, columns, strict=True)})

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame (extra `frames`)."""
        frame: pandas.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame (extra `frames`)."""
        import polars

        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_networkx(self) -> networkx.Graph[str]:
        """The rows as links, or nodes, of an undirected networkx graph; see `queries.networked.as_networkx`."""
        from queries.networked import as_networkx

        return as_networkx(self)


@dataclass(frozen=True)
class Question(Generic[P]):
    """One question that can be asked of a graph.

    `parameters` is a frozen dataclass whose fields are made by `queries.parameters.parameter`; the flags of the
    command line and the arguments of a URL come from it. `columns` gives each column's meaning. The first `key`
    columns identify a row, and `publications` names the ids of the publications behind it.
    """

    name: str
    title: str
    text: str
    parameters: type[P]
    columns: Mapping[str, str]
    key: int
    answer: Callable[[Graph, P], Answer]
    publications: Callable[[Graph, P, Sequence[str]], list[str]]
    brief: tuple[str, ...] = ()
    """The columns that a terminal shows; all of them where none are named."""
    ends: tuple[str, ...] = ()
    """The columns that make the rows a network: two with the ids that a row joins, or one where a row is a node."""
    weight: str | None = None
    """The column that weighs the link of a row."""
