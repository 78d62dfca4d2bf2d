"""The two universes in which a pair's joint publications are expected, each with its null model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.fixed_size import fit
from queries.measures.pair_tails import PairTails, pair_tails
from queries.measures.pair_verdict import Judgement, Pairs, judge
from queries.placed import Placed


@dataclass(frozen=True)
class PairModel:
    """What is expected of every two countries, and how given counts of some pairs are judged by it.

    `joint` counts the publications of the universe that name both countries, `papers` (its diagonal) those that name
    one; `expected` is symmetric, 0 on the diagonal.
    """

    works: Placed
    joint: IntArray
    papers: IntArray
    expected: FloatArray
    judged: Callable[[Pairs, IntArray], Judgement]


def international(works: Placed) -> PairModel:
    """Publications of two countries or more, of the whole world; each keeps its number of countries."""
    universe = works.of(works.sizes >= 2)
    joint, papers = _counts(universe)
    model = fit(np.bincount(universe.sizes), papers.astype(np.float64))

    def judged(pairs: Pairs, counts: IntArray) -> Judgement:
        chances = model.pair_probabilities(pairs.first, pairs.second)
        tails = pair_tails(counts, np.maximum(pairs.most, counts), model.sizes, chances)
        return judge(counts, chances @ model.sizes, tails)

    return PairModel(universe, joint, papers, model.expected(), judged)


def papers(works: Placed) -> PairModel:
    """Every publication with a country; a country's publications fall on them at random (the textbook ratio)."""
    universe = works.of(works.sizes >= 1)
    joint, sizes = _counts(universe)
    total = len(universe.publications)
    expected = np.outer(sizes, sizes) / max(total, 1)
    np.fill_diagonal(expected, 0.0)

    def judged(pairs: Pairs, counts: IntArray) -> Judgement:
        first, second = sizes[pairs.first], sizes[pairs.second]
        return judge(counts, expected[pairs.first, pairs.second], _hypergeometric(counts, total, first, second))

    return PairModel(universe, joint, sizes, expected, judged)


def _counts(universe: Placed) -> tuple[IntArray, IntArray]:
    named = universe.incidence
    joint = (named.T @ named).toarray()
    papers = joint.diagonal().copy()
    np.fill_diagonal(joint, 0)
    return joint, papers


def _hypergeometric(counts: IntArray, total: int, first: IntArray, second: IntArray) -> PairTails:
    """Mid-p of joint papers of two countries of fixed sizes among `total`, one-sided each way."""
    fewest, most = np.maximum(0, first + second - total), np.minimum(first, second)

    def low(at: IntArray) -> FloatArray:
        return np.asarray(hypergeom.cdf(at - 1, total, first, second) + 0.5 * hypergeom.pmf(at, total, first, second))

    def high(at: IntArray) -> FloatArray:
        return np.asarray(hypergeom.sf(at, total, first, second) + 0.5 * hypergeom.pmf(at, total, first, second))

    return PairTails(*(np.clip(p, 1e-15, 1.0) for p in (low(counts), high(counts), low(fewest), high(most))))
