"""A network taken apart at its cut vertices: what is between two others there, and the blocks that are left.

A shortest path leaves a block (a largest part that no single node cuts) only through cut vertices. So the
paths through a node are of two kinds: between nodes that it separates, which need only be counted; and
between two nodes of a block that it is in, or what stands behind them. Nodes whose neighbours in the block
are all joined with each other lie on no shortest path in it, and those of them with the same neighbours are
alike as ends of paths: one stands for all (Sarıyüce et al. 2013, doi:10.1137/1.9781611972832.76). Networks of
co-authors, made of teams, become several times smaller by this, and what is computed on them stays exact.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from graph.network import Network, Weights
from queries.measures.arrays import FloatArray, IntArray

UnsignedArray: TypeAlias = NDArray[np.uint64]


class Block(NamedTuple):
    """Nodes between which paths are searched, counted from 0."""

    nodes: IntArray
    """Their places in the network."""
    stands_for: FloatArray
    """How many nodes each stands for, itself included."""
    start: IntArray
    neighbours: IntArray
    """Those of node k are `neighbours[start[k]:start[k + 1]]`."""

    @property
    def work(self) -> float:
        """What it takes to search from all its nodes: sources, times nodes and ends of links visited."""
        return float(self.nodes.size) * (self.nodes.size + self.neighbours.size)


class Apart(NamedTuple):
    """A network taken apart."""

    separated: FloatArray
    """For each node, how many pairs of others are joined only through it."""
    blocks: list[Block]
    """The blocks in which not all are joined with all."""


def take_apart(network: Network) -> Apart:
    """The network, its weights disregarded, taken apart at its cut vertices."""
    graph = network.to_igraph()
    members = [np.sort(np.array(block, dtype=np.int64)) for block in graph.biconnected_components()]
    tree = _tree(network, members)
    behind = _behind(network, members, tree)
    of_node = np.concatenate([np.zeros(0, np.int64), *members])
    whole = tree.size_of_component[of_node]
    ahead = whole - np.concatenate([np.zeros(0), *behind])
    together = np.bincount(of_node, weights=ahead**2, minlength=len(network.ids))
    separated = ((tree.size_of_component - 1) ** 2 - together) / 2
    links = _links_in(network, tree, len(members))
    blocks = [
        _alike_as_one(graph, network, nodes, stands_for)
        for nodes, stands_for, inside in zip(members, behind, links.tolist(), strict=True)
        if inside < nodes.size * (nodes.size - 1) // 2
    ]
    return Apart(separated, blocks)


class _Tree(NamedTuple):
    """Nodes, and blocks numbered after them, as a tree: a block stands below one of its nodes."""

    parent: IntArray
    below: FloatArray
    """How many nodes are in the part of the tree from here down."""
    size_of_component: FloatArray
    """For each node."""


def _tree(network: Network, members: list[IntArray]) -> _Tree:
    n, root = len(network.ids), len(network.ids) + len(members)
    _, component = connected_components(network.weights, directed=False)
    first = np.unique(component, return_index=True)[1]
    blocks = np.repeat(np.arange(n, root), [block.size for block in members])
    start = np.concatenate([*members, np.full(first.size, root)]).astype(np.int64)
    end = np.concatenate([blocks, first]).astype(np.int64)
    joined = csr_array((np.ones(start.size), (start, end)), shape=(root + 1, root + 1))
    order, parent = breadth_first_order(joined, root, directed=False)
    below = np.zeros(root + 1)
    below[:n] = 1
    for one in order[:0:-1].tolist():
        below[parent[one]] += below[one]
    return _Tree(parent.astype(np.int64), below, np.bincount(component)[component].astype(np.float64))


def _behind(network: Network, members: list[IntArray], tree: _Tree) -> list[FloatArray]:
    """For each node of each block, how many nodes the block reaches only through it, itself included."""
    n = len(network.ids)
    found = []
    for block, nodes in enumerate(members, start=n):
        above = tree.size_of_component[nodes] - tree.below[block]
        found.append(np.where(tree.parent[block] == nodes, above, tree.below[nodes]))
    return found


def _links_in(network: Network, tree: _Tree, blocks: int) -> IntArray:
    """How many links each block has: those of which it stands between the ends, or above both."""
    first, second, _ = network.pairs()
    block = np.where(tree.parent[tree.parent[second]] == first, tree.parent[second], tree.parent[first])
    return np.bincount(block - len(network.ids), minlength=blocks).astype(np.int64)


def _alike_as_one(graph: igraph.Graph, network: Network, nodes: IntArray, stands_for: FloatArray) -> Block:
    """The block with one node for all that are alike and on no shortest path."""
    links = csr_array(network.weights[nodes][:, nodes])
    links.data[:] = 1
    closed = graph.induced_subgraph(nodes.tolist()).transitivity_local_undirected(mode="zero")
    first = np.where(np.array(closed) > 1 - 1e-12, _first_alike(links), np.arange(nodes.size))
    kept = np.flatnonzero(first == np.arange(nodes.size))
    weights = np.bincount(first, weights=stands_for, minlength=nodes.size).astype(np.float64)
    left = links[kept][:, kept]
    return Block(nodes[kept], weights[kept], left.indptr.astype(np.int64), left.indices.astype(np.int64))


def _first_alike(links: Weights) -> IntArray:
    """Of each node, the first that has the same neighbours and is joined with it, or the node itself.

    Neighbours are compared by their sums of random numbers, 128 bits for each node.
    """
    bits = np.random.default_rng(0).integers(0, 2**64, (links.shape[0], 2), dtype=np.uint64)
    sums = np.asarray(links.astype(np.uint64) @ bits, dtype=np.uint64) + bits
    _, first, group = np.unique(sums, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[group], dtype=np.int64)
