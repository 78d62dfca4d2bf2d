"""What the doors show at first, worked out before anybody asks for it, and again when more is loaded."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from graph.errors import HikmaError
from webviz.catalogue import doors
from webviz.loaded import loaded
from webviz.reading import Reading

SECONDS_BETWEEN_LOOKS = 5.0


class Warmth:
    """Whether a process has in memory what the pages show at first; `begin` has it worked out beside all else."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._begun = threading.Lock()
        self._ready = threading.Event()

    @property
    def ready(self) -> bool:
        """Whether it was all there once; what is loaded later is read while the old is shown no more."""
        return self._ready.is_set()

    def begin(self) -> None:
        """Begin, unless that was done."""
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._keep, name="warmth", daemon=True).start()

    def _keep(self) -> None:
        warm = ""
        while True:
            with suppress(HikmaError):
                mark, _ = self._reading.state
                if mark != warm:
                    self._work()
                    self._ready.set()
                    warm = mark
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _work(self) -> None:
        """Ask what the pages ask; a page tells its own failures."""
        self._reading.read("loaded", loaded)
        self._reading.now(lambda graph: graph.search and graph.search.index)
        for view in (behind[0] for behind in doors() if behind):
            if not view.lacks(view.asked({})):
                with suppress(HikmaError):
                    self._reading.ask(view.question, view.asked({}))
