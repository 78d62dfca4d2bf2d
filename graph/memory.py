"""What was computed from a graph, kept for the next question that needs the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")

KEPT = 4
"""Results kept; the one that was not asked for the longest is dropped first."""


class _Entry:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: list[Any] = []


class Memory:
    """Results by key, each computed once, also where several threads ask for it at a time."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave when it was first called under this key; a failure is not kept."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            while len(self._entries) > KEPT:
                self._entries.popitem(last=False)
        with entry.lock:
            if not entry.values:
                entry.values.append(make())
            return cast(T, entry.values[0])
