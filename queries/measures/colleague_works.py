"""What colleagues are sought among: publications by authors, words, topics, references and institutions, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_array, diags_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray

Sparse: TypeAlias = csr_array[np.float64, tuple[int, int]]

_ROWS = 2_000


@dataclass(frozen=True, eq=False)
class Works:
    """Publications and who wrote them, without repetition.

    `work[k]`, `scientist[k]` and `leads[k]` are of authorship k, in order of scientist, then publication; one leads who
    stands first or last in the byline, or is a corresponding author. A publication of more than `largest_team` authors
    joins nobody.
    """

    year: IntArray
    """Of each publication; 0 where it has none."""
    work: IntArray
    scientist: IntArray
    leads: BoolArray
    people: int
    terms: Sparse
    """Publications by terms: how often each stands in title, abstract and keywords."""
    topics: Sparse
    """Publications by topics, each with the source's confidence."""
    references: Sparse
    """Publications by all that they cite, loaded or not: 1 each."""
    cites: Sparse
    """Publications by publications: 1 where the first cites the second."""
    institutions: Sparse
    """Authorships by institutions: 1 where named."""
    sought: BoolArray
    """Which scientists may be recommended: those whom their source gives an id of their own."""
    largest_team: int = 100

    @cached_property
    def team(self) -> IntArray:
        """The number of authors of each publication."""
        return np.bincount(self.work, minlength=len(self.year)).astype(np.int64)

    @property
    def first_year(self) -> int:
        """The first year of a publication; 0 where none has any."""
        dated = self.year[self.year > 0]
        return int(dated.min()) if dated.size else 0

    def wrote(self, keep: BoolArray, weight: FloatArray | None = None) -> Sparse:
        """Scientists by publications: the weight (1 if not given) of each authorship that is kept."""
        values = np.ones(len(self.work)) if weight is None else weight
        made = csr_array((values[keep], (self.scientist[keep], self.work[keep])), shape=(self.people, len(self.year)))
        made.sum_duplicates()
        return made

    def joins(self) -> BoolArray:
        """Whether each authorship is on a publication that joins its authors."""
        team = self.team[self.work]
        return np.asarray((team >= 2) & (team <= self.largest_team))

    def joined(self, since: int, until: int) -> Sparse:
        """Scientists by scientists: how many publications of these years, of those that join, both wrote."""
        year = self.year[self.work]
        wrote = self.wrote(self.joins() & (year >= since) & (year <= until))
        both = csr_array(wrote @ wrote.T)
        both.setdiag(0)
        both.eliminate_zeros()
        return both


def tf_idf(counts: Sparse, known: BoolArray) -> Sparse:
    """The rows of `known` publications, of length 1: (1 + ln count) · ln((1 + N) / (1 + n)), n of N having the term.

    A term that only one of them has is left out; rows of the others are empty (sublinear TF-IDF: Salton & Buckley
    1988, doi:10.1016/0306-4573(88)90021-0).
    """
    held = csr_array(diags_array(known.astype(np.float64)) @ counts)
    held.eliminate_zeros()
    held.data = 1 + np.log(held.data)
    weighed = csr_array(held @ diags_array(rarity(held, 2)))
    weighed.eliminate_zeros()
    return csr_array(diags_array(inverse(lengths(weighed))) @ weighed)


def rarity(held: Sparse, least: int = 1) -> FloatArray:
    """ln((1 + N) / (1 + n)), at least .01, for each column that n of N non-empty rows have.

    0 for one that fewer than `least` have.
    """
    having = np.bincount(held.indices, minlength=held.shape[1])
    rows = int((np.diff(held.indptr) > 0).sum())
    return np.where(having >= least, np.maximum(np.log((1 + rows) / (1 + having)), 0.01), 0.0)


def lengths(rows: Sparse) -> FloatArray:
    """The length of each row."""
    return np.asarray(np.sqrt(rows.multiply(rows).sum(axis=1)), dtype=np.float64).ravel()


def lengths_of_sums(weights: Sparse, rows: Sparse) -> FloatArray:
    """The length of each row of `weights @ rows`, without holding the product."""
    parts = [lengths(csr_array(weights[k : k + _ROWS] @ rows)) for k in range(0, weights.shape[0], _ROWS)]
    return np.concatenate([np.zeros(0), *parts])


def inverse(values: FloatArray) -> FloatArray:
    """1 / value; 0 of 0."""
    return np.divide(1.0, values, out=np.zeros(len(values)), where=values > 0)
