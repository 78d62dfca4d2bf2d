"""Q-values against scipy's false_discovery_control; Tarone's filter against its definition and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from queries.measures.multiple_tests import attainable, benjamini_hochberg, family_q

chances = st.lists(st.floats(1e-15, 1), min_size=1, max_size=60)


@given(chances)
def test_benjamini_hochberg_is_scipys(p: list[float]) -> None:
    assert benjamini_hochberg(np.array(p)) == pytest.approx(false_discovery_control(p), rel=1e-12)


@given(chances)
def test_tarones_number_is_the_smallest(smallest: list[float]) -> None:
    values = np.array(smallest)
    number = next(k for k in range(1, len(smallest) + 2) if (values <= 0.05 / k).sum() <= k)
    assert attainable(values).tolist() == (values <= 0.05 / number).tolist()


def test_tarones_filter_by_hand() -> None:
    """Of .05/1 three are able, of .05/2 = .025 two: K is 2, and .04 and .2 are left out."""
    assert attainable(np.array([0.2, 0.01, 0.04, 0.02])).tolist() == [False, True, False, True]


def test_a_family_is_only_what_could_be_significant() -> None:
    p, smallest = np.array([0.03, 0.5, 0.012, 0.02]), np.array([0.02, 0.2, 0.01, 0.04])
    assert family_q(p, smallest) == pytest.approx([0.03, np.nan, 0.024, np.nan], nan_ok=True)


def test_no_tests_at_all() -> None:
    assert family_q(np.zeros(0), np.zeros(0)).size == 0
    assert np.isnan(family_q(np.array([0.3]), np.array([0.1]))).all()


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="p-value 1 is nan"):
        benjamini_hochberg(np.array([0.1, np.nan]))
