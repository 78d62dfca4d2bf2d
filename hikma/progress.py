"""Progress of long work on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """What is being done, and how much of it is done; `total` in any unit, 0 where it is not known."""

    def __init__(self, title: str, total: int = 0, *, is_bytes: bool = False) -> None:
        self._bytes = is_bytes
        self._title, self._total, self._done = title, total, 0
        self._records = 0
        self._begun = self._told = time.monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True) if sys.stderr.isatty() else None
        self._task = self._bar.add_task(title, total=total or None) if self._bar else None

    def advance(self, amount: int) -> None:
        """So much more is done."""
        self._show(self._title, self._done + amount, self._total)

    def count(self, records: int) -> None:
        """So many more records have been read; a total in bytes is told by `advance`."""
        self._records += records
        self._show(self._title, self._done, self._total)

    def records(self, records: int, total: int | None) -> None:
        """So many more records of so many have been read, where that is the only measure."""
        self._records += records
        self._show(self._title, self._records, total or 0)

    def step(self, title: str, done: int, total: int) -> None:
        """So much of a step is done."""
        self._show(title, done, total)

    def _show(self, title: str, done: int, total: int) -> None:
        self._done = done
        title = f"{title}, {self._records:,} records" if self._records else title
        title = f"{title}, {done / 1e6:,.0f} of {total / 1e6:,.0f} MB" if self._bytes and total else title
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=title, completed=done, total=total or None)
        elif time.monotonic() - self._told > SECONDS_BETWEEN_LINES:
            self._begun = self._told = time.monotonic()
            print(f"hikma: {title}{_share(done, total, self._told - self._begun)}", file=sys.stderr)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()


def _share(done: int, total: int, seconds: float) -> str:
    """How much is done, and how much time is left at the pace so far."""
    if not total or not done:
        return ""
    left = max(seconds * (total - done) / done, 0)
    return (
        f": {100 * done // total} %, about {left:,.0f} s left"
        if left < 120
        else (f": {100 * done // total} %, about {left / 60:,.0f} min left")
    )
