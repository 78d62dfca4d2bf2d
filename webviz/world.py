"""The outlines of the world's countries, as they ship, and where the map's flows begin."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Outline(msgspec.Struct, frozen=True):
    """A country: its SVG path (to be scaled), where its flows begin, and its area, both in the world's units."""

    d: str
    at: tuple[float, float]
    area: float


class World(msgspec.Struct, frozen=True):
    """The outlines by alpha-2 code; `others` is land without a code, `note` where they come from."""

    note: str
    width: float
    height: float
    scale: float
    """Units of the world to one unit of a path."""
    countries: dict[str, Outline]
    others: str


class Window(msgspec.Struct, frozen=True):
    """The part of the world that a picture shows: its corner in the world's units, and how much larger it is drawn."""

    left: float
    top: float
    width: float
    height: float
    zoom: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the world in the units of the picture."""
        return round((point[0] - self.left) * self.zoom, 1), round((point[1] - self.top) * self.zoom, 1)


@cache
def world() -> World:
    """The world as it ships (`tests/support/world.py` made the file)."""
    text = files("webviz").joinpath("static/world.json").read_bytes()
    return msgspec.json.decode(text, type=World)


def window(codes: tuple[str, ...], width: float, edge: float = 55.0) -> Window:
    """What shows these countries with `edge` around them, of a picture so wide; at least a third of the world."""
    whole = world()
    points = [whole.countries[code].at for code in codes if code in whole.countries]
    if not points:
        return Window(0, 0, width, whole.height * width / whole.width, width / whole.width)
    left, right = _span([x for x, _ in points], edge, whole.width, whole.width / 3)
    top, bottom = _span([y for _, y in points], edge, whole.height, (right - left) * 0.42)
    zoom = width / (right - left)
    return Window(left, top, width, round((bottom - top) * zoom, 1), zoom)


def _span(values: list[float], edge: float, whole: float, least: float) -> tuple[float, float]:
    """From the least to the greatest with an edge, at least so long, inside the whole as far as it reaches."""
    low, high = min(values) - edge, max(values) + edge
    missing = max(0.0, least - (high - low)) / 2
    low, high = low - missing, high + missing
    low, high = (0.0, high - low) if low < 0 else (low, high)
    low, high = (low - (high - whole), whole) if high > whole else (low, high)
    return max(0.0, low), high
