"""Joint papers that authorships without a country could be hiding: what a pair's verdict must withstand."""

import numpy as np
from scipy.sparse import csr_array

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


def possible_joint_by_field(
    authorships: WorksByCountries,
    joined: WorksByCountries,
    missing: IntArray,
    about: WorksByCountries,
    expected: FloatArray,
    pairs: tuple[IntArray, IntArray],
    excess: float = 3.0,
) -> FloatArray:
    """`possible_joint` of some pairs in each field: fields by pairs, as `expected` is.

    `joined` is works by pairs, 1 where a work holds both; `about` works by fields, 1 where a work belongs to one.
    """
    first, second = pairs
    held = incidence(authorships)
    if not missing.any():
        return np.zeros(expected.shape)
    sizes = np.diff(held.indptr)
    international = _rows_times(about, (sizes >= 2).astype(np.int64))
    known = np.asarray(authorships.sum(axis=1), dtype=np.int64)
    a_work = _quotient((international.T @ authorships).toarray(), (international.T @ held).toarray())
    around = (_rows_times(about, known).T @ held).toarray().astype(np.float64)
    risks = [
        np.minimum(1, excess * _quotient(expected * a_work[:, other], around[:, one]))
        for one, other in ((first, second), (second, first))
    ]
    hidden = np.zeros(expected.shape)
    for m in np.unique(missing[(missing > 0) & (sizes > 0)]):
        works = np.flatnonzero(missing == m)
        within = csr_array(about[works].T)
        fields = np.flatnonzero(np.diff(within.indptr))
        within = within[fields]
        both, alone = (within @ joined[works]).toarray(), (within @ held[works]).toarray()
        for one, risk in zip((first, second), risks, strict=True):
            hidden[fields] += (alone[:, one] - both) * (1 - (1 - risk[fields]) ** m)
    return hidden


def _rows_times(works: WorksByCountries, factors: IntArray) -> WorksByCountries:
    return csr_array(works.multiply(factors[:, np.newaxis]))


def _quotient(above: FloatArray | IntArray, below: FloatArray | IntArray) -> FloatArray:
    above, below = np.asarray(above, np.float64), np.asarray(below, np.float64)
    return np.divide(above, below, out=np.zeros(np.broadcast_shapes(above.shape, below.shape)), where=below > 0)


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
