"""Shades, small pictures, and the indicators of the country page; counted by hand from the base."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from webviz.pairs import Pair
from webviz.shades import shade, thresholds
from webviz.sparks import bar, trend

PAIR = Pair("EG", "SA", "Egypt", "Saudi Arabia", 2, 10.0, 0.2, 0.1, 0.7, 0.01, 0.1, "gap", 50, 60, 1.0, 1.5, 1.2)


def test_a_shade_holds_a_fifth() -> None:
    values = [float(one) for one in range(1, 101)]
    steps = thresholds(values)
    assert [sum(shade(one, steps) == number for one in values) for number in range(1, 6)] == [20] * 5


def test_equal_values_share_the_darkest_shade() -> None:
    assert thresholds([7.0, 7.0, 7.0]) == ()
    assert shade(7.0, ()) == 5
    assert [shade(one, thresholds([1.0, 9.0])) for one in (1.0, 9.0)] == [4, 5]


def test_small_pictures_by_hand() -> None:
    assert trend([1, 2]) == "M0.0 20V10.0H40.0V20zM50.0 20V0.0H90.0V20z"
    assert trend([]) == trend([0, 0]) == ""
    assert bar(1, 4) == "M0 4H25.0V16H0z"
    assert bar(0, 4) == bar(1, 0) == ""


@pytest.mark.parametrize(
    ("changed", "opportunity"),
    [({}, True), ({"activity_b": 0.9}, False), ({"hidden": 4.0}, False), ({"activity_a": None}, False)],
)
def test_an_opportunity_needs_strength_in_both_and_half_to_gain(changed: dict[str, Any], opportunity: bool) -> None:
    """Of ten expected two are there and one could be hidden: seven are missing, of which five would do."""
    assert PAIR._replace(**changed).opportunity is opportunity


def test_saltons_cosine_is_shown_in_the_matrix(client: FlaskClient) -> None:
    """Egypt has 4 x 30 publications and Türkiye 5 x 30, 30 of them joint: 30 / sqrt(120 x 150) = 0.22."""
    page = client.get("/countries?indicator=salton&group=EG,SA,TR").text
    assert page.count(">0.22</td>") == 4
    assert "Salton&#39;s cosine: 0.22" in page or "Salton's cosine: 0.22" in page
    assert re.search(r'<option value="salton" selected>', page)


def test_the_chosen_indicator_is_a_column_too(client: FlaskClient) -> None:
    """Jaccard of Egypt and Türkiye: 30 / (120 + 150 - 30) = 0.125."""
    page = client.get("/countries?indicator=jaccard&group=EG,TR&sort=jaccard&order=desc").text
    assert "Jaccard&#39;s index" in page or "Jaccard's index" in page
    assert "<bdi>0.12</bdi>" in page or "<bdi>0.13</bdi>" in page


def test_an_unknown_indicator_is_the_ratio(client: FlaskClient) -> None:
    page = client.get("/countries?indicator=nothing").text
    assert '<option value="ratio" selected>' in page
