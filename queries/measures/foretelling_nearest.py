"""Pairs of rows of a sparse matrix: the nearest ones, and their products, without all pairs in memory."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray

_ROWS = 500
_PAIRS = 200_000


class PairKeys(NamedTuple):
    """Pairs of `size` things, a before b, as one number each; numbers are in order of a, then b."""

    size: int

    def of(self, a: IntArray, b: IntArray) -> IntArray:
        """The numbers of pairs given either way round; each once, in order."""
        low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
        return np.unique((low * self.size + high)[low != high])

    def of_matrix(self, matrix: Any) -> IntArray:
        """The numbers of the pairs that a matrix holds."""
        return self.of(*matrix.nonzero())

    def ends(self, keys: IntArray) -> tuple[IntArray, IntArray]:
        """The two ends of each pair."""
        size = max(self.size, 1)
        return keys // size, keys % size


def nearest(rows: Any, most: int) -> csr_array[np.float64, tuple[int, int]]:
    """Rows by rows: the product of each row with those `most` others that give the greatest, if above 0.

    Of equal products the row that comes first is taken.
    """
    size = rows.shape[0]
    columns = csr_array(rows.T)
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for start in range(0, size, _ROWS):
        product = (rows[start : start + _ROWS] @ columns).toarray()
        own = np.arange(product.shape[0])
        product[own, start + own] = 0
        order = np.argsort(-np.round(product, 12), axis=1, kind="stable")[:, :most]
        values = np.take_along_axis(product, order, axis=1)
        row, place = (ends.astype(np.int64) for ends in np.nonzero(values > 0))
        found.append((row + start, order[row, place], values[row, place]))
    row = np.concatenate([np.zeros(0, np.int64), *(one[0] for one in found)])
    column = np.concatenate([np.zeros(0, np.int64), *(one[1] for one in found)])
    value = np.concatenate([np.zeros(0), *(one[2] for one in found)])
    return csr_array((value, (row, column)), shape=(size, size))


def row_products(rows: Any, a: IntArray, b: IntArray, weight: FloatArray | None = None) -> FloatArray:
    """The product of the rows of each pair, columns weighed where weights are given."""
    found = np.zeros(len(a))
    for start in range(0, len(a), _PAIRS):
        part = slice(start, start + _PAIRS)
        both = csr_array(rows[a[part]].multiply(rows[b[part]])).astype(np.float64)
        found[part] = both.sum(axis=1) if weight is None else both @ weight
    return found


def common_neighbours(joined: csr_array[np.float64, tuple[int, int]], a: int, b: int) -> IntArray:
    """The columns that two rows of a symmetric matrix share: those with fewest entries first, of equals in order."""
    ends = joined.indptr
    both = np.intersect1d(joined.indices[ends[a] : ends[a + 1]], joined.indices[ends[b] : ends[b + 1]])
    return both[np.argsort(np.diff(ends)[both], kind="stable")].astype(np.int64)
