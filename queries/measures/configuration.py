"""The bipartite configuration model of countries and papers: both margins are met on average, a paper's size varies.

Country i is on a paper of d countries with probability x_i y_d / (1 + x_i y_d), independently of all others (Saracco,
Di Clemente, Gabrielli & Squartini 2015, doi:10.1038/srep10595). Papers of one size share y_d, so that there is one
unknown a country and one a size, found by damped Newton steps on the concave log-likelihood.

As a paper of two countries may here hold three or more, it expects too many joint papers: for comparison only.
"""

from __future__ import annotations

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray

_CLOSE = 1e-9
_STEPS = 200
_LONGEST_STEP = 4.0
_RIDGE = 1e-13


def presence(sizes: IntArray, margins: FloatArray) -> FloatArray:
    """The chance of country i on a paper of d countries: shape (n, D + 1), column d; 0 where there is no such paper.

    `sizes[d]` papers of d countries; country i is expected on `margins[i]` of them and a paper of d countries is
    expected to have d: both to 1e-8 relative. Where papers leave no choice the chances come as near to 0 and 1 as that
    needs. ValueError where sizes and margins differ in sum.
    """
    margins = np.asarray(margins, dtype=np.float64)
    places = float(sizes @ np.arange(sizes.size))
    if not np.isclose(places, margins.sum(), rtol=1e-12, atol=1e-9):
        raise ValueError(f"papers have {places:g} places and countries {margins.sum():g}: count both from one set")
    table = np.zeros((margins.size, sizes.size))
    country, size = margins > 0, (sizes > 0) & (np.arange(sizes.size) > 0)
    taken = np.zeros(sizes.size, dtype=np.int64)
    while True:
        size &= np.arange(sizes.size) > taken
        full = country & (margins >= sizes[size].sum())
        whole = size & (np.arange(sizes.size) - taken >= country.sum())
        if full.any():
            table[np.ix_(full, size)] = 1.0
            taken[size] += full.sum()
            country &= ~full
        elif whole.any():
            table[np.ix_(country, whole)] = 1.0
            margins = np.where(country, margins - sizes[whole].sum(), margins)
            size, country = size & ~whole, country & (margins > 0)
        else:
            break
    if country.any() and size.any():
        table[np.ix_(country, size)] = _fitted(
            sizes[size].astype(np.float64), np.flatnonzero(size) - taken[size], margins[country]
        )
    return table


def _fitted(papers: FloatArray, wanted: IntArray, margins: FloatArray) -> FloatArray:
    """Presence of countries on papers, `papers[s]` of which are to hold `wanted[s]` of them."""
    n = margins.size
    aim = np.concatenate((margins, papers * wanted))
    share = margins / papers.sum()
    logs = np.concatenate((np.log(share / (1 - np.minimum(share, 1 - 1e-9))), np.zeros(papers.size)))
    for _ in range(_STEPS):
        chance = _chance(logs, n)
        gradient = aim - np.concatenate((chance @ papers, papers * chance.sum(axis=0)))
        if np.max(np.abs(gradient) / aim) < _CLOSE:
            return chance
        logs = _climb(logs, _step(chance, papers, gradient), papers, aim)
    raise RuntimeError(f"no configuration found in {_STEPS} steps: the papers of {n} countries leave hardly any choice")


def _chance(logs: FloatArray, n: int) -> FloatArray:
    found: FloatArray = 1 / (1 + np.exp(-(logs[:n, None] + logs[None, n:])))
    return found


def _step(chance: FloatArray, papers: FloatArray, gradient: FloatArray) -> FloatArray:
    variance = chance * (1 - chance) * papers
    n = len(variance)
    curvature = np.zeros((gradient.size, gradient.size))
    curvature[:n, n:], curvature[n:, :n] = variance, variance.T
    np.fill_diagonal(curvature, np.concatenate((variance.sum(axis=1), variance.sum(axis=0))) * (1 + _RIDGE) + _RIDGE)
    free: BoolArray = np.arange(gradient.size) != int(np.argmax(np.diag(curvature)))
    step = np.zeros(gradient.size)
    step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
    return step


def _climb(logs: FloatArray, step: FloatArray, papers: FloatArray, aim: FloatArray) -> FloatArray:
    now = _log_likelihood(logs, papers, aim)
    step = step * min(1.0, _LONGEST_STEP / max(float(np.max(np.abs(step))), 1e-300))
    while _log_likelihood(logs + step, papers, aim) < now - 1e-12 * abs(now):
        step = step / 2
    return logs + step


def _log_likelihood(logs: FloatArray, papers: FloatArray, aim: FloatArray) -> float:
    n = logs.size - papers.size
    return float(aim @ logs - np.logaddexp(0, logs[:n, None] + logs[None, n:]).sum(axis=0) @ papers)
