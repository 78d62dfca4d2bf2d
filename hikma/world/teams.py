"""Who writes each work: a lead, the lead's group, neighbouring groups, and partner groups abroad on near topics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole, unit
from .outlines import Outline
from .population import TOPIC_KEY, Population

_OWN_GROUP = 0.78
_NEAR_GROUP = 0.13
_WANDERS = 0.12
_KNOWN_CIRCLE = 0.7
_CIRCLE = 8
_LARGE = 30
_TWICE = 0.001


@dataclass(frozen=True)
class Team:
    """The authorships of a run of works, in order: of each, its work (by place in the run) and scientist."""

    work: Whole
    scientist: Whole


def draw_teams(rng: np.random.Generator, population: Population, outline: Outline) -> Team:
    """Draw the authors of every work, the lead first.

    Within a group people are drawn by productivity, so that those who are on many works meet again and again, and
    newcomers meet the prolific (preferential attachment). A lead's group keeps its partner group in each country.
    """
    work, country = _places_to_fill(rng, outline)
    lead = np.concatenate([[True], work[1:] != work[:-1]])
    lows, highs = population.groups_of_country[country], population.groups_of_country[country + 1]
    first, last = population.scientists_of_group[lows], population.scientists_of_group[highs]
    _near_topic(population, outline, work, lead, country, first, last)
    scientist = np.empty(len(work), dtype=np.int64)
    scientist[lead] = _draw_active(rng, population, first[lead], last[lead], outline.years[work[lead]])
    lead_group = np.searchsorted(population.scientists_of_group, scientist[lead], side="right") - 1
    group = _groups(rng, population, lead_group[work], country == country[lead][work], country, lows, highs)
    broad = lead | (outline.authors > _LARGE)[work] | ((outline.bridge >= 0)[work] & (country != country[lead][work]))
    first = np.where(broad, first, population.scientists_of_group[group])
    last = np.where(broad, last, population.scientists_of_group[group + 1])
    begins, ends = _circles(rng, scientist[lead][work], country, lead_group[work] == group, broad, first, last)
    scientist[~lead] = _draw(rng, population, begins[~lead], ends[~lead])
    return _finish(rng, population, outline, work, country, scientist, first, last)


def _places_to_fill(rng: np.random.Generator, outline: Outline) -> tuple[Whole, Whole]:
    """Return the work and country of each authorship: one a country first, then half of the rest the lead's."""
    work = np.repeat(np.arange(len(outline.authors)), outline.authors)
    starts = np.cumsum(outline.authors) - outline.authors
    position = np.arange(len(work)) - starts[work]
    countries = outline.countries[work]
    drawn = (rng.random(len(work)) * countries).astype(np.int64)
    drawn[rng.random(len(work)) < 0.5] = 0
    return work, outline.members[work, np.where(position < countries, position, drawn)]


def _draw(rng: np.random.Generator, population: Population, first: Whole, last: Whole) -> Whole:
    """Draw one scientist of each run first..last, by productivity."""
    low, high = population.reach[first], population.reach[last]
    found = np.searchsorted(population.reach, low + rng.random(len(first)) * (high - low), side="right") - 1
    return np.clip(found, first, last - 1)


def _draw_active(
    rng: np.random.Generator, population: Population, first: Whole, last: Whole, year: npt.NDArray[np.int16]
) -> Whole:
    """Draw as `_draw`, up to four times where the scientist's career does not hold the year."""
    drawn = _draw(rng, population, first, last)
    for _ in range(3):
        wrong = (year < population.starts[drawn]) | (year > population.ends[drawn])
        drawn[wrong] = _draw(rng, population, first[wrong], last[wrong])
    return drawn


def _near_topic(
    population: Population,
    outline: Outline,
    work: Whole,
    lead: npt.NDArray[np.bool_],
    country: Whole,
    first: Whole,
    last: Whole,
) -> None:
    """Where a work's topic is laid down, narrow the lead's run to the country's group that is nearest to it."""
    given = lead & (outline.topic[work] >= 0)
    group = _partner(population, country[given], outline.topic[work[given]])
    first[given] = population.scientists_of_group[group]
    last[given] = population.scientists_of_group[group + 1]


def _partner(population: Population, country: Whole, topic: Whole) -> Whole:
    """Return the group of each country whose topic is next to the one given."""
    found = np.searchsorted(population.group_key, country * TOPIC_KEY + topic)
    return np.clip(found, population.groups_of_country[country], population.groups_of_country[country + 1] - 1)


