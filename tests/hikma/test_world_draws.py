"""How worlds are made: the same bytes again, parts, and which countries meet, against enumeration."""

import gzip
from collections import Counter
from itertools import combinations
from math import comb, prod, sqrt
from pathlib import Path

import msgspec
import numpy as np
import pytest

from hikma.world import make_world, read_planted
from hikma.world.meetings import draw_sets, elementary, joint_probabilities, settle, steady
from hikma.world.outlines import draw_outline
from hikma.world.places import INTERNATIONAL_POWER, affinity, places, shares
from hikma.world.plans import Plan
from hikma.world.shape import expected_sets
from hikma.world.writing import RECORDS_A_PART, write_parts


class Record(msgspec.Struct):
    number: int


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_arguments_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make_world(tmp_path / name, works=2_100, seed=seed)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a")["works/part_0000.gz"] != files(tmp_path / "c")["works/part_0000.gz"]


def test_a_world_replaces_the_one_before_and_tells_its_progress(tmp_path: Path) -> None:
    make_world(tmp_path, works=2_100)
    told: list[tuple[int, int]] = []
    make_world(tmp_path, works=3, planted=False, progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]
    assert len(gzip.decompress((tmp_path / "works" / "part_0000.gz").read_bytes()).splitlines()) == 3
    planted = read_planted(tmp_path)
    assert (planted.gaps, planted.bridge_builders, planted.clusters, planted.duplicates) == ((), (), (), ())


def test_no_world_and_no_finished_world(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="works=0"):
        make_world(tmp_path, works=0)
    with pytest.raises(FileNotFoundError, match="make_world"):
        read_planted(tmp_path)


def test_a_part_holds_at_most_its_number_of_records(tmp_path: Path) -> None:
    write_parts(tmp_path, (Record(k) for k in range(RECORDS_A_PART + 1)))
    sizes = [len(gzip.decompress(path.read_bytes()).splitlines()) for path in sorted(tmp_path.iterdir())]
    assert sizes == [RECORDS_A_PART, 1]


def test_sets_are_drawn_by_the_product_of_weights() -> None:
    """Oracle: every set of three of six enumerated, with and without an affinity."""
    weights, rng = np.array([5.0, 3.0, 2.0, 1.0, 1.0, 0.5]), np.random.default_rng(3)
    sizes = np.full(60_000, 3)
    affinity = np.zeros((7, 7))
    affinity[0, 1] = affinity[1, 0] = np.log(0.1)
    for logs in (np.zeros((7, 7)), affinity):
        sets = draw_sets(rng, sizes, weights)
        if logs.any():
            settle(rng, sets, sizes, weights, np.zeros((7, 7)), logs)
        seen = Counter(tuple(sorted(row)) for row in sets.tolist())
        chance = {
            members: prod(weights[list(members)]) * np.exp(sum(logs[pair] for pair in combinations(members, 2)))
            for members in combinations(range(6), 3)
        }
        for members, weight in chance.items():
            expected = len(sizes) * weight / sum(chance.values())
            assert abs(seen[members] - expected) < 5 * sqrt(expected)
    assert elementary(weights, 3)[3] == pytest.approx(sum(prod(weights[list(m)]) for m in combinations(range(6), 3)))
    assert joint_probabilities(np.ones(6), 0, 1, 4).tolist() == pytest.approx(
        [0, 0, *(comb(4, d - 2) / comb(6, d) for d in (2, 3, 4))]
    )


def test_steady_weights_keep_counts_of_works_of_two() -> None:
    """Oracle: each country's works of two, summed over its partners, with affinities and without."""
    weights, logs = np.array([4.0, 3.0, 2.0, 1.0]), np.zeros((5, 5))
    logs[0, 1] = logs[1, 0] = -2.0
    found = steady(weights, logs)
    pairs = np.outer(found, found) * np.exp(logs[:4, :4])
    assert (pairs - np.diag(found**2)).sum(axis=1) == pytest.approx(weights * (weights.sum() - weights), rel=1e-6)
    assert steady(weights, np.zeros((5, 5))) == pytest.approx(weights)


def test_without_homophily_countries_of_a_work_do_not_depend_on_each_other() -> None:
    """Oracle: the chance of each pair in sets drawn by weight alone; Pearson's chi-square a cell."""
    works, rng = 40_000, np.random.default_rng(1)
    neutral = draw_outline(rng, Plan(), affinity(0.0), {}, works, 0, works)
    seen = np.zeros((len(places()), len(places())))
    for members in neutral.members[neutral.countries > 1].tolist():
        for i, j in combinations(sorted(k for k in members if k >= 0), 2):
            seen[i, j] += 1
    sets, weights = expected_sets(works), shares(INTERNATIONAL_POWER)
    largest = np.argsort(weights)[::-1][:25].tolist()
    cells = []
    for i, j in combinations(sorted(largest), 2):
        chances = joint_probabilities(weights, i, j, max(sets))
        expected = sum(count * chances[size] for size, count in sets.items())
        cells.append((seen[i, j] - expected) ** 2 / expected)
    assert 0.8 < np.mean(cells) < 1.25
