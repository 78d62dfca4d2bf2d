"""The two universes in which a pair's joint publications are expected, each with its null model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import hypergeom

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.configuration import presence
from queries.measures.fixed_size import FixedSize, fit
from queries.measures.pair_tails import PairTails, pair_tails
from queries.measures.pair_verdict import Judgement, Pairs, guarded, judge
from queries.measures.possible_joint import possible_joint
from queries.placed import Placed

SELECTED_SHARE = 0.9
"""A country in this share of the publications is what the base was collected on: its pairs cannot be assessed."""


@dataclass(frozen=True)
class PairModel:
    """What is expected of every two countries, and how given counts of some pairs are judged by it.

    `joint` counts the publications of the universe that name both countries, `papers` (its diagonal) those that name
    one; `expected` is symmetric, 0 on the diagonal. `fitted` is the fixed-size model, none where another one is used.
    """

    works: Placed
    joint: IntArray
    papers: IntArray
    expected: FloatArray
    judged: Callable[[Pairs, IntArray], Judgement]
    fitted: FixedSize | None = None


class Assessed(NamedTuple):
    """The verdicts on some pairs, what authorships without a country could hide of each, and countries left out."""

    judgement: Judgement
    hidden: FloatArray
    selected: BoolArray
    """The countries that the base seems to have been collected on."""


def assessed(works: Placed, model: PairModel, pairs: Pairs) -> Assessed:
    """The verdicts that stand whatever authorships without a country on these works may hide."""
    known = np.asarray(works.authorships.sum(axis=1)).astype(np.int64)
    hidden = possible_joint(works.authorships, known, works.unplaced, model.expected)[pairs.first, pairs.second]
    selected: BoolArray = model.papers > SELECTED_SHARE * max(len(model.works.publications), 1)
    concerned = selected[pairs.first] | selected[pairs.second]
    judgement = guarded(lambda counts: model.judged(pairs, counts), pairs.observed, hidden, concerned)
    return Assessed(judgement, hidden, selected)


def international(works: Placed) -> PairModel:
    """Publications of two countries or more, of the whole world; each keeps its number of countries."""
    universe = works.of(works.sizes >= 2)
    joint, papers = _counts(universe)
    model = fit(np.bincount(universe.sizes), papers.astype(np.float64))

    def judged(pairs: Pairs, counts: IntArray) -> Judgement:
        chances = model.pair_probabilities(pairs.first, pairs.second)
        tails = pair_tails(counts, np.maximum(pairs.most, counts), model.sizes, chances)
        return judge(counts, chances @ model.sizes, tails)

    return PairModel(universe, joint, papers, model.expected(), judged, model)


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


def by_configuration(model: PairModel, pairs: Pairs) -> tuple[FloatArray, FloatArray]:
    """Expected joint publications and mid-p by the bipartite configuration model of the same universe."""
    sizes = np.bincount(model.works.sizes).astype(np.int64)
    there = presence(sizes, model.papers.astype(np.float64))
    chances = there[pairs.first] * there[pairs.second]
    expected = chances @ sizes
    return expected, _towards(pairs, expected, pair_tails(pairs.observed, pairs.most, sizes, chances))


def by_hypergeometric(model: PairModel, pairs: Pairs) -> tuple[FloatArray, FloatArray]:
    """Expected joint publications and mid-p where each country's publications are drawn from the universe's N.

    Tumminello et al. 2011, doi:10.1371/journal.pone.0017994.
    """
    total = len(model.works.publications)
    first, second = model.papers[pairs.first], model.papers[pairs.second]
    expected = first * second / max(total, 1)
    return expected, _towards(pairs, expected, _hypergeometric(pairs.observed, total, first, second))


def _towards(pairs: Pairs, expected: FloatArray, tails: PairTails) -> FloatArray:
    return np.where(pairs.observed < expected, tails.low, tails.high)


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
