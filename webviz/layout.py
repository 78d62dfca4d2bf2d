"""Where a network's dots stand and which of its lines are worth seeing; pure, and the same for the same input."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import hypot

import igraph
import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int, float]
"""Two nodes and the weight of the line between them."""

Points = NDArray[np.float64]

SEED = 786
ALPHA = 0.05
ROUNDS = 600
NAME_HEIGHT = 15.0
LETTER_WIDTH = 7.3


def backbone(nodes: int, pairs: Sequence[Pair], alpha: float = ALPHA) -> list[bool]:
    """Which pairs stand out: those that the disparity filter keeps, and the strongest of each node.

    A line of weight w is kept if (1 - w/s)^(k-1) < alpha for either end, s being the sum of the end's k weights
    (Serrano, Boguñá & Vespignani 2009, doi:10.1073/pnas.0808904106). Of equal strongest lines the first is taken.
    """
    strength, degree = np.zeros(nodes), np.zeros(nodes, dtype=np.int64)
    strongest: dict[int, int] = {}
    for number, (a, b, weight) in enumerate(pairs):
        for node in (a, b):
            strength[node] += weight
            degree[node] += 1
            if node not in strongest or weight > pairs[strongest[node]][2]:
                strongest[node] = number

    def stands_out(node: int, weight: float) -> bool:
        return bool(degree[node] > 1 and (1 - weight / strength[node]) ** (degree[node] - 1) < alpha)

    kept = set(strongest.values())
    return [n in kept or stands_out(a, w) or stands_out(b, w) for n, (a, b, w) in enumerate(pairs)]


def positions(nodes: int, pairs: Sequence[Pair], width: float, height: float, margin: float) -> Points:
    """Positions by Fruchterman-Reingold from a circle in the order of the nodes, stretched to fill the picture.

    Weights count by their square root, so that one great partnership does not pull everything into one point.
    Shape (nodes, 2).
    """
    if nodes == 0:
        return np.zeros((0, 2))
    graph = igraph.Graph(n=nodes, edges=[(a, b) for a, b, _ in pairs])
    angles = np.linspace(0, 2 * np.pi, nodes, endpoint=False)
    start = np.column_stack((np.cos(angles), np.sin(angles))) * nodes
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        found = graph.layout_fruchterman_reingold(
            weights=[float(np.sqrt(weight)) for *_, weight in pairs] or None,
            seed=start.tolist(), niter=ROUNDS, start_temp=nodes**0.5, grid="nogrid",
        )  # fmt: skip
    finally:
        igraph.set_random_number_generator(random)
    return _fill(np.array(found.coords, dtype=np.float64), width, height, margin)


def _fill(points: Points, width: float, height: float, margin: float) -> Points:
    """The points turned so that their longest axis lies flat, and spread over the picture up to its margin."""
    centred = points - points.mean(axis=0)
    if len(points) > 2:
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        axes = axes * np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
        centred = centred @ axes.T
    return np.column_stack([_evened(centred[:, axis], margin, end - margin) for axis, end in ((0, width), (1, height))])


def _evened(values: Points, low: float, high: float) -> Points:
    """The values from low to high, halfway between where they lie and even steps: the middle is opened, nothing is far off."""
    if len(values) < 2 or np.ptp(values) < 1e-9:
        return np.full(len(values), (low + high) / 2)
    share = (values - values.min()) / np.ptp(values)
    steps = np.argsort(np.argsort(values, kind="stable"), kind="stable") / (len(values) - 1)
    spread_out: Points = low + (share + steps) / 2 * (high - low)
    return spread_out


def spread(points: Points, radii: Points, width: float, height: float, gap: float, rounds: int = 200) -> Points:
    """The points moved just so far that no two circles come nearer than `gap`; none leaves the picture."""
    moved = points.copy()
    for _ in range(rounds):
        overlaps = False
        for i in range(len(moved)):
            delta = moved[i] - moved[:i]
            distance = np.hypot(delta[:, 0], delta[:, 1])
            short = radii[i] + radii[:i] + gap - distance
            for j in np.flatnonzero(short > 0.01):
                overlaps = True
                away = delta[j] / distance[j] if distance[j] > 1e-6 else np.array([1.0, 0.0])
                moved[i] += away * short[j] / 2
                moved[j] -= away * short[j] / 2
        edge = radii[:, None] + 2
        moved = np.clip(moved, edge, np.array([width, height]) - edge)
        if not overlaps:
            break
    return moved


def curve(start: Points, end: Points, bend: float = 0.12) -> str:
    """An SVG path from point to point that leaves the straight line by `bend` of its length, always to the same side."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = (x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)
    return f"M{x1:.0f} {y1:.0f}Q{cx:.0f} {cy:.0f} {x2:.0f} {y2:.0f}"


Place = tuple[float, float, str]


def name_places(
    points: Points, radii: Sequence[float], names: Sequence[str], order: Sequence[int], width: float, height: float
) -> list[Place | None]:
    """Where each name can be written beside its dot without touching another dot or name: x, y, text-anchor.

    Names are placed in the given order; one that has no room anywhere gets none.
    """
    taken = [_box(x, y, 2 * r, 2 * r, "middle") for (x, y), r in zip(points.tolist(), radii, strict=True)]
    places: list[Place | None] = [None] * len(names)
    at = points.tolist()
    for node in order:
        long = LETTER_WIDTH * len(names[node]) + 4
        for x, y, anchor in _sides(*at[node], radii[node]):
            box = _box(x, y, long, NAME_HEIGHT, anchor)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_touch(box, other) for n, other in enumerate(taken) if n != node):
                places[node] = (round(x, 1), round(y, 1), anchor)
                taken.append(box)
                break
    return places


def _sides(x: float, y: float, radius: float) -> list[Place]:
    off = radius + NAME_HEIGHT / 2 + 1
    beside = radius + 4
    return [(x, y + off, "middle"), (x, y - off, "middle"), (x + beside, y, "start"), (x - beside, y, "end")]


Box = tuple[float, float, float, float]


def _box(x: float, y: float, long: float, high: float, anchor: str) -> Box:
    left = {"start": x, "middle": x - long / 2, "end": x - long}[anchor]
    return (left, y - high / 2, left + long, y + high / 2)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def radius_of(size: float, largest: float, least: float, most: float) -> float:
    """A radius whose area grows with the size: `least` at nothing, `most` at the largest."""
    return least if largest <= 0 else hypot(least, (most**2 - least**2) ** 0.5 * (size / largest) ** 0.5)
