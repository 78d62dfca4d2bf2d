"""Signals of colleagues: worked by hand, against dense matrices, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray
from queries.measures.colleague_known import Known
from queries.measures.colleague_learning import Choice, fitted, learned, new_coauthors
from queries.measures.colleague_network import RESTARTS
from queries.measures.colleague_ranking import spread, with_apart
from queries.measures.colleague_signals import SIGNALS, any_sign, signals
from queries.measures.colleague_works import Works, tf_idf


def works(teams: list[list[int]], years: list[int], people: int, words: list[list[int]] | None = None) -> Works:
    """Publications by their authors; `words` are the places of the terms of each."""
    pairs = sorted((person, work) for work, team in enumerate(teams) for person in team)
    terms = np.zeros((len(teams), 8))
    for work, found in enumerate(words or []):
        terms[work, found] = 1
    empty = csr_array((len(teams), 1), dtype=np.float64)
    return Works(
        np.array(years),
        np.array([work for _, work in pairs]),
        np.array([person for person, _ in pairs]),
        np.array([teams[work][0] == person for person, work in pairs]),
        people,
        csr_array(terms),
        empty,
        empty,
        csr_array((len(teams), len(teams)), dtype=np.float64),
        csr_array((len(pairs), 1), dtype=np.float64),
        np.ones(people, np.bool_),
    )


def test_tf_idf_by_hand() -> None:
    counts = csr_array(np.array([[2.0, 1, 0], [1.0, 0, 1], [0, 0, 1.0]]))
    two = tf_idf(counts, np.ones(3, np.bool_)).toarray()
    # The second term is had by one publication alone; the others by two of three: both weigh ln(4 / 3).
    assert two.tolist() == [[1, 0, 0], pytest.approx([np.sqrt(0.5), 0, np.sqrt(0.5)]), [0, 0, 1]]


def test_the_walk_is_that_of_a_dense_matrix() -> None:
    teams = [[0, 1], [1, 2, 3], [3, 4], [0, 1], [5]]
    known = Known(works(teams, [2000] * 5, 6), 2000)
    joint = np.zeros((6, 6))
    for team in teams:
        for a in team:
            for b in team:
                joint[a, b] += (a != b) / max(len(team) - 1, 1)
    total = joint.sum(axis=1, keepdims=True)
    step = np.divide(joint, total, out=np.zeros_like(joint), where=total > 0)
    exact = RESTARTS * np.linalg.inv(np.eye(6) - (1 - RESTARTS) * step.T)[:, 0]
    assert known.network.walk(0) == pytest.approx(exact, abs=(1 - RESTARTS) ** 12)
    assert known.network.walk(5).tolist()[:5] == [0] * 5


def test_the_future_changes_nothing() -> None:
    teams, years = [[0, 1], [1, 2], [2, 3], [0, 3]], [2000, 2001, 2002, 2010]
    words = [[0, 1], [1, 2], [0, 2], [0, 1]]
    now, later = (Known(works(teams[:n], years[:n], 4, words[:n]), 2005) for n in (3, 4))
    assert signals(now, 0).tolist() == signals(later, 0).tolist()
    assert {a: b.tolist() for a, b in new_coauthors(later, 2010).items()} == {0: [3], 3: [0]}


def test_colleagues_of_another_circle_are_found_by_words() -> None:
    known = Known(works([[0, 1], [2, 3], [4, 5]], [2000] * 3, 6, [[0, 1], [0, 1], [2, 3]]), 2000)
    found = signals(known, 0)
    assert found[:, SIGNALS.index("text")].tolist() == pytest.approx([1, 1, 1, 1, 0, 0])
    assert any_sign(found).tolist() == [True, True, True, True, False, False]


def test_weights_find_what_was_chosen() -> None:
    draw = np.random.default_rng(3)
    true: FloatArray = np.array([2.0, -1.0, 0.0])
    seen = []
    for _ in range(400):
        x = draw.normal(size=(30, 3))
        chance = np.exp(x @ true)
        joined = np.arange(30) == draw.choice(30, p=chance / chance.sum())
        seen.append(Choice(x, joined, np.ones(30), ~joined))
    assert fitted(seen, 1.0) == pytest.approx(true, abs=0.2)


def test_one_that_stands_for_two_is_two() -> None:
    x, joined = np.array([[1.0], [0.0], [0.0]]), np.array([True, False, False])
    twice = Choice(x[:2], joined[:2], np.array([1.0, 2.0]), np.zeros(2, np.bool_))
    # The spread of a signal differs, so that the same optimum needs no ridge.
    assert fitted([Choice(x, joined, np.ones(3), np.zeros(3, np.bool_))] * 2 + [_other(x)], 1e-9) == pytest.approx(
        fitted([twice] * 2 + [_other(x)], 1e-9), abs=1e-3
    )


def _other(x: FloatArray) -> Choice:
    return Choice(x, np.array([False, True, False]), np.ones(3), np.zeros(3, np.bool_))


def test_too_little_past_teaches_nothing() -> None:
    assert learned(works([[0, 1]], [2000], 2), 2005).splits == ()


def test_a_list_keeps_places_for_those_who_are_apart() -> None:
    order, near = np.array([4, 2, 0, 1, 3]), np.array([True, False, True, True, True])
    assert with_apart(order, near, 3, 1).tolist() == [4, 2, 1]
    assert with_apart(order, near, 3, 0).tolist() == [4, 2, 0]
    assert with_apart(order, near, 9, 5).tolist() == [4, 2, 0, 1, 3]


def test_spread_by_hand() -> None:
    kinds = [frozenset(one) for one in (["TR"], ["TR"], ["IR"], [])]
    scores = np.array([1.0, 0.9, 0.5, 0.0])
    assert spread(scores, kinds, 3, 0.0) == [0, 1, 2]
    assert spread(scores, kinds, 3, 0.5) == [0, 2, 3]
