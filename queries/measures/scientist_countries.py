"""Where scientists are, and which countries they join through those they publish with."""

import numpy as np
from scipy.sparse import csr_array

from graph.authorships import Authorships
from queries.measures.arrays import BoolArray, IntArray


def latest_country(found: Authorships) -> IntArray:
    """Of each scientist, the country of the latest authorship that names one.

    It is given as its place in `found.countries`; -1 where no authorship names any. Of several publications
    of the same date, that with the first id counts; of several countries of an authorship, the first by code.
    """
    row, country = found.countries_of.nonzero()
    times = np.unique(np.array(found.published, dtype=object), return_inverse=True)[1]
    publication = found.publication[row]
    order = np.lexsort((-country, -publication, times[publication]))
    result = np.full(len(found.scientists), -1, dtype=np.int64)
    result[found.scientist[row][order]] = country[order]
    return result


def countries_joined(found: Authorships, joins: BoolArray) -> csr_array[np.int64, tuple[int, int]]:
    """Scientists by countries: the number of joint publications that join the scientist with the country.

    A publication joins a scientist with each country that its other authors name and the scientist does not
    name on it. Where the scientist names none on it, the latest country elsewhere stands for it, so that
    one's own country is not taken for another. Only publications of which `joins` is true count.
    """
    own = csr_array(found.countries_of + _instead(found)).astype(bool)
    there = found.countries_by_publication[found.publication].astype(bool)
    others = csr_array(there > own).astype(np.int64)
    others = csr_array(others.multiply(joins[found.publication].astype(np.int64)[:, np.newaxis]))
    others.eliminate_zeros()
    rows = np.arange(len(found.scientist))
    of_scientist = csr_array(
        (np.ones(len(rows), np.int64), (found.scientist, rows)), shape=(len(found.scientists), len(rows))
    )
    joined = csr_array(of_scientist @ others)
    joined.sort_indices()
    return joined


def _instead(found: Authorships) -> csr_array[np.int64, tuple[int, int]]:
    """For authorships without a country: the scientist's latest."""
    latest = latest_country(found)[found.scientist]
    rows = np.flatnonzero((np.diff(found.countries_of.indptr) == 0) & (latest >= 0))
    return csr_array((np.ones(len(rows), np.int64), (rows, latest[rows])), shape=found.countries_of.shape)
