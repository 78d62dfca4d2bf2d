"""The outlines of the countries that the map draws: `python -m tests.support.world countries-50m.json`.

Reads the TopoJSON of the npm package `world-atlas` (2.0.2; Natural Earth 4.1.0 at 1:50 million, public domain) and
writes `webviz/static/world.json`: of each country, by its alpha-2 code, an SVG path in halves of the picture's units,
and where its flows begin. Projection: Equal Earth (Šavrič, Patterson & Jenny 2019, doi:10.1080/13658816.2018.1504949),
which keeps areas. Lines are simplified by Douglas and Peucker's method, each border once: neighbours still meet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycountry
from numpy.typing import NDArray

Points = NDArray[np.float64]

FILE = Path(__file__).parents[2] / "webviz" / "static" / "world.json"
NOTE = (
    "Outlines: Natural Earth 4.1.0, 1:50 million, public domain (naturalearthdata.com), by way of the npm package "
    "world-atlas 2.0.2 (ISC, copyright 2013-2019 Michael Bostock); Equal Earth projection, simplified. "
    "They are no statement on whose a territory is."
)
WIDTH, SOUTH, NORTH = 1160.0, -57.0, 79.0
MIDDLE = 11.0
"""The longitude in the middle, so that the edge runs through the Bering Strait and cuts no mainland."""
TOLERANCE, LEAST_AREA = 0.5, 1.6
HALVES = 2
LEAST_RING = [[1, 0], [0, 1]]
"""The steps of a ring that is smaller than the picture's grid."""
JOINED = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK"}
"""Territories without a code of their own in ISO 3166-1, by the code that publications name for them."""
BEGINS = {
    "ID": (110.0, -7.3), "MY": (101.8, 3.4), "US": (-96.0, 39.0), "CA": (-97.0, 52.0), "RU": (56.0, 56.0),
    "FR": (2.5, 46.5), "NO": (9.5, 61.0), "NZ": (173.0, -41.0), "CL": (-71.0, -33.0), "MV": (73.4, 3.4),
    "KM": (43.4, -11.9), "SO": (45.5, 3.5),
}  # fmt: skip
"""Where flows begin, longitude and latitude, where the middle of the largest part is far from most people."""


class Outline(NamedTuple):
    """The rings of a country, projected and simplified, the largest first, and the area of each."""

    rings: list[Points]
    areas: list[float]


def projected(degrees: Points) -> Points:
    """Longitude and latitude as x and y of the picture, y downwards."""
    longitude, latitude = np.radians((degrees[:, 0] - MIDDLE + 180) % 360 - 180), np.radians(degrees[:, 1])
    a1, a2, a3, a4, m = 1.340264, -0.081106, 0.000893, 0.003796, 3**0.5 / 2
    theta = np.arcsin(m * np.sin(latitude))
    square = theta**2
    x = longitude * np.cos(theta) / (m * (a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)))
    y = theta * (a1 + a2 * square + square**3 * (a3 + a4 * square))
    return np.column_stack((x, -y))


def picture(degrees: Points) -> Points:
    """Longitude and latitude in the units of the picture."""
    west, north = projected(np.array([[MIDDLE - 180, 0.0]]))[0, 0], projected(np.array([[MIDDLE, NORTH]]))[0, 1]
    moved: Points = (projected(degrees) - np.array([west, north])) * WIDTH / (-2 * west)
    return moved


def simplified(line: Points, tolerance: float) -> Points:
    """The line without the points that are nearer than `tolerance` to what is left of it."""
    keep = np.zeros(len(line), dtype=np.bool_)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        away = _distance(line[first + 1 : last], line[first], line[last])
        far = int(away.argmax())
        if away[far] > tolerance:
            keep[first + 1 + far] = True
            spans += [(first, first + 1 + far), (first + 1 + far, last)]
    return line[keep]


def _distance(points: Points, start: Points, end: Points) -> Points:
    along = end - start
    length = float(along @ along)
    if length == 0:
        from_start: Points = np.hypot(*(points - start).T)
        return from_start
    share = np.clip((points - start) @ along / length, 0, 1)
    distance: Points = np.hypot(*(points - start - share[:, None] * along).T)
    return distance


