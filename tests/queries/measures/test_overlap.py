"""What clusters share: homes, profiles, likeness, joint publications, names and stability, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.arrays import IntArray
from queries.measures.overlap import closest, homes, likeness, parts, profiles, shared, weighted
from queries.measures.overlap_joint import by_clusters, expected_joint
from queries.measures.overlap_names import characteristic
from queries.measures.overlap_stability import best_jaccard, cluster_stability


def whole(*values: int) -> IntArray:
    return np.array(values, dtype=np.int64)


def sparse(rows: list[list[int]]) -> csr_array[np.int64, tuple[int, int]]:
    return csr_array(np.array(rows, dtype=np.int64))


AUTHORS = sparse([[1, 1, 1, 0], [1, 0, 1, 0], [0, 0, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]])


def test_a_publication_is_at_home_where_most_of_its_authors_are() -> None:
    # Of a tie the first number; without authors, and where it joins nobody, nowhere.
    joins = np.array([True, True, True, True, False])
    assert homes(AUTHORS, whole(0, 0, 1, 1), joins).tolist() == [0, 0, -1, 1, -1]


def test_parts_and_profiles_by_hand() -> None:
    counts = sparse([[2, 0, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [0, 3, 0]])
    part = parts(counts, whole(0, 0, 1, 1, 1), 2).toarray()
    np.testing.assert_allclose(part, [[1, 0.5, 0.5], [0.5, 0.5, 0]])
    # The third feature is of one cluster alone, the others of both: ln(3/2) squared, for both the same.
    profile = profiles(parts(counts, whole(0, 0, 1, 1, 1), 2))
    np.testing.assert_allclose(likeness(profile)[0, 1], 3 / math.sqrt(5 * 2))
    assert shared(profile, 0, 1) == [0, 1]


def test_what_two_clusters_share_with_nobody_else_makes_them_most_alike() -> None:
    # Feature 0 is everybody's, 1 is of clusters 0 and 1, 2 of clusters 2 and 3: of one size, in publications of two.
    counts = sparse([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 1, 0], [0, 0, 0, 1]])
    profile = profiles(parts(counts, np.arange(5), 5))
    alike = likeness(profile)
    assert alike[0, 1] == pytest.approx(1)
    common, rare = math.log(6 / 4) ** 4, math.log(6 / 2) ** 4
    assert alike[0, 2] == pytest.approx(common / (common + rare))
    assert shared(profile, 0, 1) == [1, 0]
    assert np.isnan(alike[4]).all(), "the last has a feature of its own alone"


def test_the_closest_publications_are_each_used_once() -> None:
    counts = sparse([[1, 1, 0, 0], [0, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1], [0, 1, 1, 1]])
    rows = weighted(counts)
    found = closest(rows[[0, 1]], rows[[2, 3, 4]], 5)
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 0), (1, 2)]
    assert found.similarity[0] == pytest.approx(1)


def test_expected_joint_publications_by_hand() -> None:
    # Three clusters, publications of two of them: 0-1, 0-1, 0-2, 1-2. Each keeps two clusters, so that those of a pair
    # are given by the margins (3, 3, 2) alone: x + y = 3, x + z = 3, y + z = 2.
    of = sparse([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 0, 0]])
    found = expected_joint(of, whole(0, 0, 1), whole(1, 2, 2))
    np.testing.assert_allclose(found, [2, 1, 1], rtol=1e-6)


def test_clusters_without_any_joint_publication_are_expected_in_none() -> None:
    of = by_clusters(AUTHORS, whole(0, 0, 1, 2), 3, np.array([False, False, True, False, False]))
    assert of.nnz == 0
    assert expected_joint(of, whole(0), whole(1)).tolist() == [0]


def test_names_are_what_sets_apart_and_neither_what_is_rare_nor_what_is_everywhere() -> None:
    # Of the first group every publication has 0, which all have, and 1; one has 2, which nobody else has.
    rows = [[1, 1, 0, 0]] * 9 + [[1, 1, 1, 0]] + [[1, 0, 0, 1]] * 30
    found = characteristic(sparse(rows), whole(*[0] * 10, *[1] * 30), 2, 3)
    assert found[0][0] == 1
    assert found[1][0] == 3
    assert 0 not in found[0]


def test_the_best_jaccard_index_by_hand() -> None:
    one, other = whole(0, 0, 0, 0, 1, 1), whole(0, 0, 0, 1, 1, 1)
    np.testing.assert_allclose(best_jaccard(one, other), [3 / 4, 2 / 3])
    np.testing.assert_allclose(cluster_stability(one, [one, other]), [7 / 8, 5 / 6])
    assert cluster_stability(one, []).tolist() == [1, 1]
