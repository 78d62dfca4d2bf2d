"""How good any choice of people could be at most: an upper bound on f, so that a choice can be judged."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack, vstack

from queries.measures.arrays import FloatArray
from queries.measures.invitations import Invitations

LARGEST = 60_000
"""Entries of reach up to which the linear program is solved; beyond, the simpler bound stands alone."""


def bound(problem: Invitations, people: tuple[int, ...]) -> float:
    """No set that meets the quotas has a larger f than this.

    The smaller of two: f of some of the chosen `people` and the largest gains that others could add to them, seat by
    seat, whatever the quotas (Nemhauser, Wolsey & Fisher 1978), taken at each length of the list; and, where the
    problem is not too large, the linear relaxation with all quotas.
    """
    simple = min(_from(problem, people[:length]) for length in range(len(people) + 1))
    simple = min(simple, float(problem.values @ problem.reach.max(axis=0).toarray().ravel()))
    return min(simple, _relaxed(problem)) if 0 < problem.reach.nnz <= LARGEST else simple


def _from(problem: Invitations, people: tuple[int, ...]) -> float:
    covered = problem.covered(people)
    gains = np.sort(problem.gains(covered))[::-1]
    return problem.value(covered) + float(gains[: problem.quotas.size].sum())


def _relaxed(problem: Invitations) -> float:
    """The linear program: people in part, sides covered no further than the people who reach each height.

    A side is cut into layers between the heights that are reached; a layer is covered by those who reach its top.
    """
    heights = np.unique(problem.reach.data[problem.reach.data > 0])
    steps = np.diff(np.append(0.0, heights))
    count, sides = problem.reach.shape
    layers = [_reaching(problem, height) for height in heights]
    cover: Any = vstack([hstack([-one, _places(sides, place, len(layers))]) for place, one in enumerate(layers)])
    upper, limits = _quota_rows(problem, len(layers) * sides)
    worth = np.concatenate([np.zeros(count), *(-problem.values * step for step in steps)])
    seated = np.isin(np.arange(count), problem.forced).astype(np.float64)
    low = np.concatenate([seated, np.zeros(len(layers) * sides)])
    bounds: Any = np.column_stack([low, np.ones(low.size)])
    below: Any = vstack([cover, upper])
    seats: Any = csr_array(np.concatenate([np.ones(count), np.zeros(len(layers) * sides)])[np.newaxis])
    solved = linprog(
        worth,
        A_ub=below.tocsr(),
        b_ub=np.concatenate([np.zeros(len(layers) * sides), limits]),
        A_eq=seats,
        b_eq=np.array([float(problem.quotas.size)]),
        bounds=bounds,
        method="highs",
    )
    return float(-solved.fun) if solved.fun is not None else np.inf


def _reaching(problem: Invitations, height: float) -> csr_array[np.float64, tuple[int, int]]:
    """Sides by people: 1 where the person reaches the side to this height."""
    entries = problem.reach.tocoo()
    enough = entries.data >= height
    ones = np.ones(int(enough.sum()))
    shape = (problem.reach.shape[1], problem.reach.shape[0])
    return csr_array((ones, (entries.col[enough], entries.row[enough])), shape=shape)


def _places(sides: int, place: int, layers: int) -> coo_array[np.float64, tuple[int, int]]:
    rows = np.arange(sides)
    return coo_array((np.ones(sides), (rows, rows + place * sides)), shape=(sides, layers * sides))


def _quota_rows(problem: Invitations, beside: int) -> tuple[csr_array[np.float64, tuple[int, int]], FloatArray]:
    """The quotas as rows of people, no more than their limits."""
    quotas = problem.quotas
    people = csr_array(quotas.counted.T.astype(np.float64))
    rows = hstack([vstack([people, -people]), csr_array((2 * people.shape[0], beside))]).tocsr()
    return rows, np.concatenate([quotas.most, -quotas.least]).astype(np.float64)
