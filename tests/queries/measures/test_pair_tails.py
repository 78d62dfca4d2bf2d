"""Tails of sums of binomials against scipy's binomial and against convolution, term by term."""

from functools import reduce

import numpy as np
import pytest
from scipy.stats import binom

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.pair_tails import pair_tails


def convolved(sizes: IntArray, chances: FloatArray) -> FloatArray:
    """The distribution of the sum of Bin(sizes[d], chances[d]), from 0 to all papers."""
    parts = (binom.pmf(np.arange(n + 1), n, p) for n, p in zip(sizes, chances, strict=True))
    return reduce(np.convolve, parts, np.ones(1))


def mid_p(distribution: FloatArray, count: int) -> tuple[float, float]:
    here = distribution[count] / 2
    return distribution[:count].sum() + here, distribution[count + 1 :].sum() + here


@pytest.mark.parametrize("seed", range(12))
def test_convolution(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(0, 10 ** rng.integers(1, 4), 8)
    chances = np.where(rng.random(8) < 0.2, rng.integers(0, 2, 8), 10 ** rng.uniform(-4, 0, 8))
    distribution = convolved(sizes, chances)
    mean, deviation = sizes @ chances, np.sqrt(sizes @ (chances * (1 - chances)))
    away = np.array([-40, -6, -3, -1, 0, 1, 3, 6, 40])
    counts = np.clip(np.rint(mean + deviation * away), 0, sizes.sum()).astype(np.int64)
    tails = pair_tails(counts, np.full(9, sizes.sum()), sizes, np.tile(chances, (9, 1)))
    expected = np.clip([mid_p(distribution, count) for count in counts], 1e-15, 1)
    assert np.abs(np.stack((tails.low, tails.high), axis=1) - expected).max() < 1e-14


def test_one_size_is_one_binomial() -> None:
    chances, counts = np.array([1e-5, 1e-3, 0.02, 0.5, 0.97]), np.array([1, 3, 80, 2400, 4900])
    by_size = np.outer(chances, [0.0, 0.0, 1.0])
    tails = pair_tails(counts, np.full(5, 5000), np.array([0, 0, 5000]), by_size)
    here = binom.pmf(counts, 5000, chances) / 2
    assert tails.low == pytest.approx(binom.cdf(counts - 1, 5000, chances) + here, abs=1e-14)
    assert tails.high == pytest.approx(binom.sf(counts, 5000, chances) + here, abs=1e-14)
    assert tails.smallest_low == pytest.approx(np.maximum(binom.pmf(0, 5000, chances) / 2, 1e-15), abs=1e-14)


def test_the_smallest_p_of_a_pair() -> None:
    """Four papers of two countries, the pair in each with 1/2: 0 of 4 has mid-p 1/32, and so has 4 of 4."""
    tails = pair_tails(np.array([2]), np.array([4]), np.array([0, 0, 4]), np.array([[0, 0, 0.5]]))
    assert tails.smallest_low == pytest.approx([1 / 32])
    assert tails.smallest_high == pytest.approx([1 / 32])
    assert tails.low == pytest.approx([0.5])


def test_far_outside_the_window() -> None:
    sizes, chances = np.array([0, 0, 10**6]), np.array([[0, 0, 1e-4], [0, 0, 0.1]])
    tails = pair_tails(np.array([10**5, 0]), np.full(2, 10**6), sizes, chances)
    assert tails.low == pytest.approx([1, 1e-15], abs=1e-14)
    assert tails.high == pytest.approx([1e-15, 1], abs=1e-14)


def test_without_papers_nothing_is_surprising() -> None:
    tails = pair_tails(np.zeros(2, int), np.zeros(2, int), np.zeros(4, int), np.zeros((2, 4)))
    assert tails.low.tolist() == tails.high.tolist() == [0.5, 0.5]


def test_a_pair_does_not_depend_on_the_others() -> None:
    sizes = np.array([0, 0, 900, 200, 50])
    chances = np.random.default_rng(1).uniform(0, 0.6, (40, 5))
    counts = np.arange(40) * 3
    together = pair_tails(counts, counts + 5, sizes, chances)
    alone = [pair_tails(counts[[p]], counts[[p]] + 5, sizes, chances[[p]]).high[0] for p in range(40)]
    assert together.high == pytest.approx(alone, abs=1e-15)


@pytest.mark.parametrize(("count", "most"), [(-1, 4), (5, 4)])
def test_impossible_counts_are_refused(count: int, most: int) -> None:
    with pytest.raises(ValueError, match=f"pair 0 has {count} joint papers, of at most {most}"):
        pair_tails(np.array([count]), np.array([most]), np.array([0, 0, 9]), np.array([[0, 0, 0.5]]))
