"""The activity index by its definition, worked by hand, and its laws."""

from __future__ import annotations

import numpy as np
import pytest

from queries.measures.profile_intervals import wilson
from queries.measures.specialisation import activity


def test_worked_by_hand() -> None:
    # 30 of a country's 100 papers are in the field, and 200 of the base's 1,000: (30/100) / (200/1000) = 1.5.
    found = activity(np.array([30.0, 70.0]), 100.0, np.array([200.0, 800.0]), 1_000.0, 100.0)
    assert found.share.tolist() == pytest.approx([0.3, 0.7])
    assert found.activity.tolist() == pytest.approx([1.5, 0.875])
    assert found.symmetric.tolist() == pytest.approx([0.2, -1 / 15])
    low, high = wilson(0.3, 100.0)
    assert (found.low[0], found.high[0]) == pytest.approx((float(low) / 0.2, float(high) / 0.2))


def test_what_publishes_as_the_base_does_has_1_everywhere() -> None:
    base = np.array([5.0, 0.5, 20.0])
    found = activity(base / 7, base.sum() / 7, base, float(base.sum()), 40.0)
    assert found.activity.tolist() == pytest.approx([1.0, 1.0, 1.0])
    assert found.symmetric.tolist() == pytest.approx([0.0, 0.0, 0.0])


def test_the_weighted_mean_of_the_index_over_the_base_is_1() -> None:
    """Sum of base shares times indexes is the sum of own shares: 1 where each publication has one field."""
    rng = np.random.default_rng(3)
    own, base = rng.integers(0, 30, 12).astype(float), rng.integers(30, 90, 12).astype(float)
    found = activity(own, own.sum(), base, float(base.sum()), own.sum())
    assert float(found.activity @ (base / base.sum())) == pytest.approx(1.0)


def test_nothing_in_the_base_or_of_ones_own_is_not_a_number() -> None:
    assert np.isnan(activity(np.array([0.0]), 10.0, np.array([0.0]), 100.0, 10.0).activity[0])
    assert np.isnan(activity(np.array([0.0]), 0.0, np.array([5.0]), 100.0, 0.0).activity[0])
    assert activity(np.array([0.0]), 10.0, np.array([5.0]), 100.0, 10.0).symmetric[0] == -1.0
