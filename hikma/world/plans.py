"""The plan of what to plant, in numbers of countries, topics, scientists and works."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from .mixing import Floats
from .places import places
from .population import Newcomer
from .writing_up import Draft


@dataclass(frozen=True)
class Pair:
    """Two countries, by number, whose affinity is planted."""

    i: int
    j: int
    factor: float
    expected: float


@dataclass(frozen=True)
class Bridge:
    """A bridge-builder: number, country, the countries joined, and on how many works it is planned."""

    scientist: int
    home: int
    joins: tuple[int, ...]
    works: int


@dataclass(frozen=True)
class ClusterGroup:
    """One side of a cluster, by numbers."""

    country: int
    scientists: tuple[int, ...]
    works: tuple[int, ...]


@dataclass(frozen=True)
class Cluster:
    """Two groups of different countries that share a topic and terms."""

    topic: int
    terms: tuple[str, ...]
    groups: tuple[ClusterGroup, ...]


@dataclass(frozen=True)
class Duplicate:
    """Two works, by number, that say the same."""

    works: tuple[int, int]
    countries: tuple[int, int]
    kind: str
    changed: float
    languages: tuple[str, str]


@dataclass(frozen=True)
class Special:
    """What is laid down for one work: its only country, topic and text; its team, if planted too."""

    country: int
    topic: int
    draft: Draft
    language: str
    team: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All that is planted. `specials` is by the number of the work."""

    pairs: tuple[Pair, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    specials: dict[int, Special] = field(default_factory=dict)
    newcomers: tuple[Newcomer, ...] = ()

    def affinity(self) -> Floats:
        """Return the logarithms of the planted affinities, with a last row and column of zeros."""
        matrix = np.zeros((len(places()) + 1, len(places()) + 1))
        for pair in self.pairs:
            matrix[pair.i, pair.j] = matrix[pair.j, pair.i] = np.log(pair.factor)
        return matrix


def scaled(count: int, works: int) -> int:
    """Return how many to plant where a world of 20,000 works has `count`: as the square root of the size."""
    return round(count * sqrt(works / 20_000))
