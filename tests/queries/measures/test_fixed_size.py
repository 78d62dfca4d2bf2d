"""The null model against enumeration, its margins, and the edge where weights would be infinite."""

from collections.abc import Collection, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures.arrays import IntArray
from queries.measures.fixed_size import FixedSize, fit


def model_of(papers: Sequence[Collection[int]], countries: int) -> tuple[FixedSize, IntArray]:
    sizes = np.bincount([len(paper) for paper in papers])
    margins = np.bincount([country for paper in papers for country in paper], minlength=countries)
    return fit(sizes, margins.astype(np.float64)), margins


def test_the_maximum_entropy_of_all_assignments() -> None:
    """Papers of 1, 2 and 2 of three countries, enumerated by the fitted weights."""
    sizes, margins = np.array([0, 1, 2]), np.array([2.5, 1.5, 1.0])
    model = fit(sizes, margins)
    weights = np.exp(model.weights)
    choices = [list[tuple[int, ...]](combinations(range(3), d)) for d in (1, 2, 2)]
    total, singles, pairs = 0.0, np.zeros(3), np.zeros((3, 3))
    for papers in product(*choices):
        chance = np.prod([weights[i] for paper in papers for i in paper])
        total += chance
        for paper in papers:
            singles[list(paper)] += chance
            for i, j in combinations(paper, 2):
                pairs[[i, j], [j, i]] += chance
    assert singles / total == pytest.approx(margins, rel=1e-9)
    assert model.expected() == pytest.approx(pairs / total, rel=1e-9)


@given(st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=60))
def test_any_papers_have_a_model_with_their_margins(papers: list[set[int]]) -> None:
    model, margins = model_of(papers, 8)
    met = model.inclusion() @ model.sizes
    assert met == pytest.approx(margins, rel=1e-9, abs=1e-12)
    joint = model.expected()
    assert np.isfinite(joint).all()
    assert (joint <= np.minimum.outer(met, met) + 1e-9).all()
    per_country = model.inclusion() @ (model.sizes * (np.arange(model.sizes.size) - 1))
    assert joint.sum(axis=1) == pytest.approx(per_country, rel=1e-9, abs=1e-9)


def test_a_country_in_every_paper_meets_each_other_in_all_its_papers() -> None:
    model, margins = model_of([{0, 1}, {0, 2}, {0, 1, 3}, {0, 2}], 4)
    assert model.inclusion()[0, [2, 3]] == pytest.approx([1, 1])
    assert model.expected()[0] == pytest.approx([0, *margins[1:]], rel=1e-12)


def test_a_country_in_all_papers_but_one_of_a_million() -> None:
    model = fit(np.array([0, 0, 10**6]), np.array([10**6 - 1, *[(10**6 + 1) / 4] * 4], dtype=float))
    assert model.inclusion() @ model.sizes == pytest.approx([10**6 - 1, *[(10**6 + 1) / 4] * 4], rel=1e-9)
    assert model.expected()[1, 2] == pytest.approx(1 / 6, rel=1e-6)


def test_papers_of_all_countries_leave_no_choice() -> None:
    model, _ = model_of([{0, 1, 2}] * 3, 3)
    assert model.expected() == pytest.approx(3 * (1 - np.eye(3)))


def test_nested_papers_leave_no_choice() -> None:
    """Each paper holds the countries that have most papers: only one world is such, and it is expected."""
    papers = [set(range(d)) for d in (1, 2, 3, 4, 5)]
    model, _ = model_of(papers, 6)
    seen = np.zeros((6, 6))
    for paper in papers:
        for i, j in combinations(paper, 2):
            seen[[i, j], [j, i]] += 1
    assert model.expected() == pytest.approx(seen, abs=1e-12)


def test_no_paper_no_probability() -> None:
    model, _ = model_of([{0, 1}, {0, 2}, {1, 2}], 5)
    assert not model.inclusion()[3:].any()
    assert not model.expected()[3:].any()
    assert not fit(np.zeros(0, dtype=np.int64), np.zeros(3)).expected().any()


def test_two_hundred_countries_of_very_unequal_sizes() -> None:
    margins = np.array([max(1, int(30_000 / rank**1.3)) for rank in range(1, 201)], dtype=float)
    sizes = np.zeros(61, dtype=np.int64)
    sizes[3:] = np.maximum(1, 25_000 / np.arange(3, 61) ** 3)
    sizes[2] = (margins.sum() - sizes @ np.arange(61)) // 2
    margins[3] += sizes @ np.arange(61) - margins.sum()
    model = fit(sizes, margins)
    assert model.inclusion() @ model.sizes == pytest.approx(margins, rel=1e-9)
    links = sizes @ (np.arange(61) * (np.arange(61) - 1))
    assert model.expected().sum() == pytest.approx(links, rel=1e-10)


@pytest.mark.parametrize(
    ("sizes", "margins"),
    [([0, 0, 2], [3, 1]), ([0, 0, 2], [5, -1]), ([0, 0, 0, 2], [3, 3]), ([0, 3, -1], [1, 0])],
)
def test_what_no_papers_have_is_refused(sizes: list[int], margins: list[int]) -> None:
    with pytest.raises(ValueError, match="count each paper once in each of its countries"):
        fit(np.array(sizes), np.array(margins, dtype=float))


def test_a_country_is_no_pair() -> None:
    model, _ = model_of([{0, 1}, {0, 2}, {1, 2}], 3)
    with pytest.raises(ValueError, match="pair 1 joins country 2 with itself"):
        model.pair_probabilities(np.array([0, 2]), np.array([1, 2]))
