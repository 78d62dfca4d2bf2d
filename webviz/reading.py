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
from graph.search.upkeep import FOLDER
from graph.staging import JUDGEMENTS, Load
from graph.store import State, Store
from queries import Answer, Question, find_question, publications_behind
from queries.parameters import shown
from webviz.bodies import Bodies
from webviz.given import read_parameters
from webviz.opened import OneAtATime, Opened

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
        self._indexed: object = None

    def ask(self, question: str, given: Mapping[str, Any], patience: float | None = None) -> Answer:
        """The answer to a question; raises as `queries.ask`."""
        found = find_question(question)
        return self.answer(found, read_parameters(found, given), patience)

    def answer(
        self, question: Question[Any], parameters: Any, patience: float | None = None, *, keep: bool = True
    ) -> Answer:
        """The answer for parameters that were read already; kept unless it hides what it was asked with."""
        key: Hashable = ("ask", question.name, parameters) if keep else object()
        return self.read(
            key,
            lambda graph: question.answer(graph, parameters),
            patience,
            keep=lambda answer: keep and not hides(answer, parameters),
        )

    def publications(
        self, question: str, key: Sequence[str], given: Mapping[str, Any], patience: float | None = None
    ) -> Answer:
        """The publications behind a row; raises as `queries.publications_behind`."""
        parameters = read_parameters(find_question(question), given)
        return self.read(
            ("publications", question, tuple(key), parameters),
            lambda graph: publications_behind(graph, question, key, **given),
            patience,
        )

    def read(
        self,
        key: Hashable,
        make: Callable[[Graph], T],
        patience: float | None = None,
        keep: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """What `make` reads from the graph, kept under `key` until more is loaded.

        Raises:
            BaseError: nothing has been loaded yet.
            StoreError: the store is out of reach.
            StillReading: `patience` ran out.
        """
        marks = self._look()
        with self._lock:
            future = self._current(marks).result(key, make, keep)
        try:
            return cast(T, future.result(patience))
        except TimeoutError:
            if future.done():
                raise
            raise StillReading from None

    def of_base(self, key: Hashable, make: Callable[[Base], T], patience: float | None = None) -> T:
        """What `make` reads from the base's folder, kept and waited for as by `read`."""
        return self.read(("base", key), lambda _: make(self._base.again()), patience)

    def now(self, make: Callable[[Graph], T]) -> T:
        """What `make` reads from the graph, not kept; for what is quickly read and seldom asked twice."""
        marks = self._look()
        with self._lock:
            opened = self._current(marks).hold()
        with opened.held() as graph:
            return make(graph)

    @property
    def state(self) -> tuple[str, Bodies]:
        """The mark of what every answer rests on now (store, groups of countries, loads), and what was sent of it."""
        opened = self._now_opened()
        return opened.mark, opened.bodies

    @property
    def loads(self) -> tuple[Load, ...]:
        """All loads, also those that go on."""
        return self._now_opened().graph.loads

    def close(self) -> None:
        """Let go of the store; the next reading opens it anew."""
        with self._lock:
            if self._opened:
                self._opened.retire()
            self._opened = None

    def _now_opened(self) -> Opened:
        marks = self._look()
        with self._lock:
            return self._current(marks)

    def _current(self, marks: object) -> Opened:
        """The graph as it is now; a base that cannot be opened again just now is read as it was."""
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
        files = [base.folder / "staged" / "manifest.json", base.folder / "groups.csv", self._index]
        if "://" in base.store_address:
            return _marks(files), int(time.monotonic() / SECONDS_BETWEEN_LOOKS)
        store = Path(base.store_address)
        return _marks([*files, *sorted(store.parent.glob(f"{store.name}*"))]), 0

    @property
    def _index(self) -> Path:
        """The file that changes with the search index, which follows the store."""
        return self._base.folder / FOLDER / "meta.json"

    def _reopened(self, old: Opened | None) -> Opened:
        """The graph anew; where the store holds no more than before, it and what was read of it are kept."""
        fresh = self._base.again()
        groups = fresh.groups
        loads = tuple(load for load in fresh.staging.manifest.loads if load.source not in JUDGEMENTS)
        indexed, self._indexed = self._indexed, _marks([self._index])
        same = indexed == self._indexed and old and groups == old.graph.groups
        if old and same and self._state_now(fresh, old) == old.state:
            old.tell(loads)
            return old
        store = cast(Store, OneAtATime(fresh.open_store()))
        if old:
            old.retire()
        return Opened(Graph(store, groups, loads, Memory(), fresh.search(store)), store.state())

    def _state_now(self, fresh: Base, old: Opened) -> State | None:
        """What the store holds now; a file has to be opened anew to tell, a server just says it."""
        if "://" in fresh.store_address:
            return old.graph.store.state()
        with fresh.open_store() as store:
            return store.state()


def hides(answer: Answer, parameters: Any) -> bool:
    """Whether an answer shows a text that it was asked with as “(not kept …)”, because it is to be kept nowhere."""
    asked = shown(parameters)
    return any(str(answer.parameters.get(name)).startswith("(not kept") for name, value in asked.items() if value)


def _marks(files: Sequence[Path]) -> tuple[object, ...]:
    found = ((file, file.stat()) for file in files if file.exists())
    return tuple((file.name, stat.st_mtime_ns, stat.st_size) for file, stat in found)
