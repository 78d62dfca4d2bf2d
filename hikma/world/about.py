"""What each work is about, cites and is cited: topics, references, citation counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole
from .outlines import Outline
from .population import LAST_YEAR, Population
from .topics import topics

NONE = -1
_REMEMBERED = 256
_KEEPS_TOPIC = 0.86
_UNCITING = 0.22
_OUTSIDE = 0.2
SPREAD = 1.25


@dataclass(frozen=True)
class Contents:
    """Columns over the works of a run.

    `topics` holds one to three a work, the primary one first, NONE after them. `references` and
    `reference_ends` are the numbers of the works cited (NONE: a work outside this world) and where each
    work's end. `expected` is the mean number of citations of works of that year.
    """

    topics: Whole
    references: Whole
    reference_ends: Whole
    cited: Whole
    expected: Floats


class Memory:
    """The latest works of every topic, from which references are drawn."""

    def __init__(self) -> None:
        self.works = np.full((len(topics()), _REMEMBERED), NONE, dtype=np.int64)
        self.count = np.zeros(len(topics()), dtype=np.int64)

    def add(self, numbers: Whole, topic: Whole) -> None:
        """Remember works by their primary topics, the later ones in the place of the earliest."""
        for one in np.unique(topic):
            mine = numbers[topic == one]
            self.count[one] += len(mine)
            latest = mine[-_REMEMBERED:]
            self.works[one, (self.count[one] - 1 - np.arange(len(latest))) % _REMEMBERED] = latest[::-1]

    def draw(self, rng: np.random.Generator, topic: Whole) -> Whole:
        """Draw one remembered work of each topic, NONE where there is none yet."""
        filled = np.minimum(self.count[topic], _REMEMBERED)
        return self.works[topic, (rng.random(len(topic)) * filled).astype(np.int64)]


def fill(rng: np.random.Generator, population: Population, outline: Outline, leads: Whole, memory: Memory) -> Contents:
    """Draw what each work is about and cites, and how often it is cited; `leads` are the first authors."""
    fixed = outline.topic >= 0
    found = _topics(rng, np.where(fixed, outline.topic, population.topic[leads]), fixed)
    drawn = np.minimum(2 + 7 * rng.standard_exponential(len(leads)), 40.0).astype(np.int64)
    many = np.where(rng.random(len(leads)) < _UNCITING, 0, drawn)
    of = np.repeat(found[:, 0], many)
    references = np.where(rng.random(len(of)) < _OUTSIDE, NONE, memory.draw(rng, of))
    expected = (1.6 * (LAST_YEAR - outline.years) + 0.8).astype(np.float64)
    luck = np.exp(SPREAD * rng.standard_normal(len(leads)) - SPREAD**2 / 2)
    memory.add(outline.first + np.arange(len(leads)), found[:, 0])
    return Contents(found, references, np.cumsum(many), (expected * luck).astype(np.int64), expected)


def _topics(rng: np.random.Generator, own: Whole, fixed: npt.NDArray[np.bool_]) -> Whole:
    """Return one to three topics: mostly the lead's own, then neighbours of it, at times any."""
    count = len(topics())
    near = np.clip(own + (rng.random(len(own)) * 13).astype(np.int64) - 6, 0, count - 1)
    primary = np.where(fixed | (rng.random(len(own)) < _KEEPS_TOPIC), own, near)
    second = np.clip(primary + (rng.random(len(own)) * 7).astype(np.int64) - 3, 0, count - 1)
    third = (rng.random(len(own)) * count).astype(np.int64)
    second[(rng.random(len(own)) < 0.3) | (second == primary)] = NONE
    third[(rng.random(len(own)) < 0.6) | (third == primary) | (third == second) | (second == NONE)] = NONE
    return np.column_stack([primary, second, third])
