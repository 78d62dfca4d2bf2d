"""Which publications join which pairs: each publication with every two of its members, and what a pair has of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray


class Joints(NamedTuple):
    """One entry a publication and pair of its members: places first < second, ordered by first, second, then work."""

    first: IntArray
    second: IntArray
    work: IntArray

    def of(self, a: int, b: int) -> IntArray:
        """The publications of both, as places."""
        low, high = min(a, b), max(a, b)
        found: IntArray = self.work[(self.first == low) & (self.second == high)]
        return found


class Pairs(NamedTuple):
    """Pairs with joint publications, in order of first, then second; years are 0 where no publication has one."""

    first: IntArray
    second: IntArray
    joint: IntArray
    weight: FloatArray
    first_year: IntArray
    last_year: IntArray


def joints(members: csr_array[Any, tuple[int, int]]) -> Joints:
    """Every pair of members (columns) of each publication (row)."""
    sizes = np.diff(members.indptr)
    parts: list[IntArray] = [np.zeros((3, 0), np.int64)]
    for size in np.unique(sizes[sizes >= 2]).tolist():
        works = np.flatnonzero(sizes == size)
        held = np.sort(members.indices[members.indptr[works][:, np.newaxis] + np.arange(size)], axis=1)
        one, other = np.triu_indices(size, 1)
        entries = np.stack([held[:, one].ravel(), held[:, other].ravel(), np.repeat(works, len(one))])
        parts.append(entries.astype(np.int64))
    first, second, work = np.concatenate(parts, axis=1)
    order = np.lexsort((work, second, first))
    return Joints(first[order], second[order], work[order])


def pairs(found: Joints, year: IntArray, credit: FloatArray) -> Pairs:
    """The pairs, each weighing the sum of what its publications are worth; `year` is 0 where there is none."""
    if not found.work.size:
        none = np.zeros(0, np.int64)
        return Pairs(none, none, none, np.zeros(0), none, none)
    new = (np.diff(found.first, prepend=-1) != 0) | (np.diff(found.second, prepend=-1) != 0)
    begins = np.flatnonzero(new)
    years = year[found.work]
    unknown = np.iinfo(np.int64).max
    earliest = np.minimum.reduceat(np.where(years > 0, years, unknown), begins)
    return Pairs(
        found.first[begins],
        found.second[begins],
        np.diff(np.append(begins, found.work.size)),
        np.add.reduceat(credit[found.work], begins),
        np.where(earliest == unknown, 0, earliest),
        np.maximum.reduceat(years, begins),
    )
