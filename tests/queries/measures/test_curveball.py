"""The null model's expectations against random papers with exactly the same sizes and margins (curveball).

Curveball keeps every country's number of papers in every sample, the model only on average. At the sizes of
real data the means of joint papers differ by less than the error of 10,000 samples.
"""

import gzip
import json
from itertools import combinations, islice, product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chisquare

from queries.measures.fixed_size import fit
from queries.measures.pair_tails import pair_tails
from tests.oracles.curveball import RUNS, joint_papers, samples


@pytest.fixture(scope="module")
def international(real_data: Path) -> list[list[int]]:
    """The countries of each publication of two countries or more in the later geoscience set."""
    file = real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        works = [json.loads(line)["authorships"] for line in lines]
    held = [sorted({country for authorship in work for country in authorship["countries"]}) for work in works]
    number = {country: place for place, country in enumerate(sorted({c for paper in held for c in paper}))}
    return [[number[country] for country in paper] for paper in held if len(paper) >= 2]


def test_the_sampler_reaches_every_set_of_papers_equally_often() -> None:
    sizes, margins = (1, 2, 2), (2, 1, 1, 1)
    possible = [
        papers
        for papers in product(*(combinations(range(4), size) for size in sizes))
        if tuple(sum(country in paper for paper in papers) for country in range(4)) == margins
    ]
    chain = islice(samples([(0,), (0, 1), (2, 3)], seed=1), 0, 15_000, 5)
    seen = [tuple(tuple(sorted(part)) for part in np.split(state, [1, 3])) for state in chain]
    counts = [seen.count(papers) for papers in possible]
    assert sum(counts) == len(seen)
    assert len(possible) == 12
    assert chisquare(counts).pvalue > 0.01


def test_p_values_on_real_publications(international: list[list[int]]) -> None:
    """Mid-p of what was seen, among 10,000 samples and by the model, which lets margins vary: it may be the larger.

    The model's count of joint papers varies more than that of samples, which keep every margin, and the more so the
    larger the two countries: so p is compared where the smaller of the two has less than a tenth of all papers, and
    elsewhere only for not being smaller.
    """
    countries = 1 + max(country for paper in international for country in paper)
    first, second = np.triu_indices(countries, 1)
    sizes = np.bincount([len(paper) for paper in international])
    margins = np.bincount(np.concatenate(international), minlength=countries)
    chances = fit(sizes, margins.astype(np.float64)).pair_probabilities(first, second)
    place = np.zeros((countries, countries), dtype=np.int64)
    place[first, second] = place[second, first] = np.arange(first.size)
    offsets = np.cumsum([0] + [len(paper) for paper in international[:-1]])
    at = [
        (o + a, o + b) for o, p in zip(offsets, international, strict=True) for a, b in combinations(range(len(p)), 2)
    ]
    left, right = np.array(at).T

    def joint(state: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.bincount(place[state[left], state[right]], minlength=first.size)

    seen, low = joint(np.concatenate(international)), np.zeros(first.size)
    for state in islice(samples(international, seed=2), 1_000, 11_000):
        counts = joint(state)
        low += ((counts < seen) + (counts == seen) / 2) / 10_000
    most = np.minimum(margins[first], margins[second])
    tails = pair_tails(seen, np.maximum(most, seen), sizes, chances)
    small = margins < 0.1 * len(international)
    both, expected = small[first] & small[second], chances @ sizes
    told = expected >= 0.5
    assert (both & told).sum() > 200
    assert np.abs(tails.low - low)[both].max() < 0.03
    for ours, theirs in ((tails.low, low), (tails.high, 1 - low)):
        decisive = told & (theirs < 0.05)
        assert decisive.sum() > 30
        assert (ours - theirs)[decisive].min() > -0.005


def test_expectations_on_real_publications(international: list[list[int]]) -> None:
    countries = 1 + max(country for paper in international for country in paper)
    sizes = np.bincount([len(paper) for paper in international])
    margins = np.bincount(np.concatenate(international), minlength=countries)
    first, second = np.triu_indices(countries, 1)
    expected = fit(sizes, margins.astype(np.float64)).expected()[first, second]
    runs = joint_papers(international, countries, count=10_000, seed=1)[:, first, second]
    error = runs.std(axis=0, ddof=1) / np.sqrt(RUNS)
    away = (runs.mean(axis=0) - expected)[expected >= 0.5] / error[expected >= 0.5]
    assert away.size > 600
    # Errors are themselves estimated, from 50 runs: Student's t then passes 5 once in 200,000 pairs.
    assert np.abs(away).max() < 5
    assert np.sqrt(np.mean(away**2)) < 1.15
    # Pairs expected less than once in two samples are compared together: singly they are too seldom seen.
    rare = expected < 0.5
    assert runs.mean(axis=0)[rare].sum() == pytest.approx(expected[rare].sum(), rel=0.005)
