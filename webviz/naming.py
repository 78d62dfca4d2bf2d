"""Where names fit beside the dots of a picture without touching a dot or another name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NAME_HEIGHT = 15.0
LETTER_WIDTH = 7.3

Place = tuple[float, float, str]


def name_places(
    points: NDArray[np.float64],
    radii: Sequence[float],
    names: Sequence[str],
    order: Sequence[int],
    width: float,
    height: float,
) -> list[Place | None]:
    """Where each name can be written beside its dot without touching another dot or name: x, y, text-anchor.

    Names are placed in the given order; one that has no room anywhere gets none.
    """
    taken = [_box(x, y, 2 * r, 2 * r, "middle") for (x, y), r in zip(points.tolist(), radii, strict=True)]
    places: list[Place | None] = [None] * len(names)
    at = points.tolist()
    for node in order:
        long = LETTER_WIDTH * len(names[node]) + 4
        middle_x, middle_y = at[node]
        for x, y, anchor in _sides(middle_x, middle_y, radii[node]):
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
