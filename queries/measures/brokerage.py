"""Burt's structural holes: how far a node's neighbours are joined among themselves, and so hold it in.

Both measures follow Burt, Structural Holes (1992), and equal networkx' `constraint` and `effective_size` (the
latter as it computes them for given nodes) for undirected weighted networks. p_uv is the share of u's weight
that v has; m_vw is the weight of v and w as a share of v's greatest. Both are sums over triangles.
"""

import numpy as np

from graph.network import Network
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.triangles import links_of, triangles


def constraint(network: Network) -> FloatArray:
    """Sum over u's neighbours v of (p_uv + sum over w of p_uw p_wv) squared; NaN without neighbours.

    Low means open: the neighbours hardly know each other. One neighbour gives 1; more than 1 is possible with
    two or three neighbours. Time grows with the number of links and triangles.
    """
    links, total = links_of(network.weights), _total(network)
    first, second, weight = links.first, links.second, links.weight
    invested = weight.copy()  # directly, and through each third node: times the share of either end
    for ab, ac, bc in triangles(links):
        invested += _summed(ab, weight[ac] * weight[bc] / total[second[ac]], weight.size)
        invested += _summed(ac, weight[ab] * weight[bc] / total[second[ab]], weight.size)
        invested += _summed(bc, weight[ab] * weight[ac] / total[first[ab]], weight.size)
    n = len(network.ids)
    result = _summed(first, (invested / total[first]) ** 2, n) + _summed(second, (invested / total[second]) ** 2, n)
    return np.where(network.degree > 0, result, np.nan)


def effective_size(network: Network) -> FloatArray:
    """Sum over u's neighbours v of 1 - sum over w of p_uw m_vw; NaN for a node without neighbours.

    The number of neighbours less what is redundant among them: without weights n - 2t/n for n neighbours with
    t links among them (Borgatti 1997).
    """
    links, greatest = links_of(network.weights), _greatest(network)
    n, weight, total = len(network.ids), links.weight, _total(network)
    redundant = np.zeros(n)
    for ab, ac, bc in triangles(links):
        a, b, c = links.first[ab], links.second[ab], links.second[ac]
        for ego, one, other, to_one, to_other, between in (
            (a, b, c, ab, ac, bc),
            (b, a, c, ab, bc, ac),
            (c, a, b, ac, bc, ab),
        ):
            either = weight[to_other] / greatest[one] + weight[to_one] / greatest[other]
            redundant += _summed(ego, weight[between] * either, n)
    return np.where(network.degree > 0, network.degree - redundant / np.where(total > 0, total, 1), np.nan)


def _total(network: Network) -> FloatArray:
    """The sum of the weights of each node."""
    return np.asarray(network.weights.sum(axis=1), dtype=np.float64)


def _greatest(network: Network) -> FloatArray:
    """The greatest weight of each node; 0 without any."""
    greatest = np.zeros(len(network.ids))
    linked = network.degree > 0
    greatest[linked] = np.maximum.reduceat(network.weights.data, network.weights.indptr[:-1][linked])
    return greatest


def _summed(places: IntArray, values: FloatArray, size: int) -> FloatArray:
    return np.bincount(places, weights=values, minlength=size).astype(np.float64, copy=False)
