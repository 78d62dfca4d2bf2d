"""Quotas on a set of people: whether a set meets them, whether a start can still be completed, and what conflicts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from queries.measures.arrays import IntArray


class ConflictError(Exception):
    """No set of people meets the quotas; `families` are names of the fewest that do not go together."""

    def __init__(self, families: Sequence[str], most: int) -> None:
        super().__init__(f"quotas that do not go together: {', '.join(families) or 'the number of seats alone'}")
        self.families = tuple(families)
        self.most = most
        """How many seats can be filled if only the at-most quotas are kept."""


@dataclass(frozen=True)
class Quota:
    """From `least` to `most` of these people; `family` is the wish that it comes from, in words."""

    people: IntArray
    least: int
    most: int
    family: str


@dataclass(frozen=True, eq=False)
class Quotas:
    """`size` seats for `count` people, numbered from 0, and any number of quotas, which may overlap."""

    size: int
    count: int
    quotas: tuple[Quota, ...] = ()

    @cached_property
    def counted(self) -> NDArray[np.int8]:
        """People by quotas: 1 where the quota counts the person."""
        counted = np.zeros((self.count, len(self.quotas)), dtype=np.int8)
        for place, quota in enumerate(self.quotas):
            counted[quota.people, place] = 1
        return counted

    @cached_property
    def least(self) -> IntArray:
        """Of each quota, how many it asks for."""
        return np.array([quota.least for quota in self.quotas], dtype=np.int64)

    @cached_property
    def most(self) -> IntArray:
        """Of each quota, how many it allows."""
        return np.array([quota.most for quota in self.quotas], dtype=np.int64)

    @cached_property
    def _kinds(self) -> tuple[NDArray[np.int8], IntArray]:
        """People whom the same quotas count are of one kind: the kinds, and the kind of each person."""
        kinds, kind = np.unique(self.counted, axis=0, return_inverse=True)
        return kinds, np.asarray(kind, dtype=np.int64).ravel()

    def met(self, people: Collection[int]) -> bool:
        """Whether these people fill the seats and meet every quota."""
        held = self._held(list(people))
        return len(set(people)) == self.size and bool(np.all((held >= self.least) & (held <= self.most)))

    def _held(self, people: Sequence[int]) -> IntArray:
        held: IntArray = self.counted[people].sum(axis=0, dtype=np.int64)
        return held

    def exchange(self, people: list[int], leaving: list[int], coming: int) -> int | None:
        """The first of `leaving` for whom `coming` could take a seat so that the quotas stay met."""
        held = self._held(people) + self.counted[coming] - self.counted[leaving]
        fits = np.flatnonzero(np.all((held >= self.least) & (held <= self.most), axis=1))
        return leaving[int(fits[0])] if fits.size else None

    def completed(self, start: Sequence[int]) -> list[int] | None:
        """`start` and others that meet the quotas together; none where there is no such set.

        An integer program with a variable for each kind of people (HiGHS); of a kind, the first by number are taken.
        """
        kinds, kind = self._kinds
        available = np.bincount(kind, minlength=len(kinds))
        begun = np.bincount(kind[list(start)], minlength=len(kinds)) if start else np.zeros(len(kinds), dtype=np.int64)
        rows = csr_array(np.vstack([kinds.T, np.ones((1, len(kinds)))]))
        within = LinearConstraint(rows, np.append(self.least, self.size), np.append(self.most, self.size))
        solved = milp(
            np.zeros(len(kinds)),
            integrality=np.ones(len(kinds), dtype=np.int64),
            bounds=Bounds(begun, available),
            constraints=within,
        )
        if solved.x is None:
            return None
        wanted = np.rint(solved.x).astype(np.int64) - begun
        free = np.setdiff1d(np.arange(self.count), np.array(start, dtype=np.int64))
        others = [person for k in np.flatnonzero(wanted) for person in free[kind[free] == k][: wanted[k]].tolist()]
        return [*start, *others]

    def conflict(self, start: Sequence[int]) -> ConflictError:
        """Why `start` cannot be completed: families of quotas of which none can be missed for the conflict."""
        kept = list(dict.fromkeys(quota.family for quota in self.quotas))
        for family in tuple(kept):
            fewer = [one for one in kept if one != family]
            if self._only(fewer).completed(start) is None:
                kept = fewer
        return ConflictError(kept, self._fillable(start))

    def _only(self, families: Collection[str]) -> Quotas:
        return Quotas(self.size, self.count, tuple(quota for quota in self.quotas if quota.family in families))

    def _fillable(self, start: Sequence[int]) -> int:
        capped = tuple(replace(quota, least=0) for quota in self.quotas)
        few, many = -1, min(self.size, self.count)
        while few < many:
            middle = (few + many + 1) // 2
            if middle >= len(start) and Quotas(middle, self.count, capped).completed(start) is not None:
                few = middle
            else:
                many = middle - 1
        return max(few, 0)


class Seating:
    """Seats that are filled one by one, never so that the quotas could no more be met.

    A whole set that meets the quotas and holds all who are seated is kept as the witness; a person outside it fits
    where one exchange makes it hold the person too, or else where a new set is found. Whoever does not fit once will
    never, since seats only fill up.
    """

    def __init__(self, quotas: Quotas, forced: Sequence[int] = ()) -> None:
        """Raise ConflictError where the quotas cannot be met with those forced."""
        self.people = list(forced)
        self._quotas = quotas
        witness = quotas.completed(self.people) if len(self.people) <= quotas.size else None
        if witness is None:
            raise quotas.conflict(self.people)
        self._witness = witness
        self._refused: set[int] = set()

    def seat(self, person: int) -> bool:
        """Seat the person, if the quotas can then still be met; whether it was done."""
        if person in self._refused or person in self.people or not self._fits(person):
            self._refused.add(person)
            return False
        self.people.append(person)
        return True

    def _fits(self, person: int) -> bool:
        if person in self._witness:
            return True
        seated = set(self.people)
        leaving = [one for one in self._witness if one not in seated]
        gone = self._quotas.exchange(self._witness, leaving, person) if leaving else None
        found = (
            [person if one == gone else one for one in self._witness]
            if gone is not None
            else self._quotas.completed([*self.people, person])
        )
        self._witness = found or self._witness
        return found is not None
