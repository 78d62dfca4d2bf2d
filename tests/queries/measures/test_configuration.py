"""The bipartite configuration model against its definition, and beside the model in which papers keep their sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures.configuration import presence
from queries.measures.fixed_size import fit
from tests.oracles.fixed_size_worlds import draw


def test_the_definition() -> None:
    """Odds are a product of one number a country and one a size; both margins are those given."""
    rng = np.random.default_rng(1)
    held = draw(np.arange(1.0, 21) ** -1.0, rng.choice([2, 3, 6], 3000, p=[0.7, 0.2, 0.1]), rng)
    sizes, margins = np.bincount(held.sum(axis=1)).astype(np.int64), held.sum(axis=0)
    chance = presence(sizes, margins)
    assert chance @ sizes == pytest.approx(margins, rel=1e-6)
    assert chance.sum(axis=0)[[2, 3, 6]] == pytest.approx([2, 3, 6], rel=1e-6)
    logits = np.log(chance[:, [2, 3, 6]] / (1 - chance[:, [2, 3, 6]]))
    apart = logits - logits.mean(axis=0) - logits.mean(axis=1, keepdims=True) + logits.mean()
    assert np.abs(apart).max() < 1e-9
    assert not chance[:, [0, 1, 4, 5]].any()


@given(st.lists(st.sets(st.integers(0, 6)), max_size=40))
def test_any_papers_have_their_margins(papers: list[set[int]]) -> None:
    sizes = np.bincount([len(paper) for paper in papers], minlength=1).astype(np.int64)
    margins = np.bincount([country for paper in papers for country in paper], minlength=7).astype(np.float64)
    chance = presence(sizes, margins)
    assert chance @ sizes == pytest.approx(margins, rel=1e-6, abs=1e-9)
    assert chance.sum(axis=0)[sizes > 0] == pytest.approx(np.flatnonzero(sizes), rel=1e-6, abs=1e-9)
    assert chance.min(initial=0) >= 0
    assert chance.max(initial=0) <= 1


def test_papers_of_two_countries_are_given_too_many_pairs() -> None:
    """Twenty equal countries: chance 1/10 each, 1/100 a pair, 190 of them: 1.9 a paper of two, which holds 1."""
    sizes, margins = np.array([0, 0, 1000]), np.full(20, 100.0)
    first, second = np.triu_indices(20, 1)
    chance = presence(sizes, margins)
    assert ((chance[first] * chance[second]) @ sizes).sum() == pytest.approx(1900)
    assert fit(sizes, margins).expected().sum() / 2 == pytest.approx(1000)


def test_sizes_and_margins_of_different_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="papers have 4 places and countries 3"):
        presence(np.array([0, 0, 2]), np.array([2.0, 1.0]))
