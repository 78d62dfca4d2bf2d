"""How often an unrelated text has a publication as similar: the measured rates by which a similarity is judged.

Measured on 1,331 of 2,661 works of earth science, the half that the threshold was not chosen on; see
docs/explanation/duplicates-engine.md, and `python -m benchmarks.quality.planted_duplicates`, seed 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

THRESHOLD = 0.43
"""The least similarity that is listed if not asked otherwise: the lowest that 1 in 100 of the other half reaches."""
STEPS = (0.15, 0.2, 0.25, *(k / 100 for k in range(28, 61, 2)), 0.7, 0.8)
"""Similarities at which rates are given."""


class Alarms(NamedTuple):
    """Rates of false alarm at rising similarities."""

    similarity: tuple[float, ...]
    rate: tuple[float, ...]
    """The share of unrelated texts whose most similar publication reaches it."""
    texts: int
    """How many texts were asked about; a rate under three in that many is not told from none."""

    def at(self, similarity: float) -> float:
        """The rate at the highest measured similarity that this one reaches; 1 below the lowest."""
        place = bisect_right(self.similarity, similarity + 1e-12)
        return self.rate[place - 1] if place else 1.0


def measured(highest: Sequence[float], steps: Sequence[float]) -> Alarms:
    """The rates at these steps, given the highest similarity that each unrelated text found."""
    found = np.asarray(highest, dtype=np.float64)
    rates = tuple(float((found >= step).mean()) if len(found) else 1.0 for step in steps)
    return Alarms(tuple(steps), rates, len(found))


def threshold(highest: Sequence[float], rate: float = 0.01, step: float = 0.01) -> float:
    """The lowest similarity, in steps, that at most this share of the unrelated texts reaches."""
    found = np.asarray(highest, dtype=np.float64)
    levels = np.arange(step, 1 + step, step)
    reached = (found[None, :] >= levels[:, None] - 1e-12).mean(axis=1)
    return round(float(levels[np.flatnonzero(reached <= rate)[0]]), 6) if (reached <= rate).any() else 1.0
