"""All pairs of the 57 OIC countries tested in each of 252 subfields, within five seconds.

Works are drawn straight into arrays: one to 24 of 200 countries and a subfield each, all by weight alone, as many as
the world has; and 8 % of them have an author without a country. The clock starts from these arrays in memory.
The peer's time is the goal of five seconds for a million works: 402,192 tests however many works there are. Results
are compared with those of the way by one subfield, on a dozen subfields large and small.
"""

from __future__ import annotations

import time
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from benchmarks.job import Job, Measured
from hikma.world.meetings import NOBODY, draw_sets
from hikma.world.mixing import generator
from hikma.world.shape import COUNTRIES, COUNTRIES_CHANCE, HYPER, HYPER_COUNTRIES
from queries.measures.arrays import IntArray, WorksByCountries
from queries.measures.counting import joint_papers, papers, papers_by_size
from queries.measures.fixed_size import fit
from queries.measures.pair_fields import SELECTED_SHARE, FieldPairs, judged_by_field
from queries.measures.pair_tails import pair_tails
from queries.measures.pair_verdict import Judgement, guarded, judge, pairs_among
from queries.measures.possible_joint import possible_joint

FIELDS, NATIONS, MEMBERS = 252, 200, 57
SECONDS = 5.0
INTERNATIONAL, UNPLACED = 0.4, 0.08
CHECKED = 12


class Drawn(NamedTuple):
    """Works by countries, authorships without a country, works by subfields, and the places of the 57."""

    authorships: WorksByCountries
    unplaced: IntArray
    about: WorksByCountries
    members: IntArray


def drawn(works: int, seed: int = 1) -> Drawn:
    """That many works; sizes of countries and of subfields fall as powers of their ranks."""
    rng = generator(seed, works)
    sizes = np.where(rng.random(works) < INTERNATIONAL, rng.choice(COUNTRIES, works, p=COUNTRIES_CHANCE), 1)
    sizes = np.where(rng.random(works) < HYPER, rng.choice(HYPER_COUNTRIES, works), sizes).astype(np.int64)
    sets = draw_sets(rng, sizes, np.arange(1.0, NATIONS + 1) ** -1.1)
    work, slot = np.nonzero(sets != NOBODY)
    authors = (1 + rng.poisson(0.7, work.size)).astype(np.int64)
    authorships = csr_array(coo_array((authors, (work, sets[work, slot])), shape=(works, NATIONS)))
    unplaced = np.where(rng.random(works) < UNPLACED, 1 + rng.poisson(0.5, works), 0).astype(np.int64)
    share = np.arange(1.0, FIELDS + 1) ** -0.6
    field = rng.choice(FIELDS, works, p=share / share.sum())
    about = csr_array((np.ones(works, np.int64), (np.arange(works), field)), shape=(works, FIELDS))
    return Drawn(authorships, unplaced, about, 3 * np.arange(MEMBERS, dtype=np.int64))


def one_field(of: Drawn, field: int) -> Judgement:
    """The pairs of one subfield, as the question `collaboration-gaps` judges them."""
    inside = np.flatnonzero(of.about[:, [field]].toarray().ravel())
    works, unplaced = of.authorships[inside], of.unplaced[inside]
    universe = works[np.flatnonzero(np.diff(works.indptr) >= 2)]
    margins = papers(universe)
    model = fit(papers_by_size(universe), margins.astype(np.float64))
    pairs = pairs_among(of.members, joint_papers(universe), margins)
    chances = model.pair_probabilities(pairs.first, pairs.second)
    known = np.asarray(works.sum(axis=1), dtype=np.int64)
    hidden = possible_joint(works, known, unplaced, model.expected())[pairs.first, pairs.second]
    selected = margins > SELECTED_SHARE * max(universe.shape[0], 1)

    def judged(counts: IntArray) -> Judgement:
        tails = pair_tails(counts, np.maximum(pairs.most, counts), model.sizes, chances)
        return judge(counts, chances @ model.sizes, tails)

    return guarded(judged, pairs.observed, hidden, selected[pairs.first] | selected[pairs.second])


def agree(found: FieldPairs, of: Drawn) -> bool:
    """Whether a dozen subfields have the same counts and verdicts, expectations to 1e-7, p and q to 1e-9."""
    for field in np.linspace(0, FIELDS - 1, CHECKED).astype(int).tolist():
        ours, theirs = found.judgement, one_field(of, field)
        same = np.array_equal(ours.observed[field], theirs.observed)
        same &= np.array_equal(ours.verdict[field], theirs.verdict)
        same &= np.allclose(ours.expected[field], theirs.expected, rtol=1e-7, atol=1e-12)
        for name in ("p_low", "p_high", "q_low", "q_high"):
            one, other = getattr(ours, name)[field], getattr(theirs, name)
            same &= np.allclose(one, other, rtol=1e-7, atol=1e-9, equal_nan=True)
        if not same:
            return False
    return True


def measured(works: int) -> Measured:
    """The time of all subfields together."""
    of = drawn(works)
    began = time.perf_counter()
    found = judged_by_field(*of)
    ours_s = time.perf_counter() - began
    return Measured(ours_s, SECONDS, agree(found, of))


JOB = Job("pairs-by-field", "5 s for a million works", 1.0, alone=measured)
