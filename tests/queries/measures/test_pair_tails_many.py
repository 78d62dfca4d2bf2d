"""Tails of many pairs at once against those of a field at a time, and against convolution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from queries.measures.pair_tails import pair_tails
from queries.measures.pair_tails_many import pair_tails_many

NAMES = ("low", "high", "smallest_low", "smallest_high")


@pytest.mark.parametrize("seed", range(6))
def test_as_field_by_field(seed: int) -> None:
    """Rows of few papers and of many, chances up to near 1, counts near and far from what is expected."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(0, 10 ** rng.integers(1, 5, (12, 1)), (12, 7))
    chances = 10 ** rng.uniform(-5, np.where(np.arange(12) % 3 == 0, 0, -1.2)[:, None, None], (12, 40, 7))
    mean = np.einsum("fd,fpd->fp", sizes, chances)
    counts = rng.poisson(mean * rng.choice([0, 0.5, 1, 1.5, 4], mean.shape))
    most = counts + rng.integers(0, 1000, mean.shape)
    papers = np.repeat(sizes, 40, axis=0)
    found = pair_tails_many(counts.ravel(), most.ravel(), papers, chances.reshape(-1, 7)).shaped(mean.shape)
    for field in range(12):
        alone = pair_tails(counts[field], most[field], sizes[field], chances[field])
        for name in NAMES:
            assert getattr(found, name)[field] == pytest.approx(getattr(alone, name), rel=0, abs=1e-13)


def test_one_size_is_one_binomial() -> None:
    counts, chance = np.arange(30), 0.01
    tails = pair_tails_many(counts, np.full(30, 900), np.tile([0, 0, 900], (30, 1)), np.full((30, 3), chance))
    here = binom.pmf(counts, 900, chance) / 2
    assert tails.low == pytest.approx(binom.cdf(counts - 1, 900, chance) + here, abs=1e-13)
    assert tails.high == pytest.approx(binom.sf(counts, 900, chance) + here, abs=1e-13)


def test_nothing_expected_and_nothing_asked() -> None:
    tails = pair_tails_many(np.array([0, 3]), np.array([0, 3]), np.array([[0, 0, 0], [0, 0, 9]]), np.zeros((2, 3)))
    assert tails.low.tolist() == [0.5, 1.0]
    assert tails.high.tolist() == [0.5, 1e-15]
    nobody, nothing = np.zeros(0, int), np.zeros((0, 3), int)
    assert pair_tails_many(nobody, nobody, nothing, np.zeros((0, 3))).low.size == 0


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="pair 0 has 5 joint papers, of at most 4"):
        pair_tails_many(np.array([5]), np.array([4]), np.array([[0, 0, 9]]), np.array([[0, 0, 0.5]]))
