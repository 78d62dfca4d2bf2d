"""How surprising a count of joint papers is: mid-p of a sum of binomials, one-sided each way.

Under the null model the joint papers of a pair are the sum over d of Bin(N_d, p_d). Its distribution comes
from the discrete Fourier transform of its characteristic function over a window that holds all but 1e-18 of
it by Bernstein's inequality (for the transform: Hong 2013, doi:10.1016/j.csda.2012.10.006). The p-values are
exact to an absolute 1e-14, so values below that say only "below 1e-14"; all are kept within [1e-15, 1].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queries.measures.arrays import FloatArray, IntArray

_SMALLEST = 1e-15
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class PairTails:
    """One-sided mid-p values of each pair, and the smallest that the pair could have had.

    low = P(X < c) + P(X = c) / 2, high = P(X > c) + P(X = c) / 2 (mid-p: Lancaster 1961); smallest_low is low
    at 0 joint papers, smallest_high is high at the most joint papers that the pair could have.
    """

    low: FloatArray
    high: FloatArray
    smallest_low: FloatArray
    smallest_high: FloatArray

    def shaped(self, shape: tuple[int, ...]) -> PairTails:
        """The same tails in another shape, such as one of fields by pairs."""
        return PairTails(*(part.reshape(shape) for part in self._parts))

    def replaced(self, at: tuple[IntArray, ...], new: PairTails) -> PairTails:
        """The same with new tails at some places."""
        parts = tuple(part.copy() for part in self._parts)
        for part, other in zip(parts, new._parts, strict=True):
            part[at] = other
        return PairTails(*parts)

    @property
    def _parts(self) -> tuple[FloatArray, ...]:
        return self.low, self.high, self.smallest_low, self.smallest_high


def pair_tails(observed: IntArray, most: IntArray, sizes: IntArray, probabilities: FloatArray) -> PairTails:
    """The tails of `observed[p]` joint papers, of at most `most[p]`.

    `sizes[d]` papers of d countries each hold pair p with `probabilities[p, d]`. Pairs are worked in groups
    of equal window length W, of order (pairs D W) steps. ValueError where `most` is below `observed`, or a
    count below 0.
    """
    wrong = np.flatnonzero((observed < 0) | (most < observed))
    if wrong.size:
        raise ValueError(f"pair {wrong[0]} has {observed[wrong[0]]} joint papers, of at most {most[wrong[0]]}")
    used = np.flatnonzero(sizes)
    papers, chances = sizes[used].astype(np.float64), probabilities[:, used]
    counts = np.stack((observed, np.zeros_like(observed), most), axis=1)
    low, high = np.ones(counts.shape), np.ones(counts.shape)
    start, length = _windows(papers, chances)
    for width in np.unique(length):
        group = np.flatnonzero(length == width)
        for some in np.array_split(group, 1 + group.size * used.size * int(width) // _AT_ONCE):
            distribution = _distribution(papers, chances[some], start[some], int(width))
            low[some], high[some] = _mid_p(distribution, counts[some] - start[some, None])
    return PairTails(low[:, 0], high[:, 0], low[:, 1], high[:, 2])


def _windows(papers: FloatArray, chances: FloatArray) -> tuple[IntArray, IntArray]:
    """The first count of each pair's window, and its length, a power of two.

    Bernstein: P(|X - mean| >= t) <= 2 exp(-t^2 / (2 (variance + t / 3))), solved for 1e-18.
    """
    mean, variance = chances @ papers, (chances * (1 - chances)) @ papers
    bits = np.log(2e18)
    reach = bits / 3 + np.sqrt(bits**2 / 9 + 2 * bits * variance)
    start = np.maximum(np.floor(mean - reach), 0)
    stop = np.minimum(np.ceil(mean + reach), papers.sum())
    length = 2 ** np.ceil(np.log2(stop - start + 1))
    return start.astype(np.int64), length.astype(np.int64)


def _distribution(papers: FloatArray, chances: FloatArray, start: IntArray, width: int) -> FloatArray:
    """P(X = start + k), k = 0..width - 1, a row a pair; likely presences count as certain less absences."""
    angle = 2 * np.pi * np.arange(width // 2 + 1) / width
    usual = chances > 0.5
    rare = np.where(usual, 1 - chances, chances)
    sign = np.where(usual, -1.0, 1.0)
    shrink = -4 * (rare * (1 - rare))[:, :, None] * np.sin(angle / 2) ** 2
    with np.errstate(divide="ignore"):
        size = np.exp(np.einsum("d,pdk->pk", papers / 2, np.log1p(shrink)))
    turn = np.arctan2(rare[:, :, None] * np.sin(angle), 1 - rare[:, :, None] * (1 - np.cos(angle)))
    phase = np.einsum("pd,pdk->pk", papers * sign, turn)
    first = np.mod(start - (usual @ papers).astype(np.int64), width)
    phase -= 2 * np.pi / width * np.mod(np.outer(first, np.arange(width // 2 + 1)), width)
    return np.fft.irfft(size * np.exp(-1j * phase), n=width, axis=1)


def _mid_p(distribution: FloatArray, at: IntArray) -> tuple[FloatArray, FloatArray]:
    """Both mid-p values for counts given as positions in the window; outside of it they are 0 and 1."""
    width = distribution.shape[1]
    none = np.zeros((len(distribution), 1))
    below = np.concatenate((none, np.cumsum(distribution, axis=1)), axis=1)
    above = np.concatenate((np.cumsum(distribution[:, ::-1], axis=1)[:, ::-1], none), axis=1)
    inside = np.clip(at, 0, width)
    low = np.take_along_axis(below, inside, axis=1)
    high = np.take_along_axis(above, np.clip(at + 1, 0, width), axis=1)
    here = np.take_along_axis(distribution, np.minimum(inside, width - 1), axis=1) * ((at >= 0) & (at < width)) / 2
    return np.clip(low + here, _SMALLEST, 1), np.clip(high + here, _SMALLEST, 1)
