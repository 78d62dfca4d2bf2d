"""Q-values of a family of tests: Benjamini-Hochberg, after Tarone's filter."""

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray


def benjamini_hochberg(p: FloatArray) -> FloatArray:
    """The smallest false discovery rate at which each test is rejected (Benjamini & Hochberg 1995).

    q of the k-th smallest p is the least of p_(m) n / m over m >= k, in the order given. ValueError on nan.
    """
    _refuse_nan(p)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    q = np.empty(p.size)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return q


def attainable(smallest_p: FloatArray, alpha: float = 0.05) -> BoolArray:
    """Which tests Tarone's filter keeps: those whose smallest attainable p is at most alpha / K.

    K is the smallest whole number, from 1, for which at most K tests have a smallest attainable p of alpha /
    K or less (Tarone 1990, doi:10.2307/2531456). ValueError on nan.
    """
    _refuse_nan(smallest_p)
    k = np.arange(1, smallest_p.size + 2)
    able = np.searchsorted(np.sort(smallest_p), alpha / k, side="right")
    kept: BoolArray = smallest_p <= alpha / k[np.argmax(able <= k)]
    return kept


def family_q(p: FloatArray, smallest_p: FloatArray, alpha: float = 0.05) -> FloatArray:
    """Benjamini-Hochberg q within the tests that Tarone's filter keeps; nan for the others.

    The two are put together as by Gilbert (2005), doi:10.1111/j.1467-9876.2005.00475.x.
    """
    _refuse_nan(p)
    q = np.full(p.size, np.nan)
    kept = attainable(smallest_p, alpha)
    q[kept] = benjamini_hochberg(p[kept])
    return q


def _refuse_nan(p: FloatArray) -> None:
    if np.isnan(p).any():
        raise ValueError(f"p-value {int(np.argmax(np.isnan(p)))} is nan: leave out tests that were not made")
