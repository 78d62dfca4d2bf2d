"""Where a network's dots stand; the same for the same input."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import hypot

import igraph
import numpy as np
from numpy.typing import NDArray

from webviz.backbone import Pair

Points = NDArray[np.float64]

SEED = 786
ROUNDS = 600


def positions(nodes: int, pairs: Sequence[Pair], width: float, height: float, margin: float) -> Points:
    """Positions by Fruchterman-Reingold from a circle in the order of the nodes, filling the picture.

    Weights count by their square root, so that one great partnership does not pull everything into one point.
    Shape (nodes, 2).
    """
    if nodes == 0:
        return np.zeros((0, 2))
    graph = igraph.Graph(n=nodes, edges=[(a, b) for a, b, _ in pairs])
    angles = np.linspace(0, 2 * np.pi, nodes, endpoint=False)
    start = np.column_stack((np.cos(angles), np.sin(angles))) * nodes
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311
    try:
        found = graph.layout_fruchterman_reingold(
            weights=[float(np.sqrt(weight)) for *_, weight in pairs] or None,
            seed=start.tolist(), niter=ROUNDS, start_temp=nodes**0.5, grid="nogrid",
        )  # fmt: skip
    finally:
        igraph.set_random_number_generator(random)
    return _fill(np.array(found.coords, dtype=np.float64), width, height, margin)


def _fill(points: Points, width: float, height: float, margin: float) -> Points:
    """The points turned so that their longest axis lies flat, and spread over the picture to its margin."""
    centred = points - points.mean(axis=0)
    if len(points) > 2:
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        axes = axes * np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
        centred = centred @ axes.T
    return np.column_stack([_evened(centred[:, axis], margin, end - margin) for axis, end in ((0, width), (1, height))])


def _evened(values: Points, low: float, high: float) -> Points:
    """The values from low to high, halfway between where they lie and even steps: a dense middle opens."""
    if len(values) < 2 or np.ptp(values) < 1e-9:
        return np.full(len(values), (low + high) / 2)
    share = (values - values.min()) / np.ptp(values)
    steps = np.argsort(np.argsort(values, kind="stable"), kind="stable") / (len(values) - 1)
    spread_out: Points = low + (share + steps) / 2 * (high - low)
    return spread_out


def spread(points: Points, radii: Points, width: float, height: float, gap: float, rounds: int = 200) -> Points:
    """The points moved until no two circles come nearer than `gap`, as far as there is room."""
    edge = radii[:, None] + 2
    low, high = edge, np.array([width, height]) - edge
    moved = np.clip(points, low, high)
    for _ in range(rounds):
        if not _pushed_apart(moved, radii, gap):
            break
        moved = np.clip(moved, low, high)
    return moved


def _pushed_apart(points: Points, radii: Points, gap: float) -> bool:
    """Push circles that are nearer than `gap` apart by what is missing; whether there were any."""
    any_near = False
    for i in range(1, len(points)):
        delta = points[i] - points[:i]
        distance = np.hypot(delta[:, 0], delta[:, 1])
        missing = radii[i] + radii[:i] + gap - distance
        for j in np.flatnonzero(missing > 0.01):
            any_near = True
            away = delta[j] / distance[j] if distance[j] > 1e-6 else _direction(i)
            points[i] += away * missing[j] / 2
            points[j] -= away * missing[j] / 2
    return any_near


def _direction(number: int) -> Points:
    """Where a circle goes that stands on the spot of another one: each its own way."""
    return np.array([np.cos(number), np.sin(number)])


def curve(start: Points, end: Points, bend: float = 0.12) -> str:
    """An SVG path that leaves the straight line by `bend` of its length, always to the same side."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = (x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)
    return f"M{x1:.0f} {y1:.0f}Q{cx:.0f} {cy:.0f} {x2:.0f} {y2:.0f}"


def radius_of(size: float, largest: float, least: float, most: float) -> float:
    """A radius whose area grows with the size: `least` at nothing, `most` at the largest."""
    return least if largest <= 0 else hypot(least, (most**2 - least**2) ** 0.5 * (size / largest) ** 0.5)
