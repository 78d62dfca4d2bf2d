"""Where the scientists of a large network stand: clusters first, then each one's own scientists in its disc.

Laying out thousands of dots at once takes minutes; clusters are small networks, and near means the same cluster.
"""

from __future__ import annotations

import random

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components

from queries.measures.arrays import FloatArray, IntArray

SEED = 786
LEAST_ROUNDS, MOST_ROUNDS = 10, 150
FORCES = 60_000_000
"""Pairs of scientists of a cluster, times rounds, beyond which there are fewer rounds."""
PLACED = 120
"""Clusters that are placed by what joins them; smaller ones, and those that nothing joins, stand on rings around."""
GAP = 1.2
"""How much wider than its dots need a cluster's disc is taken when clusters are moved apart."""
TIGHT = 0.9
"""How far from their middle clusters stand before they are moved apart, over what their discs would fill."""
FURTHEST = 1.8
"""How far out a cluster may stand that little joins, over the usual distance from the middle."""
EXTENT = 65_535

Links = tuple[IntArray, IntArray, FloatArray]


def laid_out(cluster: IntArray, links: Links) -> NDArray[np.uint16]:
    """Whole coordinates from 0 to 65,535, shape (scientists, 2); the same for the same input.

    `cluster` numbers the clusters from 0, the largest first; `links` are places and weights. A disc's area grows with
    its scientists, who fill it evenly: the forces (Fruchterman & Reingold 1991) say in which direction from the middle
    and in which order outwards each one stands.
    """
    if not cluster.size:
        return np.zeros((0, 2), dtype=np.uint16)
    sizes = np.bincount(cluster)
    radii = np.sqrt(sizes.astype(np.float64))
    points = _centres(cluster, links, radii)[cluster]
    first, second, weight = links
    inner = cluster[first] == cluster[second]
    order = np.argsort(cluster, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)])
    within = np.empty(cluster.size, dtype=np.int64)
    within[order] = np.arange(cluster.size) - starts[cluster[order]]
    of_link = cluster[first[inner]]
    by_cluster = np.argsort(of_link, kind="stable")
    bounds = np.searchsorted(of_link[by_cluster], np.arange(sizes.size + 1))
    a, b, w = within[first[inner]][by_cluster], within[second[inner]][by_cluster], weight[inner][by_cluster]
    for number, size in enumerate(sizes.tolist()):
        part = slice(bounds[number], bounds[number + 1])
        own = order[starts[number] : starts[number + 1]]
        points[own] += _disc(_forces(size, (a[part], b[part], w[part]))) * radii[number]
    return _whole(points)


def _centres(cluster: IntArray, links: Links, radii: FloatArray) -> FloatArray:
    """The middles of the clusters: the largest that hang together by their links, the rest on rings around those."""
    number = radii.size
    first, second, weight = links
    joined = csr_array((weight, (cluster[first], cluster[second])), shape=(number, number))
    largest = min(PLACED, number)
    _, part = connected_components(joined[:largest, :largest], directed=False)
    placed = np.flatnonzero(part == np.bincount(part).argmax())
    both = joined[placed][:, placed]
    pairs = csr_array(triu(both + both.T, 1)).tocoo()
    found = _forces(placed.size, (pairs.row.astype(np.int64), pairs.col.astype(np.int64), pairs.data))
    found -= found.mean(axis=0)
    away = max(float(np.sqrt(np.square(found).sum(axis=1).mean())), 1e-9)
    far = np.hypot(*found.T)
    found *= (np.minimum(far, FURTHEST * away) / np.maximum(far, 1e-9))[:, None]
    found *= TIGHT * float(np.sqrt(np.square(radii[placed]).sum())) / away
    centres = np.zeros((number, 2))
    centres[placed] = _apart(found, radii[placed] * GAP)
    return _ringed(centres, radii, placed)


def _ringed(centres: FloatArray, radii: FloatArray, placed: IntArray) -> FloatArray:
    """The clusters that are not yet placed, one after the other on rings around those that are."""
    rest = np.setdiff1d(np.arange(radii.size), placed)
    if not rest.size:
        return centres
    middle = centres[placed].mean(axis=0)
    ring = float((np.hypot(*(centres[placed] - middle).T) + radii[placed]).max()) + 2 * float(radii[rest].max())
    angle = 0.0
    for number in rest.tolist():
        width = 2.6 * float(radii[number])
        if angle + width / ring > 2 * np.pi:
            ring, angle = ring + width, 0.0
        centres[number] = middle + ring * np.array([np.cos(angle), np.sin(angle)])
        angle += width / ring
    return centres


def _forces(nodes: int, links: Links) -> FloatArray:
    """Positions by Fruchterman and Reingold, from a circle in the order of the nodes."""
    if nodes < 3:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[:nodes]
    first, second, weight = links
    graph = igraph.Graph(n=nodes, edges=list(zip(first.tolist(), second.tolist(), strict=True)))
    rounds = max(LEAST_ROUNDS, min(MOST_ROUNDS, FORCES // nodes**2))
    angles = np.linspace(0, 2 * np.pi, nodes, endpoint=False)
    start = np.column_stack((np.cos(angles), np.sin(angles))) * nodes**0.5
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311
    try:
        found = graph.layout_fruchterman_reingold(
            weights=np.sqrt(weight).tolist() or None, seed=start.tolist(), niter=rounds, start_temp=nodes**0.5,
            grid="nogrid",  # igraph 1.0 can crash on its grid
        )  # fmt: skip
    finally:
        igraph.set_random_number_generator(random)
    return np.array(found.coords, dtype=np.float64)


def _disc(points: FloatArray) -> FloatArray:
    """The points spread evenly over a disc of radius 1, in their directions and in their order from the middle."""
    centred = points - np.median(points, axis=0)
    distance = np.hypot(*centred.T)
    rank = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    radius = np.sqrt((rank + 0.5) / len(points)) if len(points) > 1 else np.zeros(1)
    angle = np.arctan2(centred[:, 1], centred[:, 0])
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _apart(points: FloatArray, radii: FloatArray, rounds: int = 400) -> FloatArray:
    """The points moved until no two discs overlap, or for so many rounds; each pair gives way by half."""
    moved = points + 1e-6 * np.arange(len(points))[:, None]
    for _ in range(rounds):
        delta = moved[:, None] - moved[None, :]
        distance = np.hypot(delta[..., 0], delta[..., 1])
        missing = np.maximum(radii[:, None] + radii[None, :] - distance, 0)
        np.fill_diagonal(missing, 0)
        if missing.max(initial=0) < 1e-3:
            break
        delta[distance < 1e-9] = (1.0, 0.0)
        moved += 0.3 * (delta / np.maximum(distance, 1e-9)[..., None] * missing[..., None]).sum(axis=1)
    return moved


def _whole(points: FloatArray) -> NDArray[np.uint16]:
    low, high = points.min(axis=0), points.max(axis=0)
    span = max(float((high - low).max()), 1e-9)
    middle = (low + high) / 2
    made: NDArray[np.uint16] = np.round(((points - middle) / span + 0.5) * EXTENT).astype(np.uint16)
    return made
