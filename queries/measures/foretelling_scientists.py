"""Scientists year by year, and what of them is told of pairs that have not published together yet.

Only those are looked at who had `least` publications or more in the five years that end with the split; of these pairs,
those who share a co-author, and those who are among each other's nearest by topic. That is a small part of all
pairs, and some new pairs are none of them: how many is counted.

The features of a pair, all by publications up to then: resource allocation and Adamic-Adar over common co-authors (1/k
and 1/ln k for one with k co-authors; Zhou, Lü & Zhang 2009; Adamic & Adar 2003), the number of common co-authors, the
cosine of their topics (each weighed by the log of how rare it is), publications of the last five years and of the last
two (log, the sum of both), co-authors (log, sum), and whether they have named a country in common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array, triu

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.foretelling import Candidates, scaled_by
from queries.measures.foretelling_nearest import PairKeys, nearest, row_products

NEAREST = 20
"""By topic, each scientist's candidates."""

MOST = 5_000
"""Scientists looked at: those with most publications in the five years."""

_RECENT = 5
_LATEST = 2


@dataclass(frozen=True, eq=False)
class ScientistYears:
    """Publications by scientists, by topics and by countries: records to foretell from.

    `authors` has a row for each publication and a column for each scientist, `topics` one for each topic; `places`
    has a row for each authorship in the order of `work` and `scientist`. A publication without `joins` joins nobody.
    Scientists that are not `known` (no id at the source) are not looked at.
    """

    year: IntArray
    """0 where a publication has none: it is not looked at."""
    authors: csr_array[np.int64, tuple[int, int]]
    joins: BoolArray
    topics: csr_array[np.int64, tuple[int, int]]
    work: IntArray
    scientist: IntArray
    places: csr_array[np.int64, tuple[int, int]]
    known: BoolArray
    least: int
    """Publications in the five years to a split that a scientist must have to be looked at."""
    learned_at: int = 2
    ridge: float = 10.0
    beyond: int = 0

    @property
    def first_year(self) -> int:
        """The first year of the records."""
        dated = self.year[self.year > 0]
        return int(dated.min()) if dated.size else 0

    def joint(self, pairs: Candidates, since: int, until: int) -> FloatArray:
        """The joint publications of each pair in the years from `since` to `until`."""
        wrote = self._wrote(since, until, joining=True).T.tocsr()
        return row_products(wrote, pairs.first, pairs.second)

    def active(self, split: int) -> IntArray:
        """The scientists that are looked at, in order: with enough publications in the five years to `split`."""
        recent = np.asarray(self._wrote(split - _RECENT + 1, split).sum(axis=0)).ravel()
        able = np.flatnonzero(self.known & (recent >= self.least))
        most = able[np.argsort(-recent[able], kind="stable")[:MOST]]
        return np.sort(most).astype(np.int64)

    def candidates(self, split: int, below: int, beyond: int = 0) -> Candidates:
        """The pairs in question with fewer than `below + beyond` joint publications to the end of `split`."""
        active = self.active(split)
        joint, coauthors = self.network(split)
        common = csr_array(coauthors[active])
        profiles = self.profiles(split)[active]
        keys = PairKeys(len(active))
        near = keys.of_matrix(csr_array(triu(common @ common.T, 1)))
        pairs = np.union1d(near, keys.of_matrix(nearest(profiles, NEAREST)))
        a, b = keys.ends(pairs)
        first, second = active[a], active[b]
        so_far = np.asarray(joint[first, second]).ravel().astype(np.float64) if len(pairs) else np.zeros(0)
        kept = so_far < below + beyond
        a, b, first, second, so_far = a[kept], b[kept], first[kept], second[kept], so_far[kept]
        degree = np.diff(coauthors.indptr).astype(np.float64)
        features, plain = self._features(split, active, common, profiles, degree, a, b)
        return Candidates(first, second, so_far, scaled_by(features, so_far < below), plain)

    def partners(self, split: int) -> csr_array[np.float64, tuple[int, int]]:
        """Scientists by scientists: 1 where they had a joint publication by the end of `split`."""
        return self.network(split)[1]

    def growth(self, split: int) -> FloatArray:
        """Publications in the five years to `split` over those of the five before; NaN where there were none."""
        recent, before = (
            np.asarray(self._wrote(end - _RECENT + 1, end).sum(axis=0)).ravel().astype(np.float64)
            for end in (split, split - _RECENT)
        )
        growth: FloatArray = np.divide(recent, before, out=np.full(len(recent), np.nan), where=before > 0)
        return growth

    def started(self, split: int, until: int, reach: int, below: int) -> int:
        """How many pairs of those looked at, candidates or not, started after `split`."""
        active = self.active(split)
        before, _ = self.network(split)
        after = self._wrote(split + 1, until, joining=True)[:, active]
        joint = triu(after.T @ after, 1).tocoo()
        a, b = (ends[joint.data >= reach] for ends in (joint.row, joint.col))
        return int((np.asarray(before[active[a], active[b]]).ravel() < below).sum()) if len(a) else 0

    def network(self, split: int) -> tuple[csr_array, csr_array]:
        """Scientists by scientists to the end of `split`: joint publications, and 1 where there are any."""
        wrote = self._wrote(self.first_year, split, joining=True)
        joint = csr_array(wrote.T @ wrote)
        joint.setdiag(0)
        joint.eliminate_zeros()
        joined = joint.astype(np.float64)
        joined.data[:] = 1
        return joint, joined

    def profiles(self, split: int) -> csr_array:
        """Scientists by topics to the end of `split`: publications, weighed by rarity, of length 1 or 0."""
        wrote = self._wrote(self.first_year, split)
        counts = csr_array(wrote.T @ self.topics[self._years(self.first_year, split)]).astype(np.float64)
        having = np.bincount(counts.indices, minlength=counts.shape[1])
        rare = np.log((1 + counts.shape[0]) / (1 + having))
        weighed = csr_array(diags_array(np.ones(counts.shape[0])) @ counts @ diags_array(rare))
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        return csr_array(diags_array(_inverse(length)) @ weighed)

    def _years(self, since: int, until: int) -> IntArray:
        return np.flatnonzero((self.year >= since) & (self.year <= until)).astype(np.int64)

    def _wrote(self, since: int, until: int, *, joining: bool = False) -> csr_array:
        rows = self._years(since, until)
        return csr_array(self.authors[rows[self.joins[rows]] if joining else rows])

    def _features(
        self,
        split: int,
        active: IntArray,
        common: csr_array,
        profiles: csr_array,
        degree: FloatArray,
        a: IntArray,
        b: IntArray,
    ) -> tuple[FloatArray, dict[str, FloatArray]]:
        recent, latest = (
            np.asarray(self._wrote(split - years + 1, split).sum(axis=0)).ravel()[active]
            for years in (_RECENT, _LATEST)
        )
        allocation = row_products(common, a, b, _inverse(degree))
        adamic = row_products(common, a, b, _inverse(np.log(np.maximum(degree, 1))))
        topics = row_products(profiles, a, b)
        of_both = (np.log1p(values[a]) + np.log1p(values[b]) for values in (recent, latest, degree[active]))
        columns = (
            np.log(allocation + 0.01), np.log1p(adamic), np.log1p(row_products(common, a, b)), topics,
            *of_both, row_products(self._countries(split)[active], a, b) > 0,
        )  # fmt: skip
        plain = {"resource_allocation": allocation, "adamic_adar": adamic, "shared_topics": topics}
        return np.column_stack(columns).astype(np.float64), plain

    def _countries(self, split: int) -> csr_array:
        """Scientists by countries: 1 where named in a year to `split`."""
        row, country = self.places.nonzero()
        then = (self.year[self.work[row]] >= self.first_year) & (self.year[self.work[row]] <= split)
        shape = (self.authors.shape[1], self.places.shape[1])
        named = csr_array((np.ones(int(then.sum())), (self.scientist[row[then]], country[then])), shape=shape)
        named.sum_duplicates()
        named.data[:] = 1
        return named


def _inverse(values: FloatArray) -> FloatArray:
    return np.divide(1.0, values, out=np.zeros(len(values)), where=values > 0)
