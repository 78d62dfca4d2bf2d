"""Peopling the world: groups by country and topic, and their scientists' places, careers and output."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole, unit
from .places import DOMESTIC_POWER, INTERNATIONAL_POWER, places, shares
from .population import FIRST_YEAR, LAST_YEAR, TOPIC_KEY, Newcomer, Population, Years
from .topics import topics

SCIENTISTS_A_WORK = 2.4
_GROUP_SIZE = 30
_LOTKA = 0.85
_MOST_PRODUCTIVE = 250.0
# Roughly half of all authorships stand on international works.
_INTERNATIONAL_PART = 0.5
_WITH_GROUP = 0.88

Numbers = npt.NDArray[np.int32]


def ordinary_scientists(seed: int, works: int) -> int:
    """Return how many scientists a world of this many works has, apart from the planted ones."""
    return int(_groups(seed, works)[3][-1])


def populate(seed: int, works: int, newcomers: tuple[Newcomer, ...]) -> Population:
    """Return the population of a world of this many works; the newcomers come last."""
    heads, groups, group_country, scientists = _groups(seed, works)
    group_topic = _group_topics(seed, group_country)
    institutions = _runs(np.maximum(2, np.round(0.9 * np.sqrt(heads))).astype(np.int64))
    ordinary = int(scientists[-1])
    group = _owners(scientists).astype(np.int32)
    number = np.arange(ordinary + len(newcomers), dtype=np.int32)
    country = np.append(group_country[group].astype(np.int16), [one.country for one in newcomers])
    topic = np.append(group_topic[group].astype(np.int16), [one.topic for one in newcomers])
    home = np.append(group, [len(group_country) + TOPIC_KEY * one.country + one.topic for one in newcomers])
    country, topic, home = country.astype(np.int16), topic.astype(np.int16), home.astype(np.int32)
    starts = _starts(seed, number, ordinary)
    return Population(
        seed=seed,
        ordinary=ordinary,
        country=country,
        topic=topic,
        institution=_institutions(seed, number, country, home, institutions),
        starts=starts,
        ends=_ends(seed, number, ordinary, starts),
        reach=np.concatenate([[0.0], np.cumsum(_productivity(seed, ordinary))]),
        scientists_of_group=scientists,
        groups_of_country=groups,
        group_topic=group_topic,
        group_key=group_country * TOPIC_KEY + group_topic,
        institutions_of_country=institutions,
    )


def _groups(seed: int, works: int) -> tuple[Floats, Whole, Whole, Whole]:
    """Return each country's heads, its run of groups, each group's country and its run of scientists."""
    heads = _heads(works)
    groups = _runs(np.maximum(1, np.round(heads / _GROUP_SIZE)).astype(np.int64))
    group_country = _owners(groups)
    return heads, groups, group_country, _runs(_group_sizes(seed, heads, group_country, groups))


def _heads(works: int) -> Floats:
    abroad, home = shares(INTERNATIONAL_POWER), shares(DOMESTIC_POWER)
    share = _INTERNATIONAL_PART * abroad + (1 - _INTERNATIONAL_PART) * home
    return np.maximum(4.0, share * works * SCIENTISTS_A_WORK)


def _runs(counts: Whole) -> Whole:
    return np.concatenate([[0], np.cumsum(counts)])


def _owners(runs: Whole) -> Whole:
    return np.repeat(np.arange(len(runs) - 1), np.diff(runs))


def _group_topics(seed: int, group_country: Whole) -> Whole:
    """Give each group a topic, by its popularity and the country's leaning; sorted within a country."""
    fields = np.array([topic.field.number for topic in topics()])
    popular = np.exp(0.6 * (4 * unit(np.arange(len(fields)), seed + 11) - 2))
    drawn = np.empty(len(group_country), dtype=np.int64)
    chance = unit(np.arange(len(group_country)), seed + 12)
    for c in range(len(places())):
        leaning = np.exp(2.4 * unit(fields + 1000 * c, seed + 13))
        cumulated = np.cumsum(popular * leaning)
        mine = group_country == c
        drawn[mine] = np.sort(np.searchsorted(cumulated, chance[mine] * cumulated[-1]))
    return drawn


def _group_sizes(seed: int, heads: Floats, group_country: Whole, groups: Whole) -> Whole:
    uneven = 0.4 - np.log1p(-unit(np.arange(len(group_country)), seed + 14))
    totals = np.add.reduceat(uneven, groups[:-1])
    return np.maximum(3, np.round(heads[group_country] * uneven / totals[group_country])).astype(np.int64)


def _institutions(
    seed: int, number: Numbers, country: Years, home: Numbers, institutions: Whole
) -> npt.NDArray[np.int32]:
    """Most members of a group share an institution; a country's first institutions are its largest."""
    place = unit(home, seed + 3)
    alone = unit(number, seed + 5) >= _WITH_GROUP
    place[alone] = unit(number[alone], seed + 4)
    place = place**2 * np.diff(institutions)[country]
    return institutions.astype(np.int32)[country] + place.astype(np.int32)


def _starts(seed: int, number: Numbers, ordinary: int) -> Years:
    """Return the first year of each career: more begin later; the planted were always there."""
    year = (1985 + 40 * unit(number, seed + 1) ** 0.7).astype(np.int16)
    year[ordinary:] = FIRST_YEAR - 1
    return year


def _ends(seed: int, number: Numbers, ordinary: int, starts: Years) -> Years:
    """Return the last year of each career, 3 to 33 years after the first; the planted stay."""
    year = (starts + 3 + 30 * unit(number, seed + 2) ** 1.5).astype(np.int16)
    year[ordinary:] = LAST_YEAR
    return year


def _productivity(seed: int, count: int) -> Floats:
    """Return how readily each is drawn: a power law, cut off (Lotka 1926)."""
    drawn: Floats = (1.0 - unit(np.arange(count, dtype=np.int32), seed + 9)) ** (-1.0 / _LOTKA)
    return np.minimum(drawn, _MOST_PRODUCTIVE)
