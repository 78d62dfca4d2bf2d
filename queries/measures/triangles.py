"""The triangles of a network, each once: three nodes that are all joined with each other.

Every link is looked at from the end with fewer neighbours (of equals, the first), so that nobody's pairs of neighbours
are many (Chiba & Nishizeki 1985, doi:10.1137/0214017): in networks of co-authors a twentieth of all pairs of
neighbours. What follows from triangles alone needs no product of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray

BLOCK = 1_000_000
"""Pairs of neighbours that are looked at together: some 60 MB, used again at every turn."""


class Links(NamedTuple):
    """Each link of a network once, `first` being the end with fewer neighbours; ends are places in the network."""

    first: IntArray
    second: IntArray
    weight: FloatArray
    place: csr_array[np.int32, tuple[int, int]]
    """Nodes by nodes in order of the number of their neighbours: the place of the link among these links, from 1."""


class Triangles(NamedTuple):
    """Some triangles of nodes a, b, c, by the places of their links."""

    ab: IntArray
    ac: IntArray
    bc: IntArray


def links_of(weights: csr_array[Any, tuple[int, int]]) -> Links:
    """The links of a symmetric matrix without loops."""
    n, degree = weights.shape[0], np.diff(weights.indptr)
    order = np.argsort(degree, kind="stable")
    rank = np.empty(n, dtype=np.int32)
    rank[order] = np.arange(n, dtype=np.int32)
    row, column = np.repeat(rank, degree), rank[weights.indices]
    upwards = np.flatnonzero(row < column)
    ends = row[upwards], column[upwards]
    held = csr_array((upwards, ends), shape=(n, n))
    place = csr_array((np.arange(1, held.nnz + 1, dtype=np.int32), held.indices, held.indptr), shape=held.shape)
    return Links(
        np.repeat(order, np.diff(held.indptr)), order[held.indices], weights.data[held.data].astype(np.float64), place
    )


def triangles(links: Links, block: int = BLOCK) -> Iterator[Triangles]:
    """All triangles in turns of not many more than `block` pairs of neighbours."""
    start, higher = links.place.indptr, links.place.indices
    end_of_row = np.repeat(start[1:], np.diff(start))
    partners = end_of_row - np.arange(1, higher.size + 1)
    steps = np.concatenate([[0], np.cumsum(partners, dtype=np.int64)])
    begin = 0
    while begin < higher.size:
        end = max(begin + 1, int(np.searchsorted(steps, steps[begin] + block, side="right")) - 1)
        number = partners[begin:end]
        one = np.repeat(np.arange(begin, end, dtype=np.int32), number)
        before = steps[begin:end] - steps[begin] - np.arange(begin + 1, end + 1)
        other = np.arange(one.size, dtype=np.int32) - np.repeat(before.astype(np.int32), number)
        begin = end
        if one.size:
            closing = np.asarray(links.place[higher[one], higher[other]])
            found = np.flatnonzero(closing)
            yield Triangles(*(side[found].astype(np.int64) for side in (one, other, closing - 1)))
