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
from scipy.stats import chisquare

from queries.measures.fixed_size import fit
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
