"""The co-author network that was known at the end of a year: co-authors, those who share one, and a random walk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_works import Sparse, Works, inverse

RESTARTS = 0.2
_STEPS = 12


@dataclass(frozen=True, eq=False)
class Network:
    """Scientists by the publications that join them: those kept, each with the weight of its age."""

    works: Works
    kept: BoolArray
    """Which authorships were known."""
    fade: FloatArray
    """Of each publication."""

    @cached_property
    def joining(self) -> Sparse:
        """Scientists by publications that join their authors: 1 each."""
        return self.works.wrote(self.kept & self.works.joins())

    @cached_property
    def members(self) -> Sparse:
        """Publications by scientists."""
        return csr_array(self.joining.T)

    @cached_property
    def joins(self) -> FloatArray:
        """1 for each scientist with a publication that joins, else 0."""
        return (np.diff(self.joining.indptr) > 0).astype(np.float64)

    @cached_property
    def credit(self) -> FloatArray:
        """What each publication of n authors joins a pair with: its weight / (n - 1)."""
        return self.fade / np.maximum(self.works.team - 1, 1)

    def coauthors(self, of: int) -> IntArray:
        """The known co-authors of a scientist, in order."""
        found = self._beside(np.array([of]))
        others: IntArray = found[found != of]
        return others

    def near(self, of: int) -> BoolArray:
        """Who shares a co-author with the scientist, or is one."""
        found = np.zeros(self.works.people, np.bool_)
        found[self._beside(self.coauthors(of))] = True
        return found

    def walk(self, of: int) -> FloatArray:
        """The chance of each scientist to be where a random walk with restart from this one is."""
        start = np.zeros(self.works.people)
        start[of] = 1
        chance = start
        for _ in range(_STEPS):
            spread = chance * self._inverse_strength
            onwards = self.joining @ (self.credit * (self.members @ spread)) - self._returns * spread
            chance = RESTARTS * start + (1 - RESTARTS) * onwards
        return np.asarray(np.maximum(chance, 0), dtype=np.float64)

    def _beside(self, those: IntArray) -> IntArray:
        return np.unique(csr_array(self.joining[those] @ self.members).indices).astype(np.int64)

    @cached_property
    def _returns(self) -> FloatArray:
        return np.asarray(self.joining @ self.credit, dtype=np.float64)

    @cached_property
    def _inverse_strength(self) -> FloatArray:
        others = self.credit * np.maximum(self.works.team - 1, 0)
        return inverse(np.asarray(self.joining @ others, dtype=np.float64))
