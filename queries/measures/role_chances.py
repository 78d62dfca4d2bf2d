"""What brokerage roles would be if groups had nothing to do with links: exact mean and variance, nothing sampled.

Links stay, and the groups are dealt out anew to the nodes, each group keeping its size. A role's count is then a sum
over pairs of unjoined neighbours {a, b} of the broker v of one indicator of three groups, the same for all pairs. Its
mean needs the number of pairs; its variance, how many pairs of pairs share a node, and how many none.
"""

from __future__ import annotations

from fractions import Fraction
from math import perm
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.triangles import links_of, triangles


class _Chance(NamedTuple):
    """Chances that an indicator holds for a pair; for two pairs {a, b}, {a, c}; for {a, b}, {c, d}."""

    one: Fraction
    sharing: Fraction
    apart: Fraction


_WORTH = (2, 2, 1, 1, 2)
"""What a pair counts for: a coordinator's both ways; a gatekeeper's one way, a representative's the other."""


def expected_and_deviation(links: csr_array[Any, tuple[int, int]], group: IntArray) -> tuple[FloatArray, FloatArray]:
    """Mean and standard deviation of the counts of `roles`, a row for each node of undirected links.

    They do not depend on who has which group, only on the sizes of groups. 0 for those with no unjoined neighbours.
    """
    pairs, sharing, apart = _unjoined(links)
    coordinator, consultant, half, liaison = _chances([int(size) for size in np.bincount(group) if size])
    kinds = (coordinator, consultant, half, half, liaison)
    expected, variance = np.zeros((group.size, 5)), np.zeros((group.size, 5))
    for column, (kind, worth) in enumerate(zip(kinds, _WORTH, strict=True)):
        alone, shared, separate = (float(chance - kind.one**2) for chance in (kind.one, kind.sharing, kind.apart))
        expected[:, column] = worth * pairs * float(kind.one)
        spread = pairs * alone + 2 * sharing * shared + 2 * apart * separate
        size = pairs * abs(alone) + 2 * sharing * abs(shared) + 2 * apart * abs(separate)
        variance[:, column] = worth**2 * np.where(spread > 1e-9 * size, spread, 0)
    return expected, np.sqrt(variance)


def _unjoined(links: csr_array[Any, tuple[int, int]]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """For each node: pairs of unjoined neighbours; pairs of these that share a neighbour; and that share none."""
    held = links_of(links)
    n, degree = links.shape[0], np.diff(links.indptr)
    common = np.zeros(held.first.size)
    for three in triangles(held):
        for side in three:
            common += np.bincount(side, minlength=common.size)
    ends, doubled = np.concatenate([held.first, held.second]), np.concatenate([common, common])
    strangers = degree[ends] - 1 - doubled
    pairs = np.bincount(ends, weights=strangers, minlength=n) / 2
    sharing = np.bincount(ends, weights=strangers * (strangers - 1) / 2, minlength=n).astype(np.float64, copy=False)
    return pairs, sharing, pairs * (pairs - 1) / 2 - sharing


def _chances(sizes: list[int]) -> tuple[_Chance, _Chance, _Chance, _Chance]:
    """Of a pair beside a broker: both of the broker's group; both of one other; one of it; none, and of two others."""
    totals = [[0] * 3 for _ in range(4)]
    for place, own in enumerate(sizes):
        ways = _ways(own - 1, sizes[:place] + sizes[place + 1 :])
        totals = [[t + own * w for t, w in zip(*both, strict=True)] for both in zip(totals, ways, strict=True)]
    draws = [max(perm(sum(sizes), nodes), 1) for nodes in (3, 4, 5)]
    coordinator, consultant, half, liaison = (
        _Chance(*(Fraction(number, every) for number, every in zip(kind, draws, strict=True))) for kind in totals
    )
    return coordinator, consultant, half, liaison


def _ways(own: int, others: list[int]) -> tuple[tuple[int, int, int], ...]:
    """The ways to draw a pair, two that share a node, and two apart, from what is left of the groups, in each kind."""
    outside = sum(others)
    alike = sum(perm(size, 2) for size in others)
    two_alike = sum(perm(size, 4) - perm(size, 2) ** 2 for size in others) + alike**2
    return (
        (perm(own, 2), perm(own, 3), perm(own, 4)),
        (alike, sum(perm(size, 3) for size in others), two_alike),
        (2 * own * outside, own * perm(outside, 2) + outside * perm(own, 2), 4 * perm(own, 2) * perm(outside, 2)),
        (
            perm(outside, 2) - alike,
            sum(size * perm(outside - size, 2) for size in others),
            perm(outside, 4) - 2 * alike * perm(max(outside - 2, 0), 2) + two_alike,
        ),
    )
