"""Numbers and names as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable

ABSENT = "–"


def count(value: int | float | None) -> str:
    """A count with its thousands apart: 12,259."""
    return ABSENT if value is None else f"{value:,.0f}"


def number(value: float | None, digits: int = 2) -> str:
    """A measured number to `digits` significant digits, never in powers of ten: 0.70, 1,240, 0.0012."""
    if value is None:
        return ABSENT
    if value == 0 or abs(value) >= 10**digits:
        return f"{value:,.0f}"
    text = f"{value:#.{digits}g}".rstrip(".")
    return text if "e" not in text else f"{value:.{digits + 5}f}"


def probability(value: float | None) -> str:
    """A p- or q-value: three decimals, or the bound below which it lies."""
    if value is None:
        return ABSENT
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def share(value: float | None) -> str:
    """A share as a percentage: 26 %."""
    if value is None:
        return ABSENT
    percent = 100 * value
    return f"{percent:.0f} %" if percent >= 10 or percent == 0 else f"{percent:.1f} %"


def names(values: Iterable[str], most: int = 12) -> str:
    """Names in a row; where they are many the first ones, and how many more there are."""
    listed = list(values)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
