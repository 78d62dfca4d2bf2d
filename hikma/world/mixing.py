"""Random bits of anything that has a number: the same number and salt always give the same bits."""

from __future__ import annotations

from random import Random

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def mixed(numbers: npt.ArrayLike, salt: int) -> Bits:
    """Return 64 random-looking bits for each number (SplitMix64; Steele, Lea & Flood 2014)."""
    z = np.asarray(numbers, dtype=np.uint64) + np.uint64((salt * 0x9E3779B97F4A7C15 + 0x2545F491) % 2**64)
    z *= np.uint64(0x9E3779B97F4A7C15)
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return z


def unit(numbers: npt.ArrayLike, salt: int) -> Floats:
    """Return a number in [0, 1) for each number."""
    high = mixed(numbers, salt)
    high >>= np.uint64(11)
    places: Floats = high.astype(np.float64)
    places *= 2.0**-53
    return places


def generator(*seeds: int) -> np.random.Generator:
    """Return the random generator that belongs to these numbers."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seeds)))


def dice(seed: int | str) -> Random:
    """Return the generator of single choices that belongs to this seed."""
    return Random(seed)  # noqa: S311


def pick(rng: np.random.Generator, count: int, weights: Floats) -> Whole:
    """Draw `count` positions of `weights`, each in proportion to its weight, with replacement."""
    cumulated = np.cumsum(weights)
    drawn = np.searchsorted(cumulated, rng.random(count) * cumulated[-1], side="right")
    drawn_positions: Whole = np.minimum(drawn, len(weights) - 1).astype(np.int64)
    return drawn_positions
