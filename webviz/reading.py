"""The base as this process reads it: one open graph, opened again when the base changes, and the latest results."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any, TypeVar, cast

from graph.base import Base, Graph
from graph.errors import HikmaError
from graph.store import State
from queries import Answer, find_question, publications_behind
from queries.parameters import parse

T = TypeVar("T")

KEPT = 32
"""Results kept in memory; the one that was not asked for the longest is dropped first."""

SECONDS_BETWEEN_LOOKS = 1.0
"""How often a store on a server is asked whether it holds more."""


class Reading:
    """Reads one base for all threads of a process, one at a time; what was read once is kept until more is loaded."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.RLock()
        self._graph: Graph | None = None
        self._state: State | None = None
        self._marks: object = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        """The answer to a question; raises as `queries.ask`."""
        parameters = parse(find_question(question).parameters, given)
        return self.read(("ask", question, parameters), lambda graph: find_question(question).answer(graph, parameters))

    def publications(self, question: str, key: Sequence[str], given: Mapping[str, Any]) -> Answer:
        """The publications behind a row; raises as `queries.publications_behind`."""
        parameters = parse(find_question(question).parameters, given)
        return self.read(
            ("publications", question, tuple(key), parameters),
            lambda graph: publications_behind(graph, question, key, **given),
        )

    def read(self, key: Hashable, make: Callable[[Graph], T]) -> T:
        """What `make` reads from the graph, kept under `key`; what is kept already is not kept waiting by other readers.

        Raises:
            BaseError: nothing has been loaded yet.
            StoreError: the store is out of reach.
        """
        marks = self._look()
        if marks == self._marks and (found := self._kept.get(key)) is not None:
            return cast(T, found)
        with self._lock:
            graph = self._current(marks)
            if key not in self._kept:
                self._kept[key] = make(graph)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return cast(T, self._kept[key])

    def now(self, make: Callable[[Graph], T]) -> T:
        """What `make` reads from the graph, not kept; for what is quickly read and seldom asked twice."""
        marks = self._look()
        with self._lock:
            return make(self._current(marks))

    def close(self) -> None:
        """Let go of the store; the next reading opens it anew."""
        with self._lock:
            if self._graph:
                self._graph.store.close()
            self._graph, self._marks = None, None
            self._kept.clear()

    def _current(self, marks: object) -> Graph:
        """The graph as it is now; a base that cannot be opened again just now is read as it was."""
        if self._graph is None or marks != self._marks:
            try:
                self._graph = self._reopened(self._graph)
            except HikmaError:
                if self._graph is None:
                    raise
            self._marks = marks
        return self._graph

    def _look(self) -> object:
        """Changes when the base may hold more: times and sizes of its files, and what a store on a server says."""
        base = self._base
        files = [base.folder / "staged" / "manifest.json", base.folder / "groups.csv"]
        if "://" not in base.store_address:
            store = Path(base.store_address)
            return _marks([*files, *sorted(store.parent.glob(f"{store.name}*"))]), 0
        return _marks(files), int(time.monotonic() / SECONDS_BETWEEN_LOOKS)

    def _reopened(self, old: Graph | None) -> Graph:
        """The graph opened anew; where the store holds no more than before, it and what was read of it are kept."""
        fresh = _reread(self._base)
        groups, loads = fresh.groups, tuple(fresh.staging.manifest.loads)
        store = old.store if old and "://" in fresh.store_address else fresh.open_store()
        state = store.state()
        unused = store if old and store is not old.store else None
        if old and state == self._state:
            store = old.store
        elif unused and old:
            unused = old.store
        if unused:
            unused.close()
        if not old or state != self._state or groups != old.groups:
            self._kept.clear()
        self._state = state
        return Graph(store, groups, loads)


def _reread(base: Base) -> Base:
    """The same base, with its manifest read anew."""
    fresh = copy(base)
    vars(fresh).pop("staging", None)
    return fresh


def _marks(files: Sequence[Path]) -> tuple[object, ...]:
    found = ((file, file.stat()) for file in files if file.exists())
    return tuple((file.name, stat.st_mtime_ns, stat.st_size) for file, stat in found)
