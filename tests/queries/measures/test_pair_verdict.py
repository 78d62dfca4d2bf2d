"""Verdicts from their definition: each rule by a pair that just meets it or does not, and the guard."""

from collections.abc import Callable

import numpy as np
import pytest

from queries.measures.arrays import IntArray
from queries.measures.fixed_size import fit
from queries.measures.pair_tails import PairTails, pair_tails
from queries.measures.pair_verdict import Judgement, Pairs, Verdict, guarded, judge, pairs_among

World = tuple[Pairs, Callable[[IntArray], Judgement]]
SURE, UNSURE = 1e-9, 0.4


def judged(
    observed: list[int], expected: list[float], low: list[float], high: list[float], smallest: float = 1e-12
) -> Judgement:
    pairs = len(observed)
    tails = PairTails(np.array(low), np.array(high), np.full(pairs, smallest), np.full(pairs, smallest))
    return judge(np.array(observed), np.array(expected, dtype=float), tails)


@pytest.mark.parametrize(
    ("observed", "expected", "low", "high", "verdict"),
    [
        (0, 6.0, SURE, 1.0, Verdict.GAP),  # Garwood's upper limit of 0 is 3.69: 3.69 / 6 is below 2/3
        (0, 5.5, SURE, 1.0, Verdict.AS_EXPECTED),  # 3.69 / 5.5 is not
        (0, 6.0, UNSURE, 1.0, Verdict.AS_EXPECTED),  # the interval alone is not enough
        (20, 8.0, 1.0, SURE, Verdict.STRONG),  # the lower limit of 20 is 12.22: 12.22 / 8 is above 3/2
        (20, 8.2, 1.0, SURE, Verdict.AS_EXPECTED),
        (20, 8.0, 1.0, UNSURE, Verdict.AS_EXPECTED),
        (5, 0.8, 1.0, SURE, Verdict.STRONG),  # strong does not ask for 5 expected
        (5, 5.0, 0.5, 0.5, Verdict.AS_EXPECTED),
        (4, 4.9, 0.4, 0.6, Verdict.TOO_SMALL),
        (0, 0.0, 0.5, 0.5, Verdict.TOO_SMALL),
    ],
)
def test_the_rules(observed: int, expected: float, low: float, high: float, verdict: Verdict) -> None:
    assert judged([observed], [expected], [low], [high]).verdict.tolist() == [verdict]


def test_a_pair_that_could_not_be_significant_is_left_out_of_its_family() -> None:
    found = judged([0, 30], [6, 30], [0.02, 0.5], [0.98, 0.5], smallest=0.06)
    assert np.isnan(found.q_low).all()
    assert found.verdict.tolist() == [Verdict.AS_EXPECTED, Verdict.AS_EXPECTED]


def test_figures() -> None:
    found = judged([10, 3], [4.0, 6.0], [0.99, 0.02], [0.01, 0.98])
    assert found.ratio == pytest.approx([2.5, 0.5])
    assert found.ratio_low == pytest.approx([4.795 / 4, 0.619 / 6], abs=1e-3)
    assert found.ratio_high == pytest.approx([18.39 / 4, 8.767 / 6], abs=1e-3)
    assert found.smoothed == pytest.approx([10.5 / 4.5, 3.5 / 6.5])
    assert found.p.tolist() == [0.01, 0.02]
    assert found.q.tolist() == [0.02, 0.04]


def test_verdicts_in_words() -> None:
    assert [verdict.label for verdict in Verdict] == [
        "gap", "strong", "as expected", "too small to say", "not assessable",
    ]  # fmt: skip


@pytest.fixture
def world() -> World:
    """Forty papers of each two of five countries, but only two of the first pair, under the fitted model."""
    joint = 40 * (1 - np.eye(5, dtype=np.int64))
    joint[0, 1] = joint[1, 0] = 2
    papers = joint.sum(axis=1)
    pairs = pairs_among(np.arange(5), joint, papers)
    model = fit(np.array([0, 0, joint.sum() // 2]), papers.astype(float))

    def judged(counts: IntArray) -> Judgement:
        chances = model.pair_probabilities(pairs.first, pairs.second)
        tails = pair_tails(counts, np.maximum(pairs.most, counts), model.sizes, chances)
        return judge(counts, chances @ model.sizes, tails)

    return pairs, judged


def test_pairs_among(world: World) -> None:
    pairs, _ = world
    assert pairs.first.tolist() == [0, 0, 0, 0, 1, 1, 1, 2, 2, 3]
    assert pairs.second.tolist() == [1, 2, 3, 4, 2, 3, 4, 3, 4, 4]
    assert pairs.observed.tolist() == [2] + [40] * 9
    assert pairs.most.tolist() == [122] * 7 + [160] * 3


def test_nothing_missing_leaves_every_verdict(world: World) -> None:
    pairs, judged = world
    found = guarded(judged, pairs.observed, np.zeros(10))
    assert found.verdict.tolist() == [Verdict.GAP] + [Verdict.AS_EXPECTED] * 9


@pytest.mark.parametrize(("extra", "verdict"), [(1.4, Verdict.GAP), (14.6, Verdict.NOT_ASSESSABLE)])
def test_a_gap_stands_if_nothing_hidden_could_fill_it(world: World, extra: float, verdict: Verdict) -> None:
    pairs, judged = world
    found = guarded(judged, pairs.observed, np.array([extra] + [0.0] * 9))
    assert found.verdict[0] == verdict
    assert found.observed[0] == 2


def test_the_country_that_the_base_was_collected_on_is_not_assessable(world: World) -> None:
    pairs, judged = world
    found = guarded(judged, pairs.observed, np.zeros(10), (pairs.first == 0) | (pairs.second == 0))
    assert found.verdict.tolist() == [Verdict.NOT_ASSESSABLE] * 4 + [Verdict.AS_EXPECTED] * 6
