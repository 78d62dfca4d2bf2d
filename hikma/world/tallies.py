"""What the works written so far add up to: per scientist, institution and topic."""

from __future__ import annotations

from array import array

import numpy as np
import numpy.typing as npt

from .about import Contents
from .affiliations import NONE, Authorships
from .mixing import Whole
from .outlines import Outline
from .population import FIRST_YEAR, Population

_LEAST_BITS = 20
_MASK = (1 << _LEAST_BITS) - 1


class Tallies:
    """Counts that grow run by run; `years` has a bit for each year in which an affiliation was given."""

    def __init__(self, population: Population, topics: int) -> None:
        count = len(population)
        self.works = np.zeros(count, dtype=np.uint16)
        self.cited = np.zeros(count, dtype=np.int32)
        self.on_own_topic = np.zeros(count, dtype=np.uint16)
        self.years = np.zeros(count, dtype=np.uint32)
        self.institution_works = np.zeros(int(population.institutions_of_country[-1]), dtype=np.int64)
        self.institution_cited = np.zeros_like(self.institution_works)
        self.topic_works = np.zeros(topics, dtype=np.int64)
        self.topic_cited = np.zeros(topics, dtype=np.int64)
        # Sorted, its keys put each scientist's works together, the most cited first.
        self._keys = array("q")

    def add(self, population: Population, outline: Outline, contents: Contents, lines: Authorships) -> None:
        """Add a run of works: an author named twice in one counts once, one without an id not at all."""
        known = ~lines.anonymous
        pairs = np.unique((lines.work[known] << 32) | lines.scientist[known])
        work, scientist = pairs >> 32, pairs & 0xFFFFFFFF
        cited = np.minimum(contents.cited, _MASK)[work]
        np.add.at(self.works, scientist, 1)
        np.add.at(self.cited, scientist, cited.astype(np.int32))
        own = contents.topics[work, 0] == population.topic[scientist]
        np.add.at(self.on_own_topic, scientist[own], 1)
        self._keys.frombytes(((scientist << _LEAST_BITS) | (_MASK - cited)).tobytes())
        given = known & (lines.institution != NONE)
        year = (outline.years[lines.work[given]] - FIRST_YEAR).astype(np.uint32)
        np.bitwise_or.at(self.years, lines.scientist[given], np.uint32(1) << year)
        self._add_institutions(lines, contents.cited)
        self._add_topics(contents)

    def _add_institutions(self, lines: Authorships, cited: Whole) -> None:
        both = [(lines.work << 32) | place for place in (lines.institution, lines.second)]
        given = [key[place != NONE] for key, place in zip(both, (lines.institution, lines.second), strict=True)]
        pairs = np.unique(np.concatenate(given))
        np.add.at(self.institution_works, pairs & 0xFFFFFFFF, 1)
        np.add.at(self.institution_cited, pairs & 0xFFFFFFFF, cited[pairs >> 32])

    def _add_topics(self, contents: Contents) -> None:
        for column in contents.topics.T:
            np.add.at(self.topic_works, column[column != NONE], 1)
            np.add.at(self.topic_cited, column[column != NONE], contents.cited[column != NONE])

    def close(self) -> None:
        """Sort what `h_and_i10` needs; nothing can be added afterwards."""
        self._sorted = np.frombuffer(self._keys, dtype=np.int64)
        self._sorted.sort()

    def h_and_i10(self, first: int, last: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the h-index (Hirsch 2005) and i10-index of scientists first ... last - 1."""
        ends = np.searchsorted(self._sorted, np.array([first, last]) << _LEAST_BITS)
        keys = self._sorted[ends[0] : ends[1]]
        scientist, cited = (keys >> _LEAST_BITS) - first, _MASK - (keys & _MASK)
        rank = np.arange(len(keys)) - np.searchsorted(scientist, scientist)
        return (
            np.bincount(scientist[cited > rank], minlength=last - first),
            np.bincount(scientist[cited >= 10], minlength=last - first),
        )
