"""Who will start to work together: a ranking learned from earlier years, and its test on years already known.

What is asked is whether a pair with fewer than `below` joint publications by the end of a year (the split; below 1:
that never worked together) will have `reach` joint publications or more in the `horizon` years after it. A ridge
logistic regression learns this at earlier splits, for which the years after are known: at split t from the years to
t + span, t + span being no later than the split itself. So nothing after the split is ever used.

A test on the past does the same at a split so early that the years after it are known, and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple, Protocol

import numpy as np
from scipy.special import expit, logit

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.foretelling_logistic import fitted, log_odds
from queries.measures.foretelling_ranking import auroc, auroc_error, precision_at

FEW = 20
"""Fewer pairs than these that started to work together: too few to learn from, or to say how good a ranking is."""

LONGEST_SPAN = 5
"""The most years after an earlier split in which is learned who started to work together."""


class Candidates(NamedTuple):
    """Pairs at the end of a year that had few joint publications by then, or none, in order of their ends."""

    first: IntArray
    second: IntArray
    joint: FloatArray
    """Joint publications so far."""
    features: FloatArray
    """Pairs by features, scaled so that those of one split can be compared with those of another."""
    plain: Mapping[str, FloatArray]
    """Well-known scores by name; the first stands in where there is too little to learn from."""

    def only(self, keep: BoolArray) -> Candidates:
        """Some of the pairs; features keep the scale of all."""
        plain = {name: values[keep] for name, values in self.plain.items()}
        return Candidates(self.first[keep], self.second[keep], self.joint[keep], self.features[keep], plain)


def scaled_by(features: FloatArray, which: BoolArray) -> FloatArray:
    """Each column with mean 0 and standard deviation 1 over the rows `which`; 0 throughout if it is constant there."""
    if not which.any():
        return np.zeros_like(features)
    spread = features[which].std(axis=0)
    inverse = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-12)
    return np.asarray((features - features[which].mean(axis=0)) * inverse, dtype=np.float64)


class Records(Protocol):
    """What is known year by year of those whose pairs are looked at."""

    @property
    def first_year(self) -> int:
        """The first year of the records."""
        ...

    @property
    def learned_at(self) -> int:
        """At how many earlier splits, each a year before the other, is learned."""
        ...

    @property
    def ridge(self) -> float:
        """How strongly coefficients are shrunk."""
        ...

    @property
    def beyond(self) -> int:
        """Up to how many more joint publications than a candidate a pair may have to be learned from."""
        ...

    def candidates(self, split: int, below: int, beyond: int = 0) -> Candidates:
        """The pairs with fewer than `below + beyond` joint publications to the end of `split`, by what was known then.

        Features are scaled by those with fewer than `below`.
        """
        ...

    def joint(self, pairs: Candidates, since: int, until: int) -> FloatArray:
        """The joint publications of each pair in the years from `since` to `until`."""
        ...


class Learned(NamedTuple):
    """What earlier splits teach."""

    coefficients: FloatArray | None
    """None where fewer than `FEW` pairs started to work together: the first plain score stands in."""
    splits: tuple[int, ...]
    span: int
    """The years after each split that were looked at."""
    reach: int
    """The joint publications that counted as a start in this span."""
    positives: int

    def scores(self, pairs: Candidates) -> FloatArray:
        """The log-odds of each pair, or its plain score."""
        if self.coefficients is None:
            return next(iter(pairs.plain.values()))
        return log_odds(pairs.features, self.coefficients)


class Foretold(NamedTuple):
    """Candidates with what is expected of them; higher scores are likelier."""

    pairs: Candidates
    scores: FloatArray
    learned: Learned

    def only(self, keep: BoolArray) -> Foretold:
        """Some of the pairs."""
        return Foretold(self.pairs.only(keep), self.scores[keep], self.learned)


class BackTest(NamedTuple):
    """How well the same way of foretelling did at an earlier split, by the years after it."""

    split: int
    until: int
    pairs: int
    positives: int
    auroc: float
    auroc_error: float
    precision: float
    """The share of the `k` ranked first that started."""
    k: int
    plain: dict[str, tuple[float, float]]
    """Area and precision of the well-known scores."""
    curve: tuple[float, float] | None
    """Intercept and slope of the log-odds of starting by the standardised score (Platt 1999); none of too few.

    The slope is 0 where the ranking was no better than chance: all pairs are as likely then.
    """

    @property
    def enough(self) -> bool:
        """Whether enough pairs started to say how good the ranking is."""
        return self.positives >= FEW

    def likelihoods(self, found: Foretold) -> FloatArray | None:
        """The likelihood of each pair where as many start as did in this test; none where too few did."""
        if self.curve is None:
            return None
        intercept, slope = self.curve
        return np.asarray(expit(intercept + slope * _standard(found.scores)), dtype=np.float64)


def foretell(records: Records, split: int, horizon: int, reach: int, below: int = 1) -> Foretold:
    """The candidates at the end of year `split` with their scores, by what was known then."""
    pairs = records.candidates(split, below)
    learned = learn(records, split, horizon, reach, below)
    return Foretold(pairs, learned.scores(pairs), learned)


def learn(records: Records, until: int, horizon: int, reach: int, below: int = 1) -> Learned:
    """What the years to `until` teach.

    The span is a third of the years there are, at most `LONGEST_SPAN` and the horizon. Where it is shorter than the
    horizon, `reach` is lowered in proportion, rounded up: the same pace.
    """
    years = until - records.first_year + 1
    span = max(1, min(LONGEST_SPAN, horizon, years // 3))
    pace = max(1, ceil(reach * span / horizon))
    earliest = max(records.first_year + 2, until - span - records.learned_at + 1)
    splits = tuple(range(earliest, until - span + 1))
    seen = [_cases(records, t, span, pace, below) for t in splits]
    positives = sum(int(happened.sum()) for _, happened in seen)
    if positives < FEW:
        return Learned(None, splits, span, pace, positives)
    x, happened = np.vstack([one for one, _ in seen]), np.concatenate([ends for _, ends in seen])
    each = np.full(len(x), 1 / len(splits))
    return Learned(fitted(x, happened, records.ridge, each), splits, span, pace, positives)


def _cases(records: Records, split: int, span: int, reach: int, below: int) -> tuple[FloatArray, BoolArray]:
    pairs = records.candidates(split, below, records.beyond)
    return pairs.features, records.joint(pairs, split + 1, split + span) >= reach


@dataclass(frozen=True)
class _Test:
    found: Foretold
    happened: BoolArray
    k: int

    def of(self, scores: FloatArray) -> tuple[float, float]:
        return auroc(scores, self.happened), precision_at(scores, self.happened, self.k)

    def curve(self) -> tuple[float, float] | None:
        if not FEW <= self.happened.sum() < self.happened.size:
            return None
        intercept, slope = fitted(_standard(self.found.scores)[:, np.newaxis], self.happened, 1.0).tolist()
        if slope > 0:
            return intercept, slope
        return float(logit(self.happened.mean())), 0.0


def _standard(scores: FloatArray) -> FloatArray:
    spread = scores.std() if scores.size else 0.0
    return (scores - scores.mean()) / spread if spread > 1e-12 else np.zeros_like(scores)


def back_test(
    records: Records,
    split: int,
    until: int,
    reach: int,
    below: int = 1,
    k: int = 50,
    among: Callable[[Candidates], BoolArray] | None = None,
) -> BackTest:
    """Foretell at the end of year `split`, and look at the years after it to `until`.

    With `among`, only the pairs of which it is true count.
    """
    found = foretell(records, split, until - split, reach, below)
    if among is not None:
        found = found.only(among(found.pairs))
    happened = records.joint(found.pairs, split + 1, until) >= reach
    test = _Test(found, happened, k)
    area, precision = test.of(found.scores)
    yes = int(happened.sum())
    plain = {name: test.of(values) for name, values in found.pairs.plain.items()}
    error = auroc_error(area, yes, happened.size - yes)
    return BackTest(split, until, happened.size, yes, area, error, precision, k, plain, test.curve())
