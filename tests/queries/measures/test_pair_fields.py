"""All fields at once against each field by itself, on worlds with countries missing and works of several fields."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.arrays import IntArray
from queries.measures.counting import joint_papers, papers, papers_by_size
from queries.measures.fixed_size import fit
from queries.measures.pair_fields import SELECTED_SHARE, judged_by_field, works_by_pairs
from queries.measures.pair_tails import pair_tails
from queries.measures.pair_verdict import Judgement, Verdict, guarded, judge, pairs_among
from queries.measures.possible_joint import possible_joint
from tests.oracles.fixed_size_worlds import bring_together, draw, part

COUNTRIES, FIELDS, WORKS = 30, 5, 4000
MEMBERS = np.array([0, 1, 2, 3, 5, 8, 13, 21])


def world(seed: int) -> tuple[IntArray, IntArray, IntArray]:
    """Authorships, authorships without a country, and fields; the first pair avoids and the next seeks each other."""
    rng = np.random.default_rng(seed)
    sizes = rng.choice(np.arange(1, 6), WORKS, p=[0.3, 0.4, 0.15, 0.1, 0.05])
    held = draw(np.arange(1.0, COUNTRIES + 1) ** -0.8, sizes, rng)
    part(held, 0, 1, int(0.9 * (held[:, 0] & held[:, 1]).sum()), rng)
    bring_together(held, 2, 3, 2 * int((held[:, 2] & held[:, 3]).sum()), rng)
    about = (rng.random((WORKS, FIELDS)) < [0.9, 0.3, 0.1, 0.02, 0.0]).astype(np.int64)
    missing = rng.poisson(0.3, WORKS) * (rng.random(WORKS) < 0.5)
    return held * (1 + rng.poisson(0.5, held.shape)), missing, about


def by_itself(
    authorships: IntArray, missing: IntArray
) -> tuple[Judgement, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    works = csr_array(authorships)
    universe = works[np.flatnonzero((authorships > 0).sum(axis=1) >= 2)]
    margins = papers(universe)
    model = fit(papers_by_size(universe), margins.astype(np.float64))
    pairs = pairs_among(MEMBERS, joint_papers(universe), margins)
    chances = model.pair_probabilities(pairs.first, pairs.second)
    hidden = possible_joint(works, authorships.sum(axis=1), missing, model.expected())[pairs.first, pairs.second]
    selected = margins > SELECTED_SHARE * max(universe.shape[0], 1)

    def judged(counts: IntArray) -> Judgement:
        tails = pair_tails(counts, np.maximum(pairs.most, counts), model.sizes, chances)
        return judge(counts, chances @ model.sizes, tails)

    return guarded(judged, pairs.observed, hidden, selected[pairs.first] | selected[pairs.second]), hidden


@pytest.mark.parametrize("seed", range(3))
def test_as_each_field_by_itself(seed: int) -> None:
    authorships, missing, about = world(seed)
    found = judged_by_field(csr_array(authorships), missing, csr_array(about), MEMBERS)
    assert found.judgement.verdict.shape == (FIELDS, 28)
    seen = set(found.judgement.verdict.ravel().tolist())
    assert {Verdict.GAP, Verdict.STRONG, Verdict.AS_EXPECTED, Verdict.TOO_SMALL} <= seen
    for field in range(FIELDS):
        inside = np.flatnonzero(about[:, field])
        alone, hidden = by_itself(authorships[inside], missing[inside])
        assert found.hidden[field] == pytest.approx(hidden, rel=1e-6, abs=1e-9)
        for one in fields(Judgement):
            ours, theirs = getattr(found.judgement, one.name)[field], getattr(alone, one.name)
            assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-9, nan_ok=True)


def test_a_field_with_one_country_in_nearly_all_is_not_assessable_in_its_pairs() -> None:
    works = csr_array(np.array([[1, 1, 0], [1, 0, 1], [1, 1, 1]] * 5))
    found = judged_by_field(works, np.zeros(15, int), csr_array(np.ones((15, 1), int)), np.arange(3))
    assert found.selected.tolist() == [[True, True, False]]
    assert found.judgement.verdict[0, :2].tolist() == [Verdict.NOT_ASSESSABLE] * 2


def test_no_field_and_no_pair() -> None:
    authorships, missing, about = world(1)
    none = judged_by_field(csr_array(authorships), missing, csr_array(about[:, :0]), MEMBERS)
    assert none.judgement.verdict.shape == none.hidden.shape == (0, 28)
    alone = judged_by_field(csr_array(authorships), missing, csr_array(about), MEMBERS[:1])
    assert alone.judgement.verdict.shape == (FIELDS, 0)


def test_works_by_pairs() -> None:
    works = works_by_pairs(csr_array(np.array([[1, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 0]])), np.array([0, 2, 3]))
    assert works.toarray().tolist() == [[1, 1, 1], [0, 0, 0], [0, 0, 0]]
