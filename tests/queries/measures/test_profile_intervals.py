"""Intervals of shares and means: scipy as another library, weights as repetition, coverage of skewed means."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest, t

from queries.measures.profile_intervals import NOTHING, effective_number, mean, share, wilson


@pytest.mark.parametrize(("held", "of"), [(0, 7), (1, 9), (5, 10), (976, 1_973), (12, 12)])
def test_wilson_equals_scipy(held: int, of: int) -> None:
    expected = binomtest(held, of).proportion_ci(0.95, method="wilson")
    assert [float(limit) for limit in wilson(held / of, of)] == pytest.approx([expected.low, expected.high])


def test_a_share_of_equal_weights_does_not_depend_on_them() -> None:
    holds = np.array([True, False, True, True, False, False, False])
    assert share(holds, np.full(7, 0.25)) == pytest.approx(share(holds, np.ones(7)))


def test_unequal_weights_say_less() -> None:
    weights = np.array([1.0, 0.5, 0.5])
    assert effective_number(weights) == pytest.approx(4 / 1.5)
    value, low, high = share(np.array([True, False, False]), weights)
    assert value == pytest.approx(0.5)
    assert [low, high] == pytest.approx([float(limit) for limit in wilson(0.5, 4 / 1.5)])


def test_of_nothing_nothing_is_said() -> None:
    assert share(np.array([], dtype=bool), np.array([])) == NOTHING
    assert mean(np.array([]), np.array([])) == NOTHING
    assert mean(np.array([1.5]), np.array([1.0])) == (1.5, None, None)
    assert mean(np.array([0.0, 0.0]), np.array([1.0, 1.0])) == (0.0, None, None)


def test_a_mean_has_the_limits_of_student_on_its_logarithm() -> None:
    values = np.random.default_rng(1).lognormal(0, 1, 40)
    error = values.std(ddof=1) / np.sqrt(40) / values.mean()
    expected = np.exp(np.asarray(t.interval(0.95, 39, np.log(values.mean()), error)))
    assert mean(values, np.ones(40)) == pytest.approx((values.mean(), *expected))
    assert mean(values, np.full(40, 0.2)) == pytest.approx((values.mean(), *expected))


@pytest.mark.parametrize(("number", "least"), [(10, 0.80), (30, 0.84), (100, 0.88), (300, 0.90)])
def test_how_often_the_interval_holds_the_mean_of_skewed_values(number: int, least: float) -> None:
    """Log-normal values with sigma 1.3, about as skewed as citations: of few, less often than 95 %."""
    rng = np.random.default_rng(7)
    truth = np.exp(1.3**2 / 2)
    drawn = [mean(rng.lognormal(0, 1.3, number), np.ones(number)) for _ in range(1_000)]
    held = np.mean([low <= truth <= high for _, low, high in drawn if low is not None and high is not None])
    assert least < held < 0.96
