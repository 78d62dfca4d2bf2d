"""The index as questions reach it: opened when it is first asked, and mended where it is behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from graph.errors import BaseError
from graph.search.index import SearchIndex
from graph.search.opened import Unusable
from graph.search.upkeep import behind
from graph.store import Store

_LOG = logging.getLogger(__name__)


class Search:
    """The way to the index of a base, for as long as its graph is open; threads may share it.

    `mend` makes the index anew, as the base's writer; it raises `BaseError` where another process writes the base.
    """

    def __init__(self, folder: Path, store: Store, mend: Callable[[], None]) -> None:
        self._folder, self._store, self._mend = folder, store, mend
        self._lock = threading.Lock()
        self._opened: SearchIndex | None = None
        self.notes: tuple[str, ...] = ()
        """What a reader of answers must know of the index: that it was made anew, or is behind."""

    @property
    def index(self) -> SearchIndex:
        """The index, as new as the store or newer; where it was lost, damaged or behind, it is made anew first.

        Where another process writes the base, an index that is behind is used as it is, and `notes` says so.

        Raises:
            BaseError: there is none to be used, and another process writes the base, or it cannot be written.
        """
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> SearchIndex:
        state = self._store.state()
        why = behind(self._folder, state) if state else "there is none"
        if why:
            try:
                self._mend()
            except BaseError as error:
                return self._as_it_is(why, error)
            self._note(f"The search index was made anew first: {why}.")
        return SearchIndex(self._folder)

    def _as_it_is(self, why: str, error: BaseError) -> SearchIndex:
        try:
            old = SearchIndex(self._folder)
        except Unusable:
            raise BaseError(f"{self._folder}: the search index cannot be used ({why}), nor made: {error}") from error
        self._note(f"The search index is behind ({why}), and another process writes the base: ask again after that.")
        return old

    def _note(self, text: str) -> None:
        _LOG.warning("hikma: %s", text)
        self.notes = (text,)
