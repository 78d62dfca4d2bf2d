"""95 % intervals of a share and of a mean, also where each publication counts in part."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

from queries.measures.arrays import BoolArray, FloatArray

CONFIDENCE = 0.95
_TAIL = 1 - (1 - CONFIDENCE) / 2


class Interval(NamedTuple):
    """A figure with its limits; none where there is nothing to say it from."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Interval(None, None, None)


def effective_number(weights: FloatArray) -> float:
    """How many observations of equal weight say as much as these (Kish 1965): (sum w)^2 / sum w^2; 0 of none."""
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def wilson(share: FloatArray | float, number: FloatArray | float) -> tuple[FloatArray, FloatArray]:
    """Wilson's limits of a share seen in `number` observations, which need not be whole; nan of none.

    (p + z²/2n ± z sqrt(p (1 - p)/n + z²/4n²)) / (1 + z²/n) (Wilson 1927, doi:10.1080/01621459.1927.10502953).
    """
    p, n = np.asarray(share, dtype=np.float64), np.asarray(number, dtype=np.float64)
    z = float(ndtri(_TAIL))
    with np.errstate(divide="ignore", invalid="ignore"):
        middle, around = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + side * around) / (1 + z * z / n) for side in (-1, 1))
    return np.clip(low, 0, p), np.clip(high, p, 1)


def share(holds: BoolArray, weights: FloatArray) -> Interval:
    """The weighted share of observations that hold, with Wilson's limits at Kish's effective number."""
    if not weights.sum() > 0:
        return NOTHING
    value = min(float(weights[holds].sum() / weights.sum()), 1.0)
    low, high = wilson(value, effective_number(weights))
    return Interval(value, float(low), float(high))


def mean(values: FloatArray, weights: FloatArray) -> Interval:
    """The weighted mean of values of 0 or more, with limits; none of fewer than two values, or where all are 0.

    The limits are m exp(± t s / m): Student's t at n - 1 degrees of freedom on the logarithm of the mean (delta
    method), with the standard error s = sqrt(n/(n - 1) sum w²(x - m)²) / sum w. Citations are skewed; on skewed values
    these limits hold the mean more often than those on the mean itself or of a bootstrap, at nearly equal width. Of few
    values they still hold it less often than in 95 % of cases: log-normal values with sigma 1.3, 84 % of 10, 87 % of
    30, 91 % of 100, 93 % of 300.
    """
    n, total = values.size, float(weights.sum())
    if not total > 0:
        return NOTHING
    value = float(weights @ values / total)
    if n < 2 or value <= 0:
        return Interval(value, None, None)
    error = float(np.sqrt(n / (n - 1) * np.square(weights * (values - value)).sum()) / total)
    factor = float(np.exp(stdtrit(n - 1, _TAIL) * error / value))
    return Interval(value, value / factor, value * factor)
