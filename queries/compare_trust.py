"""How far a comparison of countries can be trusted: what they are ranked by, and how unevenly it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from graph.countries import country_name
from queries.caveats import counted, in_a_row, percent, place, said
from queries.profile_scope import Scope, of_countries
from queries.saying import Said

if TYPE_CHECKING:
    from queries.compare_countries import CompareParameters

By: TypeAlias = Literal["publications", "fractional", "citation-impact", "top-10", "led"]

MEASURES: dict[By, Said] = {
    "publications": said("publications, each counted whole for each of its countries"),
    "fractional": said("publications, of n countries each with 1/n"),
    "citation-impact": said("the sum of field-weighted citation impact over publications that have one"),
    "top-10": said("publications of the most cited tenth of their field, year and type"),
    "led": said("publications with a corresponding (else the first) author there"),
}
NAMES: dict[By, Said] = {
    "publications": said("publications"),
    "fractional": said("fractional"),
    "citation-impact": said("citation-impact"),
    "top-10": said("top-10"),
    "led": said("led"),
}
TOGETHER = said("together")
"""The side of a row of several countries."""


class Side(NamedTuple):
    """A row that is to be: its key, name, side, countries, and those that count as its own for the internal share."""

    key: str
    name: str
    side: Said
    countries: tuple[str, ...]
    kin: tuple[str, ...]


class Compared(NamedTuple):
    """What an answer shows, and what it was made from."""

    scope: Scope
    sides: list[Side]
    measures: dict[By, dict[str, float]]
    absent: list[str]
    leading: tuple[str, ...]


def leading(group: Sequence[str], measure: dict[str, float], number: int) -> tuple[str, ...]:
    """The countries of the group that lead by the measure, and all that equal the last of them."""
    ranked = sorted((-round(measure.get(code, 0.0), 9), code) for code in group if measure.get(code, 0.0) > 0)
    last = ranked[min(number, len(ranked)) - 1][0] if ranked else 0.0
    return tuple(code for value, code in ranked if value <= last)


def ranking_caveats(asked: CompareParameters, made: Compared) -> list[Said]:
    """By what the countries are ranked, who leads and would lead by another measure, and of whom nothing is known."""
    told = [
        said(
            "Ranked by {measure}, one measure that was chosen, not a score made of several; “ranks” has the "
            "place by the others.",
            measure=MEASURES[asked.by],
        ),
        *_told_of_leading(asked, made),
    ]
    if made.absent:
        told.append(
            said(
                "No publication names {countries}: nothing can be said of them, and they have no row.",
                countries=in_a_row(made.absent),
            )
        )
    return told


def _told_of_leading(asked: CompareParameters, made: Compared) -> list[Said]:
    if not made.leading:
        return []
    tied, values = len(made.leading) - asked.leading, {"number": len(made.leading), "group": asked.group}
    countries = in_a_row([place(code) for code in sorted(made.leading, key=country_name)])
    if tied > 0:
        told = said(
            "The {number} leading of {group} are computed from this base by this measure, in this period: {countries}. "
            "The last {tied} are equal, so that there are more.",
            **values,
            countries=countries,
            tied=tied + 1,
        )
    else:
        told = said(
            "The {number} leading of {group} are computed from this base by this measure, in this period: {countries}.",
            **values,
            countries=countries,
        )
    edge = _edge(asked, made)
    return [told, said("By other measures others would be among them: {edge}.", edge=edge)] if edge else [told]


def _edge(asked: CompareParameters, made: Compared) -> Said | None:
    """Which countries lead by another measure and not by the one asked for; none where there are none."""
    group = [side.key for side in made.sides if side.side != TOGETHER]
    others: dict[By, list[str]] = {
        by: sorted(set(leading(group, made.measures[by], asked.leading)) - set(made.leading))
        for by in MEASURES
        if by != asked.by
    }
    edges = [
        said("by {measure} {countries}", measure=NAMES[by], countries=in_a_row([place(code) for code in codes]))
        for by, codes in others.items()
        if codes
    ]
    return in_a_row(edges, "; ") if edges else None


def uneven_caveats(asked: CompareParameters, made: Compared) -> list[Said]:
    """How unevenly the figures that rank are known."""
    seen = made.scope
    held = seen.corpus
    known = {"citation-impact": ~np.isnan(held.fwci), "top-10": ~np.isnan(held.percentile)}.get(asked.by)
    if known is None:
        return []
    shares = []
    for side in made.sides:
        works = of_countries(seen, side.countries).works
        if side.side != TOGETHER and works.size:
            shares.append((float(known[works].mean()), side.key))
    if not shares:
        return []
    (low, least), (high, most) = min(shares), max(shares)
    return [
        said(
            "The measure is known of {low} of the publications ({least}) to {high} ({most}): {countries} are ranked by "
            "what is known.",
            low=percent(low, 1),
            least=place(least),
            high=percent(high, 1),
            most=place(most),
            countries=counted(len(shares), "country", "countries"),
        )
    ]
