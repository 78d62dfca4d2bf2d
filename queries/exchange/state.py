"""What an answer rests on, so that it can be cited: the program, its sources with their dates, the day, the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from graph.staging import Load


class DataState(NamedTuple):
    """The state of the data on the day of an answer.

    `sources` are names with the date YYYY-MM-DD of their latest state, in order of name; `collected` what was said of
    how they were collected; `address` where the answer can be read again, if anywhere.
    """

    version: str
    sources: tuple[tuple[str, str], ...]
    collected: tuple[str, ...]
    answered: date
    address: str | None = None

    @property
    def as_of(self) -> str:
        """The date of the latest of the sources; an empty text where nothing is loaded."""
        return max((day for _, day in self.sources), default="")


def data_state(loads: Sequence[Load], answered: date, address: str | None = None) -> DataState:
    """The state that these loads make."""
    latest = {load.source: load.as_of[:10] for load in sorted(loads, key=lambda load: load.as_of)}
    collected = sorted({load.collected for load in loads if load.collected})
    return DataState(_version(), tuple(sorted(latest.items())), tuple(collected), answered, address)


def _version() -> str:
    try:
        return version("hikma")
    except PackageNotFoundError:
        return "0"
