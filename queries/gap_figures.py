"""The further figures of pairs in an answer about gaps: affinities, activity, trend, and other null models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.base import Graph
from queries.gap_scope import Scope, halves, of_years, years_of
from queries.measures import affinity
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.counting import joint_papers, pair_credit
from queries.measures.pair_fractions import credit_of_size, squared_credit, weighted_interval
from queries.measures.pair_verdict import Judgement, Pairs
from queries.pair_models import PairModel, by_configuration, by_hypergeometric

if TYPE_CHECKING:
    from queries.collaboration_gaps import GapParameters

AFFINITIES = {
    "jaccard": "Jaccard's index: joint publications / (publications_a + publications_b - joint)",
    "inclusion": "inclusion index: joint publications / the smaller of publications_a and publications_b",
    "observed_over_expected": "over publications: joint publications N / (publications_a publications_b), N all with a "
    "country (textbook ratio)",
    "probabilistic_affinity": "over links: c T / (s_a s_b), s the links of a country with any other in the universe, T "
    "those of all",
    "association_strength": "over links: c / (s_a s_b)",
}
ACTIVITY = {
    "activity_a": "activity index of country_a in the topic: its share of the topic over the share of all countries; "
    "none where no topic is given",
    "activity_b": "activity index of country_b in the topic",
}
TREND = {
    "before": "joint publications of the five whole years before the last five; coverage.trend_years says which",
    "lately": "joint publications of the last five whole years",
    "trend": "lately / before; none where before is 0",
}
OTHER_MODELS = {
    "expected_configuration": "expected by the bipartite configuration model; none unless asked by compare",
    "p_configuration": "mid-p by it, towards the side that observed is on of its expectation",
    "expected_hypergeometric": "expected by the hypergeometric model: c of the universe's N draw, n_a n_b / N; none "
    "unless asked by compare",
    "p_hypergeometric": "mid-p by it, towards the side that observed is on of its expectation",
}
FURTHER = AFFINITIES | ACTIVITY | TREND | OTHER_MODELS


@dataclass(frozen=True)
class Weighed:
    """Observed and expected joint publications in the counting that was asked for, with what follows from them."""

    observed: IntArray | FloatArray
    expected: FloatArray
    ratio: FloatArray
    ratio_low: FloatArray
    ratio_high: FloatArray
    smoothed: FloatArray


def weighed(model: PairModel, pairs: Pairs, found: Judgement, *, fractional: bool) -> Weighed:
    """As judged, or each publication of d countries as 1 / (d (d - 1) / 2) for each of its pairs.

    The interval is then that of a weighted sum of Poisson counts (Fay & Feuer 1997), which with whole counts is
    Garwood's.
    """
    if not fractional:
        return Weighed(found.observed, found.expected, found.ratio, found.ratio_low, found.ratio_high, found.smoothed)
    assert model.fitted is not None
    credit = credit_of_size(np.arange(model.fitted.sizes.size))
    expected = model.fitted.pair_probabilities(pairs.first, pairs.second) @ (model.fitted.sizes * credit)
    incidence = model.works.incidence
    observed, squares = (count(incidence)[pairs.first, pairs.second] for count in (pair_credit, squared_credit))
    low, high = weighted_interval(observed, squares, float(credit[model.fitted.sizes > 0].max(initial=0)))
    return Weighed(
        observed,
        expected,
        _over(observed, expected),
        _over(low, expected),
        _over(high, expected),
        (observed + 0.5) / (expected + 0.5),
    )


def _over(above: FloatArray | IntArray, below: FloatArray | IntArray) -> FloatArray:
    ratio: FloatArray = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 0)
    return ratio


@dataclass(frozen=True)
class Trend:
    """Joint publications of the earlier years and of the later ones, for every two countries; and how many years."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    before: IntArray
    lately: IntArray
    publications: tuple[int, int]
    """Of the universe, in the earlier and in the later years."""


def trend(graph: Graph, asked: GapParameters, model: PairModel) -> Trend | None:
    """The last five whole years of the period beside the five before; none where there are not two years."""
    years = years_of(graph, model.works, asked.since, asked.until)
    spans = halves(graph, years, asked)
    if spans is None:
        return None
    chosen = [np.flatnonzero(of_years(years, span)) for span in spans]
    before, lately = (joint_papers(model.works.incidence[some]) for some in chosen)
    return Trend(*spans, before, lately, (chosen[0].size, chosen[1].size))


def further(
    asked: GapParameters, of: Scope, model: PairModel, pairs: Pairs, changed: Trend | None
) -> tuple[FloatArray | IntArray, ...]:
    """The columns of `FURTHER` in order, nan where there is none."""
    activity = of.activity()
    return (
        *_affinities(asked, of, model, pairs),
        activity[pairs.first],
        activity[pairs.second],
        *_trend(changed, pairs),
        *_other_models(asked, model, pairs),
    )


def _affinities(asked: GapParameters, of: Scope, model: PairModel, pairs: Pairs) -> list[FloatArray]:
    totals = np.asarray(of.works.incidence.sum(axis=0)).astype(np.int64)
    first, second = totals[pairs.first], totals[pairs.second]
    joint = model.joint[pairs.first, pairs.second]
    papers = float((of.works.sizes > 0).sum())
    links = model.joint if asked.counting == "full" else pair_credit(model.works.incidence)
    strength, between = links.sum(axis=0), links[pairs.first, pairs.second]
    one, other = strength[pairs.first], strength[pairs.second]
    return [
        affinity.jaccard(joint, first, second),
        affinity.inclusion_index(joint, first, second),
        affinity.observed_over_expected(joint, first, second, papers),
        affinity.probabilistic_affinity(between, one, other, float(links.sum())),
        affinity.association_strength(between, one, other),
    ]


def _trend(changed: Trend | None, pairs: Pairs) -> list[FloatArray | IntArray]:
    if changed is None:
        return [np.full(pairs.first.size, np.nan)] * 3
    before, lately = (joint[pairs.first, pairs.second] for joint in (changed.before, changed.lately))
    return [before, lately, _over(lately, before)]


def _other_models(asked: GapParameters, model: PairModel, pairs: Pairs) -> list[FloatArray]:
    none = [np.full(pairs.first.size, np.nan)] * 2
    wanted = {"both": ("configuration", "hypergeometric")}.get(asked.compare, (asked.compare,))
    made: list[FloatArray] = []
    for name, way in (("configuration", by_configuration), ("hypergeometric", by_hypergeometric)):
        made += list(way(model, pairs)) if name in wanted else none
    return made
