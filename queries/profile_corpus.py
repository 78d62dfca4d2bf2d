"""Publications with their countries, institutions, people, topics and citation figures, as sparse arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.placed import Placed

Matrix: TypeAlias = csr_array[np.int64, tuple[int, int]]


def ones(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> Matrix:
    """1 at each place named, once or more often."""
    return binary(csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape))


def binary(held: Any) -> Matrix:
    """1 where the matrix has anything."""
    made = csr_array(held)
    made.sum_duplicates()
    made.eliminate_zeros()
    made.data = np.ones(made.nnz, np.int64)
    return made


def any_of(held: Matrix, columns: IntArray) -> IntArray:
    """How many of these columns each row has."""
    chosen = np.zeros(held.shape[1], np.int64)
    chosen[columns] = 1
    return np.asarray(held @ chosen, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Lines:
    """Authorships, one a scientist and publication; those of authors who are not named here have scientist -1.

    A line leads where its author is a corresponding one; of a publication without any, where it stands first.
    """

    work: IntArray
    scientist: IntArray
    local: BoolArray
    leads: BoolArray
    places: IntArray
    countries: Matrix
    institutions: Matrix


@dataclass(frozen=True, eq=False)
class Subjects:
    """Topics of all levels; `upwards[t, u]` is 1 where u is t or above it.

    `about` has a publication's topics as its source gives them, `classing` the main one, or all where none is marked.
    """

    ids: tuple[str, ...]
    names: tuple[str | None, ...]
    levels: tuple[str | None, ...]
    upwards: Matrix
    about: Matrix
    classing: Matrix

    def at(self, level: str | None) -> IntArray:
        """The places of the topics of a level."""
        return np.array([k for k, one in enumerate(self.levels) if one == level], dtype=np.int64)

    def name(self, place: int) -> str:
        """The topic's name, or else its id."""
        return self.names[place] or self.ids[place]

    @cached_property
    def classed(self) -> Matrix:
        """Publications by topics of every level: 1 where the publication is classed there or below."""
        return binary(self.classing @ self.upwards)

    @cached_property
    def touched(self) -> Matrix:
        """Publications by topics of every level: 1 where one of the publication's topics is it or below it."""
        return binary(self.about @ self.upwards)


@dataclass(frozen=True, eq=False)
class Corpus:
    """All publications of a base, in order of id; `year` is 0 and the figures are nan where not known."""

    publications: pa.Array
    year: IntArray
    fwci: FloatArray
    percentile: FloatArray
    retracted: BoolArray
    countries: tuple[str, ...]
    institutions: tuple[str, ...]
    scientists: tuple[str, ...]
    located: Matrix
    """Institutions by countries."""
    lines: Lines
    subjects: Subjects

    @property
    def works(self) -> int:
        """How many publications."""
        return len(self.publications)

    @cached_property
    def by_work(self) -> Matrix:
        """Publications by authorships."""
        work = self.lines.work
        return ones(work, np.arange(work.size), (self.works, work.size))

    @cached_property
    def placed(self) -> Matrix:
        """Publications by countries."""
        return binary(self.by_work @ self.lines.countries)

    @cached_property
    def housed(self) -> Matrix:
        """Publications by institutions."""
        return binary(self.by_work @ self.lines.institutions)

    @cached_property
    def led_from(self) -> Matrix:
        """Publications by countries of their leading authors."""
        return binary(self.by_work @ self.lines.countries.multiply(self.lines.leads[:, None]))

    @cached_property
    def led_at(self) -> Matrix:
        """Publications by institutions of their leading authors."""
        return binary(self.by_work @ self.lines.institutions.multiply(self.lines.leads[:, None]))

    @cached_property
    def sizes(self) -> IntArray:
        """Countries of each publication."""
        return np.diff(self.placed.indptr).astype(np.int64)

    @cached_property
    def authors(self) -> IntArray:
        """Authorships of each publication, those of authors not named here too."""
        return np.bincount(self.lines.work, weights=self.lines.places, minlength=self.works).astype(np.int64)

    @cached_property
    def unplaced(self) -> IntArray:
        """Authorships without a country of each publication."""
        without = np.diff(self.lines.countries.indptr) == 0
        places = np.where(without, self.lines.places, 0)
        return np.bincount(self.lines.work, weights=places, minlength=self.works).astype(np.int64)

    def as_placed(self, keep: BoolArray) -> Placed:
        """Some of the publications with the number of authorships of each country."""
        counts = csr_array(self.by_work @ self.lines.countries.multiply(self.lines.places[:, None]))
        rows = np.flatnonzero(keep)
        ids = tuple(self.publications.take(pa.array(rows)).to_pylist())
        retracted = int(self.retracted[rows].sum())
        return Placed(ids, self.countries, counts[rows].astype(np.int64), self.unplaced[rows], retracted)

    def ids(self, works: IntArray) -> list[str]:
        """The ids of publications by place."""
        found: list[str] = self.publications.take(pa.array(works)).to_pylist()
        return found
