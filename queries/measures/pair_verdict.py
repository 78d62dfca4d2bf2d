"""The verdict on each pair of countries: gap, strong, as expected, too small to say, or not assessable."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.intervals import garwood
from queries.measures.multiple_tests import family_q
from queries.measures.pair_tails import PairTails
from queries.saying import Said, said

ALPHA = 0.05
GAP_BELOW = 2 / 3
STRONG_ABOVE = 3 / 2
ENOUGH_EXPECTED = 5.0


class Verdict(IntEnum):
    """What a pair's joint papers say beside the null model; the codes of `Judgement.verdict`."""

    GAP = 0
    STRONG = 1
    AS_EXPECTED = 2
    TOO_SMALL = 3
    NOT_ASSESSABLE = 4

    @property
    def label(self) -> Said:
        """The verdict in words: `too small to say`."""
        return _LABELS[self]


_LABELS = {
    Verdict.GAP: said("gap"),
    Verdict.STRONG: said("strong"),
    Verdict.AS_EXPECTED: said("as expected"),
    Verdict.TOO_SMALL: said("too small to say"),
    Verdict.NOT_ASSESSABLE: said("not assessable"),
}


@dataclass(frozen=True)
class Pairs:
    """Pairs of countries by their positions in a null model, with what was seen of them.

    `observed` joint papers, of at most `most`: the papers of the one that has fewer.
    """

    first: IntArray
    second: IntArray
    observed: IntArray
    most: IntArray


@dataclass(frozen=True)
class Judgement:
    """The figures of each pair, in the order given, and its verdict.

    ratio = observed / expected with Garwood's 95 % limits; smoothed = (observed + .5) / (expected + .5); p
    and q are one-sided, towards too few and too many; q is nan where the smallest attainable p could not be
    significant. `p` and `q` are those of the side that the count is on: too few where it is below what is
    expected.
    """

    observed: IntArray
    expected: FloatArray
    ratio: FloatArray
    ratio_low: FloatArray
    ratio_high: FloatArray
    smoothed: FloatArray
    p_low: FloatArray
    p_high: FloatArray
    q_low: FloatArray
    q_high: FloatArray
    verdict: IntArray

    @property
    def p(self) -> FloatArray:
        """Mid-p, one-sided towards the side that the count is on."""
        return np.where(self.observed < self.expected, self.p_low, self.p_high)

    @property
    def q(self) -> FloatArray:
        """False discovery rate in the family of that side; nan for a pair left out of it."""
        return np.where(self.observed < self.expected, self.q_low, self.q_high)


def pairs_among(members: IntArray, joint: IntArray, papers: IntArray) -> Pairs:
    """Every pair of `members` (ascending positions), from the joint papers and papers of all countries."""
    one, other = np.triu_indices(members.size, 1)
    first, second = members[one], members[other]
    return Pairs(first, second, joint[first, second], np.minimum(papers[first], papers[second]))


def judge(observed: IntArray, expected: FloatArray, tails: PairTails) -> Judgement:
    """Figures and verdicts of pairs, all of which make up the two families of tests; or the pairs of a row each.

    Arrays of shape (fields, pairs) give as many judgements, one a row, in arrays of that shape.

    gap: q < .05 towards too few and the interval wholly below 2/3; strong: q < .05 towards too many and
    wholly above 3/2; else as expected where at least 5 joint papers are expected, and too small to say where
    fewer.
    """
    q_low = _by_family(tails.low, tails.smallest_low)
    q_high = _by_family(tails.high, tails.smallest_high)
    low, high = (_over(limit, expected) for limit in _limits(observed))
    verdict = np.where(expected >= ENOUGH_EXPECTED, Verdict.AS_EXPECTED, Verdict.TOO_SMALL).astype(np.int64)
    verdict[(q_low < ALPHA) & (high < GAP_BELOW)] = Verdict.GAP
    verdict[(q_high < ALPHA) & (low > STRONG_ABOVE)] = Verdict.STRONG
    ratio, smoothed = _over(observed, expected), (observed + 0.5) / (expected + 0.5)
    return Judgement(observed, expected, ratio, low, high, smoothed, tails.low, tails.high, q_low, q_high, verdict)


def guarded(
    judged: Callable[[IntArray], Judgement],
    observed: IntArray,
    extra: FloatArray,
    selected: BoolArray | None = None,
) -> Judgement:
    """The judgement of `observed`, with the verdicts that missing countries could overturn taken back.

    `judged` gives the judgement of any counts of these pairs. `extra` is the number of joint papers that
    authorships without a country might hide (`possible_joint`), rounded to whole papers. A pair whose verdict
    differs with it is not assessable, and so is one that is `selected`: the base was collected on one of its
    countries. All pairs get their extra papers at once before the families of tests are formed anew; the
    expectation stays.
    """
    more = np.floor(extra + 0.5).astype(np.int64)
    plain = judged(observed)
    filled = judged(observed + more) if more.any() else plain
    unsure = plain.verdict != filled.verdict
    if selected is not None:
        unsure |= selected
    verdict = np.where(unsure, int(Verdict.NOT_ASSESSABLE), plain.verdict).astype(np.int64)
    return replace(plain, verdict=verdict)


def _by_family(p: FloatArray, smallest: FloatArray) -> FloatArray:
    if p.ndim == 1:
        return family_q(p, smallest, ALPHA)
    rows = [family_q(one, least, ALPHA) for one, least in zip(p, smallest, strict=True)]
    return np.array(rows).reshape(p.shape)


def _limits(observed: IntArray) -> tuple[FloatArray, FloatArray]:
    """Garwood's limits, each different count worked once."""
    counts, place = np.unique(observed, return_inverse=True)
    low, high = garwood(counts)
    return low[place].reshape(observed.shape), high[place].reshape(observed.shape)


def _over(above: FloatArray | IntArray, expected: FloatArray) -> FloatArray:
    ratio = np.full(expected.shape, np.nan)
    np.divide(above, expected, out=ratio, where=expected > 0)
    return ratio
