"""Null models of many fields fitted together, against those fitted one at a time, and their margins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.fixed_size import fit
from queries.measures.fixed_size_many import fit_many
from tests.oracles.fixed_size_worlds import draw

COUNTRIES = 7
FIRST, SECOND = np.triu_indices(COUNTRIES, 1)
Fields = Sequence[Sequence[set[int]]]


def counts(fields: Fields) -> tuple[IntArray, FloatArray]:
    sizes = np.zeros((len(fields), COUNTRIES + 1), dtype=np.int64)
    margins = np.zeros((len(fields), COUNTRIES))
    for f, papers in enumerate(fields):
        for paper in papers:
            sizes[f, len(paper)] += 1
            margins[f, list(paper)] += 1
    return sizes, margins


def check(sizes: IntArray, margins: FloatArray) -> None:
    """Margins to 1e-6 relative and better; chances as of each field alone, in the sizes that it has."""
    model = fit_many(sizes, margins)
    met = np.einsum("fid,fd->fi", model.inclusion(), sizes)
    assert met == pytest.approx(margins, rel=1e-9, abs=1e-12)
    together = model.pair_probabilities(FIRST, SECOND)
    for field, (its, margin) in enumerate(zip(sizes, margins, strict=True)):
        alone = fit(its, margin).pair_probabilities(FIRST, SECOND)
        there = its > 0
        assert together[field][:, there] == pytest.approx(alone[:, there], rel=1e-6, abs=1e-9)


@given(st.lists(st.lists(st.sets(st.integers(0, COUNTRIES - 1)), max_size=25), min_size=1, max_size=4))
def test_any_fields_are_as_if_fitted_alone(fields: Fields) -> None:
    check(*counts(fields))


def test_fields_large_and_small_and_empty() -> None:
    rng = np.random.default_rng(1)
    held = [
        draw(np.arange(1.0, COUNTRIES + 1) ** -1.5, rng.choice([2, 3, 5], papers, p=[0.7, 0.2, 0.1]), rng)
        for papers in (4000, 60, 1)
    ]
    fields = [[set(np.flatnonzero(row).tolist()) for row in one] for one in held]
    check(*counts([*fields, []]))


def test_a_country_in_every_paper_is_fitted_alone() -> None:
    sizes, margins = counts([[{0, 1}, {0, 2}, {0, 1, 3}], [{0, 1}, {2, 3}, {1, 2}, {0, 3}, {0, 2}]])
    assert list(fit_many(sizes, margins).alone) == [0]
    check(sizes, margins)


def test_what_no_papers_have_is_refused() -> None:
    with pytest.raises(ValueError, match="count each paper once in each of its countries"):
        fit_many(np.array([[0, 0, 2]]), np.array([[3.0, 0.5]]))
