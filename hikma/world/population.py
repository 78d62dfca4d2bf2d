"""The scientists, as columns: where each works, on what, when, and how much. No object per scientist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole, mixed, unit
from .places import DOMESTIC_POWER, INTERNATIONAL_POWER, places, shares
from .topics import topics

FIRST_YEAR = 2005
LAST_YEAR = 2025

SCIENTISTS_A_WORK = 1.7
# Groups are sorted by country, then topic: this many times the country, plus the topic, is a group's key.
TOPIC_KEY = 1000
_GROUP_SIZE = 22
_LOTKA = 1.0
_MOST_PRODUCTIVE = 70.0
# Roughly half of all authorships stand on international works.
_INTERNATIONAL_PART = 0.5


@dataclass(frozen=True)
class Newcomer:
    """A scientist with a part in something planted: country and topic, by number."""

    country: int
    topic: int


@dataclass(frozen=True)
class Population:
    """Columns over scientists, groups and institutions; each country's groups and each group's scientists are a run.

    `reach` is the running total of productivity, so that a scientist of a run is drawn by one binary search.
    Planted scientists follow the `ordinary` ones and belong to no group: only what was planned draws them.
    """

    ordinary: int
    bits: npt.NDArray[np.uint64]
    country: npt.NDArray[np.int16]
    topic: npt.NDArray[np.int16]
    institution: npt.NDArray[np.int32]
    former: npt.NDArray[np.int32]
    moved: npt.NDArray[np.int16]
    starts: npt.NDArray[np.int16]
    ends: npt.NDArray[np.int16]
    reach: Floats
    scientists_of_group: Whole
    groups_of_country: Whole
    group_topic: Whole
    group_key: Whole
    institutions_of_country: Whole

    def institution_in(self, scientists: Whole, years: npt.NDArray[np.int16]) -> Whole:
        """Return where each scientist worked in a year: the former institution until the move, if there was one."""
        before = years < self.moved[scientists]
        return np.where(before, self.former[scientists], self.institution[scientists]).astype(np.int64)


def ordinary_scientists(seed: int, works: int) -> int:
    """Return how many scientists a world of this many works has, apart from the planted ones."""
    return int(_groups(seed, works)[3][-1])


def populate(seed: int, works: int, newcomers: tuple[Newcomer, ...]) -> Population:
    """Return the population of a world of this many works; the newcomers come last."""
    heads, groups, group_country, scientists = _groups(seed, works)
    group_topic = _group_topics(seed, group_country)
    institutions = _runs(np.maximum(2, np.round(0.9 * np.sqrt(heads))).astype(np.int64))
    ordinary = int(scientists[-1])
    group = _owners(scientists)
    number = np.arange(ordinary + len(newcomers))
    country = np.concatenate([group_country[group], np.array([one.country for one in newcomers], dtype=np.int64)])
    topic = np.concatenate([group_topic[group], np.array([one.topic for one in newcomers], dtype=np.int64)])
    home = np.concatenate([group, len(group_country) + country[ordinary:] * TOPIC_KEY + topic[ordinary:]])
    starts = _starts(seed, number, ordinary)
    ends = starts + 3 + 30 * unit(number, seed + 2) ** 1.5 + 40 * (number >= ordinary)
    return Population(
        ordinary=ordinary,
        bits=mixed(number, seed),
        country=country.astype(np.int16),
        topic=topic.astype(np.int16),
        institution=_institutions(seed, number, country, home, institutions),
        former=_former(seed, number, country, institutions),
        moved=_moves(seed, number),
        starts=starts,
        ends=ends.astype(np.int16),
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
    """Give each group a topic, by the topic's popularity and the country's leaning to its field; sorted in a country."""
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
    seed: int, number: Whole, country: Whole, home: Whole, institutions: Whole
) -> npt.NDArray[np.int32]:
    """Most members of a group share an institution; a country's first institutions are its largest."""
    counts = np.diff(institutions)[country]
    shared = unit(home, seed + 3) ** 2
    own = unit(number, seed + 4) ** 2
    place = np.where(unit(number, seed + 5) < 0.88, shared, own)
    return (institutions[country] + (place * counts).astype(np.int64)).astype(np.int32)


def _former(seed: int, number: Whole, country: Whole, institutions: Whole) -> npt.NDArray[np.int32]:
    counts = np.diff(institutions)[country]
    return (institutions[country] + (unit(number, seed + 6) * counts).astype(np.int64)).astype(np.int32)


def _moves(seed: int, number: Whole) -> npt.NDArray[np.int16]:
    """Return the year in which a scientist changed institution within the country; 0 for the 88 % that never did."""
    year = FIRST_YEAR + 2 + (unit(number, seed + 7) * 18).astype(np.int64)
    return np.where(unit(number, seed + 8) < 0.12, year, 0).astype(np.int16)


def _starts(seed: int, number: Whole, ordinary: int) -> npt.NDArray[np.int16]:
    """Return the first year of each career: more begin later, as the world grows; planted ones were always there."""
    year = 1985 + 40 * unit(number, seed + 1) ** 0.7
    return np.where(number < ordinary, year, FIRST_YEAR - 1).astype(np.int16)


def _productivity(seed: int, count: int) -> Floats:
    """Return how readily each is drawn: a power law, cut off (Lotka 1926)."""
    drawn: Floats = (1.0 - unit(np.arange(count), seed + 9)) ** (-1.0 / _LOTKA)
    return np.minimum(drawn, _MOST_PRODUCTIVE)
