"""Joint papers in fractions: each paper gives every pair of its countries an equal part of one, with an interval."""

from __future__ import annotations

import numpy as np
from scipy.sparse import diags_array
from scipy.special import gammainccinv, gammaincinv

from queries.measures.arrays import FloatArray, IntArray, WorksByCountries
from queries.measures.counting import incidence


def credit_of_size(sizes: IntArray) -> FloatArray:
    """What a paper of d countries gives each of its pairs, 1 / (d (d - 1) / 2); 0 for fewer than two.

    Pohl 2024, doi:10.1007/s11192-024-05087-z.
    """
    d = np.asarray(sizes, dtype=np.float64)
    return np.divide(2.0, d * (d - 1), out=np.zeros(d.shape), where=d > 1)


def squared_credit(works: WorksByCountries) -> FloatArray:
    """The sum over papers of the square of their credit, for every two countries: symmetric, 0 on the diagonal."""
    held = incidence(works).astype(np.float64)
    share = credit_of_size(np.diff(held.indptr)) ** 2
    squares: FloatArray = (held.T @ diags_array(share) @ held).toarray()
    np.fill_diagonal(squares, 0)
    return squares


def weighted_interval(
    total: FloatArray, squares: FloatArray, largest: float, confidence: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Lower and upper limits of the mean of a sum of Poisson counts with weights, of which `total` was seen.

    `squares` is the sum of squared weights of what was seen, `largest` the largest weight there is. By gamma
    quantiles (Fay & Feuer 1997, doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#); with weights of
    1 it is Garwood's.
    """
    tail = (1 - confidence) / 2
    seen = total > 0
    y, v = np.where(seen, total, 1.0), np.where(seen, squares, 1.0)
    low = np.where(seen, v / y * gammaincinv(y**2 / v, tail), 0.0)
    above, spread = total + largest, np.where(seen, squares, 0.0) + largest**2
    if largest <= 0:
        return low, np.zeros(total.shape)
    return low, spread / above * gammainccinv(above**2 / spread, tail)