def _groups(
    rng: np.random.Generator,
    population: Population,
    lead_group: Whole,
    at_home: npt.NDArray[np.bool_],
    country: Whole,
    lows: Whole,
    highs: Whole,
) -> Whole:
    """Return the group from which each authorship is drawn."""
    chance = rng.random(len(country))
    step = (rng.random(len(country)) * 5).astype(np.int64) - 2
    anywhere = lows + (rng.random(len(country)) * (highs - lows)).astype(np.int64)
    near = np.clip(lead_group + step, lows, highs - 1)
    home = np.where(chance < _OWN_GROUP, lead_group, np.where(chance < _OWN_GROUP + _NEAR_GROUP, near, anywhere))
    # The same lead group and country always give the same shift: ties between groups last.
    shift = (unit(lead_group * 100 + country, 5) * 7).astype(np.int64) - 3
    partner = _partner(population, country, np.clip(population.group_topic[lead_group] + shift, 0, TOPIC_KEY - 1))
    abroad = np.where(chance < _WANDERS, anywhere, partner)
    return np.clip(np.where(at_home, home, abroad), lows, highs - 1)


def _circles(
    rng: np.random.Generator,
    lead: Whole,
    country: Whole,
    of_group: npt.NDArray[np.bool_],
    broad: npt.NDArray[np.bool_],
    first: Whole,
    last: Whole,
) -> tuple[Whole, Whole]:
    """Narrow most runs to a few people, so that the same meet again.

    Within the lead's group it is the lead's own circle; elsewhere always the same circle for the same lead's.
    """
    own = lead - lead % _CIRCLE
    circles = np.maximum(1, (last - first) // _CIRCLE)
    theirs = first + (unit(own * 100 + country, 6) * circles).astype(np.int64) * _CIRCLE
    begins = np.maximum(first, np.where(of_group, own, theirs))
    narrow = ~broad & (rng.random(len(lead)) < _KNOWN_CIRCLE)
    return np.where(narrow, begins, first), np.where(narrow, np.minimum(last, begins + _CIRCLE), last)


def _finish(
    rng: np.random.Generator,
    population: Population,
    outline: Outline,
    work: Whole,
    country: Whole,
    scientist: Whole,
    first: Whole,
    last: Whole,
) -> Team:
    """Redraw who was not active or is drawn twice, drop who still is, put the planted in, and shuffle but for leads."""
    year = outline.years[work]
    for attempt in range(4):
        wrong = _repeated(work, scientist)
        if attempt < 3:
            wrong |= (year < population.starts[scientist]) | (year > population.ends[scientist])
        scientist[wrong] = _draw(rng, population, first[wrong], last[wrong])
    kept = ~_repeated(work, scientist)
    return _ordered(rng, *_planted(outline, work[kept], country[kept], scientist[kept]))


def _repeated(work: Whole, scientist: Whole) -> npt.NDArray[np.bool_]:
    key = (work << 32) | scientist
    order = np.argsort(key, kind="stable")
    same = np.zeros(len(key), dtype=np.bool_)
    same[order[1:]] = key[order[1:]] == key[order[:-1]]
    return same


def _planted(outline: Outline, work: Whole, country: Whole, scientist: Whole) -> tuple[Whole, Whole]:
    """Put each bridge-builder in the place of one compatriot, and planted teams in the place of drawn ones."""
    bridging = outline.bridge[work] >= 0
    place = np.flatnonzero(bridging & (country == outline.bridge_home[work]))
    _, one = np.unique(work[place], return_index=True)
    scientist[place[one]] = outline.bridge[work[place[one]]]
    drawn = ~np.isin(work, outline.team_work)
    return np.concatenate([work[drawn], outline.team_work]), np.concatenate([scientist[drawn], outline.team_scientist])


def _ordered(rng: np.random.Generator, work: Whole, scientist: Whole) -> Team:
    begins = np.zeros(len(work), dtype=np.bool_)
    begins[np.unique(work, return_index=True)[1]] = True
    chance: Floats = rng.random(len(work))
    order = np.lexsort((np.where(begins, -1.0, chance), work))
    work, scientist = work[order], scientist[order]
    # A few works name their lead twice, as real records do.
    again = np.flatnonzero(begins[order] & (rng.random(len(work)) < _TWICE))
    end = np.searchsorted(work, work[again], side="right")
    again, end = again[end - again > 2], end[end - again > 2]
    return Team(np.insert(work, end, work[again]), np.insert(scientist, end, scientist[again]))
