"""The null model of country pairs: each paper keeps its number of countries, which are drawn.

A paper of d countries is a set of d drawn with probability in proportion to the product of its countries'
weights; the weights are such that each country is expected in as many papers as it has (conditional
Bernoulli, the maximum entropy model under these two constraints: Chen, Dempster & Liu 1994,
doi:10.1093/biomet/81.3.457).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.conditional_bernoulli import inclusion, joint_inclusion
from queries.measures.fixed_size_weights import log_weights

_ROUNDING = 1e-13


@dataclass(frozen=True)
class FixedSize:
    """A fitted null model over n countries; equal margins have equal probabilities.

    `sizes[d]` is the number of papers of d countries. Countries of a lower `tier` enter a paper before any of
    a higher one (their weight is infinite beside it): tier 0 takes min(d, its size) places of each paper, the
    next tier takes what is left, and so on. Nearly always there is one tier, and one more for each country
    without a paper. `weights` are natural logarithms, of mean 0 within each tier and comparable only there.
    """

    sizes: IntArray
    weights: FloatArray
    tier: IntArray

    def inclusion(self) -> FloatArray:
        """The chance of country i in a paper of d countries: shape (n, D + 1), column d."""
        table = np.zeros((self.weights.size, self.sizes.size))
        for members, places in _places(self.tier, self.sizes.size):
            table[members] = inclusion(np.exp(self.weights[members])).present[places].T
        return table

    def pair_probabilities(self, first: IntArray, second: IntArray) -> FloatArray:
        """The chance that a paper of d countries holds both of a pair: shape (pairs, D + 1), column d.

        ValueError where a pair names one country twice.
        """
        same = np.flatnonzero(first == second)
        if same.size:
            raise ValueError(f"pair {same[0]} joins country {first[same[0]]} with itself: give two countries")
        table = self.inclusion()
        joint: FloatArray = table[first] * table[second]
        for members, places in _places(self.tier, self.sizes.size):
            if members.size > 1:
                within = np.flatnonzero(np.isin(first, members) & np.isin(second, members))
                here = np.searchsorted(members, first[within]), np.searchsorted(members, second[within])
                world = inclusion(np.exp(self.weights[members]))
                joint[within] = joint_inclusion(world, *here, int(places.max()))[places].T
        return joint

    def expected(self) -> FloatArray:
        """Expected joint papers of every two countries: symmetric, n by n, 0 on the diagonal."""
        n = self.weights.size
        first, second = np.triu_indices(n, 1)
        matrix = np.zeros((n, n))
        matrix[first, second] = self.pair_probabilities(first, second) @ self.sizes
        return matrix + matrix.T


def fit(sizes: IntArray, margins: FloatArray) -> FixedSize:
    """The null model of `sizes[d]` papers of d countries in which country i is expected in `margins[i]`.

    Margins are met to 1e-9 relative. A country in every paper has probability 1, one without a paper 0.
    ValueError where no set of papers has these sizes and margins.
    """
    margins = np.asarray(margins, dtype=np.float64)
    tier = _tiers_of(sizes, margins)
    weights = np.zeros(margins.size)
    for members, places in _places(tier, sizes.size):
        papers = np.bincount(places, weights=sizes, minlength=members.size + 1).astype(np.float64)
        weights[members] = log_weights(papers, margins[members])
    return FixedSize(sizes, weights, tier)


def is_one_tier(sizes: IntArray, margins: FloatArray) -> bool:
    """Whether all countries with a paper share one tier, so that finite weights give the margins; errors as `fit`."""
    tier = _tiers_of(sizes, np.asarray(margins, dtype=np.float64))
    return bool(tier[margins > 0].max(initial=0) == 0)


def _places(tier: IntArray, lengths: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Each tier's countries, and the places that they take in a paper of d countries, d < lengths."""
    before = 0
    for one in np.unique(tier):
        members = np.flatnonzero(tier == one).astype(np.int64)
        yield members, np.clip(np.arange(lengths) - before, 0, members.size).astype(np.int64)
        before += members.size


def _tiers_of(sizes: IntArray, margins: FloatArray) -> IntArray:
    """Countries split at each k where all but the k with most papers have only the places those leave.

    Where a paper has d countries, k leave the others at least max(d - k, 0) places (Gale 1957, Ryser 1957).
    Where the others have no more, the k are in every paper that has room for them.
    """
    order = np.argsort(-margins, kind="stable")
    others = np.append(np.cumsum(margins[order][::-1])[::-1], 0.0)
    beyond = np.arange(sizes.size) - np.arange(margins.size + 1)[:, None]
    least = (np.maximum(beyond, 0) @ sizes).astype(np.float64)
    possible = np.all(others >= least * (1 - _ROUNDING)) and others[0] <= least[0] * (1 + _ROUNDING)
    if not possible or np.any(sizes < 0):
        raise ValueError(
            f"no papers have these sizes ({least[0]:g} places) and margins ({others[0]:g}): "
            "count each paper once in each of its countries and once at its number of countries"
        )
    full = others[1:-1] <= least[1:-1] * (1 + _ROUNDING)
    tier = np.zeros(margins.size, dtype=np.int64)
    tier[order] = np.append(0, np.cumsum(full))[: margins.size]
    return tier
