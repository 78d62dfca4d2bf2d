"""What was known of publications and scientists at the end of a year, faded by age."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_network import Network
from queries.measures.colleague_works import Sparse, Works, inverse, lengths_of_sums, rarity, tf_idf

FADES = 8.0
UNDATED = 6
"""A publication without a year weighs as one of so many years ago."""


class Profiles(NamedTuple):
    """Publications by features, and for each scientist the length of the weighed sum over the own publications."""

    works: Sparse
    length: FloatArray

    def cosines(self, wrote: Sparse, wanted: FloatArray) -> FloatArray:
        """Of each scientist, the cosine with a vector of features; 0 where either is empty."""
        size = float(np.linalg.norm(wanted))
        if not size:
            return np.zeros(len(self.length))
        return np.asarray(wrote @ (self.works @ (wanted / size)) * inverse(self.length), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Known:
    """What was known at the end of a year; with `undated`, publications without a year too."""

    works: Works
    split: int
    undated: bool = False

    @cached_property
    def publications(self) -> BoolArray:
        """Which publications were known."""
        year = self.works.year
        return np.asarray(((year > 0) & (year <= self.split)) | (self.undated & (year == 0)))

    @cached_property
    def people(self) -> BoolArray:
        """Which scientists had a known publication."""
        return np.asarray(np.bincount(self.works.scientist[self.kept], minlength=self.works.people) > 0)

    @cached_property
    def last(self) -> IntArray:
        """The year in which each scientist last published; 0 where no year is known."""
        last = np.zeros(self.works.people, np.int64)
        np.maximum.at(last, self.works.scientist[self.kept], self.works.year[self.works.work[self.kept]])
        return last

    @cached_property
    def wrote(self) -> Sparse:
        """Scientists by known publications: 1 each."""
        return self.works.wrote(self.kept)

    @cached_property
    def faded(self) -> Sparse:
        """The same, each weighed by how long ago it is."""
        return self.works.wrote(self.kept, self.fade[self.works.work])

    @cached_property
    def network(self) -> Network:
        """Who published with whom."""
        return Network(self.works, self.kept, self.fade)

    @cached_property
    def texts(self) -> Profiles:
        """By terms."""
        return self._profiles(tf_idf(self.works.terms, self.publications))

    @cached_property
    def topics(self) -> Profiles:
        """By topics."""
        return self._profiles(self._weighed(self.works.topics, 1))

    @cached_property
    def references(self) -> Profiles:
        """By works cited, those that only one publication cites left out."""
        return self._profiles(self._weighed(self.works.references, 2))

    @cached_property
    def affiliations(self) -> Sparse:
        """Scientists by institutions, those of long ago faded; rows of length 1."""
        works = self.works
        keep = np.flatnonzero(self.kept)
        by_authorship = csr_array(
            (self.fade[works.work[keep]], (works.scientist[keep], keep)), shape=(works.people, len(works.work))
        )
        given = csr_array(by_authorship @ works.institutions)
        size = np.sqrt(np.asarray(given.multiply(given).sum(axis=1)).ravel())
        return csr_array(diags_array(inverse(size)) @ given)

    @property
    def kinds(self) -> tuple[Profiles, Profiles, Profiles]:
        """Texts, topics and references."""
        return self.texts, self.topics, self.references

    @cached_property
    def kept(self) -> BoolArray:
        """Which authorships were known."""
        return self.publications[self.works.work]

    @cached_property
    def fade(self) -> FloatArray:
        """The weight of each publication: e^(-age / `FADES`), 0 of what was not known."""
        ages = np.where(self.works.year > 0, self.split - self.works.year, UNDATED)
        return np.where(self.publications, np.exp(-np.maximum(ages, 0) / FADES), 0.0)

    def _profiles(self, rows: Sparse) -> Profiles:
        return Profiles(rows, lengths_of_sums(self.faded, rows))

    def _weighed(self, counts: Sparse, least: int) -> Sparse:
        held = csr_array(diags_array(self.publications.astype(np.float64)) @ counts)
        held.eliminate_zeros()
        weighed = csr_array(held @ diags_array(rarity(held, least)))
        weighed.eliminate_zeros()
        return weighed

    @cached_property
    def cites(self) -> Sparse:
        """Publications by publications that they cite, both known."""
        known = diags_array(self.publications.astype(np.float64))
        cites = csr_array(known @ self.works.cites @ known)
        cites.eliminate_zeros()
        return cites

    @cached_property
    def output(self) -> FloatArray:
        """ln of 1 + the number of publications of each."""
        return np.log1p(np.bincount(self.works.scientist[self.kept], minlength=self.works.people))

    @cached_property
    def absence(self) -> FloatArray:
        """ln of 1 + the years since each last published."""
        away = np.where(self.last > 0, self.split - self.last, UNDATED)
        return np.log1p(np.maximum(away, 0))

    @cached_property
    def leads(self) -> FloatArray:
        """ln of 1 + how often each stood first or last, or was a corresponding author."""
        led = self.works.scientist[self.kept & self.works.leads]
        return np.log1p(np.bincount(led, minlength=self.works.people))
