"""Inclusion probabilities against all sets enumerated in exact fractions, and against their laws."""

from fractions import Fraction
from itertools import combinations
from math import prod

import numpy as np
import pytest

from queries.measures.arrays import FloatArray
from queries.measures.conditional_bernoulli import inclusion, joint_inclusion


def enumerated(weights: FloatArray, size: int) -> dict[tuple[int, int], Fraction]:
    """The exact chance of every one and two countries, from all sets of `size`; singles on the diagonal."""
    exact = [Fraction(float(weight)) for weight in weights]
    chances = {(i, j): Fraction(0) for i in range(len(exact)) for j in range(len(exact))}
    total = Fraction(0)
    for members in combinations(range(len(exact)), size):
        chance = prod((exact[i] for i in members), start=Fraction(1))
        total += chance
        for i in members:
            for j in members:
                chances[i, j] += chance
    return {pair: chance / total for pair, chance in chances.items()}


def close(value: float, exact: Fraction) -> bool:
    return abs(Fraction(float(value)) - exact) <= exact * Fraction(1, 10**14)


@pytest.mark.parametrize("spread", [0, 1, 4, 8])
@pytest.mark.parametrize("n", [2, 5, 7])
def test_every_set_enumerated(n: int, spread: int) -> None:
    weights = 10.0 ** np.random.default_rng([n, spread]).uniform(-spread, spread, n)
    world, (first, second) = inclusion(weights), np.triu_indices(n, 1)
    joint = joint_inclusion(world, first, second, n)
    for size in range(1, n + 1):
        exact = enumerated(weights, size)
        assert all(close(world.present[size, i], exact[i, i]) for i in range(n))
        assert all(close(world.absent[size, i], 1 - exact[i, i]) for i in range(n))
        pairs = enumerate(zip(first.tolist(), second.tolist(), strict=True))
        assert all(close(joint[size, p], exact[i, j]) for p, (i, j) in pairs)


@pytest.mark.parametrize("largest", [2, 30, 150])
def test_a_paper_of_d_has_d_countries_and_their_pairs(largest: int) -> None:
    n = 150
    world, (first, second) = inclusion(10.0 ** np.linspace(-6, 6, n)), np.triu_indices(n, 1)
    sizes = np.arange(largest + 1)
    assert world.present[: largest + 1].sum(axis=1) == pytest.approx(sizes, rel=1e-12)
    joint = joint_inclusion(world, first, second, largest)
    assert joint.sum(axis=1) == pytest.approx(sizes * (sizes - 1) / 2, rel=1e-12)


def test_the_order_of_a_pair_does_not_matter() -> None:
    world = inclusion(10.0 ** np.linspace(-3, 3, 12))
    first, second = np.triu_indices(12, 1)
    assert np.array_equal(joint_inclusion(world, first, second, 9), joint_inclusion(world, second, first, 9))


def test_equal_weights_are_sampling_without_replacement() -> None:
    world = inclusion(np.full(40, 7.0))
    pair = joint_inclusion(world, np.array([3]), np.array([11]), 25)[:, 0]
    sizes = np.arange(26)
    assert pair == pytest.approx(sizes * (sizes - 1) / (40 * 39), rel=1e-13)
