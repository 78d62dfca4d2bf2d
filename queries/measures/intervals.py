"""Exact confidence intervals of a count (Garwood 1936, doi:10.1093/biomet/28.3-4.437)."""

import numpy as np
from scipy.special import gammainccinv, gammaincinv

from queries.measures.arrays import FloatArray, IntArray


def garwood(count: IntArray, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Lower and upper limits of the mean of a Poisson variable of which `count` was seen, equal tails.

    The limits are half the chi-square quantiles at 2c and at 2c + 2 degrees of freedom; the lower is 0 for a
    count of 0. The interval holds the mean in at least `confidence` of all samples. ValueError on a count
    below 0.
    """
    if np.any(count < 0):
        raise ValueError(f"count {int(np.argmax(count < 0))} is below 0: counts of papers are 0 or more")
    tail = (1 - confidence) / 2
    seen = np.asarray(count, dtype=np.float64)
    low = np.where(seen > 0, gammaincinv(np.maximum(seen, 1), tail), 0.0)
    return low, np.asarray(gammainccinv(seen + 1, tail), dtype=np.float64)