def arcs(topology: Mapping[str, Any]) -> list[Points]:
    """The lines of a TopoJSON in the units of the picture."""
    scale, move = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    return [picture(np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + move) for arc in topology["arcs"]]


def outlines(topology: Mapping[str, Any]) -> dict[str, Outline]:
    """Every country but Antarctica by its code; land without one under an empty code."""
    whole = arcs(topology)
    light = [simplified(arc, TOLERANCE) for arc in whole]
    found: dict[str, list[tuple[float, Points]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        if code == "AQ":
            continue
        found.setdefault(code, []).extend(_rings(geometry, light, whole))
    return {code: _outline(rings) for code, rings in sorted(found.items())}


def _code(geometry: Mapping[str, Any]) -> str:
    if "id" not in geometry:
        return JOINED.get(geometry["properties"]["name"], "")
    known = pycountry.countries.get(numeric=geometry["id"])
    return known.alpha_2 if known else ""


def _rings(geometry: Mapping[str, Any], light: list[Points], whole: list[Points]) -> Iterator[tuple[float, Points]]:
    """The rings of a geometry with their areas; the shape of what is too small to be simplified is kept.

    Two small islands that the edge of the map cuts, in the Aleutians and in the Bering Strait, are left out.
    """
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for ring in (ring for part in parts for ring in part):
        closed = _joined(ring, light)
        if np.ptp(closed[:, 0]) > WIDTH / 2:
            continue
        yield area(_joined(ring, whole)), closed if len(closed) > 3 else _joined(ring, whole)


def _joined(ring: list[int], lines: list[Points]) -> Points:
    pieces = [lines[number] if number >= 0 else lines[~number][::-1] for number in ring]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def area(ring: Points) -> float:
    """The area of a closed ring."""
    x, y = ring.T
    return abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) / 2


def _outline(rings: list[tuple[float, Points]]) -> Outline:
    ordered = sorted(rings, key=lambda ring: -ring[0])
    kept = [ring for place, ring in enumerate(ordered) if ring[0] >= LEAST_AREA or place == 0]
    return Outline([ring for _, ring in kept], [size for size, _ in kept])


def path(rings: list[Points]) -> str:
    """The rings as an SVG path in halves, each point from the one before."""
    return "".join(_ring(np.round(ring * HALVES).astype(np.int64)) for ring in rings)


def _ring(points: NDArray[np.int64]) -> str:
    steps = np.diff(points[:-1], axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    drawn = steps.tolist() if len(steps) > 1 else LEAST_RING
    moves = "".join(f" {x} {y}" for x, y in drawn).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{moves.lstrip()}z"


def begins(code: str, outline: Outline) -> tuple[float, float]:
    """Where a country's flows begin: the middle of its largest part, or as said."""
    if code in BEGINS:
        x, y = picture(np.array([BEGINS[code]]))[0]
    else:
        x, y = _middle(outline.rings[0])
    return round(float(x), 1), round(float(y), 1)


def _middle(ring: Points) -> tuple[float, float]:
    """The centre of gravity of a closed ring, of which the middle of its box is the last resort."""
    x, y = ring.T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    whole = float(cross.sum())
    if abs(whole) < 1e-9:
        return float(x.mean()), float(y.mean())
    return float(((x[:-1] + x[1:]) * cross).sum() / (3 * whole)), float(((y[:-1] + y[1:]) * cross).sum() / (3 * whole))


def world(topology: Mapping[str, Any]) -> dict[str, Any]:
    """What the file holds."""
    found = outlines(topology)
    nameless = found.pop("", Outline([], []))
    return {
        "note": NOTE,
        "width": WIDTH,
        "height": round(float(picture(np.array([[MIDDLE, SOUTH]]))[0, 1]), 1),
        "scale": 1 / HALVES,
        "countries": {
            code: {"d": path(one.rings), "at": begins(code, one), "area": round(sum(one.areas), 1)}
            for code, one in found.items()
        },
        "others": path(nameless.rings),
    }


if __name__ == "__main__":
    made = world(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    FILE.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(made['countries'])} countries, {FILE.stat().st_size:,} bytes")
