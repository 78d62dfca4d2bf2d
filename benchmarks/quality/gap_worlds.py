"""Worlds of works by countries, drawn straight into arrays: of chance alone, with planted pairs, with countries lost.

Sizes, countries and the numbers of countries of a work are those of the invented world (`hikma.world`); no text, author
or file is made. Pairs are planted by exchanging countries between works, which changes no work's number of countries
and no country's number of works.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csr_array

from hikma.world.meetings import NOBODY, draw_sets
from hikma.world.mixing import pick
from hikma.world.places import DOMESTIC_POWER, INTERNATIONAL_POWER, places, shares
from hikma.world.shape import draw_countries, years_of
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.pair_verdict import Judgement, Pairs, pairs_among
from queries.pair_models import PairModel, assessed, international
from queries.placed import Placed

GAP, STRONG = (0.0, 0.25), (3.0, 4.0)
"""Between which parts of what is expected a planted pair has its joint works."""
ENOUGH = 20.0
LARGEST_PART = 0.25
"""Of the works of the smaller country, that a strong pair may take: more would push its other partners apart."""
_ROUNDS = 4
_MORE_AUTHORS = 0.7


class Judged(NamedTuple):
    """The pairs of the 57 and their verdicts."""

    pairs: Pairs
    found: Judgement
    model: PairModel


def members() -> IntArray:
    """The places of the countries of the group."""
    return np.flatnonzero([place.oic for place in places()]).astype(np.int64)


def judged(world: Placed) -> Judged:
    """The pairs of the group, as the question `collaboration-gaps` judges them by default."""
    model = international(world)
    pairs = pairs_among(members(), model.joint, model.papers)
    return Judged(pairs, assessed(world, model, pairs).judgement, model)


def plain_world(rng: np.random.Generator, works: int) -> Placed:
    """Works whose countries depend on nothing but their number and the countries' sizes."""
    sizes, _ = draw_countries(rng, years_of(np.arange(works), works))
    return _world(rng, sizes, draw_sets(rng, sizes[sizes > 1], shares(INTERNATIONAL_POWER)))


def null_world(rng: np.random.Generator, like: Judged) -> Placed:
    """International works drawn from the null model that was fitted to others: as many of each number of countries."""
    fitted = like.model.fitted
    assert fitted is not None
    sizes = np.repeat(np.arange(fitted.sizes.size), fitted.sizes)
    return _world(rng, sizes, draw_sets(rng, sizes, np.exp(fitted.weights)))


class Planted(NamedTuple):
    """A world with the pairs, by their places in `Judged.pairs`, that were planted as gaps and as strong."""

    world: Placed
    gaps: IntArray
    strong: IntArray


def planted_world(rng: np.random.Generator, works: int, pairs: int) -> Planted:
    """A world in which that many pairs avoid and as many seek each other, of those that expect 20 joint works.

    They are chosen at random before anything is judged: strong ones of those for which three times what is expected is
    at most a quarter of what the smaller country has, gaps of all the others.
    """
    sizes, _ = draw_countries(rng, years_of(np.arange(works), works))
    sets = draw_sets(rng, sizes[sizes > 1], shares(INTERNATIONAL_POWER))
    before = judged(_world(rng, sizes, sets))
    expected, most = before.found.expected, before.pairs.most
    enough = expected >= ENOUGH
    able = np.flatnonzero(enough & (STRONG[0] * expected <= LARGEST_PART * most))
    strong = rng.choice(able, min(pairs, able.size), replace=False)
    rest = np.setdiff1d(np.flatnonzero(enough), strong)
    gaps = rng.choice(rest, min(pairs, rest.size), replace=False)
    wanted = {
        (int(before.pairs.first[p]), int(before.pairs.second[p])): (
            part[0] * float(expected[p]),
            part[1] * float(expected[p]),
        )
        for chosen, part in ((gaps, GAP), (strong, STRONG))
        for p in chosen
    }
    planted = plant([set(row[row != NOBODY].tolist()) for row in sets], wanted, rng)
    for row, held in zip(sets, planted, strict=True):
        row[: len(held)] = sorted(held)
    return Planted(_world(rng, sizes, sets), np.sort(gaps), np.sort(strong))


