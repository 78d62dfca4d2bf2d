"""One opened graph and what was read of it: results are kept, and none is worked out twice at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from graph.base import Graph
from graph.staging import Load
from graph.store import State, Store
from webviz.bodies import Bodies
from webviz.fingerprint import fingerprint
from webviz.turns import Turns

KEPT = 64
"""Results kept in memory; the one that was not asked for the longest is dropped first."""


class OneAtATime:
    """A store that many threads may read, and none writes; the engine is asked by one of them at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()

    def rows(self, cypher: str, **parameters: object) -> pa.Table:
        """See `graph.store.Store.rows`."""
        with self._lock:
            return self._store.rows(cypher, **parameters)

    def state(self) -> State | None:
        """See `graph.store.Store.state`."""
        with self._lock:
            return self._store.state()

    def counts(self) -> dict[str, int]:
        """See `graph.store.Store.counts`."""
        with self._lock:
            return self._store.counts()

    def close(self) -> None:
        """See `graph.store.Store.close`."""
        with self._lock:
            self._store.close()


class Opened:
    """A graph, as of one state of its store; it is closed once it is retired and nobody reads it any more.

    Its store must be one that threads may share. `bodies` are the answers that were sent, as they were sent.
    """

    def __init__(self, graph: Graph, state: State | None) -> None:
        self.state = state
        self.graph = graph
        self.mark = self._mark()
        self.bodies = Bodies()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._pending: dict[Hashable, Future[Any]] = {}
        self._readers = 0
        self._lock = threading.Lock()
        self._turns = Turns()
        self._retired = False

    def result(self, key: Hashable, make: Callable[[Graph], Any], keep: Callable[[Any], bool]) -> Future[Any]:
        """What `make` reads, under `key`: done already, on its way, or begun now in a thread of its own.

        It is kept where `keep` says so of it.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                done: Future[Any] = Future()
                done.set_result(self._kept[key])
                return done
            if key not in self._pending:
                future = self._pending[key] = Future()
                threading.Thread(target=self._work, args=(key, make, keep, future), daemon=True).start()
            return self._pending[key]

    @contextmanager
    def held(self) -> Iterator[Graph]:
        """The graph, which stays open for as long as this lasts; `hold` must have been called before."""
        try:
            yield self.graph
        finally:
            with self._lock:
                self._readers -= 1
                self._close_if_idle()

    def hold(self) -> Opened:
        """Announce that the graph will be `held`."""
        with self._lock:
            self._readers += 1
        return self

    def tell(self, loads: tuple[Load, ...]) -> None:
        """Take over what is known of the loads, where the store holds no more than before."""
        self.graph = self.graph._replace(loads=loads)
        self.mark = self._mark()

    def _mark(self) -> str:
        return fingerprint(self.state, self.graph.groups, self.graph.loads)

    def retire(self) -> None:
        """Close the store as soon as nothing is being read."""
        with self._lock:
            self._retired = True
            self._close_if_idle()

    def _work(
        self, key: Hashable, make: Callable[[Graph], Any], keep: Callable[[Any], bool], future: Future[Any]
    ) -> None:
        try:
            with self._turns.turn():
                value = make(self.graph)
        except BaseException as error:
            self._finish(key)
            future.set_exception(error)
        else:
            self._finish(key, *([value] if keep(value) else []))
            future.set_result(value)

    def _finish(self, key: Hashable, *values: Any) -> None:
        with self._lock:
            del self._pending[key]
            for value in values:
                self._kept[key] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self._close_if_idle()

    def _close_if_idle(self) -> None:
        if self._retired and not self._pending and not self._readers:
            self.graph.store.close()
