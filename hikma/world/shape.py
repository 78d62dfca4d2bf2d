"""How many: works a year, countries a work, authors a work."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .mixing import Floats, Whole, pick
from .population import FIRST_YEAR, LAST_YEAR

GROWTH = 1.06
INTERNATIONAL_FIRST = 0.32
INTERNATIONAL_LAST = 0.46
HYPER = 0.0005

# Countries of an international work, and of a hyper-authored one (any number from 8 to 24).
COUNTRIES = np.array([2, 3, 4, 5, 6, 7, 8, 9, 10])
COUNTRIES_CHANCE = np.array([0.620, 0.215, 0.085, 0.038, 0.018, 0.010, 0.007, 0.004, 0.003])
HYPER_COUNTRIES = np.arange(8, 25)


def years_of(numbers: npt.ArrayLike, works: int) -> npt.NDArray[np.int16]:
    """Return the year of each work by its number: works are numbered in the order of their years."""
    ends = np.cumsum(GROWTH ** np.arange(LAST_YEAR - FIRST_YEAR + 1))
    place = (np.asarray(numbers) + 0.5) / works * ends[-1]
    years: npt.NDArray[np.int16] = (FIRST_YEAR + np.searchsorted(ends, place)).astype(np.int16)
    return years


def international_share(years: npt.NDArray[np.int16]) -> Floats:
    """Return the share of works with two countries or more, rising evenly over the years."""
    passed = (years - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    share: Floats = INTERNATIONAL_FIRST + (INTERNATIONAL_LAST - INTERNATIONAL_FIRST) * passed
    return share


def draw_countries(rng: np.random.Generator, years: npt.NDArray[np.int16]) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """Draw how many countries each work has, and which works are hyper-authored."""
    count = len(years)
    abroad = rng.random(count) < international_share(years)
    countries = np.where(abroad, COUNTRIES[pick(rng, count, COUNTRIES_CHANCE)], 1)
    hyper = rng.random(count) < HYPER
    many = HYPER_COUNTRIES[(rng.random(count) * len(HYPER_COUNTRIES)).astype(np.int64)]
    return np.where(hyper, many, countries).astype(np.int64), hyper


def draw_authors(
    rng: np.random.Generator, years: npt.NDArray[np.int16], countries: Whole, hyper: npt.NDArray[np.bool_]
) -> Whole:
    """Draw how many authors each work has: at least one a country, more over the years; hyper, 115-500."""
    passed = (years - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    centre = np.where(countries > 1, 0.75, 0.66) + 0.45 * passed
    more = np.exp(centre + 0.8 * rng.standard_normal(len(years))).astype(np.int64)
    usual = np.minimum(countries + more, 60) - (countries > 1)
    mega = np.minimum(500.0, 115.0 * (1.0 - rng.random(len(years))) ** -0.8)
    return np.where(hyper, mega, np.maximum(usual, countries)).astype(np.int64)


def expected_sets(works: int) -> dict[int, float]:
    """Return how many works of each number of countries, from two on, to expect in a world of this size."""
    share = float(international_share(years_of(np.arange(2000), 2000)).mean())
    sets = {int(d): works * (1 - HYPER) * share * p for d, p in zip(COUNTRIES, COUNTRIES_CHANCE, strict=True)}
    for d in HYPER_COUNTRIES:
        sets[int(d)] = sets.get(int(d), 0.0) + works * HYPER / len(HYPER_COUNTRIES)
    return sets
