"""The co-author network that a path leads through, and of the part between two scientists who wrote what when."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.network import Network, coauthors_among
from queries.joined_pairs import Joints, Pairs, joints, pairs
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.shortest_paths import best_paths, how_many

Preference = Literal["strong", "recent"]

_EXACT = 232_792_560
"""The least common multiple of 1 to 22: sums of 1/n are exact for links of up to 22 joint publications."""
_YEARS_BELOW, _STRENGTH_BELOW = 2**16, 2**40
"""More than any sum of years, and of strengths, along a path."""


class Coauthors(NamedTuple):
    """The authorships of a period, and the network of those on publications that are not too large."""

    found: Authorships
    network: Network


class Between(NamedTuple):
    """The scientists on the shortest paths between two, and on those with one link more."""

    places: IntArray
    """Of each, the place in the whole network."""
    joints: Joints
    """In places of this part, and of `found.publications`."""
    pairs: Pairs
    paths: tuple[tuple[int, ...], ...]
    """In places of this part, in order."""
    shortest: int
    """How many paths have the fewest links, shown or not."""


def coauthors_of(graph: Graph, since: int | None, until: int | None, largest_team: int) -> Coauthors:
    """The network of a period; another question with the same bounds gets the same."""

    def made() -> Coauthors:
        found = authorships(graph.store, since, until)
        return Coauthors(found, coauthors_among(found, largest_team))

    return graph.memory.once(("coauthors", since, until, largest_team), made)


def years(found: Authorships) -> IntArray:
    """The year of each publication; 0 where it has none."""
    return np.array([int(time[:4] or 0) for time in found.published], dtype=np.int64)


def between(
    of: Coauthors, on: BoolArray, start: int, end: int, largest_team: int, prefer: Preference, number: int
) -> Between:
    """The best paths between two scientists, given who is `on` any that may be wanted.

    Of paths of equal length, `strong`: the least sum of 1 / joint publications (Newman 2001,
    doi:10.1103/PhysRevE.64.016132), then the least sum of years since the last of them; `recent`: these two the other
    way round; then the first by ids.
    """
    places = np.flatnonzero(on)
    joining = of.found.team <= largest_team
    members = of.found.by_publication[:, places].multiply(joining[:, np.newaxis]).tocsr()
    members.eliminate_zeros()
    entries, year = joints(members), years(of.found)
    joined = pairs(entries, year, np.ones(year.size))
    cost = _costs(joined, int(year.max(initial=0)), prefer)
    n = places.size
    links = csr_array((cost, (joined.first, joined.second)), shape=(n, n))
    links = csr_array(links + links.T)
    links.sort_indices()
    first, last = (int(np.searchsorted(places, place)) for place in (start, end))
    paths = tuple(best_paths(links, first, last, number))
    return Between(places, entries, joined, paths, how_many(links, first, last))


def _costs(of: Pairs, newest: int, prefer: Preference) -> IntArray:
    weak = np.rint(_EXACT / np.maximum(of.joint, 1)).astype(np.int64)
    known = of.last_year[of.last_year > 0]
    oldest = int(known.min()) if known.size else newest
    old = newest - np.where(of.last_year > 0, of.last_year, oldest - 1)
    return weak * _YEARS_BELOW + old if prefer == "strong" else old * _STRENGTH_BELOW + weak