def plant(
    works: list[set[int]], wanted: Mapping[tuple[int, int], tuple[float, float]], rng: np.random.Generator
) -> list[set[int]]:
    """The works, changed in place, with joint works of each pair between two bounds, as near to that as they come.

    A pair that has too many parts: one of the two changes places with a country of a work without both. One that has
    too few is brought together: one of the two changes places with a third country beside the other. As one exchange
    may undo another, all pairs are gone through several times.
    """
    aim = {pair: rng.uniform(*bounds) for pair, bounds in wanted.items()}
    for _ in range(_ROUNDS):
        for (i, j), number in aim.items():
            with_i = [w for w, held in enumerate(works) if i in held]
            joint = [w for w in with_i if j in works[w]]
            low, high = wanted[i, j]
            if len(joint) > high:
                for w in rng.permutation(joint)[: len(joint) - round(number)].tolist():
                    _part(works, w, (i, j), rng)
            elif len(joint) < low:
                _bring_together(works, with_i, (i, j), round(number) - len(joint), rng)
    return works


def _part(works: list[set[int]], w: int, pair: tuple[int, int], rng: np.random.Generator) -> None:
    i, j = pair
    while True:
        other = works[int(rng.integers(len(works)))]
        free = sorted(other - works[w])
        if i not in other and j not in other and free:
            _exchange(works[w], j, other, free[int(rng.integers(len(free)))])
            return


def _bring_together(
    works: list[set[int]], with_i: list[int], pair: tuple[int, int], number: int, rng: np.random.Generator
) -> None:
    i, j = pair
    with_j = [w for w, held in enumerate(works) if j in held and i not in held]
    alone = [w for w in with_i if j not in works[w]]
    for w, v in zip(rng.permutation(alone)[:number].tolist(), rng.permutation(with_j)[:number].tolist(), strict=False):
        free = sorted(works[w] - works[v] - {i})
        if free:
            _exchange(works[v], j, works[w], free[int(rng.integers(len(free)))])


def _exchange(one: set[int], country: int, other: set[int], its: int) -> None:
    one.remove(country)
    other.remove(its)
    one.add(its)
    other.add(country)


def without_half(rng: np.random.Generator, world: Placed, country: int, *, whole_works: bool) -> Placed:
    """The same works where each authorship of a country, or all of them on a work, lost it with probability 1/2."""
    counts = world.authorships.tocoo()
    mine = counts.col == country
    halved = rng.binomial(1, 0.5, counts.data.size) * counts.data if whole_works else rng.binomial(counts.data, 0.5)
    lost = np.where(mine, halved, 0)
    left = csr_array(sp.coo_array((counts.data - lost, (counts.row, counts.col)), shape=counts.shape))
    left.eliminate_zeros()
    unplaced = world.unplaced + np.bincount(counts.row, weights=lost, minlength=counts.shape[0]).astype(np.int64)
    return Placed(world.publications, world.countries, left, unplaced, 0)


def of_country(pairs: Pairs, country: int) -> BoolArray:
    """The pairs with a country."""
    return np.asarray((pairs.first == country) | (pairs.second == country))


def _world(rng: np.random.Generator, sizes: IntArray, sets: IntArray) -> Placed:
    """Works of these sizes; those of two countries or more are the sets in order, the others of one by size."""
    domestic = np.flatnonzero(sizes == 1)
    abroad, slot = np.nonzero(sets != NOBODY)
    row = np.concatenate((np.flatnonzero(sizes > 1)[abroad], domestic))
    home = pick(rng, domestic.size, shares(DOMESTIC_POWER))
    column = np.concatenate((sets[abroad, slot], home))
    authors = (1 + rng.poisson(_MORE_AUTHORS, row.size)).astype(np.int64)
    shape = (sizes.size, len(places()))
    counts = csr_array(sp.coo_array((authors, (row, column)), shape=shape))
    codes = tuple(place.code for place in places())
    return Placed(tuple(map(str, range(sizes.size))), codes, counts, np.zeros(sizes.size, dtype=np.int64), 0)
