"""How much each signal says of who will work together: learned from whom scientists joined in earlier years.

At the end of earlier years (splits) the scientists are looked at who got new co-authors in the years after: known ones
with whom they had not published. The weights are those under which these are the likeliest to be chosen out of all,
each scientist counting once: a conditional logit (McFadden 1974) with a ridge. Nothing after the last year is used.

What was chosen on what: signals, fading, restarts and ridge on works about the geology of Arabia, splits from 2009 to
2015 and new pairs to 2019, each learned from the splits before it; `publications` and `APART` on splits from 2009 to
2018, likewise to 2019. `DEFAULT` is what the splits from 2006 to 2013 teach there of the five years after each, none
later than 2018 (without `references`, which came to -.07).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_known import Known
from queries.measures.colleague_signals import any_sign, signals
from queries.measures.colleague_works import Works

FEW = 20
"""Fewer scientists with new co-authors than these are too few to learn from."""
LONGEST_SPAN = 5
SPLITS = 6
"""At most so many earlier splits, each a year before the other."""
EACH, EACH_OF_MANY = 100, 25
"""At most so many scientists at each, drawn by chance where there are more; the second in a large base."""
RIDGE = 20.0
APART = 0.3
"""What those joined without a common co-author count again, so that they are not lost among the near ones."""

_ALL = 3_000
"""Up to so many others are all looked at; of more, the first by each signal and a sample."""
_FIRST = 100
_SAMPLE = 600

DEFAULT = np.array([3.372, 0.821, 0.0, 0.485, 0.2, 2.027, -0.514, 0.157, -0.01])


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
    apart: BoolArray
    """Who shares no co-author with the scientist."""


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
    found = known.people & known.works.sought
    found[known.network.coauthors(of)] = False
    found[of] = False
    return found


def _choice(known: Known, of: int, new: IntArray, draw: np.random.Generator) -> Choice:
    found = signals(known, of)
    joined = np.zeros(len(found), np.bool_)
    joined[new] = True
    places = np.flatnonzero(others(known, of) & any_sign(found) | joined)
    stands_for = np.ones(len(places))
    if len(places) > _ALL:
        kept = joined[places] | _first(found[places])
        rest = np.flatnonzero(~kept)
        drawn = draw.choice(rest, min(_SAMPLE, len(rest)), replace=False)
        kept[drawn] = True
        stands_for[drawn] = len(rest) / max(len(drawn), 1)
        places, stands_for = places[kept], stands_for[kept]
    return Choice(found[places], joined[places], stands_for, ~known.network.near(of)[places])


def _first(signals: FloatArray) -> BoolArray:
    """Who is among the first by any signal."""
    found = np.zeros(len(signals), np.bool_)
    found[np.argpartition(-signals, _FIRST, axis=0)[:_FIRST].ravel()] = True
    return found


def fitted(seen: list[Choice], ridge: float = RIDGE) -> FloatArray:
    """The weight of each signal, at the least of

        Σ over scientists Σ over all w (ln Σ over all n e^z - z) + ridge / 2 · |weights · spread|²

    z being the weighted sum of the signals, n how many each stands for, w 1 shared by those joined and `APART` shared
    by those of them who are apart, and spread the standard deviation of each signal. A signal that never varies has
    the weight 0.
    """
    x = np.vstack([choice.signals for choice in seen])
    spread = x.std(axis=0)
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
    x = (x - x.mean(axis=0)) * scale
    size = np.array([len(choice.joined) for choice in seen])
    start = np.cumsum(size) - size
    of = np.repeat(np.arange(len(seen)), size)
    wanted = np.concatenate([_wanted(choice) for choice in seen])
    counts = np.add.reduceat(wanted, start)
    ln_n = np.log(np.concatenate([choice.stands_for for choice in seen]))

    def loss(b: FloatArray) -> tuple[float, FloatArray]:
        z = x @ b + ln_n
        most = np.maximum.reduceat(z, start)
        raised = np.exp(z - most[of])
        total = np.add.reduceat(raised, start)
        value = float(counts @ (np.log(total) + most) - wanted @ (z - ln_n) + ridge / 2 * b @ b)
        return value, np.asarray(x.T @ ((counts / total)[of] * raised - wanted) + ridge * b, dtype=np.float64)

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x * scale, dtype=np.float64)


def _wanted(choice: Choice) -> FloatArray:
    far = choice.joined & choice.apart
    wanted: FloatArray = choice.joined / choice.joined.sum() + APART * far / max(int(far.sum()), 1)
    return wanted
