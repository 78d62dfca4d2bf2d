"""How a node's links are spread over modules, such as clusters or countries, and how central it is in its own.

Both measures are those of Guimerà & Amaral (2005, doi:10.1038/nature03288).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from graph.network import Network
from queries.measures.arrays import FloatArray, IntArray


def participation(network: Network, module: IntArray, *, weighted: bool = False) -> FloatArray:
    """1 - sum over modules of (a node's links with the module / all its links) squared, links weighed or counted.

    0 where all neighbours are of one module, near 1 where they are evenly of many. `module` is a number from 0 for
    each node, or -1 where it is of none: links with those do not count. NaN where no link counts.
    """
    with_modules = _links_with(network, module, weighted)
    total = np.asarray(with_modules.sum(axis=1), dtype=np.float64)
    squares = np.asarray(with_modules.power(2).sum(axis=1), dtype=np.float64)
    return np.where(total > 0, 1 - squares / np.where(total > 0, total, 1) ** 2, np.nan)


def within_module_z(network: Network, module: IntArray, *, weighted: bool = False) -> FloatArray:
    """A node's links with its own module, in standard deviations above the mean of the nodes of the module.

    The deviation is that of the whole module (divided by its size, not by one less). NaN for nodes of no module,
    and where all of a module have as many links in it.
    """
    members = np.flatnonzero(module >= 0)
    own, result = module[members], np.full(module.size, np.nan)
    if not members.size:
        return result
    inside = np.asarray(_links_with(network, module, weighted)[members, own], dtype=np.float64)
    size = np.maximum(np.bincount(own), 1)
    apart = inside - (np.bincount(own, weights=inside) / size)[own]
    deviation = np.sqrt(np.bincount(own, weights=apart**2) / size)[own]
    differs = deviation > 1e-12 * np.maximum(inside, 1)
    result[members[differs]] = apart[differs] / deviation[differs]
    return result


def _links_with(network: Network, module: IntArray, weighted: bool) -> csr_array[np.float64, tuple[int, int]]:
    """Nodes by modules: the weight, or the number, of the links between the two."""
    members = np.flatnonzero(module >= 0)
    shape = (module.size, int(module.max(initial=-1)) + 1)
    of_module = csr_array((np.ones(members.size), (members, module[members])), shape=shape)
    return csr_array((network.weights if weighted else network.weights.astype(np.bool_).astype(np.float64)) @ of_module)
