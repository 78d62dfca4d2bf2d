"""What speaks for two scientists as colleagues, of all others at a time, by what was known at the end of a year.

The signals of a scientist with each other one:

* `text`: the square root of the cosine of their texts: TF-IDF of publications, summed over those of each
* `topics`: the same of topics, each weighed by its score and by how rare it is
* `references`: the same of works cited (bibliographic coupling: Kessler 1963, doi:10.1002/asi.5090140103)
* `walk`: ln of the chance to be there on a random walk with restart from co-author to co-author (Tong, Faloutsos & Pan
  2006, doi:10.1109/ICDM.2006.70), a joint publication of n authors weighing 1 / (n - 1)
* `citations`: ln of 1 + how often the scientist and the co-authors cite the other, and those around the other the
  scientist
* `institutions`: which part of the other's affiliations are at institutions of the scientist and of the co-authors, as
  often as these are
* `absence`: ln of 1 + the years since the other last published
* `leads`: ln of 1 + how often the other stood first or last, or was a corresponding author

Publications fade: one of `a` years ago weighs e^(-a / 8 years) in all but `leads` and `citations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_works import Sparse, Works, inverse, lengths_of_sums, rarity, tf_idf

SIGNALS = ("text", "topics", "references", "walk", "citations", "institutions", "absence", "leads")

FADES = 8.0
RESTARTS = 0.2
_STEPS = 12
_LEAST = 5e-5
"""Added to the chance of the walk: about what one has at three steps."""
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
        return np.asarray(np.bincount(self.works.scientist[self._kept], minlength=self.works.people) > 0)

    @cached_property
    def last(self) -> IntArray:
        """The year in which each scientist last published; 0 where no year is known."""
        last = np.zeros(self.works.people, np.int64)
        np.maximum.at(last, self.works.scientist[self._kept], self.works.year[self.works.work[self._kept]])
        return last

    @cached_property
    def wrote(self) -> Sparse:
        """Scientists by known publications: 1 each."""
        return self.works.wrote(self._kept)

    @cached_property
    def faded(self) -> Sparse:
        """The same, each weighed by how long ago it is."""
        return self.works.wrote(self._kept, self._fade[self.works.work])

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

    def coauthors(self, of: int) -> IntArray:
        """The known co-authors of a scientist, in order."""
        mine = self._joining[[of]]
        others = csr_array(mine @ self._members).indices
        return np.unique(others[others != of]).astype(np.int64)

    def signals(self, of: int) -> FloatArray:
        """A row for each scientist, a column for each of `SIGNALS`."""
        own = self.faded[[of]]
        circle = np.append(self.coauthors(of), of)
        wanted: list[FloatArray] = [np.asarray((own @ kind.works).sum(axis=0)).ravel() for kind in self._kinds]
        near = np.log(self.walk(of) + _LEAST)
        return self._columns(wanted, near, self._citations(of, circle), self._around(of))

    def signals_about(self, terms: FloatArray, topics: FloatArray) -> FloatArray:
        """The same of a text, given its weighed terms and its topics; who and where say nothing then.

        `text` is here the square root of the cosine with the closest publication of each.
        """
        nothing = np.zeros(self.works.people)
        references = np.zeros(self.works.references.shape[1])
        found = self._columns([terms, topics, references], nothing + np.log(_LEAST), nothing, nothing)
        alike: FloatArray = np.asarray(self.texts.works @ (terms / (float(np.linalg.norm(terms)) or 1.0)))
        closest = csr_array(self.wrote @ diags_array(alike)).max(axis=1).toarray().ravel()
        found[:, SIGNALS.index("text")] = np.sqrt(np.maximum(closest, 0))
        return found

    def walk(self, of: int) -> FloatArray:
        """The chance of each scientist to be where a random walk with restart from this one is."""
        start = np.zeros(self.works.people)
        start[of] = 1
        chance = start
        for _ in range(_STEPS):
            spread = chance * self._inverse_strength
            onwards = self._joining @ (self._credit * (self._members @ spread)) - self._returns * spread
            chance = RESTARTS * start + (1 - RESTARTS) * onwards
        return np.asarray(np.maximum(chance, 0), dtype=np.float64)

    def _columns(
        self, wanted: list[FloatArray], near: FloatArray, citations: FloatArray, around: FloatArray
    ) -> FloatArray:
        alike = [
            np.sqrt(np.maximum(kind.cosines(self.faded, one), 0)) for kind, one in zip(self._kinds, wanted, strict=True)
        ]
        return np.column_stack([*alike, near, citations, around, self._absence, self._leads])

    def _citations(self, of: int, circle: IntArray) -> FloatArray:
        from_circle: FloatArray = np.asarray(self.wrote[circle].sum(axis=0)).ravel()
        cited = self.wrote @ (self._cites.T @ from_circle)
        citing: FloatArray = np.asarray(self.wrote @ (self._cites @ self.wrote[[of]].toarray().ravel()))
        who = np.flatnonzero(citing)
        around = csr_array(self._joining[who] @ self._members)
        around.data[:] = 1
        beside = citing[who] @ around - citing * self._joins
        return np.asarray(np.log1p(np.maximum(cited + citing + beside, 0)), dtype=np.float64)

    def _around(self, of: int) -> FloatArray:
        joint = csr_array(csr_array(self._joining[[of]] @ diags_array(self._credit)) @ self._members)
        joint.data[joint.indices == of] = 0
        weight = joint.toarray().ravel()
        weight[of] = weight.sum() / 2
        total = weight.sum()
        mine = self.affiliations[[of]] if not total else csr_array((weight / total)[np.newaxis, :] @ self.affiliations)
        return np.asarray(self.affiliations @ mine.toarray().ravel(), dtype=np.float64)

    @cached_property
    def affiliations(self) -> Sparse:
        """Scientists by institutions, those of long ago faded; rows of length 1."""
        works = self.works
        keep = np.flatnonzero(self._kept)
        by_authorship = csr_array(
            (self._fade[works.work[keep]], (works.scientist[keep], keep)), shape=(works.people, len(works.work))
        )
        given = csr_array(by_authorship @ works.institutions)
        size = np.sqrt(np.asarray(given.multiply(given).sum(axis=1)).ravel())
        return csr_array(diags_array(inverse(size)) @ given)

    @property
    def _kinds(self) -> tuple[Profiles, Profiles, Profiles]:
        return self.texts, self.topics, self.references

    @cached_property
    def _kept(self) -> BoolArray:
        return self.publications[self.works.work]

    @cached_property
    def _fade(self) -> FloatArray:
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
    def _cites(self) -> Sparse:
        known = diags_array(self.publications.astype(np.float64))
        cites = csr_array(known @ self.works.cites @ known)
        cites.eliminate_zeros()
        return cites

    @cached_property
    def _joining(self) -> Sparse:
        return self.works.wrote(self._kept & self.works.joins())

    @cached_property
    def _members(self) -> Sparse:
        return csr_array(self._joining.T)

    @cached_property
    def _joins(self) -> FloatArray:
        return (np.diff(self._joining.indptr) > 0).astype(np.float64)

    @cached_property
    def _credit(self) -> FloatArray:
        return self._fade / np.maximum(self.works.team - 1, 1)

    @cached_property
    def _returns(self) -> FloatArray:
        return np.asarray(self._joining @ self._credit, dtype=np.float64)

    @cached_property
    def _inverse_strength(self) -> FloatArray:
        others = self._credit * np.maximum(self.works.team - 1, 0)
        return inverse(np.asarray(self._joining @ others, dtype=np.float64))

    @cached_property
    def _absence(self) -> FloatArray:
        away = np.where(self.last > 0, self.split - self.last, UNDATED)
        return np.log1p(np.maximum(away, 0))

    @cached_property
    def _leads(self) -> FloatArray:
        led = self.works.scientist[self._kept & self.works.leads]
        return np.log1p(np.bincount(led, minlength=self.works.people))


NEAREST = float(np.log(_LEAST))
"""The signal `walk` of one who cannot be reached."""


def any_sign(signals: FloatArray) -> BoolArray:
    """Whether anything speaks for each one: a word, topic, reference, citation, institution or path in common."""
    walk = SIGNALS.index("walk")
    others = [SIGNALS.index(name) for name in ("text", "topics", "references", "citations", "institutions")]
    found: BoolArray = (signals[:, others] > 0).any(axis=1) | (signals[:, walk] > NEAREST + 1e-9)
    return found
