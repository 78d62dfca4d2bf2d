"""Casting works with scientists: active ones, none twice in a work, the planted where they belong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mixing import Whole
from .outlines import Outline
from .population import Population

_TWICE = 0.001
_TRIES = 3
_GUEST_EVERY = 4

Flags = npt.NDArray[np.bool_]
Years = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Team:
    """The authorships of a run of works, in order: of each, its work (by place in the run) and scientist."""

    work: Whole
    scientist: Whole


def draw(rng: np.random.Generator, population: Population, first: Whole, last: Whole) -> Whole:
    """Draw one scientist of each run, from `first` to before `last`, by productivity."""
    low, high = population.reach[first], population.reach[last]
    found = np.searchsorted(population.reach, low + rng.random(len(first)) * (high - low), side="right") - 1
    return np.clip(found, first, last - 1)


def draw_active(rng: np.random.Generator, population: Population, first: Whole, last: Whole, year: Years) -> Whole:
    """Draw as `draw`, a few times where the scientist's career does not hold the year."""
    drawn = draw(rng, population, first, last)
    for _ in range(_TRIES):
        wrong = _inactive(population, drawn, year)
        drawn[wrong] = draw(rng, population, first[wrong], last[wrong])
    return drawn


def redraw(
    rng: np.random.Generator,
    population: Population,
    year: Years,
    work: Whole,
    scientist: Whole,
    first: Whole,
    last: Whole,
) -> None:
    """Draw again, in place and a few times, who is inactive in the year or comes twice in a work."""
    for _ in range(_TRIES):
        wrong = repeated(work, scientist) | _inactive(population, scientist, year)
        scientist[wrong] = draw(rng, population, first[wrong], last[wrong])


def _inactive(population: Population, scientist: Whole, year: Years) -> Flags:
    return (year < population.starts[scientist]) | (year > population.ends[scientist])


def repeated(work: Whole, scientist: Whole) -> Flags:
    """Mark each scientist who comes again in the same work, but for the first time."""
    key = (work << 32) | scientist
    order = np.argsort(key, kind="stable")
    same = np.zeros(len(key), dtype=np.bool_)
    same[order[1:]] = key[order[1:]] == key[order[:-1]]
    return same


def with_planted(outline: Outline, work: Whole, country: Whole, scientist: Whole) -> tuple[Whole, Whole]:
    """Put each bridge-builder in the place of a compatriot, and planted teams in that of drawn ones.

    Every fourth planted team keeps the drawn lead as a guest, so that a cluster is joined to its country.
    """
    bridging = np.flatnonzero((outline.bridge[work] >= 0) & (country == outline.bridge_home[work]))
    place = bridging[np.unique(work[bridging], return_index=True)[1]]
    scientist[place] = outline.bridge[work[place]]
    lead = np.concatenate([[True], work[1:] != work[:-1]])
    guest = lead & ((outline.first + work) % _GUEST_EVERY == 0)
    kept = guest | ~np.isin(work, outline.team_work)
    # A planted lead stands before the guest.
    return (
        np.concatenate([outline.team_work, work[kept]]),
        np.concatenate([outline.team_scientist, scientist[kept]]),
    )


def ordered(rng: np.random.Generator, work: Whole, scientist: Whole) -> Team:
    """Return the authorships by work: each work's first one first, the others in any order."""
    begins = np.zeros(len(work), dtype=np.bool_)
    begins[np.unique(work, return_index=True)[1]] = True
    order = np.lexsort((np.where(begins, -1.0, rng.random(len(work))), work))
    work, scientist = work[order], scientist[order]
    # A few works name their lead twice, as real records do.
    again = np.flatnonzero(begins[order] & (rng.random(len(work)) < _TWICE))
    end = np.searchsorted(work, work[again], side="right")
    again, end = again[end - again > 2], end[end - again > 2]
    return Team(np.insert(work, end, work[again]), np.insert(scientist, end, scientist[again]))
