"""The tails of `pair_tails` for very many pairs, most of which have few joint papers; each row has papers of its own.

The chance of k joint papers follows from those of fewer by the recursion k f(k) = sum_j (-1)^(j+1) S_j f(k - j), with
S_j the sum over all papers of (p / (1 - p))^j (Chen, Dempster & Liu 1994, doi:10.1093/biomet/81.3.457), which is short
where counts are small. Rows where it would be long or unsteady go the way of `pair_tails`. Errors are below an
absolute 1e-13; p-values are kept within [1e-15, 1].
"""

from __future__ import annotations

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.pair_tails import PairTails, pair_tails

_SMALLEST = 1e-15
_MOST_EXPECTED = 120.0
_MOST_STEPS = 320
_LIKELIEST = 0.4
_AT_ONCE = 1 << 17


def pair_tails_many(observed: IntArray, most: IntArray, papers: IntArray, probabilities: FloatArray) -> PairTails:
    """The tails of `observed[p]` joint papers, of at most `most[p]`, among `papers[p, d]` papers of d countries.

    Each of those holds the pair with `probabilities[p, d]`. ValueError as by `pair_tails`.
    """
    wrong = np.flatnonzero((observed < 0) | (most < observed))
    if wrong.size:
        raise ValueError(f"pair {wrong[0]} has {observed[wrong[0]]} joint papers, of at most {most[wrong[0]]}")
    chances = np.where(papers > 0, probabilities, 0)
    mean = np.einsum("pd,pd->p", papers, chances)
    seen = np.where(_sure(observed, mean), 0, observed)
    largest = np.where(_sure(most, mean), 0, most)
    steps = np.maximum(seen, largest)
    short = (mean <= _MOST_EXPECTED) & (steps <= _MOST_STEPS) & (chances.max(axis=1, initial=0) <= _LIKELIEST)
    low, high = np.ones((observed.size, 3)), np.ones((observed.size, 3))
    counts = np.stack((observed, np.zeros_like(observed), most), axis=1)
    ordered = np.flatnonzero(short)[np.argsort(steps[short], kind="stable")]
    for some in _parts(ordered, steps):
        low[some], high[some] = _by_recursion(papers[some], chances[some], counts[some], int(steps[some].max()))
    _beyond(low, high, _sure(observed, mean) & short, 0)
    _beyond(low, high, _sure(most, mean) & short, 2)
    for some in _alike(np.flatnonzero(~short), papers):
        tails = pair_tails(observed[some], most[some], papers[some[0]], chances[some])
        low[some, 0], high[some, 0], low[some, 1], high[some, 2] = (
            tails.low, tails.high, tails.smallest_low, tails.smallest_high,
        )  # fmt: skip
    return PairTails(low[:, 0], high[:, 0], low[:, 1], high[:, 2])


def _sure(count: IntArray, mean: FloatArray) -> BoolArray:
    """Whether so many or more are less likely than 1e-16: Chernoff's bound, exp(-(k ln(k / mean) - k + mean))."""
    k = np.maximum(count, 1).astype(np.float64)
    exponent = k * np.log(k / np.maximum(mean, 1e-300)) - k + mean
    return np.asarray((count > mean) & (exponent > 37.0))


def _beyond(low: FloatArray, high: FloatArray, rows: BoolArray, column: int) -> None:
    low[rows, column], high[rows, column] = 1.0, _SMALLEST


def _parts(ordered: IntArray, steps: IntArray) -> list[IntArray]:
    """Rows in order of their steps, in parts of about equal work."""
    if not ordered.size:
        return []
    part = np.cumsum(steps[ordered] + 1) // _AT_ONCE
    return np.split(ordered, np.flatnonzero(np.diff(part)) + 1)


def _alike(rows: IntArray, papers: IntArray) -> list[IntArray]:
    """The rows that share one list of papers, together."""
    if not rows.size:
        return []
    _, group = np.unique(papers[rows], axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(group.ravel()[order])) + 1)


def _by_recursion(papers: IntArray, chances: FloatArray, counts: IntArray, steps: int) -> tuple[FloatArray, FloatArray]:
    """Both mid-p values of three counts a row, given the distribution from 0 to `steps` at the most."""
    distribution = _distribution(papers, chances, steps)
    below = np.cumsum(distribution, axis=0)
    at = np.minimum(counts, steps)
    rows = np.arange(len(counts))[:, None]
    here = distribution[at, rows]
    low = below[at, rows] - here / 2
    return np.clip(low, _SMALLEST, 1), np.clip(1 - low, _SMALLEST, 1)


def _distribution(papers: IntArray, chances: FloatArray, steps: int) -> FloatArray:
    """P(X = k), k = 0..steps, a column a row."""
    used = np.flatnonzero(papers.any(axis=0))
    number, odds = papers[:, used].T.astype(np.float64), (chances[:, used] / (1 - chances[:, used])).T
    found = np.zeros((steps + 1, len(papers)))
    found[0] = np.exp((number * np.log1p(-chances[:, used].T)).sum(axis=0))
    powers, term = np.zeros((steps, len(papers))), number
    for j in range(steps):
        term = term * odds
        powers[j] = term.sum(axis=0) if j % 2 == 0 else -term.sum(axis=0)
    for k in range(1, steps + 1):
        found[k] = np.einsum("jr,jr->r", powers[:k], found[k - 1 :: -1]) / k
    return np.maximum(found, 0)
