"""PageRank: how often a walk from neighbour to neighbour, now and then begun anew anywhere, is at each node."""

from __future__ import annotations

import numpy as np

from graph.network import Network
from queries.measures.arrays import FloatArray

DAMPING = 0.85


def pagerank(network: Network, damping: float = DAMPING) -> FloatArray:
    """The PageRank of every node, by the weights of links; the sum is 1. As networkx' `pagerank`.

    Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X, by PRPACK in igraph. From a node without links the walk goes
    on anywhere.
    """
    if not network.ids:
        return np.zeros(0)
    return np.array(network.to_igraph().pagerank(directed=False, damping=damping, weights="weight"), dtype=np.float64)
