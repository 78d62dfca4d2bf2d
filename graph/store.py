"""What a store does, whichever engine is behind it; `open_store` picks the engine by URL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa

from graph.errors import StoreError
from graph.model import Link, Node

Watch = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Changes:
    """What a store has to take over: Parquet files in a folder, one a kind, and how far they bring the store.

    `NAME.parquet` holds whole nodes or links to make or replace, `NAME.gone.parquet` the keys of those to remove.
    Nodes come before links. `fresh` promises that nothing of it is in the store yet.
    """

    folder: Path
    base: str
    applied: int
    fresh: bool

    def made(self, kind: Node | Link) -> Path:
        """The file of what to make or replace; it may be absent."""
        return self.folder / f"{kind.name}.parquet"

    def gone(self, kind: Node | Link) -> Path:
        """The file of the keys to remove; it may be absent."""
        return self.folder / f"{kind.name}.gone.parquet"


STATE = "HikmaState"
"""The kind of the one node that carries a store's state."""


class State(NamedTuple):
    """Which base's graph a store holds, and how many of its parts."""

    base: str
    applied: int


class Store(Protocol):
    """Where the graph is kept. Every store passes the same tests.

    Reading sees whole merges only in the embedded store; in Neo4j a merge becomes visible batch by batch, and
    `state` moves on once it is whole.
    """

    def rows(self, cypher: str, **parameters: object) -> pa.Table:
        """The result of a query that reads, one column for each name that it returns."""
        ...

    def merge(self, changes: Changes, watch: Watch = ...) -> None:
        """Take over the changes; doing it twice, or again after it was cut short, gives the same graph."""
        ...

    def state(self) -> State | None:
        """What the store holds; none where nothing was merged yet."""
        ...

    def counts(self) -> dict[str, int]:
        """How many there are of each kind of node and link."""
        ...

    def clear(self) -> None:
        """Remove everything that Hikma put there."""
        ...

    def close(self) -> None:
        """Let go of the engine."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(url: str, *, write: bool = False) -> Store:
    """The store at a URL: `neo4j://HOST` or `bolt://HOST:7687`, or a path for the embedded one.

    User and password of Neo4j come from the URL or from `NEO4J_USERNAME` and `NEO4J_PASSWORD`.

    Raises:
        StoreError: out of reach, refused, held by another writer, no store of Hikma's, or an unknown kind of URL.
    """
    scheme = urlsplit(url).scheme
    if scheme in NEO4J_SCHEMES:
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore(url)
    if "://" in url and scheme != "file":
        raise StoreError(
            f"{address_of(url)}: no store is called {scheme}: give a path, or a URL such as neo4j://localhost:7687"
        )
    from graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(urlsplit(url).path if scheme == "file" else url), write=write)


def address_of(url: str) -> str:
    """The URL without user and password, fit to be kept and shown."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts.netloc else url
