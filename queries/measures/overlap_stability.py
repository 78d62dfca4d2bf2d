"""How stable single clusters are: whether other seeds of the same method find them again (Hennig 2007)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray


def best_jaccard(one: IntArray, other: IntArray) -> FloatArray:
    """Of each cluster of `one`, the largest Jaccard index with a cluster of `other`, which has the same nodes."""
    shape = int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1
    both = csr_array((np.ones(one.size), (one, other)), shape=shape)
    both.sum_duplicates()
    row = np.repeat(np.arange(shape[0]), np.diff(both.indptr))
    union = np.bincount(one, minlength=shape[0])[row] + np.bincount(other, minlength=shape[1])[both.indices] - both.data
    best = np.zeros(shape[0])
    np.maximum.at(best, row, both.data / union)
    return best


def cluster_stability(one: IntArray, others: Sequence[IntArray]) -> FloatArray:
    """Of each cluster of `one`, the mean over `others` of the best Jaccard index; 1 where there are none.

    Hennig 2007, doi:10.1016/j.csda.2006.11.025, with seeds in place of resamples: below about .6 a cluster is not to be
    trusted, from .75 on it is a stable pattern.
    """
    if not others:
        return np.ones(int(one.max(initial=-1)) + 1)
    return np.asarray(np.mean([best_jaccard(one, other) for other in others], axis=0))
