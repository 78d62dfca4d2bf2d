"""Burt's structural holes: how far a node's neighbours are joined among themselves, and so hold it in.

Both measures follow Burt, Structural Holes (1992), and equal networkx' `constraint` and `effective_size` (the
latter as it computes them for given nodes) for undirected weighted networks. p_uv is the share of u's weight
that v has; m_vw is the weight of v and w as a share of v's greatest.
"""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array, diags_array

from graph.network import Network, Weights
from queries.measures.arrays import FloatArray

_BLOCK_STEPS = 20_000_000


def constraint(network: Network) -> FloatArray:
    """Sum over u's neighbours v of (p_uv + sum over w of p_uw p_wv) squared; NaN without neighbours.

    Low means open: the neighbours hardly know each other. One neighbour gives 1; more than 1 is possible with
    two or three neighbours. Time grows with the sum of squared degrees.
    """
    shares = _shares(network)
    result = np.full(len(network.ids), np.nan)
    for rows, joined in _blocks(network):
        through = (shares[rows] @ shares).multiply(joined)
        result[rows] = (shares[rows] + through).power(2).sum(axis=1)
    return np.where(network.degree > 0, result, np.nan)


def effective_size(network: Network) -> FloatArray:
    """Sum over u's neighbours v of 1 - sum over w of p_uw m_vw; NaN for a node without neighbours.

    The number of neighbours less what is redundant among them: without weights n - 2t/n for n neighbours with
    t links among them (Borgatti 1997).
    """
    shares, joined_all = _shares(network), _joined(network)
    relative = _scaled(network, _greatest(network))
    redundant = np.zeros(len(network.ids))
    for rows, joined in _blocks(network):
        redundant[rows] = (joined @ relative).multiply(shares[rows]).sum(axis=1)
    return np.where(network.degree > 0, np.diff(joined_all.indptr) - redundant, np.nan)


def _greatest(network: Network) -> FloatArray:
    """The greatest weight of each node; 0 without any."""
    greatest = np.zeros(len(network.ids))
    linked = network.degree > 0
    greatest[linked] = np.maximum.reduceat(network.weights.data, network.weights.indptr[:-1][linked])
    return greatest


def _shares(network: Network) -> Weights:
    return _scaled(network, network.weights.sum(axis=1))


def _scaled(network: Network, divisors: FloatArray) -> Weights:
    return csr_array(diags_array(1 / np.where(divisors > 0, divisors, 1)) @ network.weights)


def _joined(network: Network) -> Weights:
    joined = network.weights.copy()
    joined.data = np.ones_like(joined.data)
    return joined


def _blocks(network: Network) -> Iterator[tuple[slice, Weights]]:
    """Rows of the adjacency in blocks, so that the paths of two links from one block fit in memory."""
    joined = _joined(network)
    steps = np.concatenate([[0], np.cumsum(joined @ network.degree)])
    start = 0
    while start < len(network.ids):
        end = max(start + 1, int(np.searchsorted(steps, steps[start] + _BLOCK_STEPS, side="right")) - 1)
        yield slice(start, end), csr_array(joined[start:end])
        start = end
