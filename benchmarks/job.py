"""What a benchmark is: ours and a peer's way to the same result, timed in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Wall seconds of ours and of the peer, whether the results agree, and the peak memory of ours."""

    ours_s: float
    peer_s: float | None = None
    agree: bool | None = None
    peak_mb: float | None = None


@dataclass(frozen=True)
class Job:
    """One benchmark: `run(world, scratch)` measures on an invented world; `scratch` is a folder not there yet.

    `goal` is the least ratio of the peer's time to ours; none where there is no peer to beat. A job that invents its
    own data, for so many works, has `alone` instead of `run`.
    """

    name: str
    peer: str | None
    goal: float | None
    run: Callable[[Path, Path], Measured] | None = None
    alone: Callable[[int], Measured] | None = None
