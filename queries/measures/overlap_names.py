"""What sets a group of publications apart from the others: features by log odds with an informative prior.

Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018: the difference of the log odds of a feature in the group and in
the rest, over its standard error, each count with a prior in proportion to the feature's share of all. Unlike a plain
ratio it puts neither what is rare nor what is everywhere first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import IntArray


def characteristic(counts: csr_array[Any, tuple[int, int]], home: IntArray, groups: int, limit: int) -> list[list[int]]:
    """Of groups 0 to `groups` - 1, the features most characteristic of each against all other publications.

    `counts` has a row for each publication; it counts a feature once. `home` is each publication's group; those of
    another number are the rest. The prior weighs as much as a mean group. Only features more frequent in the group than
    elsewhere are given; of equals, the first.
    """
    of_group = np.flatnonzero((home >= 0) & (home < groups))
    gather = csr_array((np.ones(of_group.size), (home[of_group], of_group)), shape=(groups, counts.shape[0]))
    has = csr_array((np.ones_like(counts.data, dtype=np.float64), counts.indices, counts.indptr), shape=counts.shape)
    seen = csr_array(gather @ has)
    row = np.repeat(np.arange(groups), np.diff(seen.indptr))
    score = _scores(seen, row, np.asarray(has.sum(axis=0), dtype=np.float64).ravel())
    order = np.lexsort((seen.indices, -np.round(score, 9), row))
    order = order[score[order] > 0]
    starts = np.searchsorted(row[order], np.arange(groups + 1))
    return [seen.indices[order[a:b]][:limit].tolist() for a, b in pairwise(starts)]


def _scores(seen: csr_array[Any, tuple[int, int]], row: IntArray, of_all: Any) -> Any:
    """The standardised difference of log odds for each count of `seen`."""
    total = of_all.sum()
    prior_size = total / max(seen.shape[0], 1)
    prior = prior_size * of_all[seen.indices] / max(total, 1)
    inside = np.asarray(seen.sum(axis=1)).ravel()[row]
    here, there = seen.data + prior, of_all[seen.indices] - seen.data + prior
    rest = total - inside
    odds = np.log(here) - np.log(np.maximum(inside + prior_size - here, 1e-9))
    others = np.log(there) - np.log(np.maximum(rest + prior_size - there, 1e-9))
    return (odds - others) / np.sqrt(1 / here + 1 / there)
