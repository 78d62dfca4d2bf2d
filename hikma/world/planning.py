"""Planning what a world of a given size has planted: pairs of countries and bridge-builders."""

from __future__ import annotations

from math import inf
from random import Random

from .copies import plan_clusters, plan_duplicates
from .meetings import joint_probabilities
from .mixing import dice
from .places import INTERNATIONAL_POWER, partly_unknown, places, shares, wholly_unknown
from .plans import Bridge, Pair, Plan, scaled
from .population import Newcomer
from .shape import expected_sets
from .topics import topics

GAP = 0.1
STRONG = 4.0
_TRIES = 60


def make_plan(seed: int, works: int, first_newcomer: int) -> Plan:
    """Return what to plant. Planted scientists are numbered from `first_newcomer` on.

    Sizes at 20,000 works: six gaps, four strong pairs, six bridge-builders, three clusters, twelve
    duplicates. The last two grow as the square root of the size, and a small world has fewer of all, down to
    none.
    """
    rng = dice(f"plan {seed}")
    bridges, abroad = plan_bridges(rng, works, first_newcomer)
    numbers = iter(rng.sample(range(works // 3, works), min(works // 4, 40_000)))
    clusters, members, written = plan_clusters(rng, works, first_newcomer + len(bridges), numbers)
    duplicates, copied = plan_duplicates(rng, works, numbers)
    return Plan(
        pairs=plan_pairs(rng, works),
        bridges=bridges,
        clusters=clusters,
        duplicates=duplicates,
        specials=written | copied,
        newcomers=(*abroad, *members),
    )


def expected_joint(works: int, i: int, j: int) -> float:
    """Return how many joint international works two countries would have by chance."""
    weights, sets = shares(INTERNATIONAL_POWER), expected_sets(works)
    chances = joint_probabilities(weights, i, j, max(sets))
    joint = sum(n * chances[d] for d, n in sets.items())
    covered = (1 - float(weights @ wholly_unknown())) * (1 - partly_unknown()[i]) * (1 - partly_unknown()[j])
    return float(joint * covered)


def plan_pairs(rng: Random, works: int) -> tuple[Pair, ...]:
    """Choose up to six gaps and four strong pairs of well-covered OIC countries, large enough."""
    large = [c for c in _oic(0.07) if _weight(c) > 0.014]
    gaps = _choose(rng, works, 6, GAP, (28.0, inf), large, set())
    middling = (14.0, 45.0 * max(1.0, works / 20_000))
    strong = _choose(rng, works, 4, STRONG, middling, large, {(gap.i, gap.j) for gap in gaps})
    return gaps + strong


def _choose(
    rng: Random,
    works: int,
    count: int,
    factor: float,
    expecting: tuple[float, float],
    among: list[int],
    taken: set[tuple[int, int]],
) -> tuple[Pair, ...]:
    """Choose up to `count` pairs of different regions that share no country, the fullest of many draws."""
    least, most = expecting
    pairs = [(i, j) for i in among for j in among if i < j and places()[i].region != places()[j].region]
    expected = {pair: expected_joint(works, *pair) for pair in pairs if pair not in taken}
    fit = [pair for pair, joint in expected.items() if least <= joint <= most]
    best: list[tuple[int, int]] = []
    for _ in range(_TRIES):
        chosen = _disjoint(rng, fit)[:count]
        best = max(best, chosen, key=len)
    return tuple(Pair(i, j, factor, round(expected[i, j], 1)) for i, j in sorted(best))


def _disjoint(rng: Random, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    taken: set[int] = set()
    chosen = []
    for pair in rng.sample(pairs, len(pairs)):
        if taken.isdisjoint(pair):
            chosen.append(pair)
            taken.update(pair)
    return chosen


def plan_bridges(rng: Random, works: int, first: int) -> tuple[tuple[Bridge, ...], tuple[Newcomer, ...]]:
    """Choose up to six bridge-builders, each joining its own country to three other regions."""
    homes = [c for c in _oic(0.12) if 0.0155 < _weight(c) < 0.035]
    regions = [region for region in _regions() if sum(_weight(c) for c in _oic_of(region)) > 0.05]
    found: list[Bridge] = []
    for k, home in enumerate(rng.sample(homes, min(6, works // 3000))):
        three = rng.sample([region for region in regions if region != places()[home].region], 3)
        joins = tuple(sorted(c for region in three for c in _oic_of(region)))
        found.append(Bridge(first + k, home, joins, scaled(80, works)))
    return tuple(found), tuple(Newcomer(one.home, rng.randrange(len(topics()))) for one in found)


def _regions() -> list[str]:
    return sorted({place.region for place in places() if place.oic})


def _oic_of(region: str) -> list[int]:
    return [c for c, place in enumerate(places()) if place.oic and place.region == region]


def _oic(unknown: float) -> list[int]:
    return [c for c, place in enumerate(places()) if place.oic and place.unknown <= unknown]


def _weight(country: int) -> float:
    return float(shares(INTERNATIONAL_POWER)[country])
