"""Whom to invite so that the most is opened: a set of people chosen under quotas, greedily and then by exchanges.

A *side* is one country in one theme. A *link* joins two sides of the same theme: two countries that publish too little
together in it, with a weight. Person p reaches side s by r_ps, 0 to 1; side s is covered by c_s(S) = the largest r_ps
of the people S in the room. A link is open as far as both its sides are: met(S) = Σ w min(c_a, c_b). That function is
not submodular, since of two people each may be worth nothing without the other, and no algorithm is known that comes
within a constant factor of its best (already where each r is 0 or 1 it holds the densest k-subgraph problem). So each
side brings its half of a link:

    f(S) = Σ over links of w (c_a(S) + c_b(S)) / 2 = Σ over sides of v_s c_s(S),   v_s = half the weight of its links.

f is a facility-location function, hence monotone and submodular: c_s is the maximum of what single people give. Half is
the least that one side alone can be given: with α w for one side and w for both, two people at the two ends of a link
lose nothing by each other only if 2α ≥ 1. And met(S) ≤ f(S) ≤ met(S) + half of what only one side of is in the room.

**What the greedy choice is sure of.** With a number of seats alone: at least 1 - 1/e (.632) of the best f (Nemhauser,
Wolsey & Fisher 1978, doi:10.1007/BF01588971). The same with seats to fill at least and at most for each country, where
each person has one country and its sides are of that country: f is then a sum of one function a country; greedy finds
1 - 1/e of the best in each for every number of its seats, its gains there fall, and of sums of such sequences the
largest gains first is the best under these quotas (Federgruen & Groenevelt 1986, doi:10.1287/opre.34.6.909). With one
more family of at-most quotas within the countries, as one institution a person, the sets are independent in a matroid:
1/2 (Fisher, Nemhauser & Wolsey 1978, doi:10.1007/BFb0121195). With quotas that overlap, as of themes, no share is sure
beforehand. Exchanges only add. What one answer has for sure is told by `bound` of `invitations_bound`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.invitations_quotas import Quotas, Seating

Reach = csr_array[np.float64, tuple[int, int]]

_LEAST_GAIN = 1e-9
_ROUNDING = 1e-12
_MOST_ROUNDS = 200
"""Exchanges after which the search ends in any case."""


@dataclass(frozen=True, eq=False)
class Invitations:
    """Whom there is to choose from, what they open, and under which quotas.

    `reach` has a row for each person and a column for each side, 0 to 1. `links` is symmetric over the sides, its
    values the weights. Of equals, the person with the smaller number is chosen: number them in the order wanted. No
    link joins two sides that one person reaches. `forced` have a seat beforehand.
    """

    reach: Reach
    links: Reach
    quotas: Quotas
    forced: tuple[int, ...] = ()

    @cached_property
    def values(self) -> FloatArray:
        """What each side is worth when it is wholly covered: half the weight of its links."""
        return np.asarray(self.links.sum(axis=1), dtype=np.float64).ravel() / 2

    def covered(self, people: Sequence[int]) -> FloatArray:
        """c_s of each side with these people in the room."""
        result = np.zeros(self.reach.shape[1])
        for person in people:
            sides, reached = self.of(person)
            result[sides] = np.maximum(result[sides], reached)
        return result

    def of(self, person: int) -> tuple[IntArray, FloatArray]:
        """The sides that a person reaches, and how far."""
        begin, end = self.reach.indptr[person], self.reach.indptr[person + 1]
        return self.reach.indices[begin:end].astype(np.int64), self.reach.data[begin:end]

    def value(self, covered: FloatArray) -> float:
        """The f of what is covered."""
        return float(self.values @ covered)

    def met(self, covered: FloatArray) -> float:
        """The weight of the links of which both sides are in the room, as far as both are covered."""
        links = self.links.tocoo()
        return float(np.sum(links.data * np.minimum(covered[links.row], covered[links.col])) / 2)

    def gains(self, covered: FloatArray) -> FloatArray:
        """How much each person would add to f."""
        sides = self.reach.indices
        return self._by_person(self.values[sides] * np.maximum(self.reach.data - covered[sides], 0))

    def met_gains(self, covered: FloatArray) -> FloatArray:
        """How much each person would add to met."""
        sides, reached = self.reach.indices, self.reach.data
        links = self.links.tocoo()
        levels, level = np.unique(reached, return_inverse=True)
        gained = np.zeros(reached.size)
        for place, height in enumerate(levels):
            before = np.minimum(covered[links.row], covered[links.col])
            after = np.minimum(np.maximum(covered[links.row], height), covered[links.col])
            more = np.bincount(links.row, weights=links.data * (after - before), minlength=covered.size)
            gained[level == place] = more[sides[level == place]]
        return self._by_person(gained)

    def _by_person(self, entries: FloatArray) -> FloatArray:
        rows = np.repeat(np.arange(self.reach.shape[0]), np.diff(self.reach.indptr))
        return np.bincount(rows, weights=entries, minlength=self.reach.shape[0]).astype(np.float64)


@dataclass(frozen=True)
class Chosen:
    """The people chosen, in the order of choice: those forced first."""

    people: tuple[int, ...]
    greedy: tuple[int, ...]
    """Whom the greedy choice alone would have seated."""


def choose(problem: Invitations) -> Chosen:
    """The people to invite, as many as there are seats: greedy, then exchanges that raise f, then met at equal f.

    ConflictError of `invitations_quotas` where no set meets the quotas.
    """
    greedy = greedily(problem)
    better = _exchanged(problem, greedy, _raises_value)
    return Chosen(_in_order(problem, _exchanged(problem, better, _raises_met)), greedy)


def greedily(problem: Invitations) -> tuple[int, ...]:
    """Seat by seat whoever adds most to f, among those with whom the remaining seats can still meet the quotas."""
    seating = Seating(problem.quotas, problem.forced)
    covered = problem.covered(problem.forced)
    while len(seating.people) < problem.quotas.size:
        gains = problem.gains(covered)
        person = next(p for p in np.argsort(-gains, kind="stable").tolist() if seating.seat(p))
        sides, reached = problem.of(person)
        covered[sides] = np.maximum(covered[sides], reached)
    return tuple(seating.people)


def replacements(problem: Invitations, people: tuple[int, ...], seat: int) -> Iterator[tuple[int, float]]:
    """Who could take this seat under the quotas, best first, each with the change of f."""
    gains, held = _without(problem, people, seat)
    for person in np.argsort(-gains, kind="stable").tolist():
        if person not in people and problem.quotas.met(people[:seat] + people[seat + 1 :] + (person,)):
            yield person, float(gains[person] - held)


def _without(problem: Invitations, people: tuple[int, ...], seat: int) -> tuple[FloatArray, float]:
    """Everyone's gain were this seat empty, and that of who sits there."""
    gains = problem.gains(problem.covered(people[:seat] + people[seat + 1 :]))
    return gains, float(gains[people[seat]])


