"""Turns to work: few results are worked out at a time, and those that take long keep no quick one waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
"""Results that are worked out at the same time; the others wait."""

LONG = 2.0
"""Seconds after which a result counts as one that takes long, and somebody else has its turn beside it."""

MOST_AT_ONCE = 6
"""Results that are worked out at the same time when all but a few of them take long."""


class Turns:
    """Turns for the threads of one process."""

    def __init__(self) -> None:
        self._quick = threading.Semaphore(AT_ONCE)
        self._all = threading.Semaphore(MOST_AT_ONCE)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and have it for as long as this lasts."""
        with self._all:
            self._quick.acquire()
            given_up = threading.Lock()

            def give_up() -> None:
                if given_up.acquire(blocking=False):
                    self._quick.release()

            timer = threading.Timer(LONG, give_up)
            timer.daemon = True
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                give_up()
