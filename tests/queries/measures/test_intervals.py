"""Garwood's interval against published tables and against scipy's chi-square quantiles."""

import numpy as np
import pytest
from scipy.stats import chi2, poisson

from queries.measures.intervals import garwood


@pytest.mark.parametrize(
    ("count", "confidence", "low", "high"),
    # The first three rows as in the tables of Pearson & Hartley; 25 papers as in GraphPad's worked example.
    [
        (0, 0.95, 0, 3.689),
        (1, 0.95, 0.0253, 5.572),
        (10, 0.95, 4.795, 18.39),
        (25, 0.90, 17.38, 34.92),
        (25, 0.95, 16.18, 36.90),
        (25, 0.99, 14.00, 41.00),
    ],
)
def test_published_limits(count: int, confidence: float, low: float, high: float) -> None:
    found = garwood(np.array([count]), confidence)
    assert (found[0][0], found[1][0]) == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_half_the_chi_square_quantiles() -> None:
    counts = np.array([1, 2, 7, 100, 5000, 10**6])
    low, high = garwood(counts)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * counts) / 2, rel=1e-12)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * counts + 2) / 2, rel=1e-12)


def test_the_limits_are_where_the_count_is_just_surprising() -> None:
    low, high = garwood(np.array([17]))
    assert poisson.sf(16, low) == pytest.approx(0.025)
    assert poisson.cdf(17, high) == pytest.approx(0.025)


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="count 1 is below 0"):
        garwood(np.array([3, -1]))
