"""Who might work together next: pairs who have not, by the co-authors that they share, few of whom have many.

Measures on pairs at two steps from each other: Adamic-Adar, sum of 1/ln k over common neighbours of k neighbours
(Adamic & Adar 2003, doi:10.1016/S0378-8733(03)00009-1), resource allocation, sum of 1/k (Zhou, Lü & Zhang 2009,
doi:10.1140/epjb/e2009-00335-8), and Jaccard's index. Weights are disregarded. Of new collaborations about four in five
join people without any common neighbour, for whom all are 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array, eye_array

from graph.network import Network, Weights
from queries.measures.arrays import FloatArray, IntArray

BLOCK = 20_000_000
"""Paths of two steps that are followed together."""


class PairScores(NamedTuple):
    """Unjoined pairs with a neighbour in common, as places first < second, in order of first, then second."""

    first: IntArray
    second: IntArray
    score: FloatArray


def adamic_adar(network: Network, block: int = BLOCK) -> PairScores:
    """The Adamic-Adar score of all pairs at two steps; as networkx' `adamic_adar_index`.

    Memory grows with the number of pairs: 24 bytes each. `adamic_adar_in_turns` does not hold them all.
    """
    return _together(adamic_adar_in_turns(network, block))


def resource_allocation(network: Network, block: int = BLOCK) -> PairScores:
    """The resource allocation score of all pairs at two steps; as networkx' `resource_allocation_index`."""
    return _together(_in_turns(network, 1 / np.maximum(network.degree, 1), block))


def jaccard(network: Network, block: int = BLOCK) -> PairScores:
    """Common neighbours of all pairs at two steps, as a share of the neighbours of either.

    As networkx' `jaccard_coefficient`.
    """
    first, second, common = _together(_in_turns(network, np.ones(len(network.ids)), block))
    return PairScores(first, second, common / (network.degree[first] + network.degree[second] - common))


def adamic_adar_in_turns(network: Network, block: int = BLOCK) -> Iterator[PairScores]:
    """What `adamic_adar` gives, in turns of consecutive `first`."""
    return _in_turns(network, 1 / np.log(np.maximum(network.degree, 2)), block)


def _in_turns(network: Network, worth: FloatArray, block: int) -> Iterator[PairScores]:
    """The sum of the worth of common neighbours.

    A joined pair gets a large negative number in the same product, so that it is known without being looked up.
    """
    n = len(network.ids)
    links: Weights = network.weights.copy()
    links.data = np.ones_like(links.data)
    steps = np.concatenate([[0], np.cumsum(links @ network.degree)])
    begin = 0
    while begin < n:
        end = max(begin + 1, int(np.searchsorted(steps, steps[begin] + block, side="right")) - 1)
        joined = csr_array(eye_array(end - begin, n, k=begin, format="csr") * -1e300)
        through = csr_array(links[begin:end] @ diags_array(worth) + joined)
        yield _unjoined(csr_array(through @ links[:, begin:]), begin)
        begin = end


def _unjoined(scores: csr_array[np.float64, tuple[int, int]], begin: int) -> PairScores:
    """The pairs of which the first comes before the second, and whose score is positive."""
    row = np.repeat(np.arange(scores.shape[0], dtype=np.int32), np.diff(scores.indptr))
    kept = np.flatnonzero((scores.indices > row) & (scores.data > 0))
    n, width = scores.shape
    held = csr_array((scores.data[kept], (scores.indices[kept], row[kept])), shape=(width, n)).T.tocsr()
    first = np.repeat(np.arange(held.shape[0], dtype=np.int64) + begin, np.diff(held.indptr))
    return PairScores(first, held.indices.astype(np.int64) + begin, held.data)


def _together(turns: Iterator[PairScores]) -> PairScores:
    none = PairScores(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return PairScores(*(np.concatenate(parts) for parts in zip(none, *turns, strict=True)))
