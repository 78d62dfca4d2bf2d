"""How fast yearly counts grow: the annual rate of a Poisson regression on the year, with its interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from queries.measures.arrays import FloatArray

_ROUNDS = 60
_STEEPEST = 5.0
"""Largest logarithm of a yearly factor that is looked for; beyond, counts stand in one year only."""


class Growth(NamedTuple):
    """Of each row of counts: the growth a year (0.05: 5 %), its 95 % limits, and p, one-sided towards growth."""

    rate: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray


def annual_growth(counts: FloatArray, exposure: FloatArray | None = None) -> Growth:
    """The rate r at which counts by year (rows of `counts`, oldest year first) grow.

    Mean counts are taken as proportional to exposure (1 + r)^year. The rate is the maximum-likelihood slope of a
    Poisson regression with logarithmic link. Given a row's total the counts are multinomial, so the slope alone is
    solved for, by Newton's method. `exposure`, a count for each year, makes it growth beyond the exposure's own. The
    standard error is widened by Pearson's dispersion where that is above 1 (quasi-Poisson; McCullagh & Nelder 1989).
    nan where fewer than three years have exposure, where there is no count, or where all counts stand in the first or
    in the last year.
    """
    offered = np.ones(counts.shape[1]) if exposure is None else np.asarray(exposure, dtype=np.float64)
    used = np.flatnonzero(offered > 0)
    if used.size < 3:
        return Growth(*(np.full(counts.shape[0], np.nan) for _ in range(4)))
    y, offered = counts[:, used], offered[used]
    time = used - used.mean()
    total = y.sum(axis=1)
    slope, variance, fitted = _solved(y, total, offered, time)
    with np.errstate(divide="ignore", invalid="ignore"):
        dispersion = np.maximum(1.0, (np.square(y - fitted) / fitted).sum(axis=1) / (used.size - 2))
        error = np.sqrt(dispersion / (total * variance))
        reach = ndtri(0.975) * error
        p = ndtr(-slope / error)
    known = (total > 0) & (y[:, 0] < total) & (y[:, -1] < total)
    made = np.expm1(slope), np.expm1(slope - reach), np.expm1(slope + reach), p
    return Growth(*(np.where(known, values, np.nan) for values in made))


def _solved(
    y: FloatArray, total: FloatArray, offered: FloatArray, time: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Slope, variance of time under the fitted shares, and fitted counts of each row."""
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = np.where(total > 0, y @ time / total, 0.0)
    slope = np.zeros(y.shape[0])
    for _ in range(_ROUNDS):
        chance, at, variance = _moments(slope, offered, time)
        step = np.clip((wanted - at) / np.maximum(variance, 1e-12), -0.5, 0.5)
        slope = np.clip(slope + step, -_STEEPEST, _STEEPEST)
        if np.abs(step).max(initial=0.0) < 1e-12:
            break
    chance, _, variance = _moments(slope, offered, time)
    return slope, variance, chance * total[:, None]


def _moments(slope: FloatArray, offered: FloatArray, time: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    raw = np.log(offered) + slope[:, None] * time
    chance = np.exp(raw - raw.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    at = chance @ time
    return chance, at, chance @ np.square(time) - np.square(at)
