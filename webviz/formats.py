"""Numbers as a reader sees them, in any language: texts that a page says with its own digits and separators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from queries.saying import Said, in_a_row, said

ABSENT = "–"


def count(value: int | float | None) -> str:
    """A count with its thousands apart: 12,259."""
    return ABSENT if value is None else said("{value}", value=round(value))


def number(value: float | None, digits: int = 2) -> str:
    """A measured number to `digits` significant digits, never in powers of ten: 0.70, 1,240, 0.0012."""
    if value is None:
        return ABSENT
    if value == 0 or abs(value) >= 10**digits:
        return count(value)
    text = f"{value:#.{digits}g}".rstrip(".")
    text = text if "e" not in text else f"{value:.{digits + 5}f}"
    decimals = len(text.partition(".")[2])
    return said(f"{{value:,.{decimals}f}}", value=float(text))


def probability(value: float | None) -> str:
    """A p- or q-value: three decimals, or the bound below which it lies."""
    if value is None:
        return ABSENT
    return said("< {bound:.3f}", bound=0.001) if value < 0.001 else said("{value:.3f}", value=value)


def share(value: float | None) -> str:
    """A share as a percentage: 26 %."""
    if value is None:
        return ABSENT
    percent = 100 * value
    if percent >= 10 or percent == 0:
        return said("{share:.0f} %", share=percent)
    return said("{share:.1f} %", share=percent)


def years(parameters: Mapping[str, Any]) -> Said:
    """The period that an answer's `since` and `until` name."""
    since, until = (parameters.get(name) for name in ("since", "until"))
    if since is None:
        return said("first year to {until}", until=str(until)) if until is not None else said("first year to last year")
    if until is None:
        return said("{since} to last year", since=str(since))
    return said("{since} to {until}", since=str(since), until=str(until))


def names(values: Iterable[str], most: int = 12) -> Said:
    """Names in a row; where they are many the first ones, and how many more there are."""
    named = list(values)
    shown = in_a_row(named[:most])
    return said("{names} and {n} more", names=shown, n=len(named) - most) if len(named) > most else shown
