"""The embedded store: LadybugDB, a file beside the data that needs no server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ladybug
import pyarrow as pa
import pyarrow.parquet as pq

from graph.cypher import counting, removal, upsert
from graph.errors import StoreError
from graph.model import KINDS, LINKS, NODES
from graph.store import STATE, Changes, State, Watch

BATCH_ROWS = 20_000
BUFFER_POOL = 4 << 30
"""Bytes of the file that the engine keeps in memory at most; its own bookkeeping takes a hundredth of that at once."""
_FOREIGN_SIGNS = ("not a valid", "unable to open", "magic")

_TYPES = {
    pa.string(): "STRING",
    pa.int64(): "INT64",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOL",
    pa.list_(pa.string()): "STRING[]",
    pa.list_(pa.int64()): "INT64[]",
}


class EmbeddedStore:
    """A graph in one file. One writer at a time; readers work beside it and see the last whole merge."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        if not write and not path.exists():
            raise StoreError(f"{path} does not exist: load something first, as in “hikma load openalex works.jsonl.gz”")
        with self._explained():
            self._database = ladybug.Database(str(path), read_only=not write, buffer_pool_size=BUFFER_POOL)
            self._connection = ladybug.Connection(self._database)
            if write and not self._tables():
                self._create_tables()
        if STATE not in self._tables():
            raise StoreError(f"{path} is not a graph of Hikma's: give another path, or remove the file and load again")

    def rows(self, cypher: str, **parameters: object) -> pa.Table:
        """See `graph.store.Store.rows`."""
        with self._explained():
            return _plain(self._execute(cypher, parameters).get_as_arrow())

    def merge(self, changes: Changes, watch: Watch = lambda *_: None) -> None:
        """See `graph.store.Store.merge`; a merge into a graph is one transaction."""
        with self._explained():
            if changes.fresh:
                self._fill(changes, watch)
            else:
                with self._transaction():
                    self._change(changes, watch)

    def _fill(self, changes: Changes, watch: Watch) -> None:
        """Copy everything into an empty graph; what a copy that was cut short left behind is removed first.

        Not in one transaction: its commit takes three times as long as all the copying. Until the state is written at
        the end, the store does not count as holding anything.
        """
        self.clear()
        for done, kind in enumerate(KINDS):
            watch(f"storing {kind.name}", done, len(KINDS))
            if pq.read_metadata(changes.made(kind)).num_rows:
                self._execute(f"COPY {kind.name} FROM {_literal(changes.made(kind))}")
        self._execute(f"CREATE (s:{STATE} {{base: $base, applied: $applied}})", vars(changes))

    def _change(self, changes: Changes, watch: Watch) -> None:
        for done, kind in enumerate(KINDS):
            watch(f"storing {kind.name}", done, len(KINDS))
            self._each_batch(changes.gone(kind), removal(kind, ""))
            self._each_batch(changes.made(kind), upsert(kind, ""))
        self._execute(f"MATCH (s:{STATE} {{base: $base}}) SET s.applied = $applied", vars(changes))

    def state(self) -> State | None:
        """See `graph.store.Store.state`."""
        found = self.rows(f"MATCH (s:{STATE}) RETURN s.base AS base, s.applied AS applied").to_pylist()
        return State(**found[0]) if found else None

    def counts(self) -> dict[str, int]:
        """See `graph.store.Store.counts`."""
        return {kind.name: self.rows(counting(kind))["n"][0].as_py() for kind in KINDS}

    def clear(self) -> None:
        """See `graph.store.Store.clear`."""
        with self._explained(), self._transaction():
            for kind in reversed(KINDS):
                self._execute(f"DROP TABLE IF EXISTS {kind.name}")
            self._execute(f"DROP TABLE IF EXISTS {STATE}")
            self._create_tables()

    def close(self) -> None:
        """See `graph.store.Store.close`."""
        self._connection.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _execute(self, cypher: str, parameters: dict[str, Any] | None = None) -> Any:
        wanted = {name: value for name, value in (parameters or {}).items() if f"${name}" in cypher}
        return self._connection.execute(cypher, wanted)

    def _tables(self) -> set[str]:
        return {row[1] for row in self._execute("CALL show_tables() RETURN *").get_all()}

    def _create_tables(self) -> None:
        for node in NODES:
            columns = ", ".join(f"`{c.name}` {_TYPES[c.type]}" for c in node.columns)
            self._execute(f"CREATE NODE TABLE {node.name}({columns}, PRIMARY KEY(id))")
        for link in LINKS:
            columns = "".join(f", `{c.name}` {_TYPES[c.type]}" for c in link.properties)
            self._execute(f"CREATE REL TABLE {link.name}(FROM {link.start.name} TO {link.end.name}{columns})")
        self._execute(f"CREATE NODE TABLE {STATE}(base STRING PRIMARY KEY, applied INT64)")

    def _each_batch(self, file: Path, cypher: str) -> None:
        for batch in pq.ParquetFile(file).iter_batches(BATCH_ROWS):
            rows = pa.Table.from_batches([batch])
            self._connection.execute(f"LOAD FROM $rows {cypher}", {"rows": rows})

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            self._execute("ROLLBACK")
            raise
        self._execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            raise StoreError(f"{self.path}: {_explanation(str(error))}") from error


def _literal(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _plain(table: pa.Table) -> pa.Table:
    """Whole numbers as int64: the engine sums them as 128-bit, which Arrow sees as decimals."""
    whole = {field.name for field in table.schema if pa.types.is_decimal(field.type) and field.type.scale == 0}
    wanted = [pa.field(field.name, pa.int64()) if field.name in whole else field for field in table.schema]
    return table.cast(pa.schema(wanted)) if whole else table


def _explanation(message: str) -> str:
    """What the engine says, in one line, with what to do about it."""
    holder = re.search(r"held by PID (\d+)", message)
    if holder:
        return f"is open for writing by process {holder[1]}: wait for that to end, or stop it"
    plain = " ".join(message.split())
    if any(sign in plain.lower() for sign in _FOREIGN_SIGNS):
        return f"is not a graph of Hikma's ({plain}): give another path, or remove the file and load again"
    return plain
