"""The scientists, as columns: where each works, on what, when, and how much. No object per scientist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mixing import Bits, Floats, Whole, mixed, unit

FIRST_YEAR = 2005
LAST_YEAR = 2025
# Groups are sorted by country, then topic: this many times the country, plus the topic, is a group's key.
TOPIC_KEY = 1000

_MOVERS = 0.12

Years = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Newcomer:
    """A scientist with a part in something planted: country and topic, by number."""

    country: int
    topic: int


@dataclass(frozen=True)
class Population:
    """Columns over scientists, groups and institutions.

    Each country's groups and institutions, and each group's scientists, are a run of numbers. `reach` is the
    running total of productivity, so that a scientist of a run is drawn by one binary search. Planted
    scientists follow the `ordinary` ones and belong to no group: only what was planned draws them. What is
    seldom asked for is not kept but derived from a scientist's number.
    """

    seed: int
    ordinary: int
    country: npt.NDArray[np.int16]
    topic: npt.NDArray[np.int16]
    institution: npt.NDArray[np.int32]
    starts: Years
    ends: Years
    reach: Floats
    scientists_of_group: Whole
    groups_of_country: Whole
    group_topic: Whole
    group_key: Whole
    institutions_of_country: Whole

    def __len__(self) -> int:
        """Return the number of scientists, planted ones included."""
        return len(self.country)

    def bits(self, scientists: Whole) -> Bits:
        """Return the 64 bits of each scientist, from which name and ORCID follow."""
        return mixed(scientists, self.seed)

    def moved(self, scientists: Whole) -> Years:
        """Return when each changed institution within the country; 0 for the 88 % that never did."""
        year = (FIRST_YEAR + 2 + unit(scientists, self.seed + 7) * 18).astype(np.int16)
        year[unit(scientists, self.seed + 8) >= _MOVERS] = 0
        return year

    def former(self, scientists: Whole) -> Whole:
        """Return the institution at which each worked before the move."""
        country = self.country[scientists]
        place = unit(scientists, self.seed + 6) * np.diff(self.institutions_of_country)[country]
        return self.institutions_of_country[country] + place.astype(np.int64)

    def institution_in(self, scientists: Whole, years: Years) -> Whole:
        """Return where each worked in a year."""
        before = years < self.moved(scientists)
        return np.where(before, self.former(scientists), self.institution[scientists])
