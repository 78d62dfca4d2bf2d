"""How well scores rank what came to be before what did not: the area under the ROC curve, and precision at k."""

from __future__ import annotations

import math

import numpy as np
from scipy.stats import rankdata

from queries.measures.arrays import BoolArray, FloatArray, IntArray


def auroc(scores: FloatArray, happened: BoolArray) -> float:
    """The chance that a case that happened scores above one that did not, ties counting half (Mann & Whitney 1947).

    NaN where nothing happened, or everything did.
    """
    yes = int(happened.sum())
    no = len(happened) - yes
    if not yes or not no:
        return math.nan
    return float((rankdata(scores)[happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def auroc_error(area: float, yes: int, no: int) -> float:
    """The standard error of such an area (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747); NaN of NaN."""
    if math.isnan(area):
        return math.nan
    above, below = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (yes - 1) * (above - area**2) + (no - 1) * (below - area**2)
    return math.sqrt(max(spread, 0.0) / (yes * no))


def ranked(scores: FloatArray) -> IntArray:
    """The places of the cases, highest score first; of equals (to nine decimals) the first given comes first."""
    return np.argsort(-np.round(scores, 9), kind="stable").astype(np.int64)


def precision_at(scores: FloatArray, happened: BoolArray, k: int) -> float:
    """The share of the first `k` that happened (of all, where there are fewer); NaN of none."""
    first = happened[ranked(scores)[:k]]
    return float(first.mean()) if first.size else math.nan
