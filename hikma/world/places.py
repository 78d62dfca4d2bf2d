"""The countries of the invented world: sizes, languages, regions, and how readily two work together."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np

from .mixing import Floats
from .shipped import shipped

# Powers below one, so that small countries still appear; the domestic one is nearer to one, which makes the
# international share of small countries the larger, as it is in reality.
INTERNATIONAL_POWER = 0.6
DOMESTIC_POWER = 0.75

# Logarithms of how much more often than by chance two countries meet, at homophily 1.
SAME_OIC_REGION = 0.18
SAME_OIC_LANGUAGE = 0.10
SAME_OTHER_REGION = 0.25
HISTORICAL_LANGUAGE = 0.35
_CARRIED_ABROAD = {"fr", "en", "ru", "pt", "nl"}


@dataclass(frozen=True)
class Place:
    """One country: `works` is its relative size, `unknown` the share of its authorships not told."""

    code: str
    name: str
    oic: bool
    works: float
    region: str
    languages: tuple[str, ...]
    names: str
    unknown: float


@cache
def places() -> tuple[Place, ...]:
    """Return every country, by alpha-2 code: the 57 of the OIC and some others.

    The sizes of the 57 are counted (see `docs/reference/demo-world.md`); everything else in the file is
    invented.
    """
    text = shipped("country_sizes.csv")
    return tuple(_place(row) for row in csv.DictReader(text.splitlines()))


def _place(row: dict[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        oic=row["oic"] == "yes",
        works=float(row["works"]),
        region=row["region"],
        languages=tuple(row["languages"].split()),
        names=row["names"],
        unknown=float(row["unknown"]),
    )


def shares(power: float) -> Floats:
    """Return each country's share when sizes are raised to `power`."""
    sizes = np.array([place.works for place in places()], dtype=np.float64) ** power
    parts: Floats = sizes / sizes.sum()
    return parts


def partly_unknown() -> Floats:
    """Return, per country, the chance that one authorship gives none on an otherwise covered work.

    Most of what is unknown comes by whole works (`wholly_unknown`), as where a journal prints no
    affiliations.
    """
    return np.array([0.8 * place.unknown**2 for place in places()])


def wholly_unknown() -> Floats:
    """Return, per leading country, the chance that a work gives no affiliation at all."""
    return np.array([place.unknown for place in places()]) - partly_unknown()


def affinity(homophily: float) -> Floats:
    """Return the logarithm of each pair's affinity, with a last row and column of zeros for nobody."""
    every = places()
    matrix = np.zeros((len(every) + 1, len(every) + 1))
    for i, a in enumerate(every):
        for j, b in enumerate(every[:i]):
            matrix[i, j] = matrix[j, i] = homophily * _affinity(a, b)
    return matrix


def _affinity(a: Place, b: Place) -> float:
    language = set(a.languages) & set(b.languages)
    if a.oic and b.oic:
        return SAME_OIC_REGION * (a.region == b.region) + SAME_OIC_LANGUAGE * bool(language)
    if a.oic or b.oic:
        return HISTORICAL_LANGUAGE * bool(language & _CARRIED_ABROAD)
    return SAME_OTHER_REGION * (a.region == b.region)
