"""Scientists in the order in which they are recommended, and spread over countries and institutions where wanted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_learning import Learned
from queries.measures.colleague_signals import any_sign

POOL = 10
"""Of a list of k that is to be spread, the first `POOL` · k are looked at."""


def ranked(signals: FloatArray, among: BoolArray, by: Learned) -> tuple[IntArray, FloatArray]:
    """The places of those among whom is sought, highest score first, and the score of everyone.

    Only those for whom anything speaks are listed; of equal scores (to nine decimals) the first by id comes first.
    """
    scores = signals @ by.weights
    listed = np.flatnonzero(among & any_sign(signals))
    order = np.argsort(-np.round(scores[listed], 9), kind="stable")
    return listed[order].astype(np.int64), np.asarray(scores, dtype=np.float64)


def spread(scores: FloatArray, kinds: Sequence[frozenset[str]], wanted: int, diversity: float) -> list[int]:
    """The places of `wanted` ones, chosen one by one so that they are good and unlike those before them.

    Maximal marginal relevance (Carbonell & Goldstein 1998, doi:10.1145/290941.291025): each time the one with the
    greatest (1 - diversity) · score - diversity · likeness, scores being brought to 0 to 1, and likeness the greatest
    Jaccard index of its kinds (countries, institutions) with those of one chosen before. Scores are given in falling
    order; of equals the first comes first.
    """
    span = float(scores[0] - scores[-1]) if len(scores) else 0.0
    worth = (scores - scores[-1]) / span if span > 0 else np.ones(len(scores))
    likeness, left = np.zeros(len(scores)), list(range(len(scores)))
    chosen: list[int] = []
    while left and len(chosen) < wanted:
        marginal = np.round((1 - diversity) * worth[left] - diversity * likeness[left], 9)
        best = left.pop(int(np.argmax(marginal)))
        chosen.append(best)
        for k in left:
            likeness[k] = max(likeness[k], _jaccard(kinds[k], kinds[best]))
    return chosen


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Nothing known of either is no likeness."""
    return len(one & other) / len(one | other) if one and other else 0.0


def with_apart(order: IntArray, near: BoolArray, wanted: int, apart: int) -> IntArray:
    """The first `wanted` of an order, with at least `apart` that are not `near`, where there are so many.

    The last near ones give way; the order stays.
    """
    far = np.flatnonzero(~near[order])[: min(apart, wanted)]
    close = np.setdiff1d(np.arange(len(order)), far)[: wanted - len(far)]
    kept: IntArray = order[np.sort(np.concatenate([far, close]))]
    return kept
