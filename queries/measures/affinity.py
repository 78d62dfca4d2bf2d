"""Measures of how close two countries are, by their joint papers; each function takes arrays that broadcast.

For whole matrices give `n[:, None], n[None, :]`; for lists of pairs `n[first], n[second]`. `joint` is c_ij,
`first` and `second` are the two countries' totals: publications n_i for the measures over papers, links s_i
(the sum of c_ij over the others) for those over links. The base must be named wherever a figure is shown:
over papers the same pair can be at 1.0 and over links at 2.8. What cannot be computed (a total of 0) is nan.
"""

import numpy as np
from numpy.typing import NDArray

from queries.measures.arrays import FloatArray

Counts = NDArray[np.float64] | NDArray[np.int64]


def salton(joint: Counts, first: Counts, second: Counts) -> FloatArray:
    """Salton's cosine or Ochiai: c / sqrt(n_i n_j), 0 to 1.

    Luukkonen et al. 1993, doi:10.1007/BF02016282.
    """
    return _ratio(joint, np.sqrt(np.multiply(first, second, dtype=np.float64)))


def jaccard(joint: Counts, first: Counts, second: Counts) -> FloatArray:
    """Jaccard's index: c / (n_i + n_j - c), 0 to 1; joint papers among those of either.

    Luukkonen et al. 1993, doi:10.1007/BF02016282.
    """
    return _ratio(joint, np.add(first, second) - joint)


def inclusion_index(joint: Counts, first: Counts, second: Counts) -> FloatArray:
    """Inclusion: c / min(n_i, n_j), 0 to 1, 1 where the smaller is always with the other.

    Zhou & Leydesdorff 2016.
    """
    return _ratio(joint, np.minimum(first, second))


def equivalence(joint: Counts, first: Counts, second: Counts) -> FloatArray:
    """Equivalence: c^2 / (n_i n_j), 0 to 1, Salton's cosine squared (Zhou & Leydesdorff 2016)."""
    return np.square(salton(joint, first, second))


def observed_over_expected(joint: Counts, first: Counts, second: Counts, papers: float) -> FloatArray:
    """Observed over expected: c N / (n_i n_j) of N papers, 1 where two countries meet as if independent.

    Luukkonen, Persson & Sivertsen 1992, doi:10.1177/016224399201700106. More is not always better (Rousseau
    2021): show the counts and an interval with it.
    """
    return _ratio(np.multiply(joint, papers), np.multiply(first, second, dtype=np.float64))


def association_strength(joint: Counts, first: Counts, second: Counts, scale: float = 1.0) -> FloatArray:
    """Association strength: c / (s_i s_j) over links, times `scale`.

    VOSviewer scales by T, the sum of links over ordered pairs, which makes it the probabilistic affinity
    index. Van Eck & Waltman 2009, doi:10.1002/asi.21075.
    """
    return _ratio(np.multiply(joint, scale), np.multiply(first, second, dtype=np.float64))


def probabilistic_affinity(joint: Counts, first: Counts, second: Counts, links: float) -> FloatArray:
    """Probabilistic affinity: c T / (s_i s_j) over links, T their sum over ordered pairs.

    1 where two countries link as if independent, and there its logarithm is 0. Zitt, Bassecoulard & Okubo
    2000, doi:10.1023/A:1005632319799.
    """
    return association_strength(joint, first, second, scale=links)


def activity_index(counts: Counts) -> FloatArray:
    """Activity: (x_ij / x_i.) / (x_.j / x_..) of a matrix of units by fields; 1 is the whole's own profile.

    Revealed comparative advantage (Balassa 1965); activity index (Schubert & Braun 1986,
    doi:10.1007/BF02017249).
    """
    units, fields = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    return observed_over_expected(counts, units, fields, float(counts.sum()))


def symmetric(index: FloatArray) -> FloatArray:
    """Symmetric form: (AI - 1) / (AI + 1) of an activity index; -1 to 1, 0 at the whole's profile."""
    return _ratio(index - 1, index + 1)


def _ratio(above: Counts, below: Counts) -> FloatArray:
    above, below = np.broadcast_arrays(np.asarray(above, np.float64), np.asarray(below, np.float64))
    ratio = np.full(below.shape, np.nan)
    np.divide(above, below, out=ratio, where=below > 0)
    return ratio
