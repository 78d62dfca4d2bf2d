"""Who writes each work: a lead, the lead's group, its neighbours, and partner groups abroad."""

from __future__ import annotations

import numpy as np

from .casting import Flags, Team, draw, draw_active, ordered, redraw, repeated, with_planted
from .mixing import Whole, unit
from .outlines import Outline
from .population import TOPIC_KEY, Population

_OWN_GROUP = 0.78
_NEAR_GROUP = 0.13
_WANDERS = 0.12
_KNOWN_CIRCLE = 0.7
_CIRCLE = 12
_LARGE = 30


def draw_teams(rng: np.random.Generator, population: Population, outline: Outline) -> Team:
    """Draw the authors of every work, the lead first.

    Within a group people are drawn by productivity, so that those who are on many works meet again and again,
    and newcomers meet the prolific (preferential attachment). A lead's group keeps its partner group in each
    country.
    """
    work, country = _places_to_fill(rng, outline)
    lead = np.concatenate([[True], work[1:] != work[:-1]])
    lows, highs = population.groups_of_country[country], population.groups_of_country[country + 1]
    first, last = population.scientists_of_group[lows], population.scientists_of_group[highs]
    _near_topic(population, outline, work, lead, country, first, last)
    scientist = np.empty(len(work), dtype=np.int64)
    scientist[lead] = draw_active(rng, population, first[lead], last[lead], outline.years[work[lead]])
    lead_group = np.searchsorted(population.scientists_of_group, scientist[lead], side="right") - 1
    group = _groups(rng, population, lead_group[work], country == country[lead][work], country, lows, highs)
    abroad = country != country[lead][work]
    broad = lead | (outline.authors > _LARGE)[work] | (abroad & (outline.bridge >= 0)[work])
    first = np.where(broad, first, population.scientists_of_group[group])
    last = np.where(broad, last, population.scientists_of_group[group + 1])
    own = lead_group[work] == group
    begins, ends = _circles(rng, scientist[lead][work], country, own, broad, first, last)
    scientist[~lead] = draw(rng, population, begins[~lead], ends[~lead])
    redraw(rng, population, outline.years[work], work, scientist, first, last)
    kept = ~repeated(work, scientist)
    return ordered(rng, *with_planted(outline, work[kept], country[kept], scientist[kept]))


def _places_to_fill(rng: np.random.Generator, outline: Outline) -> tuple[Whole, Whole]:
    """Return the work and country of each authorship: one a country, then half of the rest the lead's."""
    work = np.repeat(np.arange(len(outline.authors)), outline.authors)
    starts = np.cumsum(outline.authors) - outline.authors
    position = np.arange(len(work)) - starts[work]
    countries = outline.countries[work]
    drawn = (rng.random(len(work)) * countries).astype(np.int64)
    drawn[rng.random(len(work)) < 0.5] = 0
    return work, outline.members[work, np.where(position < countries, position, drawn)]


def _near_topic(
    population: Population,
    outline: Outline,
    work: Whole,
    lead: Flags,
    country: Whole,
    first: Whole,
    last: Whole,
) -> None:
    """Where a topic is laid down, narrow the lead's run to the country's group nearest to it."""
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
    at_home: Flags,
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
    of_group: Flags,
    broad: Flags,
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
