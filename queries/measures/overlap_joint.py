"""Joint publications of clusters, and how many are expected: each publication keeps its number of clusters."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.fixed_size import fit


def by_clusters(
    authors: csr_array[np.int64, tuple[int, int]], cluster: IntArray, clusters: int, joins: BoolArray
) -> csr_array[np.int64, tuple[int, int]]:
    """Publications by clusters 0 to `clusters` - 1: 1 where an author is of the cluster, and `joins` is true."""
    work, author = authors.nonzero()
    chosen = joins[work] & (cluster[author] < clusters)
    ends = (work[chosen], cluster[author[chosen]])
    made = csr_array((np.ones(int(chosen.sum()), np.int64), ends), shape=(authors.shape[0], clusters))
    made.sum_duplicates()
    made.data[:] = 1
    return made


def expected_joint(of: csr_array[np.int64, tuple[int, int]], first: IntArray, second: IntArray) -> FloatArray:
    """Expected joint publications of pairs of clusters (columns of `of`).

    Of the publications of two clusters or more, each keeps its number of clusters, and chance draws which, so that each
    cluster is expected in as many of them as it has: `queries.measures.fixed_size`, over clusters.
    """
    sizes = np.diff(of.indptr)
    between = csr_array(of[np.flatnonzero(sizes >= 2)])
    margins = np.bincount(between.indices, minlength=of.shape[1])
    there = np.flatnonzero(margins > 0)
    result = np.zeros(first.size)
    place = np.full(of.shape[1], -1, dtype=np.int64)
    place[there] = np.arange(there.size)
    both = np.flatnonzero((place[first] >= 0) & (place[second] >= 0))
    if both.size:
        model = fit(np.bincount(np.diff(between.indptr)), margins[there].astype(np.float64))
        result[both] = model.pair_probabilities(place[first[both]], place[second[both]]) @ model.sizes
    return result
