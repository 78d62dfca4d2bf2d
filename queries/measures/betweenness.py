"""Betweenness: on how many of the shortest paths between others a node lies; exact, or from sampled sources.

The measure is Freeman's (1977), computed by Brandes' algorithm (2001, doi:10.1080/0022250X.2001.9990249) in
igraph, without weights. Brandes adds up what each source contributes. Nodes with the same neighbours
contribute the same, so one of them is computed for all: authors of a single joint publication are many and
alike. Where this is still too much work, the contribution of a component's sources is estimated from a random
sample of them (Brandes & Pich 2007, doi:10.1142/S0218127407018403).
"""

from dataclasses import dataclass
from typing import TypeAlias

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from graph.network import Network
from queries.measures.arrays import BoolArray, FloatArray, IntArray

UnsignedArray: TypeAlias = NDArray[np.uint64]

WORK = 1_200_000_000
"""Sources, times the nodes of their component and the ends of its links: about twelve seconds of one core."""

BATCHES = 20
"""Parts of a sample; their differences give the standard error."""

_FEWEST_PER_BATCH = 5


@dataclass(frozen=True, eq=False)
class Betweenness:
    """One value for each node.

    `raw` counts each unordered pair of others once; `normalised` is raw times 2/((n - 1)(n - 2)), n of all
    nodes. `standard_error` is that of `normalised`, 0 where it is exact. `sampled` nodes are of components of
    which `pivots` sources were drawn.
    """

    raw: FloatArray
    normalised: FloatArray
    standard_error: FloatArray
    sampled: BoolArray
    pivots: int


def betweenness(network: Network, seed: int = 0, work: int = WORK) -> Betweenness:
    """The betweenness of every node: exact where that takes no more than `work`, else estimated.

    Only the largest components are sampled then, with half of `work`: what is not exact should at least be
    quick. A component of fewer than 100 nodes is always exact; of one that is sampled, at least 100 sources
    are drawn.
    """
    n = len(network.ids)
    components, component = connected_components(network.weights, directed=False)
    representatives, multiplicity = _alike(network)
    effort = np.bincount(component, weights=1 + network.degree, minlength=components)
    sources = np.bincount(component[representatives], minlength=components)
    needed = np.asarray(sources * effort, dtype=np.float64)
    sampled = _too_large(needed, work) & (np.bincount(component) >= BATCHES * _FEWEST_PER_BATCH)
    graph = _graph(network)
    exact = representatives[~sampled[component[representatives]]]
    raw = _exact(graph, exact, multiplicity)
    variance = np.zeros(n)
    pivots = 0
    for k in np.flatnonzero(sampled):
        share = work / 2 * needed[k] / needed[sampled].sum()
        estimate, spread, drawn = _estimate(
            graph, np.flatnonzero(component == k), int(share / effort[k]), seed
        )
        raw, variance, pivots = raw + estimate, variance + spread, pivots + drawn
    scale = 2 / ((n - 1) * (n - 2)) if n > 2 else 1.0
    return Betweenness(raw, raw * scale, np.sqrt(variance) * scale, sampled[component], pivots)


def _too_large(needed: FloatArray, work: int) -> BoolArray:
    """The components to sample: none where all can be exact, else those that take a hundredth of the work."""
    return needed > (work / 100 if needed.sum() > work else np.inf)


def _graph(network: Network) -> igraph.Graph:
    first, second, _ = network.pairs()
    return igraph.Graph(n=len(network.ids), edges=np.column_stack([first, second]).tolist())


def _alike(network: Network) -> tuple[IntArray, IntArray]:
    """One node of each set with the same neighbours (each other apart), and how many it stands for.

    Sets of neighbours are compared by their sums of random numbers, 128 bits for each node.
    """
    bits = np.random.default_rng(0).integers(0, 2**64, (len(network.ids), 2), dtype=np.uint64)
    others = np.asarray(network.weights.astype(np.bool_).astype(np.uint64) @ bits, dtype=np.uint64)
    stands_for, size = _equal_rows(others)
    stands_for_joined, size_joined = _equal_rows(others + bits)
    # No node has both: one alike that it is joined with, and one alike that it is not joined with.
    joined = size_joined > 1
    first = np.where(joined, stands_for_joined, stands_for)
    representatives = np.flatnonzero(first == np.arange(first.size))
    return representatives, np.where(joined, size_joined, size)


def _equal_rows(rows: UnsignedArray) -> tuple[IntArray, IntArray]:
    """Of each row, the place of the first that equals it, and how many do."""
    _, first, group, size = np.unique(
        rows, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    return first[group].astype(np.int64), size[group].astype(np.int64)


def _contribution(graph: igraph.Graph, sources: IntArray) -> FloatArray:
    """What these sources add to everyone's betweenness, each pair counted from either end."""
    return np.asarray(graph.betweenness(directed=False, sources=sources.tolist()), dtype=np.float64)


def _exact(graph: igraph.Graph, sources: IntArray, multiplicity: IntArray) -> FloatArray:
    total = np.zeros(graph.vcount())
    for times in np.unique(multiplicity[sources]):
        total += times * _contribution(graph, sources[multiplicity[sources] == times])
    return total


def _estimate(
    graph: igraph.Graph, nodes: IntArray, pivots: int, seed: int
) -> tuple[FloatArray, FloatArray, int]:
    """The contribution of all these sources, its variance, and the size of the sample that both are from.

    The sample is drawn without replacement and split into equal batches.
    """
    each = min(max(pivots // BATCHES, _FEWEST_PER_BATCH), len(nodes) // BATCHES)
    drawn = np.random.default_rng(seed).permutation(nodes)[: each * BATCHES].reshape(BATCHES, each)
    means = np.array([_contribution(graph, np.sort(batch)) / each for batch in drawn])
    unseen = 1 - drawn.size / len(nodes)
    return (
        len(nodes) * means.mean(axis=0),
        len(nodes) ** 2 * unseen * means.var(axis=0, ddof=1) / BATCHES,
        drawn.size,
    )