_Judge = Callable[[Invitations, tuple[int, ...], int], tuple[FloatArray, BoolArray]]
"""Of a seat: how much better each person would be in it, and for whom it may be exchanged."""


def _raises_value(problem: Invitations, people: tuple[int, ...], seat: int) -> tuple[FloatArray, BoolArray]:
    gains, held = _without(problem, people, seat)
    return gains - held, gains > held + _LEAST_GAIN


def _raises_met(problem: Invitations, people: tuple[int, ...], seat: int) -> tuple[FloatArray, BoolArray]:
    gains, held = _without(problem, people, seat)
    met = problem.met_gains(problem.covered(people[:seat] + people[seat + 1 :]))
    more = met - met[people[seat]]
    return more, (gains >= held - _ROUNDING) & (more > _LEAST_GAIN)


def _exchanged(problem: Invitations, people: tuple[int, ...], judge: _Judge) -> tuple[int, ...]:
    """The people after the best exchange of one for another, again and again until none is better."""
    for _ in range(_MOST_ROUNDS):
        found = _best_exchange(problem, people, judge)
        if found is None:
            break
        seat, person = found
        people = (*people[:seat], person, *people[seat + 1 :])
    return people


def _best_exchange(problem: Invitations, people: tuple[int, ...], judge: _Judge) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    for seat in range(len(problem.forced), len(people)):
        change, allowed = judge(problem, people, seat)
        allowed[list(people)] = False
        for person in np.flatnonzero(allowed)[np.argsort(-change[allowed], kind="stable")].tolist():
            if best is not None and change[person] <= best[0] + _LEAST_GAIN:
                break
            if problem.quotas.met((*people[:seat], person, *people[seat + 1 :])):
                best = float(change[person]), seat, person
                break
    return best and (best[1], best[2])


def _in_order(problem: Invitations, people: tuple[int, ...]) -> tuple[int, ...]:
    """The same people: those forced, then each time whoever adds most to those before."""
    ordered = list(problem.forced)
    covered = problem.covered(ordered)
    left = sorted(set(people) - set(ordered))
    while left:
        gains = problem.gains(covered)
        person = max(left, key=lambda one: (gains[one], -one))
        left.remove(person)
        ordered.append(person)
        sides, reached = problem.of(person)
        covered[sides] = np.maximum(covered[sides], reached)
    return tuple(ordered)
