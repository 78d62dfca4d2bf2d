"""Numbers as one of five shades, each of which about a fifth of them bear."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SHADES = 5


def thresholds(values: Sequence[float]) -> tuple[float, ...]:
    """The greatest value of each shade but the last: the quintiles, as values that occur, each once."""
    if not values:
        return ()
    found = np.quantile(np.asarray(values, dtype=np.float64), np.arange(1, SHADES) / SHADES, method="lower")
    return tuple(sorted({float(one) for one in found if one < max(values)}))


def shade(value: float, steps: Sequence[float]) -> int:
    """The shade of a value, from 1 on; the darkest is one more than there are thresholds, moved up to the fifth."""
    return SHADES - len(steps) + int(np.searchsorted(np.asarray(steps), value, side="left"))
