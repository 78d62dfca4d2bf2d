"""Fractions of joint papers worked by hand, and their interval against Garwood's and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.counting import pair_credit
from queries.measures.intervals import garwood
from queries.measures.pair_fractions import credit_of_size, squared_credit, weighted_interval


def test_credit_by_hand() -> None:
    assert credit_of_size(np.arange(6)) == pytest.approx([0, 0, 1, 1 / 3, 1 / 6, 1 / 10])
    works = csr_array(np.array([[1, 2, 0], [1, 1, 3], [0, 0, 1]]))
    assert pair_credit(works)[0].tolist() == pytest.approx([0, 1 + 1 / 3, 1 / 3])
    assert squared_credit(works)[0].tolist() == pytest.approx([0, 1 + 1 / 9, 1 / 9])
    assert squared_credit(works).T.tolist() == squared_credit(works).tolist()


def test_with_weights_of_one_it_is_garwoods() -> None:
    counts = np.array([0, 1, 2, 10, 500])
    found = weighted_interval(counts.astype(float), counts.astype(float), 1.0)
    assert np.stack(found) == pytest.approx(np.stack(garwood(counts)), rel=1e-12)


def test_it_scales_with_its_weights() -> None:
    total, squares = np.array([3.5, 0.0]), np.array([2.5, 0.0])
    one, three = weighted_interval(total, squares, 1.0), weighted_interval(3 * total, 9 * squares, 3.0)
    assert np.stack(three) == pytest.approx(3 * np.stack(one), rel=1e-12)


def test_it_holds_the_mean_often_enough() -> None:
    """Poisson counts of papers of 2, 3 and 5 countries: the mean is inside in 95 % of samples or more, by design."""
    rng, weights, means = np.random.default_rng(2), credit_of_size(np.array([2, 3, 5])), np.array([4.0, 9.0, 12.0])
    counts = rng.poisson(means, (4000, 3))
    low, high = weighted_interval(counts @ weights, counts @ weights**2, 1.0)
    inside = (low <= means @ weights) & (means @ weights <= high)
    assert inside.mean() >= 0.95
