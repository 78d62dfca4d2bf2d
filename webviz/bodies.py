"""What was sent for an answer, encoded and compressed, so that asking for it again costs next to nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

MOST_BYTES = 64 << 20
"""Bytes kept; what was not asked for the longest is dropped first."""


class Body(NamedTuple):
    """The bytes of a response, with the encoding that they have; `total` is how many rows the whole answer has.

    Nobody may keep one that is `secret`.
    """

    data: bytes
    mimetype: str
    encoding: str
    total: int
    secret: bool = False


class Bodies:
    """Bodies by key, for all threads of a process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Body] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Body | None:
        """The body under a key, if it is still kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, body: Body) -> None:
        """Keep a body; one that is larger than a quarter of what may be kept is not."""
        with self._lock:
            if key not in self._kept and len(body.data) <= MOST_BYTES // 4:
                self._kept[key] = body
                self._bytes += len(body.data)
                while self._bytes > MOST_BYTES:
                    self._bytes -= len(self._kept.popitem(last=False)[1].data)
