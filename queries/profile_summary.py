"""The figures of a part of the publications: output, international share, leadership, citation impact, growth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.profile_intervals import NOTHING, Interval, mean, share
from queries.measures.trend import Growth, annual_growth
from queries.profile_scope import Part, Scope

TOP = 0.9
"""Citation percentile from which on a publication is of the most cited tenth of its field, year and type."""


class Estimate(NamedTuple):
    """A figure with its limits, the publications that it counts, and of how many publications they are."""

    value: float | None
    low: float | None
    high: float | None
    behind: IntArray
    of: int


def summary(seen: Scope, part: Part, base: BoolArray) -> dict[str, Estimate]:
    """The figures by name; `base` are the publications of which the share is given."""
    held, works = seen.corpus, part.works
    output = float(part.weight.sum())
    known = {"fwci": ~np.isnan(held.fwci), "percentile": ~np.isnan(held.percentile)}
    return {
        "publications": Estimate(output, None, None, works, int(base.sum())),
        "share_of_base": Estimate(
            float(output / base.sum()) if base.any() else None, None, None, works, int(base.sum())
        ),
        "international_share": share_of(whole(part), held.sizes > 1, held.sizes > 0),
        "leadership": share_of(whole(part), part.leads, part.lead_known),
        "fwci": mean_of(part, held.fwci),
        "top_10_share": share_of(part, held.percentile >= TOP, known["percentile"]),
        "fwci_known": share_of(part, known["fwci"], None)._replace(low=None, high=None),
        "percentile_known": share_of(part, known["percentile"], None)._replace(low=None, high=None),
        "scientists": _distinct(part, held.lines.scientist[part.lines]),
        "institutions": _distinct(part, _institutions(seen, part)),
        "growth": growth_of(seen, part),
    }


def whole(part: Part) -> Part:
    """The part with each publication counted whole: who works together, and who leads, is no matter of fractions."""
    return part._replace(weight=(part.weight > 0).astype(np.float64))


def share_of(part: Part, holds: BoolArray, among: BoolArray | None) -> Estimate:
    """The share of the part's publications that hold, among those of which it is known."""
    counted = part.works if among is None else np.flatnonzero((part.weight > 0) & among)
    found = share(holds[counted], part.weight[counted])
    return Estimate(*found, counted[holds[counted]], counted.size)


def mean_of(part: Part, values: FloatArray) -> Estimate:
    """The mean of a figure over those of the part's publications that have it."""
    counted = np.flatnonzero((part.weight > 0) & ~np.isnan(values))
    return Estimate(*mean(values[counted], part.weight[counted]), counted, part.works.size)


def growth_of(seen: Scope, part: Part, beyond: FloatArray | None = None) -> Estimate:
    """The growth a year over the last whole years; `beyond` gives each year's count that it is measured against."""
    years = seen.trend
    counts = seen.by_year(part.weight, years)
    rate = first(annual_growth(counts[None, :], beyond)) if len(years) else NOTHING
    behind = part.works[np.isin(seen.corpus.year[part.works], np.array(years))]
    return Estimate(*rate, behind, part.works.size)


def first(found: Growth, place: int = 0) -> Interval:
    """One row's growth with its limits."""
    values = (float(one[place]) for one in (found.rate, found.low, found.high))
    return Interval(*(None if np.isnan(value) else value for value in values))


def _institutions(seen: Scope, part: Part) -> IntArray:
    named = seen.corpus.lines.institutions[np.flatnonzero(part.lines)].indices
    return np.asarray(named[part.institutions[named]], dtype=np.int64)


def _distinct(part: Part, places: IntArray) -> Estimate:
    return Estimate(float(np.unique(places[places >= 0]).size), None, None, part.works, part.works.size)
