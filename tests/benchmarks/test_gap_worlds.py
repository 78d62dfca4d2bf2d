"""Worlds with planted pairs keep their margins, and small ones are judged right: their oracle is how they are made."""

from __future__ import annotations

import numpy as np

from benchmarks.quality.gap_worlds import (
    ENOUGH,
    GAP,
    STRONG,
    judged,
    members,
    null_world,
    of_country,
    plain_world,
    plant,
    planted_world,
    without_half,
)
from hikma.world.mixing import generator
from queries.measures.pair_verdict import Verdict


def test_planting_changes_no_margin() -> None:
    rng = np.random.default_rng(1)
    works = [set(rng.choice(12, rng.integers(2, 5), replace=False).tolist()) for _ in range(2000)]
    sizes, margins = [len(held) for held in works], np.bincount([c for held in works for c in held])
    wanted = {(0, 1): (0.0, 9.0), (2, 3): (250.0, 300.0)}
    made = plant(works, wanted, rng)
    assert [len(held) for held in made] == sizes
    assert np.bincount([c for held in made for c in held]).tolist() == margins.tolist()
    for (i, j), (low, high) in wanted.items():
        assert low <= sum(i in held and j in held for held in made) <= high


def test_planted_pairs_are_found_and_hardly_any_other() -> None:
    made = planted_world(generator(5), 60_000, 10)
    found = judged(made.world).found
    for verdict, true, (low, high) in ((Verdict.GAP, made.gaps, GAP), (Verdict.STRONG, made.strong, STRONG)):
        assert found.expected[true].min() >= ENOUGH / 2
        assert low - 0.05 <= found.ratio[true].min() <= found.ratio[true].max() <= high + 0.3
        called = np.flatnonzero(found.verdict == verdict)
        assert np.isin(true, called).mean() >= 0.9
        assert np.isin(called, true).mean() >= 0.9


def test_chance_and_lost_affiliations_make_no_gap() -> None:
    like = judged(plain_world(generator(6), 20_000))
    for k, country in enumerate(members()[::12].tolist()):
        world = null_world(generator(6, k), like)
        assert not (judged(world).found.verdict == Verdict.GAP).any()
        after = judged(without_half(generator(7, k), world, country, whole_works=k % 2 == 1))
        assert not (after.found.verdict == Verdict.GAP)[of_country(after.pairs, country)].any()
