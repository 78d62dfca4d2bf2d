"""How much each signal says of who will work together: learned from whom scientists joined in earlier years.

At the end of earlier years (splits) the scientists are looked at who got new co-authors in the years after: known ones
with whom they had not published. The weights are those under which these are the likeliest to be chosen out of all,
each scientist counting once: a conditional logit (McFadden 1974) with a ridge. Nothing after the last year is used.

What was chosen on what: signals, fading, restarts and ridge on works about the geology of Arabia, splits from 2009 to
2015 and new pairs to 2019, each learned from the splits before it. `DEFAULT` is what the splits from 2006 to 2014
teach there of the five years after each, none later than 2019 (without `references`, which came to -.04).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_signals import Known, any_sign
from queries.measures.colleague_works import Works

FEW = 20
"""Fewer scientists with new co-authors than these are too few to learn from."""
LONGEST_SPAN = 5
SPLITS = 6
"""At most so many earlier splits, each a year before the other."""
EACH, EACH_OF_MANY = 100, 40
"""At most so many scientists at each, drawn by chance where there are more; the second in a large base."""
RIDGE = 20.0

_ALL = 3_000
"""Up to so many others are all looked at; of more, the first by each signal and a sample."""
_FIRST = 150
_SAMPLE = 1_500

DEFAULT = np.array([3.347, 0.734, 0.0, 0.535, 0.213, 1.976, -0.488, 0.118])


class Learned(NamedTuple):
    """The weight of each signal, and what it was learned from."""

    weights: FloatArray
    splits: tuple[int, ...]
    """Empty where the base has too little past: the weights are `DEFAULT`."""
    span: int
    scientists: int
    """How many got new co-authors at these splits, each counted at every split."""


class Choice(NamedTuple):
    """Whom one scientist joined, out of whom: their signals, and how many others each stands for."""

    signals: FloatArray
    joined: BoolArray
    stands_for: FloatArray


def learned(works: Works, until: int, seed: int = 0) -> Learned:
    """What the years to `until` teach."""
    span, splits = earlier_splits(works, until)
    seen = [choices(works, split, split + span, seed) for split in splits]
    found = [choice for one in seen for choice in one]
    if len(found) < FEW:
        return Learned(DEFAULT, (), span, len(found))
    return Learned(fitted(found), splits, span, len(found))


def earlier_splits(works: Works, until: int) -> tuple[int, tuple[int, ...]]:
    """How many years after a split are looked at (a third of the years there are, at most five), and the splits."""
    first = works.first_year
    years = until - first + 1 if first else 0
    span = max(1, min(LONGEST_SPAN, years // 3))
    return span, tuple(range(max(first + 2, until - span - SPLITS + 1), until - span + 1)) if first else ()


def choices(works: Works, split: int, until: int, seed: int = 0) -> list[Choice]:
    """What each scientist who got new co-authors after `split`, by `until`, had to choose from."""
    known = Known(works, split)
    draw = np.random.default_rng([seed, split])
    new = new_coauthors(known, until)
    chosen = sorted(new)
    most = EACH if known.people.sum() <= _ALL else EACH_OF_MANY
    if len(chosen) > most:
        chosen = sorted(draw.choice(np.array(chosen), most, replace=False).tolist())
    return [_choice(known, of, new[of], draw) for of in chosen]


def new_coauthors(known: Known, until: int) -> dict[int, IntArray]:
    """Whom each scientist first published with from the year after the split to `until`, of those known by then."""
    works = known.works
    able = known.people & works.sought
    later, before = works.joined(known.split + 1, until), works.joined(works.first_year, known.split)
    later.data[:], before.data[:] = 1, 1
    fresh = csr_array(later - later.multiply(before)).tocoo()
    there = (fresh.data > 0) & able[fresh.row] & able[fresh.col]
    first, second = fresh.row[there].astype(np.int64), fresh.col[there].astype(np.int64)
    order = np.lexsort((second, first))
    starts = np.unique(first[order], return_index=True)
    return dict(zip(starts[0].tolist(), np.split(second[order], starts[1][1:]), strict=False))


def others(known: Known, of: int) -> BoolArray:
    """Who is known and sought, and has not yet published with the scientist."""
    apart = known.people & known.works.sought
    apart[known.coauthors(of)] = False
    apart[of] = False
    return apart


def _choice(known: Known, of: int, new: IntArray, draw: np.random.Generator) -> Choice:
    signals = known.signals(of)
    apart = np.flatnonzero(others(known, of) & any_sign(signals) | np.isin(np.arange(len(signals)), new))
    joined = np.isin(apart, new)
    stands_for = np.ones(len(apart))
    if len(apart) > _ALL:
        first = np.argsort(-signals[apart], axis=0, kind="stable")[:_FIRST].ravel()
        kept = np.union1d(first, np.flatnonzero(joined))
        rest = np.setdiff1d(np.arange(len(apart)), kept)
        drawn = draw.choice(rest, min(_SAMPLE, len(rest)), replace=False)
        stands_for[drawn] = len(rest) / max(len(drawn), 1)
        places = np.sort(np.concatenate([kept, drawn]))
        apart, joined, stands_for = apart[places], joined[places], stands_for[places]
    return Choice(signals[apart], joined, stands_for)


def fitted(seen: list[Choice], ridge: float = RIDGE) -> FloatArray:
    """The weight of each signal, at the least of

        Σ over scientists (ln Σ over all n e^z - mean of z over those joined) + ridge / 2 · |weights · spread|²

    z being the weighted sum of the signals, n how many each stands for, and spread the standard deviation of each
    signal. A signal that never varies has the weight 0.
    """
    x = np.vstack([choice.signals for choice in seen])
    spread = x.std(axis=0)
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
    x = (x - x.mean(axis=0)) * scale
    size = np.array([len(choice.joined) for choice in seen])
    start = np.cumsum(size) - size
    of = np.repeat(np.arange(len(seen)), size)
    joined = np.concatenate([choice.joined / choice.joined.sum() for choice in seen])
    ln_n = np.log(np.concatenate([choice.stands_for for choice in seen]))

    def loss(b: FloatArray) -> tuple[float, FloatArray]:
        z = x @ b + ln_n
        most = np.maximum.reduceat(z, start)
        raised = np.exp(z - most[of])
        total = np.add.reduceat(raised, start)
        value = float((np.log(total) + most).sum() - joined @ (z - ln_n) + ridge / 2 * b @ b)
        return value, np.asarray(x.T @ (raised / total[of] - joined) + ridge * b, dtype=np.float64)

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x * scale, dtype=np.float64)
