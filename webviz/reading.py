"""The base as this process reads it: opened anew when more is loaded, and never waited for too long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from graph.base import Base, Graph
from graph.errors import HikmaError
from graph.memory import Memory
from graph.staging import Load
from graph.store import State
from queries import Answer, find_question, publications_behind
from queries.parameters import parse
from webviz.opened import Opened

T = TypeVar("T")

SECONDS_BETWEEN_LOOKS = 1.0
"""How often a store on a server is asked whether it holds more."""


class StillReading(Exception):
    """A result is not there yet; it is being worked out, and asking again later gives it."""


class Reading:
    """Reads one base for all threads of a process.

    `patience` is how many seconds a result is waited for before `StillReading` is raised; none: without end.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._marks: object = None

    def ask(self, question: str, given: Mapping[str, Any], patience: float | None = None) -> Answer:
        """The answer to a question; raises as `queries.ask`."""
        found = find_question(question)
        parameters = parse(found.parameters, given)
        return self.read(("ask", question, parameters), lambda graph: found.answer(graph, parameters), patience)

    def publications(self, question: str, key: Sequence[str], given: Mapping[str, Any]) -> Answer:
        """The publications behind a row; raises as `queries.publications_behind`."""
        parameters = parse(find_question(question).parameters, given)
        return self.read(
            ("publications", question, tuple(key), parameters),
            lambda graph: publications_behind(graph, question, key, **given),
        )

    def read(self, key: Hashable, make: Callable[[Graph], T], patience: float | None = None) -> T:
        """What `make` reads from the graph, kept under `key` until more is loaded.

        Raises:
            BaseError: nothing has been loaded yet.
            StoreError: the store is out of reach.
            StillReading: `patience` ran out.
        """
        future = self._current().result(key, make)
        try:
            return cast(T, future.result(patience))
        except TimeoutError:
            if future.done():
                raise
            raise StillReading from None

    def now(self, make: Callable[[Graph], T]) -> T:
        """What `make` reads from the graph, not kept; for what is quickly read and seldom asked twice."""
        return make(self._current().graph)

    @property
    def loads(self) -> tuple[Load, ...]:
        """All loads, also those that go on."""
        return self._current().graph.loads

    def close(self) -> None:
        """Let go of the store; the next reading opens it anew."""
        with self._lock:
            if self._opened:
                self._opened.retire()
            self._opened = None

    def _current(self) -> Opened:
        """The graph as it is now; a base that cannot be opened again just now is read as it was."""
        marks = self._look()
        with self._lock:
            if self._opened is None or marks != self._marks:
                try:
                    self._opened = self._reopened(self._opened)
                except HikmaError:
                    if self._opened is None:
                        raise
                self._marks = marks
            return self._opened

    def _look(self) -> object:
        """Changes when the base may hold more: times and sizes of its files; each second, with a server."""
        base = self._base
        files = [base.folder / "staged" / "manifest.json", base.folder / "groups.csv"]
        if "://" in base.store_address:
            return _marks(files), int(time.monotonic() / SECONDS_BETWEEN_LOOKS)
        store = Path(base.store_address)
        return _marks([*files, *sorted(store.parent.glob(f"{store.name}*"))]), 0

    def _reopened(self, old: Opened | None) -> Opened:
        """The graph anew; where the store holds no more than before, it and what was read of it are kept."""
        fresh = self._base.again()
        groups, loads = fresh.groups, tuple(fresh.staging.manifest.loads)
        if old and groups == old.graph.groups and self._state_now(fresh, old) == old.state:
            old.graph = old.graph._replace(loads=loads)
            return old
        store = fresh.open_store()
        if old:
            old.retire()
        return Opened(Graph(store, groups, loads, Memory()), store.state())

    def _state_now(self, fresh: Base, old: Opened) -> State | None:
        """What the store holds now; a file has to be opened anew to tell, a server just says it."""
        if "://" in fresh.store_address:
            return old.graph.store.state()
        with fresh.open_store() as store:
            return store.state()


def _marks(files: Sequence[Path]) -> tuple[object, ...]:
    found = ((file, file.stat()) for file in files if file.exists())
    return tuple((file.name, stat.st_mtime_ns, stat.st_size) for file, stat in found)
