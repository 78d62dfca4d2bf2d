"""Random sets of papers with exactly the given sizes and margins, by curveball trades.

Two papers trade: what both hold stays, the rest is dealt out anew, each keeping its size (Strona et al. 2014,
doi:10.1038/ncomms5114). In a global trade all papers do so at once in random pairs, which converges to the
uniform distribution as well (Carstens et al. 2018, arXiv:1804.08487).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
RUNS = 50


def samples(papers: Sequence[Sequence[int]], seed: int) -> Iterator[Array]:
    """States without end, a global trade apart: the countries of all papers, one paper after the other."""
    rng = np.random.default_rng(seed)
    rows = np.repeat(np.arange(len(papers)), [len(paper) for paper in papers])
    columns = np.array([country for paper in papers for country in paper], dtype=np.int64)
    while True:
        columns = _global_trade(rows, columns, rng)
        yield columns


def joint_papers(papers: Sequence[Sequence[int]], countries: int, count: int, seed: int) -> NDArray[np.float64]:
    """Mean joint papers of every two countries, by run (`count` is split into 50), country and country.

    Neighbouring samples resemble each other, so that the error of the whole mean shows in the spread of the
    runs. A tenth as many samples again are left out before the first run.
    """
    offsets = np.cumsum([0] + [len(paper) for paper in papers[:-1]])
    pairs = [(o + a, o + b) for o, p in zip(offsets, papers, strict=True) for a, b in combinations(range(len(p)), 2)]
    left, right = np.array(pairs).T
    runs = np.zeros((RUNS, countries * countries))
    chain = islice(samples(papers, seed), count // 10, None)
    for run in range(RUNS):
        for columns in islice(chain, count // RUNS):
            runs[run] += np.bincount(columns[left] * countries + columns[right], minlength=countries**2)
    shaped = runs.reshape(RUNS, countries, countries) / (count // RUNS)
    return shaped + shaped.transpose(0, 2, 1)


def _global_trade(rows: Array, columns: Array, rng: np.random.Generator) -> Array:
    papers = int(rows[-1]) + 1
    partners = np.full(papers + papers % 2, -1)
    partners[:papers] = rng.permutation(papers)
    seat = np.empty(papers, dtype=np.int64)
    seat[partners[partners >= 0]] = np.flatnonzero(partners >= 0)
    table, side = seat[rows] // 2, seat[rows] % 2
    key = table * (int(columns.max()) + 1) + columns
    order = np.argsort(key, kind="stable")
    equal = key[order][1:] == key[order][:-1]
    shared = np.zeros(key.size, dtype=bool)
    shared[order[1:][equal]] = shared[order[:-1][equal]] = True
    loose = np.flatnonzero(~shared)
    dealt = loose[np.argsort(table[loose] + rng.random(loose.size))]
    at = np.searchsorted(table[dealt], np.arange(partners.size // 2))
    mine = np.bincount(table[loose][side[loose] == 0], minlength=partners.size // 2)
    side[dealt] = np.arange(dealt.size) - at[table[dealt]] >= mine[table[dealt]]
    return columns[np.argsort(partners[2 * table + side], kind="stable")]
