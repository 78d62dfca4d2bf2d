"""Clusters of a network by the Leiden algorithm, and how far they depend on chance.

The quality that is raised is modularity with a resolution (Reichardt & Bornholdt 2006,
doi:10.1103/PhysRevE.74.016110); the algorithm is that of Traag, Waltman & van Eck 2019,
doi:10.1038/s41598-019-41695-z, in igraph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from threading import Lock

import igraph
import numpy as np
from scipy.sparse import csr_array

from graph.network import Network
from queries.measures.arrays import IntArray

RESOLUTION = 1.0
FEW_LINKS = 10_000
"""Of more links than this, Leiden stops after two rounds: further ones add less than a hundredth to modularity."""

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, eq=False)
class Communities:
    """Clusters numbered from 0, the largest first, of equals that with the first node; one number for each node."""

    cluster: IntArray
    modularity: float
    resolution: float
    seed: int

    @property
    def sizes(self) -> IntArray:
        """The number of nodes of each cluster."""
        return np.bincount(self.cluster).astype(np.int64)


def communities(network: Network, resolution: float = RESOLUTION, seed: int = 0) -> Communities:
    """The clusters of a network, by its weights; a node without links is a cluster of its own.

    A higher resolution makes more and smaller clusters. The same seed gives the same clusters. Rounds are repeated
    until nothing improves, in networks of more than `FEW_LINKS` twice.
    """
    graph, rounds = network.to_igraph(), -1 if network.links <= FEW_LINKS else 2
    with _seeded(seed):
        found = graph.community_leiden("modularity", weights="weight", resolution=resolution, n_iterations=rounds)
    cluster = _by_size(np.array(found.membership, dtype=np.int64))
    return Communities(cluster, modularity(network, cluster, resolution), resolution, seed)


def modularity(network: Network, cluster: IntArray, resolution: float = RESOLUTION) -> float:
    """The share of the links' weight within clusters, less `resolution` times what chance alone would put there.

    Of a network without links 0.
    """
    first, second, weights = network.pairs()
    whole = float(weights.sum())
    if not whole:
        return 0.0
    within = float(weights[cluster[first] == cluster[second]].sum())
    share = np.bincount(cluster, weights=network.weights.sum(axis=1)) / (2 * whole)
    return within / whole - resolution * float((share**2).sum())


def stability(found: Sequence[Communities]) -> float:
    """How alike the clusters of several seeds are: the mean adjusted Rand index of every two of them.

    1: chance changes nothing; 0: they agree as much as random clusters of these sizes would. 1 for a single one.
    """
    pairs = list(combinations((one.cluster for one in found), 2))
    return float(np.mean([adjusted_rand_index(one, other) for one, other in pairs])) if pairs else 1.0


def adjusted_rand_index(one: IntArray, other: IntArray) -> float:
    """How far two partitions of the same nodes agree on which pairs are together, beyond chance.

    Hubert & Arabie 1985, doi:10.1007/BF01908075. At most 1; 1 too where both leave nothing to chance: all nodes
    together, or all apart.
    """
    shape = int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1
    both = csr_array((np.ones(one.size, np.int64), (one, other)), shape=shape)
    both.sum_duplicates()
    together = _pairs(both.data)
    ones, others = _pairs(np.bincount(one)), _pairs(np.bincount(other))
    every = _pairs(np.array([one.size]))
    by_chance = ones * others / every if every else 0.0
    most = (ones + others) / 2
    return (together - by_chance) / (most - by_chance) if most != by_chance else 1.0


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """igraph's random numbers, of which there is one source for all threads, from a seed for as long as this lasts."""
    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not for secrets
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def _by_size(cluster: IntArray) -> IntArray:
    """The same clusters, numbered as `Communities` says."""
    _, first, named, size = np.unique(cluster, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(size.size, dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(size.size)
    return number[named]


def _pairs(sizes: IntArray) -> float:
    """How many pairs there are in groups of these sizes."""
    return float((sizes * (sizes - 1) // 2).sum())
