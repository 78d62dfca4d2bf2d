"""Worlds of papers with known affinities: sets of exactly d countries by weight, and pairs planted in place.

Planting exchanges countries between papers, so that no size and no margin changes.
"""

import numpy as np
from numpy.typing import NDArray

Held = NDArray[np.bool_]


def draw(weights: NDArray[np.float64], sizes: NDArray[np.int64], rng: np.random.Generator) -> Held:
    """Papers by countries, paper w a set of sizes[w] countries, by the product of their weights.

    Country after country: the next of those left is taken into a paper that still lacks r with probability
    x e_{r-1}(rest) / e_r(x and rest) (Chen & Liu 1997, Statistica Sinica 7, 875-892, procedure 5).
    """
    n, largest = weights.size, int(sizes.max())
    rest = np.zeros((n + 1, largest + 1))
    rest[n, 0] = 1
    for i in range(n - 1, -1, -1):
        rest[i] = rest[i + 1]
        rest[i, 1:] += weights[i] * rest[i + 1, :-1]
    held, lacking = np.zeros((sizes.size, n), dtype=bool), sizes.copy()
    for i in range(n):
        chance = np.where(lacking > 0, weights[i] * rest[i + 1, lacking - 1] / rest[i, lacking], 0)
        held[:, i] = rng.random(sizes.size) < chance
        lacking -= held[:, i]
    return held


def part(held: Held, i: int, j: int, papers: int, rng: np.random.Generator) -> None:
    """Take `papers` papers from the pair: j changes places with a country of a paper without both."""
    for w in rng.permutation(np.flatnonzero(held[:, i] & held[:, j]))[:papers]:
        other = rng.choice(np.flatnonzero(~held[:, i] & ~held[:, j] & (held & ~held[w]).any(axis=1)))
        _exchange(held, w, j, other, rng.choice(np.flatnonzero(held[other] & ~held[w])))


def bring_together(held: Held, i: int, j: int, papers: int, rng: np.random.Generator) -> None:
    """Give `papers` papers to the pair: j of a paper without i changes places with a third beside i."""
    for _ in range(papers):
        w = rng.choice(np.flatnonzero(held[:, i] & ~held[:, j] & (held.sum(axis=1) > 1)))
        third = np.setdiff1d(np.flatnonzero(held[w]), [i])
        other = rng.choice(np.flatnonzero(held[:, j] & ~held[:, i] & ~held[:, third].all(axis=1)))
        _exchange(held, other, j, w, rng.choice(third[~held[other, third]]))


def _exchange(held: Held, w: int, country: int, other: int, its: int) -> None:
    held[w, [country, its]], held[other, [country, its]] = (False, True), (True, False)
