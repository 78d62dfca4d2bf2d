"""What would be lost without a scientist: pairs of countries that no work would join any more.

The works that join two countries depend on a scientist where each of them, without this one authorship, would no
longer name one of the two. What becomes of the paths between countries is told in `country_paths`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graph.authorships import Authorships
from queries.measures.arrays import BoolArray, IntArray


class Depending(NamedTuple):
    """Pairs of countries and the scientists whom what joins them depends on, by places, first < second; sorted.

    A pair can depend on several scientists, and several pairs on one.
    """

    scientist: IntArray
    first: IntArray
    second: IntArray

    def on(self, scientist: int) -> list[tuple[int, int]]:
        """The pairs that depend on this scientist."""
        begin, end = np.searchsorted(self.scientist, [scientist, scientist + 1]).tolist()
        return list(zip(self.first[begin:end].tolist(), self.second[begin:end].tolist(), strict=True))


def pairs_depending(scientist: IntArray, first: IntArray, second: IntArray) -> Depending:
    """These scientists and pairs, sorted, each once."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    size = int(high.max(initial=0)) + 1
    key = np.unique((scientist * size + low) * size + high)
    return Depending(key // size**2, key // size % size, key % size)


def lost_joint_works(found: Authorships, joins: BoolArray) -> Depending:
    """The pairs of countries whose joint works all depend on one scientist, for every scientist.

    Only publications of which `joins` is true count. An author who is not named here stays on the publication, and so
    does everybody else.
    """
    n = len(found.countries)
    work, country, alone = _named(found, joins)
    one, other = _pairs_within(work)
    pair = country[one] * n + country[other]
    joint = np.bincount(pair, minlength=n * n)
    needed, also = alone[one], np.where(alone[other] == alone[one], -1, alone[other])
    scientist, twice = np.concatenate([needed, also]), np.concatenate([pair, pair])
    known = scientist >= 0
    key, times = np.unique(scientist[known] * max(n * n, 1) + twice[known], return_counts=True)
    key = key[times == joint[key % max(n * n, 1)]]
    return pairs_depending(key // max(n * n, 1), key % max(n * n, 1) // max(n, 1), key % max(n, 1))


def _named(found: Authorships, joins: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Publications and the countries that they name, sorted; and who alone names the country there, or -1."""
    row, country = found.countries_of.nonzero()
    unnamed, its_country = found.withheld.nonzero()
    n = max(len(found.countries), 1)
    key = np.concatenate([found.publication[row] * n + country, unnamed * np.int64(n) + its_country])
    who = np.concatenate([found.scientist[row], np.full(unnamed.size, -1)])
    named, place, times = np.unique(key, return_index=True, return_counts=True)
    alone = np.where(times == 1, who[place], -1)
    counts = joins[named // n]
    return named[counts] // n, named[counts] % n, alone[counts]


def _pairs_within(of: IntArray) -> tuple[IntArray, IntArray]:
    """The places of every two equal values in a sorted array."""
    places = np.arange(of.size)
    number = np.searchsorted(of, of, side="right") - places - 1
    one = np.repeat(places, number)
    return one, np.arange(one.size) - np.repeat(np.cumsum(number) - number - places - 1, number)
