"""Papers of countries and of country pairs counted from works by countries, each paper whole or in fractions.

Each function takes a sparse matrix of works by countries in which whatever is above 0 says that the country
is in the work; how often it is there does not matter.
"""

import numpy as np
from scipy.sparse import diags_array

from queries.measures.arrays import FloatArray, IntArray, WorksByCountries


def incidence(works: WorksByCountries) -> WorksByCountries:
    """1 where a country has any authorship of a work."""
    held = works.copy()
    held.sum_duplicates()
    held.data = np.where(held.data > 0, 1, 0).astype(np.int64)
    held.eliminate_zeros()
    return held


def papers(works: WorksByCountries) -> IntArray:
    """Works of each country, full counting: one for each country in the work."""
    return np.asarray(incidence(works).sum(axis=0), dtype=np.int64)


def papers_by_size(works: WorksByCountries) -> IntArray:
    """Works by their number of countries: element d for works of d countries, from 0 to the most seen."""
    return np.bincount(_countries(works)).astype(np.int64)


def joint_papers(works: WorksByCountries) -> IntArray:
    """Works of every two countries, full counting: symmetric, 0 on the diagonal."""
    held = incidence(works)
    joint: IntArray = (held.T @ held).toarray()
    np.fill_diagonal(joint, 0)
    return joint


def fractional_papers(works: WorksByCountries) -> FloatArray:
    """Works of each country where a work of d countries gives each 1/d."""
    d = _countries(works).astype(np.float64)
    share = np.divide(1.0, d, out=np.zeros(d.size), where=d > 0)
    return np.asarray(share @ incidence(works), dtype=np.float64)


def pair_credit(works: WorksByCountries) -> FloatArray:
    """Works of every two countries where a work of d gives each of its pairs 1 / (d (d - 1) / 2); symmetric.

    A work of two countries or more counts once in all, so that one of very many countries does not outweigh
    the rest (Pohl 2024, doi:10.1007/s11192-024-05087-z). 0 on the diagonal.
    """
    held, d = incidence(works).astype(np.float64), _countries(works).astype(np.float64)
    share = np.divide(2.0, d * (d - 1), out=np.zeros(d.size), where=d > 1)
    credit: FloatArray = (held.T @ diags_array(share) @ held).toarray()
    np.fill_diagonal(credit, 0)
    return credit


def _countries(works: WorksByCountries) -> IntArray:
    return np.asarray(incidence(works).sum(axis=1), dtype=np.int64)
