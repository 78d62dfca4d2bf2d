"""The outline of a run of works: year, countries, number of authors; and what is planted among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .meetings import NOBODY, draw_sets, settle, steady
from .mixing import Floats, Whole, pick
from .places import DOMESTIC_POWER, INTERNATIONAL_POWER, shares
from .plans import Plan
from .shape import draw_authors, draw_countries, years_of


@dataclass(frozen=True)
class Outline:
    """Columns over the works of a run.

    `members` holds each work's countries, the lead's first, padded with NOBODY. `topic` is -1 where none is
    laid down; `bridge` the bridge-builder (of country `bridge_home`) who is to be on the work, or -1.
    `team_work` and `team_scientist` are the authorships of the works whose teams are planted.
    """

    first: int
    years: npt.NDArray[np.int16]
    countries: Whole
    members: Whole
    authors: Whole
    topic: Whole
    bridge: Whole
    bridge_home: Whole
    team_work: Whole
    team_scientist: Whole


def draw_outline(
    rng: np.random.Generator,
    plan: Plan,
    mild: Floats,
    bridged: dict[int, int],
    works: int,
    first: int,
    count: int,
) -> Outline:
    """Draw the outline of works first ... first + count - 1 of a world of `works`.

    `bridged` says on how many works each bridge-builder is already.
    """
    years = years_of(np.arange(first, first + count), works)
    countries, hyper = draw_countries(rng, years)
    topic = np.full(count, -1, dtype=np.int64)
    home = pick(rng, count, shares(DOMESTIC_POWER))
    team_work, team_scientist = _lay_down(plan, first, countries, hyper, topic, home)
    members = _members(rng, plan, mild, countries, home)
    authors = draw_authors(rng, years, countries, hyper)
    bridge, bridge_home = _bridging(plan, bridged, members, countries, authors, (first + count) / works)
    return Outline(
        first=first,
        years=years,
        countries=countries,
        members=members,
        authors=authors,
        topic=topic,
        bridge=bridge,
        bridge_home=bridge_home,
        team_work=team_work,
        team_scientist=team_scientist,
    )


def _lay_down(
    plan: Plan, first: int, countries: Whole, hyper: npt.NDArray[np.bool_], topic: Whole, home: Whole
) -> tuple[Whole, Whole]:
    """Write what is planned for single works over what was drawn; return the planted teams' authorships."""
    teams: list[tuple[int, int]] = []
    for place in range(len(countries)):
        if special := plan.specials.get(first + place):
            countries[place], hyper[place] = 1, False
            topic[place], home[place] = special.topic, special.country
            teams.extend((place, scientist) for scientist in special.team)
    pairs = np.array(teams, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def _members(rng: np.random.Generator, plan: Plan, mild: Floats, countries: Whole, home: Whole) -> Whole:
    abroad, extra = np.flatnonzero(countries > 1), plan.affinity()
    mild = np.where(extra != 0, 0.0, mild)
    weights = shares(INTERNATIONAL_POWER)
    if not mild.any() and not extra.any():
        sets = draw_sets(rng, countries[abroad], weights)
    else:
        weights = steady(weights, mild + extra)
        sets = draw_sets(rng, countries[abroad], weights)
        settle(rng, sets, countries[abroad], weights, mild, extra)
    rows = np.arange(len(abroad))
    lead = (rng.random(len(abroad)) * countries[abroad]).astype(np.int64)
    sets[rows, 0], sets[rows, lead] = sets[rows, lead], sets[rows, 0].copy()
    members = np.full((len(countries), sets.shape[1]), NOBODY, dtype=np.int64)
    members[abroad] = sets
    alone = countries == 1
    members[alone, 0] = home[alone]
    return members


def _bridging(
    plan: Plan, bridged: dict[int, int], members: Whole, countries: Whole, authors: Whole, passed: float
) -> tuple[Whole, Whole]:
    """Give each bridge-builder what is due, when this part of all works has passed, of the works that fit.

    They fit if they join the bridge-builder's country to one of those to be joined. The works keep the
    countries they were drawn with, so that bridge-builders change no count of countries.
    """
    bridge = np.full(len(countries), -1, dtype=np.int64)
    home = np.full(len(countries), -1, dtype=np.int64)
    fit = (countries > 1) & (countries <= 6) & (authors <= 30)
    for one in plan.bridges:
        due = max(0, round(one.works * passed) - bridged[one.scientist])
        at_home = (members == one.home).any(axis=1)
        joining = np.isin(members, one.joins).any(axis=1)
        chosen = np.flatnonzero(fit & at_home & joining & (bridge < 0))[:due]
        bridge[chosen], home[chosen] = one.scientist, one.home
    return bridge, home
