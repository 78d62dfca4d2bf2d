"""The best paths between two nodes: fewest links first, of equals those whose links cost least, and the next after.

Links are counted by breadth-first search from both ends. Of the paths of that length, and of those with one link more,
the cheapest are taken in turn by a best-first search whose estimate is the exact cost of the rest of the way
(Hart, Nilsson & Raphael 1968, doi:10.1109/TSSC.1968.300136), so that it looks at little more than the paths it gives.
A walk with one link more than the shortest path cannot pass a node twice: without the loop it would be shorter.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, IntArray

FAR = np.iinfo(np.int64).max // 4
"""Links to what cannot be reached."""


def links_from(links: csr_array[Any, tuple[int, int]], start: int) -> IntArray:
    """The fewest links from a node to every other, `FAR` to those that cannot be reached; `links` is symmetric."""
    distance = np.full(links.shape[0], FAR)
    front = np.array([start])
    step = 0
    while front.size:
        distance[front] = step
        reached = np.unique(_ends(links, front)[0])
        front = reached[distance[reached] == FAR]
        step += 1
    return distance


def near_both(links: csr_array[Any, tuple[int, int]], start: int, end: int) -> BoolArray:
    """Which nodes are on a path between two of the fewest links, or of one more; none where there is no path."""
    there, back = links_from(links, start), links_from(links, end)
    return np.asarray((there + back <= there[end] + 1) & (there[end] < FAR))


def best_paths(cost: csr_array[np.int64, tuple[int, int]], start: int, end: int, number: int) -> list[tuple[int, ...]]:
    """At most so many paths from `start` to `end`, as places, in order: links, then cost, then places.

    Only paths of the fewest links and of one more are given. `cost` is symmetric, positive, and has an entry for each
    link; a path costs the sum.
    """
    there, back = links_from(cost, start), links_from(cost, end)
    if there[end] >= FAR or start == end:
        return []
    lengths = (int(there[end]), int(there[end]) + 1)
    every = (path for length in lengths for path in _of_length(cost, start, length, there, back))
    return list(islice(every, number))


def how_many(links: csr_array[Any, tuple[int, int]], start: int, end: int) -> int:
    """How many paths of the fewest links there are between two nodes; beyond 2^53 about so many."""
    there, back = links_from(links, start), links_from(links, end)
    if there[end] >= FAR:
        return 0
    ways = (there == 0).astype(np.float64)
    ones = csr_array((np.ones_like(links.data, dtype=np.float64), links.indices, links.indptr), shape=links.shape)
    for step in range(1, int(there[end]) + 1):
        ways = np.where((there == step) & (there + back == there[end]), ones @ ways, 0)
    return int(ways[end])


def _of_length(
    cost: csr_array[np.int64, tuple[int, int]], start: int, length: int, there: IntArray, back: IntArray
) -> Iterator[tuple[int, ...]]:
    """The paths of exactly so many links, the cheapest first; `there` and `back` are links from start and from end."""
    rest = _rest(cost, length, there, back)
    waiting: list[tuple[int, tuple[int, ...], int]]
    waiting = [(int(rest[0][start]), (start,), 0)] if rest[0][start] < FAR else []
    while waiting:
        _, path, spent = heapq.heappop(waiting)
        step = len(path) - 1
        if step == length:
            yield path
            continue
        at = slice(cost.indptr[path[-1]], cost.indptr[path[-1] + 1])
        for node, more in zip(cost.indices[at].tolist(), cost.data[at].tolist(), strict=True):
            left = int(rest[step + 1][node])
            if left < FAR:
                heapq.heappush(waiting, (spent + more + left, (*path, node), spent + more))


def _rest(cost: csr_array[np.int64, tuple[int, int]], length: int, there: IntArray, back: IntArray) -> list[IntArray]:
    """Of each step and node, the least cost of the rest of the way to the end; `FAR` where no path has it there."""
    last = np.where(back == 0, 0, FAR)
    found = [last]
    for step in range(length - 1, -1, -1):
        nodes = np.flatnonzero((there <= step) & (back <= length - step))
        ends, costs, begins = _ends(cost, nodes)
        least = np.full(last.size, FAR)
        if ends.size:
            least[nodes] = np.minimum(np.minimum.reduceat(found[-1][ends] + costs, begins), FAR)
        found.append(least)
    return found[::-1]


def _ends(links: csr_array[Any, tuple[int, int]], nodes: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """The neighbours of some nodes, node by node, what their links hold, and where each node's neighbours begin."""
    counts = (links.indptr[nodes + 1] - links.indptr[nodes]).astype(np.int64)
    begins = np.cumsum(counts) - counts
    places = np.arange(counts.sum()) + np.repeat(links.indptr[nodes] - begins, counts)
    return links.indices[places].astype(np.int64), links.data[places], begins
