"""Small pictures that stand in a cell of a table, as SVG paths in a box of 100 × 20: a trend, or a bar."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 100.0, 20.0


def trend(values: Sequence[float]) -> str:
    """Columns side by side, the highest as high as the box; empty where nothing is to be shown."""
    if not values or max(values) <= 0:
        return ""
    step, most = WIDTH / len(values), max(values)
    return "".join(_column(place * step, step * 0.8, HEIGHT * value / most) for place, value in enumerate(values))


def bar(value: float, most: float) -> str:
    """A bar as long as the value is of the most there is; empty where there is nothing."""
    return f"M0 4H{WIDTH * min(value / most, 1):.1f}V16H0z" if most > 0 and value > 0 else ""


def _column(left: float, wide: float, high: float) -> str:
    return f"M{left:.1f} {HEIGHT:.0f}V{HEIGHT - high:.1f}H{left + wide:.1f}V{HEIGHT:.0f}z"
