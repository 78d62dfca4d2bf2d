"""A graph as plain values that takes over changes: what every store has to do with them, in its plainest form."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from graph import fold
from graph.base import Base
from graph.model import KINDS, LINKS, Link, Node
from graph.store import Changes

Rows = dict[tuple[Any, ...], tuple[Any, ...]]


class Replayed:
    """Rows by key for each kind, as of the first `applied` parts."""

    def __init__(self) -> None:
        self.kinds: dict[str, Rows] = {kind.name: {} for kind in KINDS}
        self.applied = 0

    def update(self, base: Base) -> None:
        """Take over what is staged since."""
        with TemporaryDirectory() as folder:
            changes = fold.changes(base.staging, self.applied, Path(folder))
            for kind in KINDS:
                self._take(kind, changes)
            self.applied = changes.applied

    def _take(self, kind: Node | Link, changes: Changes) -> None:
        rows = self.kinds[kind.name]
        if not changes.fresh:
            gone = {tuple(row.values()) for row in pq.read_table(changes.gone(kind)).to_pylist()}
            for key in [key for key in rows if key in gone or key[:1] in gone]:
                del rows[key]
            if isinstance(kind, Node):
                self._detach(kind, {key[0] for key in gone})
        for row in pq.read_table(changes.made(kind)).to_pylist():
            values = tuple(str(value) for value in row.values())
            rows[tuple(row[name] for name in kind.key)] = values

    def _detach(self, node: Node, ids: set[Any]) -> None:
        for link in LINKS:
            rows = self.kinds[link.name]
            for place, end in enumerate((link.start, link.end)):
                for key in [key for key in rows if end is node and key[place] in ids]:
                    del rows[key]
