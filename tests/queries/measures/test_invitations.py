"""Whom to invite: every set of small instances tried in turn, the proofs' claims by brute force, quotas kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.invitations import Invitations, choose, greedily, replacements
from queries.measures.invitations_bound import bound
from queries.measures.invitations_quotas import ConflictError, Quota, Quotas

GREEDY = 1 - 1 / np.e
INSTANCES = 60
"""Of each of the kinds of quotas below."""


def made(reach: Any, links: Any, size: int, quotas: Iterable[Quota] = (), forced: tuple[int, ...] = ()) -> Invitations:
    reached = csr_array(np.asarray(reach, dtype=np.float64))
    joined = csr_array(np.asarray(links, dtype=np.float64))
    return Invitations(reached, joined, Quotas(size, reached.shape[0], tuple(quotas)), forced)


def world(seed: int) -> tuple[Any, Any, Any, np.random.Generator]:
    """Reach, links and the country of each person: 11 people, weights of very unlike sizes.

    With an odd seed 2 countries in 6 themes, so that people overlap more, else 4 in 3.
    """
    rng = np.random.default_rng(seed)
    countries, themes, people = (2, 6, 11) if seed % 2 else (4, 3, 11)
    country = rng.integers(0, countries, people)
    reach = np.zeros((people, countries * themes))
    for person in range(people):
        for theme in range(themes):
            reach[person, theme * countries + country[person]] = rng.choice([0, 0, 1 / 3, 2 / 3, 1])
    links = np.zeros((countries * themes, countries * themes))
    for theme in range(themes):
        for a, b in combinations(range(theme * countries, (theme + 1) * countries), 2):
            links[a, b] = links[b, a] = rng.choice([0, 1, 1]) * rng.lognormal(0, 1.5)
    return reach, links, country, rng


def no_quotas(country: Any, rng: np.random.Generator) -> list[Quota]:
    return []


def of_countries(country: Any, rng: np.random.Generator) -> list[Quota]:
    quotas = [Quota(np.flatnonzero(country == one), 0, 2, "at most 2 a country") for one in range(4)]
    return [*quotas, Quota(np.flatnonzero(country == country[0]), 1, 99, "at least 1")]


def of_institutions(country: Any, rng: np.random.Generator) -> list[Quota]:
    institution = country * 2 + rng.integers(0, 2, country.size)
    quotas = [Quota(np.flatnonzero(institution == one), 0, 1, "at most 1 an institution") for one in range(8)]
    return [*quotas, *(Quota(np.flatnonzero(country == one), 0, 2, "at most 2 a country") for one in range(4))]


def that_overlap(country: Any, rng: np.random.Generator) -> list[Quota]:
    drawn = [np.flatnonzero(rng.random(country.size) < 0.5) for _ in range(3)]
    return [Quota(drawn[0], 1, 99, "one"), Quota(drawn[1], 2, 99, "two"), Quota(drawn[2], 0, 2, "three")]


def every_set(problem: Invitations) -> list[tuple[int, ...]]:
    everyone = combinations(range(problem.quotas.count), problem.quotas.size)
    return [one for one in everyone if set(problem.forced) <= set(one) and problem.quotas.met(one)]


def plainly(problem: Invitations, people: Iterable[int]) -> float:
    """f by its definition over links, not over sides."""
    reach, links = problem.reach.toarray(), problem.links.toarray()
    covered = reach[list(people)].max(axis=0, initial=0)
    return float(sum(links[a, b] * (covered[a] + covered[b]) / 2 for a, b in combinations(range(len(covered)), 2)))


@pytest.mark.parametrize("quotas", [no_quotas, of_countries, of_institutions, that_overlap])
def test_close_to_the_best_of_all_sets(quotas: Callable[..., list[Quota]]) -> None:
    # Oracle: the best of all sets that meet the quotas, each tried. Where there is none, that must be said.
    shares, greedy, met, certified = [], [], [], []
    for seed in range(INSTANCES):
        reach, links, country, rng = world(seed)
        forced = (int(rng.integers(country.size)),) if seed % 4 == 0 else ()
        problem = made(reach, links, 4, quotas(country, rng), forced)
        sets = every_set(problem)
        if not sets:
            with pytest.raises(ConflictError):
                choose(problem)
            continue
        found = choose(problem).people
        assert problem.quotas.met(found)
        assert found[: len(forced)] == forced
        best = max(plainly(problem, one) for one in sets)
        limit = bound(problem, found)
        value = plainly(problem, found)
        assert value == pytest.approx(problem.value(problem.covered(found)))
        assert limit >= best - 1e-7
        shares.append(value / best)
        certified.append(value / limit)
        greedy.append(plainly(problem, greedily(problem)) / best)
        most_met = max(problem.met(problem.covered(one)) for one in sets)
        met.append(problem.met(problem.covered(found)) / most_met if most_met else 1)
    print(
        f"{quotas.__name__}: {len(shares)} instances; share of the best: least {min(shares):.3f}, median "
        f"{np.median(shares):.3f}; greedy alone: least {min(greedy):.3f}; certified: median "
        f"{np.median(certified):.3f}; of the most met: least {min(met):.3f}, median {np.median(met):.3f}"
    )
    assert len(shares) >= 50  # of four kinds: more than 200 in all
    assert min(shares) >= GREEDY
    assert np.median(shares) >= 0.95
    if quotas in (no_quotas, of_countries):
        assert min(greedy) >= GREEDY


def test_f_is_monotone_and_submodular_and_bounds_what_is_met() -> None:
    # Oracle: the definitions, for every two sets of small worlds.
    for seed in range(3):
        reach, links, _, _ = world(seed)
        problem = made(reach[:7], links, 1)
        sets = [frozenset(one) for size in range(8) for one in combinations(range(7), size)]
        f = {one: problem.value(problem.covered(sorted(one))) for one in sets}
        for one in sets:
            assert problem.met(problem.covered(sorted(one))) <= f[one] + 1e-9
            for other in sets:
                assert f[one] + f[other] >= f[one | other] + f[one & other] - 1e-9
                assert not one <= other or f[one] <= f[other] + 1e-9


@pytest.mark.parametrize(("alone", "submodular"), [(0.0, False), (0.49, False), (0.5, True), (1.0, True)])
def test_half_is_the_least_that_one_side_can_be_given(alone: float, submodular: bool) -> None:
    # Oracle: the definition, for every two sets of a world in which one side of a link is worth `alone` and both 1.
    reach, links, _, _ = world(1)
    problem = made(reach[:7] > 0, links, 1)
    sets = [frozenset(one) for size in range(8) for one in combinations(range(7), size)]

    def value(people: frozenset[int]) -> float:
        covered = problem.covered(sorted(people))
        both = problem.met(covered)
        return both + alone * 2 * (problem.value(covered) - both)

    f = {one: value(one) for one in sets}
    kept = all(f[a] + f[b] >= f[a | b] + f[a & b] - 1e-9 for a in sets for b in sets)
    assert kept is submodular


def test_gains_are_the_differences_of_the_values() -> None:
    reach, links, _, _ = world(7)
    problem = made(reach, links, 4)
    covered = problem.covered([2, 5])
    for person in range(problem.quotas.count):
        more = problem.covered([2, 5, person])
        assert problem.gains(covered)[person] == pytest.approx(problem.value(more) - problem.value(covered))
        assert problem.met_gains(covered)[person] == pytest.approx(problem.met(more) - problem.met(covered))


def test_two_people_of_a_link_are_seated_together_where_others_are_worth_as_much() -> None:
    # Worked by hand: links 0-1 and 2-3 of weight 2; any two sides have f = 2, but only the ends of one link meet.
    links = np.zeros((4, 4))
    links[0, 1] = links[1, 0] = links[2, 3] = links[3, 2] = 2
    reach = np.eye(4)[[0, 2, 1, 3]]
    problem = made(reach, links, 2)
    assert greedily(problem) == (0, 1)
    assert choose(problem).people == (1, 3)
    assert problem.met(problem.covered((1, 3))) == 2


def test_of_equals_the_first_is_seated_and_the_second_can_replace_it() -> None:
    links = [[0, 3.0], [3.0, 0]]
    problem = made([[1, 0], [1, 0], [0, 1], [0.5, 0]], links, 2)
    assert choose(problem).people == (0, 2)
    assert list(replacements(problem, (0, 2), 0)) == [(1, 0.0), (3, -0.75)]
    assert list(replacements(problem, (0, 2), 1)) == [(1, -1.5), (3, -1.5)]


def test_quotas_that_cannot_be_met_are_named_and_no_others() -> None:
    first, second = np.array([0, 1]), np.array([2, 3])
    quotas = [Quota(first, 2, 9, "two of A"), Quota(second, 2, 9, "two of B"), Quota(second, 0, 9, "harmless")]
    with pytest.raises(ConflictError) as raised:
        choose(made(np.ones((4, 1)), [[0]], 3, quotas))
    assert raised.value.families == ("two of A", "two of B")
    capped = [Quota(first, 0, 1, "at most 1"), Quota(second, 0, 1, "at most 1")]
    with pytest.raises(ConflictError) as raised:
        choose(made(np.ones((4, 1)), [[0]], 3, capped))
    assert (raised.value.families, raised.value.most) == (("at most 1",), 2)


def test_nobody_who_makes_a_quota_impossible_is_seated() -> None:
    # Worked by hand: person 0 opens most, but with it in one of two seats, two of {1, 2} cannot be seated.
    quotas = [Quota(np.array([1, 2]), 2, 9, "two of the others")]
    assert set(choose(made([[1, 1], [1, 0], [1, 0]], [[0, 5], [5, 0]], 2, quotas)).people) == {1, 2}
