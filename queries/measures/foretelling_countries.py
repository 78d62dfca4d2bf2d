"""Countries year by year, and what of them is told of pairs that have not worked together yet.

The features of a pair at the end of a year, all by publications up to then; of two countries the sum of both:

* `size`: works (log) in the five years that end then; `pace`: what part of them is of the last two years
* `openness`: with how many countries it has worked, for its size; `recent_partners`: in the last five years;
  `new_partners`: with how many it has first worked in the last two
* `common_partners`: resource allocation (Zhou, Lü & Zhang 2009, doi:10.1140/epjb/e2009-00335-8) over common partners,
  links weighed by the log of joint works, each counted e^(-age / 4 years)
* `alike`: how far the partners of those with partners like one's own include the other (collaborative filtering)
* `latent`: the pair in the first three eigenvectors of the same weights
* `language`, `continent`: whether they have one in common
* `language_inclination`, `subregion_inclination`: how much more each works with the countries that have a language, or
  the subregion, of the other than their sizes give
* `joint`: joint works so far (log), the only one that is not scaled

What was chosen on what: features, the ridge and what is learned from, on the works that 57 countries had together in
OpenAlex, splits from 1997 to 2007, with nothing after 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.foretelling import Candidates, scaled_by
from queries.measures.foretelling_kin import common_language, same_continent, same_subregion

FEATURES = (
    "size", "pace", "openness", "recent_partners", "new_partners", "common_partners", "alike", "latent",
    "language", "continent", "language_inclination", "subregion_inclination", "joint",
)  # fmt: skip

_RECENT = 5
_LATEST = 2
_FADES = 4.0


@dataclass(frozen=True, eq=False)
class CountryYears:
    """What countries published, year by year: records to foretell from.

    `joint[t, a, b]` counts the publications that a and b have together in year `first_year + t`, symmetric with an
    empty diagonal; `works[t, a]` those that a has with any other country. Countries are in order of code.
    """

    first_year: int
    countries: tuple[str, ...]
    joint_works: FloatArray
    works: FloatArray
    looked_at: BoolArray | None = None
    """The countries whose pairs are candidates; all if not given. The others are partners of theirs."""
    learned_at: int = 30
    ridge: float = 30.0
    beyond: int = 3

    @property
    def last_year(self) -> int:
        """The last year of the records."""
        return self.first_year + len(self.works) - 1

    @cached_property
    def _kin(self) -> tuple[BoolArray, BoolArray, BoolArray]:
        return common_language(self.countries), same_continent(self.countries), same_subregion(self.countries)

    def over(self, since: int, until: int) -> tuple[FloatArray, FloatArray]:
        """Joint works and works in the years from `since` to `until`."""
        years = slice(max(since - self.first_year, 0), max(until - self.first_year + 1, 0))
        return self.joint_works[years].sum(axis=0), self.works[years].sum(axis=0)

    def joint(self, pairs: Candidates, since: int, until: int) -> FloatArray:
        """The joint publications of each pair in the years from `since` to `until`."""
        return self.over(since, until)[0][pairs.first, pairs.second]

    def candidates(self, split: int, below: int, beyond: int = 0) -> Candidates:
        """The pairs with fewer than `below` joint publications to the end of `split`, whether or not either published.

        With `beyond`, those with up to so many more too, on the scale of the others.
        """
        so_far = self.over(self.first_year, split)[0]
        first, second = (ends.astype(np.int64) for ends in np.triu_indices(len(self.countries), 1))
        kept = so_far[first, second] < below + beyond
        if self.looked_at is not None:
            kept &= self.looked_at[first] & self.looked_at[second]
        a, b = first[kept], second[kept]
        matrices = self._features(split)
        features = np.column_stack([matrices[name][a, b] for name in FEATURES])
        scaled = scaled_by(features, so_far[a, b] < below)
        scaled[:, -1] = features[:, -1]
        return Candidates(a, b, so_far[a, b], scaled, self._plain(split, a, b))

    def partners(self, split: int) -> csr_array[np.float64, tuple[int, int]]:
        """Countries by countries: 1 where they had a joint publication by the end of `split`."""
        return csr_array((self.over(self.first_year, split)[0] > 0).astype(np.float64))

    def growth(self, split: int) -> FloatArray:
        """Works of each country in the five years to `split` over those of the five before; NaN over none."""
        recent, before = self.over(split - 4, split)[1], self.over(split - 9, split - 5)[1]
        growth: FloatArray = np.divide(recent, before, out=np.full(len(recent), np.nan), where=before > 0)
        return growth

    def _plain(self, split: int, a: IntArray, b: IntArray) -> dict[str, FloatArray]:
        partners = (self.over(self.first_year, split)[0] > 0).astype(np.float64)
        degree = partners.sum(axis=0)
        works = self.over(split - _RECENT + 1, split)[1]
        return {
            "resource_allocation": _through(partners, _inverse(degree))[a, b],
            "adamic_adar": _through(partners, _inverse(np.log(np.maximum(degree, 1))))[a, b],
            "product_of_sizes": works[a] * works[b],
        }

    def _features(self, split: int) -> dict[str, FloatArray]:
        so_far, _ = self.over(self.first_year, split)
        recent, works = self.over(split - _RECENT + 1, split)
        _, latest = self.over(split - _LATEST + 1, split)
        partners = (so_far > 0).astype(np.float64)
        before = (self.over(self.first_year, split - _LATEST)[0] > 0).astype(np.float64)
        degree = partners.sum(axis=0)
        all_works = self.over(self.first_year, split)[1]
        language, continent, subregion = self._kin
        links = np.log1p(self._faded(split))
        share = _LATEST / _RECENT
        return {
            "size": _both(np.log(works + 1)),
            "pace": _both(np.log((latest + 2) / (share * works + 2))),
            "openness": _both(np.log((degree + 1) / (np.sqrt(all_works) + 1))),
            "recent_partners": _both(np.log((recent > 0).sum(axis=0) + 1)),
            "new_partners": _both(np.log((partners - before).sum(axis=0) + 1)),
            "common_partners": np.log(_through(links, _inverse(links.sum(axis=0))) + 0.02),
            "alike": _alike(partners),
            "latent": _latent(links, 3),
            "language": language.astype(np.float64),
            "continent": continent.astype(np.float64),
            "language_inclination": _inclination(recent, language),
            "subregion_inclination": _inclination(recent, subregion),
            "joint": np.log1p(so_far),
        }

    def _faded(self, split: int) -> FloatArray:
        years = np.arange(self.first_year, min(split, self.last_year) + 1)
        return np.tensordot(np.exp((years - split) / _FADES), self.joint_works[: len(years)], 1)


def _both(of_each: FloatArray) -> FloatArray:
    return of_each[:, np.newaxis] + of_each[np.newaxis, :]


def _inverse(values: FloatArray) -> FloatArray:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def _through(partners: FloatArray, weight: FloatArray) -> FloatArray:
    """The sum of the weights of common partners."""
    return np.asarray((partners * weight) @ partners.T, dtype=np.float64)


def _alike(partners: FloatArray) -> FloatArray:
    """How far the other is among the partners of those alike: weighed by the cosine to the fourth; both ways."""
    length = np.sqrt(partners.sum(axis=0))
    cosine = (partners @ partners) * np.outer(_inverse(length), _inverse(length))
    np.fill_diagonal(cosine, 0)
    near = cosine**4
    likely = (near @ partners) * _inverse(near.sum(axis=1))[:, np.newaxis]
    return np.asarray(likely + likely.T, dtype=np.float64)


def _latent(links: FloatArray, rank: int) -> FloatArray:
    """The matrix by its `rank` greatest eigenvalues alone."""
    values, vectors = np.linalg.eigh(links)
    top = slice(max(len(values) - rank, 0), None)
    return np.asarray((vectors[:, top] * values[top]) @ vectors[:, top].T, dtype=np.float64)


def _inclination(recent: FloatArray, kin: BoolArray) -> FloatArray:
    """Log of the works with the other's kin over what sizes give, half a work added to each; both ways."""
    total = recent.sum(axis=0)
    given = np.outer(total, total) / (recent.sum() + 1)
    inclined = np.log((recent @ kin + 0.5) / (given @ kin + 0.5))
    return np.asarray(inclined + inclined.T, dtype=np.float64)
