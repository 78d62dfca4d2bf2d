"""What each authorship says of itself: institutions and countries, or none; a known author, or none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .casting import Flags, Team
from .mixing import Whole
from .outlines import Outline
from .places import partly_unknown, wholly_unknown
from .population import Population

NONE = -1
_NO_INSTITUTION = 0.015
_SECOND_AT_HOME = 0.04
_SECOND_ABROAD = 0.02
_ANONYMOUS = 0.010
_ANONYMOUS_UNCOVERED = 0.12


@dataclass(frozen=True)
class Authorships:
    """Columns over the authorships of a run of works, in order.

    `institution` and `second` are NONE where not given; `country` is NONE where nothing is given. An
    `anonymous` author has no id. `style` (0 to 99) is how the name is printed.
    """

    work: Whole
    scientist: Whole
    country: Whole
    institution: Whole
    second: Whole
    anonymous: Flags
    style: Whole


def affiliate(rng: np.random.Generator, population: Population, outline: Outline, team: Team) -> Authorships:
    """Draw what is given and what is missing.

    Some works give no affiliation at all, more in some countries than in others; on the rest, single
    authorships give none. Both happen whatever the other countries are, but on planted works everything is
    given. A second institution abroad is one of a co-author, so that it adds no country to the work.
    """
    work, scientist, count = team.work, team.scientist, len(team.work)
    country = population.country[scientist].astype(np.int64)
    leads = country[np.searchsorted(work, np.arange(len(outline.years)))]
    told = (outline.topic >= 0)[work]
    uncovered = rng.random(len(leads)) < wholly_unknown()[leads]
    unknown = ~told & (uncovered[work] | (rng.random(count) < partly_unknown()[country]))
    nameless = unknown | (~told & (rng.random(count) < _NO_INSTITUTION))
    institution = np.where(nameless, NONE, population.institution_in(scientist, outline.years[work]))
    anonymous = ~told & (rng.random(count) < np.where(uncovered[work], _ANONYMOUS_UNCOVERED, _ANONYMOUS))
    return Authorships(
        work=work,
        scientist=scientist,
        country=np.where(unknown, NONE, country),
        institution=institution,
        second=_seconds(rng, population, work, country, institution),
        anonymous=anonymous,
        style=(rng.random(count) * 100).astype(np.int64),
    )


def _seconds(
    rng: np.random.Generator, population: Population, work: Whole, country: Whole, institution: Whole
) -> Whole:
    chance, place = rng.random(len(work)), rng.random(len(work))
    first = population.institutions_of_country[country]
    at_home = first + (place * (population.institutions_of_country[country + 1] - first)).astype(np.int64)
    begins = np.searchsorted(work, work)
    sizes = np.searchsorted(work, work, side="right") - begins
    of_colleague = institution[begins + (place * sizes).astype(np.int64)]
    drawn = np.where(chance < _SECOND_AT_HOME, at_home, of_colleague)
    wanted = (chance < _SECOND_AT_HOME + _SECOND_ABROAD) & (institution != NONE) & (drawn != institution)
    return np.where(wanted, drawn, NONE)
