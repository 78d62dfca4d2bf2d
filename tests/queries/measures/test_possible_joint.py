"""Joint papers that could be hidden, worked by hand and from the laws of probability."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from queries.measures.possible_joint import possible_joint

# Works of A, B and C, as authorships of each, and authorships without a country.
AUTHORSHIPS = [[2, 1, 0], [1, 0, 1], [4, 0, 0], [0, 1, 1]]
MISSING = [5, 2, 1, 3]


def test_worked_by_hand() -> None:
    """A and B are expected on half a work; around A 9 authorships are known, around B 5.

    An international work of B has 1 authorship of it, one of A 1.5. So the share of B around A is .5 * 1 / 9,
    that of A around B .5 * 1.5 / 5. A without B: the second work, 2 authorships missing, and the third, 1. B
    without A: the fourth, 3 missing. The first holds both already.
    """
    authorships = csr_array(np.array(AUTHORSHIPS))
    expected = np.array([[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]])
    found = possible_joint(authorships, np.array([3, 2, 4, 2]), np.array(MISSING), expected)
    of_b, of_a = 3 * 0.5 * 1 / 9, 3 * 0.5 * 1.5 / 5
    assert found[0, 1] == pytest.approx((1 - (1 - of_b) ** 2) + of_b + (1 - (1 - of_a) ** 3))
    assert found.tolist() == found.T.tolist()
    assert not found[:, 2].any()
    once = possible_joint(authorships, np.array([3, 2, 4, 2]), np.array(MISSING), expected, excess=1)
    assert once[0, 1] == pytest.approx((1 - (1 - of_b / 3) ** 2) + of_b / 3 + (1 - (1 - of_a / 3) ** 3))


def test_nothing_missing_hides_nothing() -> None:
    expected = np.full((3, 3), 2.0)
    authorships, known = csr_array(np.array(AUTHORSHIPS)), np.array([3, 2, 4, 2])
    assert not possible_joint(authorships, known, np.zeros(4, int), expected).any()


def test_no_more_is_hidden_than_there_are_works_of_one_without_the_other() -> None:
    rng = np.random.default_rng(5)
    authorships = rng.poisson(0.4, (300, 12))
    missing = rng.poisson(0.7, 300)
    held = (authorships > 0).astype(int)
    found = possible_joint(csr_array(authorships), authorships.sum(axis=1), missing, np.full((12, 12), 1e9))
    lacking = held[missing > 0]
    alone = lacking.sum(axis=0)[:, None] - lacking.T @ lacking
    assert found == pytest.approx(alone + alone.T)
