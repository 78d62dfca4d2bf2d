"""Betweenness: on how many of the shortest paths between others a node lies; exact, or from sampled sources.

The measure is Freeman's (1977, doi:10.2307/3033543), without weights, computed by Brandes' algorithm (2001,
doi:10.1080/0022250X.2001.9990249) on the blocks of the network. Of each path, a source gives a node the more
the farther along the path it is: 3x² - 2x³ at the part x of the way. Over both directions of a path this adds
up to 1; and where only a sample of the sources is followed, none counts too much for those near it (after
Geisberger, Sanders & Schultes 2008, doi:10.1137/1.9781611972887.9, who take x itself).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.network import Network
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.blocks import Block, take_apart

WORK = 800_000_000
"""Sources, times nodes and ends of links visited from each: about six seconds of one core."""

FEWEST_PIVOTS = 100


@dataclass(frozen=True, eq=False)
class Betweenness:
    """One value for each node.

    `raw` counts each unordered pair of others once; `normalised` is raw times 2/((n - 1)(n - 2)), n of all
    nodes. `standard_error` is that of `normalised`, 0 where it is exact; for a node that has little it is too
    small, since few sources have much to do with it. `sampled` nodes are of blocks of which `pivots` sources
    were drawn, each with a chance in proportion to how many nodes it stands for.
    """

    raw: FloatArray
    normalised: FloatArray
    standard_error: FloatArray
    sampled: BoolArray
    pivots: int


def betweenness(network: Network, seed: int = 0, work: int = WORK) -> Betweenness:
    """The betweenness of every node: exact where that takes no more than `work`, else estimated.

    Only the largest blocks are sampled then, with half of `work`: what is not exact should at least be quick.
    A block of 100 nodes or fewer is always exact; of one that is sampled, at least 100 sources are drawn.
    """
    n = len(network.ids)
    apart = take_apart(network)
    rate = _sampling_rate(apart.blocks, work)
    raw, variance = apart.separated.copy(), np.zeros(n)
    sampled, pivots = np.zeros(n, dtype=np.bool_), 0
    chance = np.random.default_rng(seed)
    for block in apart.blocks:
        if rate < 1 and _is_large(block, work):
            drawn = max(int(rate * block.nodes.size), FEWEST_PIVOTS)
            inside, spread = _estimate(block, drawn, chance)
            variance[block.nodes] += spread
            sampled[block.nodes] = True
            pivots += drawn
        else:
            inside = _exact(block)
        raw[block.nodes] += inside
    scale = 2 / ((n - 1) * (n - 2)) if n > 2 else 1.0
    return Betweenness(raw, raw * scale, np.sqrt(variance) * scale, sampled, pivots)


def _sampling_rate(blocks: Sequence[Block], work: int) -> float:
    """The share of its sources that is drawn of a large block; 1 where all blocks can be exact."""
    large = sum(block.work for block in blocks if _is_large(block, work))
    exact = sum(block.work for block in blocks) <= work
    return 1.0 if exact or not large else min(work / 2 / large, 1.0)


def _is_large(block: Block, work: int) -> bool:
    return block.work > work / 100 and block.nodes.size > FEWEST_PIVOTS


def _exact(block: Block) -> FloatArray:
    """What all sources add; where all are followed, both ways along each path, each way adds a half."""
    total = np.zeros(block.nodes.size)
    for source, times in enumerate(block.stands_for.tolist()):
        _, paths, steps = _searched(block, source)
        on_way = _ahead(block, paths, steps, 0)
        on_way[source] = 0
        total += times / 2 * on_way
    return total


def _estimate(block: Block, drawn: int, chance: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """What all sources add, and the variance of this, from sources drawn with replacement."""
    everyone = block.stands_for.sum()
    sources = chance.choice(block.nodes.size, drawn, p=block.stands_for / everyone)
    total, squares = np.zeros(block.nodes.size), np.zeros(block.nodes.size)
    for source, times in zip(*np.unique(sources, return_counts=True), strict=True):
        carried = everyone * _carried(block, source)
        total += times * carried
        squares += times * carried**2
    mean = total / drawn
    return mean, (squares / drawn - mean**2).clip(0) / (drawn - 1)


def _carried(block: Block, source: int) -> FloatArray:
    """What each node carries of the paths from a source: of each, by how far along it is."""
    distance, paths, steps = _searched(block, source)
    square, cube = (_ahead(block, paths, steps, power) for power in (2, 3))
    gone = distance.astype(np.float64)
    return 3 * gone**2 * square - 2 * gone**3 * cube


def _searched(block: Block, source: int) -> tuple[NDArray[np.int32], FloatArray, list[tuple[IntArray, IntArray]]]:
    """Distances and numbers of shortest paths from a source, and the links that these take at each step.

    Each step looks at the links of those reached last or of those not reached yet, whichever are fewer (Beamer,
    Asanović & Patterson 2012, doi:10.1109/SC.2012.50).
    """
    n, degree = block.nodes.size, np.diff(block.start)
    distance, paths = np.full(n, -1, dtype=np.int32), np.zeros(n)
    distance[source], paths[source] = 0, 1
    steps: list[tuple[IntArray, IntArray]] = []
    front = np.array([source], dtype=np.int64)
    while front.size and (left := np.flatnonzero(distance < 0)).size:
        if degree[front].sum() <= degree[left].sum():
            tails, heads = _links_from(block, front)
            fresh = np.flatnonzero(distance[heads] < 0)
        else:
            heads, tails = _links_from(block, left)
            fresh = np.flatnonzero(distance[tails] == len(steps))
        tails, heads = tails[fresh], heads[fresh]
        steps.append((tails, heads))
        paths += np.bincount(heads, weights=paths[tails], minlength=n)
        distance[heads] = len(steps)
        front = np.flatnonzero(distance == len(steps))
    return distance, paths, steps


def _ahead(block: Block, paths: FloatArray, steps: Sequence[tuple[IntArray, IntArray]], power: int) -> FloatArray:
    """For each node the paths that it is on, each divided by its length to the power."""
    found = np.zeros(block.nodes.size)
    for length, (tails, heads) in zip(range(len(steps), 0, -1), reversed(steps), strict=True):
        each = (block.stands_for / float(length) ** power + found) / paths
        found += paths * np.bincount(tails, weights=each[heads], minlength=found.size)
    return found


def _links_from(block: Block, front: IntArray) -> tuple[IntArray, IntArray]:
    """All links that leave some nodes: where each starts and where it ends."""
    start = block.start[front]
    number = block.start[front + 1] - start
    listed = np.cumsum(number)
    places = np.arange(listed[-1]) + np.repeat(start - listed + number, number)
    return np.repeat(front, number), block.neighbours[places]
