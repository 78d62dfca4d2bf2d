"""Affinities and counts against worked examples: six papers of four countries, joint shares of three."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures import affinity, counting
from queries.measures.arrays import FloatArray, IntArray, WorksByCountries

IR, MY, PK, TR = range(4)
PAPERS = [(TR, IR), (TR, IR), (TR, PK), (IR,), (PK, MY), (TR, PK, MY)]
PAIRS = [(IR, TR), (MY, PK), (MY, TR), (PK, TR), (IR, MY), (IR, PK)]


@pytest.fixture
def works() -> WorksByCountries:
    """Works by countries, as counts of authorships, so that an entry may be above 1 and one is a stored 0."""
    rows = [row for row, paper in enumerate(PAPERS) for _ in paper]
    columns = [country for paper in PAPERS for country in paper]
    counts = [1 + place % 3 for place in range(len(rows))]
    return csr_array(([*counts, 0], ([*rows, 3], [*columns, MY])), shape=(6, 4))


def by_pair(matrix: FloatArray | IntArray) -> list[float]:
    return [float(matrix[pair]) for pair in PAIRS]


def test_six_papers_over_papers(works: WorksByCountries) -> None:
    joint, n = counting.joint_papers(works), counting.papers(works)
    i, j = n[:, None], n[None, :]
    assert n.tolist() == [3, 2, 3, 4]
    salton, jaccard = affinity.salton(joint, i, j), affinity.jaccard(joint, i, j)
    assert by_pair(salton) == pytest.approx([0.5774, 0.8165, 0.3536, 0.5774, 0, 0], abs=5e-5)
    assert by_pair(jaccard) == pytest.approx([0.4, 0.6667, 0.2, 0.4, 0, 0], abs=5e-5)
    assert by_pair(affinity.inclusion_index(joint, i, j)) == pytest.approx([2 / 3, 1, 0.5, 2 / 3, 0, 0])
    assert by_pair(affinity.equivalence(joint, i, j)) == pytest.approx([1 / 3, 2 / 3, 1 / 8, 1 / 3, 0, 0])
    assert by_pair(affinity.observed_over_expected(joint, i, j, 6)) == pytest.approx([1, 2, 0.75, 1, 0, 0])


def test_six_papers_over_links(works: WorksByCountries) -> None:
    joint = counting.joint_papers(works)
    links, total = joint.sum(axis=1), joint.sum()
    index = affinity.probabilistic_affinity(joint, links[:, None], links[None, :], total)
    assert by_pair(index) == pytest.approx([2.8, 2.3333, 0.9333, 1.4, 0, 0], abs=5e-5)
    strength = affinity.association_strength(joint, links[:, None], links[None, :])
    assert by_pair(strength) == pytest.approx([0.2, 1 / 6, 1 / 15, 0.1, 0, 0])


def test_six_papers_in_fractions(works: WorksByCountries) -> None:
    assert counting.fractional_papers(works) == pytest.approx([2, 0.8333, 1.3333, 1.8333], abs=5e-5)
    credit = counting.pair_credit(works)
    assert by_pair(credit) == pytest.approx([2, 1.3333, 0.3333, 1.3333, 0, 0], abs=5e-5)
    assert credit.sum() / 2 == pytest.approx(sum(len(paper) > 1 for paper in PAPERS))
    assert not credit.diagonal().any()


def test_papers_by_their_number_of_countries(works: WorksByCountries) -> None:
    assert counting.papers_by_size(works).tolist() == [0, 1, 4, 1]


def test_joint_shares() -> None:
    """FR, UK, DE with their inner shares on the diagonal: ln(q_ij / (q_i. q_.j))."""
    shares = np.array([[0.10, 0.04, 0.06], [0.04, 0.32, 0.04], [0.06, 0.04, 0.30]])
    total = shares.sum(axis=1)
    index = affinity.probabilistic_affinity(shares, total[:, None], total[None, :], shares.sum())
    published = [0.92, -0.69, -0.29, 0.69, -1.39, 0.63]
    assert np.log(index)[np.triu_indices(3)] == pytest.approx(published, abs=0.005)


def test_activity_index() -> None:
    """Half of the first unit's 10 are in a field with a fifth of the 100: 2.5, symmetric 3/7."""
    counts = np.array([[5, 5], [15, 75]])
    index = affinity.activity_index(counts)
    assert index[0] == pytest.approx([2.5, 0.625])
    assert affinity.symmetric(index)[0] == pytest.approx([3 / 7, -3 / 13])


def test_what_cannot_be_computed_is_nan() -> None:
    assert np.isnan(affinity.salton(np.array([0]), np.array([0]), np.array([4]))).all()
    assert np.isnan(affinity.jaccard(np.array([0]), np.array([0]), np.array([0]))).all()
