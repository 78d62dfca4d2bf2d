"""Which countries meet in a work: sets of a given size, with or without a liking for one another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole

NOBODY = -1
_EXCHANGES_A_MEMBER = 12
_STEADY_ROUNDS = 60


def elementary(weights: Floats, degree: int) -> Floats:
    """Return e_0 ... e_degree, the elementary symmetric polynomials of the weights.

    >>> elementary(np.array([1.0, 2.0, 3.0]), 3).tolist()
    [1.0, 6.0, 11.0, 6.0]
    """
    sums = np.zeros(degree + 1)
    sums[0] = 1.0
    for weight in weights:
        sums[1:] += weight * sums[:-1]
    return sums


def joint_probabilities(weights: Floats, i: int, j: int, largest: int) -> Floats:
    """Return, for each size from 0 to `largest`, the chance that a set drawn by weight holds i and j.

    >>> joint_probabilities(np.ones(4), 0, 1, 4).round(4).tolist()
    [0.0, 0.0, 0.1667, 0.5, 1.0]
    """
    scaled = weights / weights.mean()
    rest = elementary(np.delete(scaled, [i, j]), largest)
    both: Floats = scaled[i] * scaled[j] * rest[:-2] / elementary(scaled, largest)[2:]
    return np.concatenate([[0.0, 0.0], both])


def draw_sets(rng: np.random.Generator, sizes: Whole, weights: Floats) -> Whole:
    """Draw one set of distinct countries for each of the `sizes`.

    P(set) is proportional to the product of its weights: conditional Bernoulli sampling, country after
    country (Chen, Dempster & Liu 1994): apart from its size, a set's members do not depend on each other.
    Returns one row a set, padded with NOBODY, in the countries' order.
    """
    width = int(sizes.max(initial=1))
    scaled = weights / weights.mean()
    tails = np.array([elementary(scaled[k:], width) for k in range(len(scaled) + 1)])
    rows = np.arange(len(sizes))
    members = np.full((len(sizes), width), NOBODY, dtype=np.int64)
    left = sizes.copy()
    for k, weight in enumerate(scaled):
        chance = weight * tails[k + 1, np.maximum(left - 1, 0)] / tails[k, left]
        chosen = rows[(left > 0) & (rng.random(len(sizes)) < chance)]
        members[chosen, sizes[chosen] - left[chosen]] = k
        left[chosen] -= 1
    return members


def steady(weights: Floats, logs: Floats) -> Floats:
    """Return weights under which affinities leave each country about as many works as the given weights did.

    Exact for works of two countries: x_i sum_j x_j a_ij, over j other than i, is the same as without
    affinities.
    """
    liking = np.exp(logs[:-1, :-1])
    np.fill_diagonal(liking, 0.0)
    wanted = weights * (weights.sum() - weights)
    found = weights.copy()
    for _ in range(_STEADY_ROUNDS):
        found = np.sqrt(found * wanted / (liking @ found))
    return found


def settle(
    rng: np.random.Generator, members: Whole, sizes: Whole, weights: Floats, mild: Floats, planted: Floats
) -> None:
    """Exchange members, in place, until P(set) is the product of the weights and of its pairs' affinities.

    Metropolis steps that swap one member for a country drawn by weight, so that sets drawn by weight alone
    stay as they are where all affinities are one. `mild` and `planted` are logarithms with a last row of
    zeros; `mild` is weakened in large sets, whose many pairs would otherwise gather one region.
    """
    cumulated = np.cumsum(weights) / weights.sum()
    for few in (sizes <= 2, (sizes > 2) & (sizes <= 4), sizes > 4):
        if few.any():
            part = members[few][:, : sizes[few].max()]
            _settle(rng, part, sizes[few], cumulated, mild, planted)
            members[few, : part.shape[1]] = part


def _settle(
    rng: np.random.Generator, members: Whole, sizes: Whole, cumulated: Floats, mild: Floats, planted: Floats
) -> None:
    rows = np.arange(len(sizes))
    weakened = np.minimum(1.0, 4.0 / sizes)
    for _ in range(_EXCHANGES_A_MEMBER * int(sizes.max())):
        slot = (rng.random(len(sizes)) * sizes).astype(np.int64)
        old = members[rows, slot]
        new = np.minimum(np.searchsorted(cumulated, rng.random(len(sizes)), side="right"), len(cumulated) - 1)
        others = members.copy()
        others[rows, slot] = NOBODY
        gain = weakened * _gain(mild, old, new, others) + _gain(planted, old, new, others)
        taken = (np.log(rng.random(len(sizes))) < gain) & ~(members == new[:, None]).any(axis=1)
        members[rows[taken], slot[taken]] = new[taken]


def _gain(logs: Floats, old: Whole, new: npt.NDArray[np.int64], others: Whole) -> Floats:
    gains: Floats = (logs[new[:, None], others] - logs[old[:, None], others]).sum(axis=1)
    return gains
