"""The Neo4j store: a server spoken to over Bolt with the official driver."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import neo4j
import pyarrow as pa
import pyarrow.parquet as pq
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from graph.cypher import counting, removal, upsert
from graph.errors import StoreError
from graph.model import KINDS, NODES
from graph.store import STATE, Changes, State, Watch, address_of

BATCH_ROWS = 10_000
CONNECT_SECONDS = 3.0
RETRY_SECONDS = 2.0


class Neo4jStore:
    """A graph on a Neo4j server (5 or later, Community or Enterprise), in the user's default database."""

    def __init__(self, url: str) -> None:
        self.address = address_of(url)
        with self._explained():
            self._driver = neo4j.GraphDatabase.driver(
                self.address,
                auth=_credentials(url),
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",
            )
        try:
            with self._explained():
                self._driver.verify_connectivity()
        except StoreError:
            self._driver.close()
            raise

    def rows(self, cypher: str, **parameters: object) -> pa.Table:
        """See `graph.store.Store.rows`."""

        def read(transaction: neo4j.ManagedTransaction) -> tuple[list[str], list[list[Any]]]:
            result = transaction.run(_literal(cypher), parameters)
            return list(result.keys()), result.values()

        with self._explained(), self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            names, values = session.execute_read(read)
        columns = list(zip(*values, strict=True)) if values else [()] * len(names)
        return pa.table({name: pa.array(column) for name, column in zip(names, columns, strict=True)})

    def merge(self, changes: Changes, watch: Watch = lambda *_: None) -> None:
        """See `graph.store.Store.merge`; in batches, so that a graph of any size fits the server's memory."""
        self._prepare(changes.base)
        for done, kind in enumerate(KINDS):
            watch(f"storing {kind.name}", done, len(KINDS))
            if not changes.fresh:
                self._each_batch(changes.gone(kind), removal(kind, "row."))
            self._each_batch(changes.made(kind), upsert(kind, "row."))
        self._write(f"MATCH (s:{STATE}) SET s.applied = $applied", applied=changes.applied)

    def state(self) -> State | None:
        """See `graph.store.Store.state`."""
        found = self.rows(f"MATCH (s:{STATE}) RETURN s.base AS base, s.applied AS applied").to_pylist()
        return State(**found[0]) if found else None

    def counts(self) -> dict[str, int]:
        """See `graph.store.Store.counts`."""
        return {kind.name: self.rows(counting(kind))["n"][0].as_py() for kind in KINDS}

    def clear(self) -> None:
        """See `graph.store.Store.clear`."""
        for label in (STATE, *(node.name for node in NODES)):
            deletion = f"MATCH (n:{label}) CALL {{ WITH n DETACH DELETE n }} IN TRANSACTIONS OF {BATCH_ROWS} ROWS"
            with self._explained(), self._driver.session() as session:
                session.run(_literal(deletion)).consume()

    def close(self) -> None:
        """See `graph.store.Store.close`."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, base: str) -> None:
        """Constraints, and the mark of whose graph this is; a database that holds somebody else's nodes is refused."""
        if not self.state():
            foreign = {name: count for name, count in self.counts().items() if count}
            if foreign:
                held = ", ".join(f"{count} {name}" for name, count in foreign.items())
                raise StoreError(
                    f"{self.address} already holds {held} that Hikma did not put there: give another database"
                )
        for node in NODES:
            self._write(f"CREATE CONSTRAINT hikma_{node.name} IF NOT EXISTS FOR (n:{node.name}) REQUIRE n.id IS UNIQUE")
        self._write(f"MERGE (s:{STATE} {{base: $base}}) ON CREATE SET s.applied = 0", base=base)

    def _each_batch(self, file: Path, cypher: str) -> None:
        for batch in pq.ParquetFile(file).iter_batches(BATCH_ROWS):
            self._write(f"UNWIND $rows AS row {cypher}", rows=batch.to_pylist())

    def _write(self, cypher: str, **parameters: object) -> None:
        with self._explained(), self._driver.session() as session:
            session.execute_write(lambda transaction: transaction.run(_literal(cypher), parameters).consume())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{self.address} refused the user or password: set NEO4J_USERNAME and NEO4J_PASSWORD to the server's"
            ) from error
        except ServiceUnavailable as error:
            raise StoreError(
                f"{self.address}: no Neo4j server answers there: start it, or check the address"
            ) from error
        except (Neo4jError, DriverError, ConfigurationError, ValueError) as error:
            raise StoreError(f"{self.address}: {error}") from error


def _literal(cypher: str) -> Any:
    """The driver's types want text that stands in the code; ours is made by pure functions, values are parameters."""
    return cypher


def _credentials(url: str) -> tuple[str, str] | None:
    parts = urlsplit(url)
    user = unquote(parts.username) if parts.username else os.environ.get("NEO4J_USERNAME", "neo4j")
    password = unquote(parts.password) if parts.password else os.environ.get("NEO4J_PASSWORD")
    return (user, password) if password else None
