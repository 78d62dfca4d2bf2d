"""Joint papers that authorships without a country could be hiding: what a pair's verdict must withstand."""

import numpy as np

from queries.measures.arrays import FloatArray, IntArray, WorksByCountries
from queries.measures.counting import incidence


def possible_joint(
    authorships: WorksByCountries,
    known: IntArray,
    missing: IntArray,
    expected: FloatArray,
    excess: float = 3.0,
) -> FloatArray:
    """Joint papers of every two countries if authorships without one were the other's more than expected.

    `authorships` counts each country's authorships on each work, domestic works too (they may hide the
    other); `known` and `missing` are each work's authorships with and without a country; `expected` is the
    null model's matrix of joint papers. The share of j among the authorships without a country on works of i
    is taken to be E_ij a_j / A_i: expected joint papers, times j's mean number of authorships on its
    international works, over the authorships with a known country on all works of i. A work of i without j,
    of m authorships without a country, then hides j with probability 1 - (1 - min(1, excess share))^m; so
    does one of j without i. Symmetric, not rounded, 0 on the diagonal; all 0 where no authorship is without a
    country.
    """
    held = incidence(authorships)
    risk = np.minimum(1, excess * _expected_share(authorships, held, known, expected))
    hidden = np.zeros(expected.shape)
    for m in np.unique(missing[missing > 0]):
        some = held[np.flatnonzero(missing == m)]
        both = (some.T @ some).toarray()
        hidden += (np.diag(both)[:, None] - both) * (1 - (1 - risk) ** m)
    np.fill_diagonal(hidden, 0)
    return hidden + hidden.T


def _expected_share(
    authorships: WorksByCountries, held: WorksByCountries, known: IntArray, expected: FloatArray
) -> FloatArray:
    """Row i, column j: the share of j expected among authorships on works of i; 0 where nothing is known."""
    international = np.flatnonzero(held.sum(axis=1) >= 2)
    its_authorships = np.asarray(authorships[international].sum(axis=0), dtype=np.float64)
    its_works = np.asarray(held[international].sum(axis=0), dtype=np.float64)
    a_work = np.divide(its_authorships, its_works, out=np.zeros(its_works.size), where=its_works > 0)
    around = np.asarray(known @ held, dtype=np.float64)[:, None]
    share = np.zeros(expected.shape)
    np.divide(expected * a_work, around, out=share, where=around > 0)
    return share
