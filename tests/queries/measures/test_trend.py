"""Annual growth: exact growth, another optimiser, and how often its interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from queries.measures.trend import annual_growth


def test_exact_growth_is_found_exactly() -> None:
    found = annual_growth(np.array([100 * 1.1 ** np.arange(8), np.full(8, 30.0), 512 * 0.5 ** np.arange(8)]))
    assert found.rate.tolist() == pytest.approx([0.1, 0.0, -0.5])
    assert all(found.low < found.rate)
    assert all(found.rate < found.high)


def test_growth_beyond_an_exposure() -> None:
    exposure = np.array(1_000 * 1.05 ** np.arange(6), dtype=np.float64)
    counts = np.array([50 * 1.05 ** np.arange(6), 50 * (1.05 * 1.2) ** np.arange(6)], dtype=np.float64)
    found = annual_growth(counts, exposure)
    assert found.rate.tolist() == pytest.approx([0.0, 0.2])


def test_the_rate_is_that_of_a_poisson_regression() -> None:
    counts, exposure = np.array([3.0, 0, 7, 4, 12, 9]), np.array([50.0, 60, 0, 70, 90, 80])
    used = exposure > 0

    def loss(parameters: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        mean = exposure[used] * np.exp(parameters[0] + parameters[1] * np.flatnonzero(used))
        return float((mean - counts[used] * np.log(mean)).sum())

    best = minimize(loss, np.array([-2.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12})
    assert annual_growth(counts[None, :], exposure).rate[0] == pytest.approx(np.expm1(best.x[1]), rel=1e-5)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    drawn = np.random.default_rng(5).poisson(20 * 1.08 ** np.arange(10), (2_000, 10)).astype(float)
    found = annual_growth(drawn)
    held = np.mean((found.low <= 0.08) & (found.high >= 0.08))
    assert 0.94 < held < 0.985, "the dispersion is never taken below 1: rather too wide"


def test_what_cannot_be_said_is_not_a_number() -> None:
    assert np.isnan(annual_growth(np.array([[3.0, 4.0]])).rate[0])
    found = annual_growth(np.array([[0.0, 0, 0, 0], [0.0, 0, 0, 5], [5.0, 0, 0, 0], [0.0, 0, 5, 0]]))
    assert np.isnan(found.rate).tolist() == [True, True, True, False]
