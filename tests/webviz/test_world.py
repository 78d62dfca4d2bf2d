"""The outlines of the world and how they were made; against published figures of the projection, and by hand."""

from __future__ import annotations

import re
from importlib.resources import files

import numpy as np
import pytest

from graph.countries import members
from tests.support.world import FILE, projected, simplified
from webviz.world import window, world


def test_every_country_of_the_group_has_an_outline_and_a_place() -> None:
    there = world().countries
    assert len(members("oic")) == 57
    for code in members("oic"):
        assert there[code].d.startswith("M")
        x, y = there[code].at
        assert 0 < x < world().width
        assert 0 < y < world().height


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    assert FILE.stat().st_size < 150_000
    assert files("webviz").joinpath("static/world.json").read_bytes() == FILE.read_bytes()
    assert "Natural Earth" in world().note


def test_every_path_can_be_drawn() -> None:
    """Each ring begins somewhere and takes two steps or more, of two whole numbers each."""
    ring = r"M\d+ -?\d+l-?\d+[ -]\d+([ -]\d+[ -]\d+)+z"
    for outline in world().countries.values():
        assert re.fullmatch(f"({ring})+", outline.d)


def test_countries_lie_as_on_the_globe() -> None:
    at = {code: world().countries[code].at for code in ("SR", "MA", "EG", "IR", "MV", "ID", "KZ", "MZ")}
    west_to_east = ("SR", "MA", "EG", "IR", "MV", "ID")
    assert sorted(west_to_east, key=lambda code: at[code][0]) == list(west_to_east)
    north_to_south = ("KZ", "IR", "EG", "MV", "ID", "MZ")
    assert sorted(north_to_south, key=lambda code: at[code][1]) == list(north_to_south)


def test_areas_are_in_proportion() -> None:
    """Algeria has 2.38, Saudi Arabia 2.15, Türkiye 0.78 million square kilometres (United Nations)."""
    area = {code: world().countries[code].area for code in ("DZ", "SA", "TR")}
    assert area["SA"] / area["DZ"] == pytest.approx(2.15 / 2.38, rel=0.12)
    assert area["TR"] / area["DZ"] == pytest.approx(0.78 / 2.38, rel=0.05)


def test_the_projection_has_its_published_extent() -> None:
    """Equal Earth on a unit sphere: 2.7066 to the east, 1.3174 to the north (Šavrič, Patterson & Jenny 2019)."""
    found = projected(np.array([[11.0, 0.0], [190.99999, 0.0], [11.0, 90.0]]))
    assert found == pytest.approx(np.array([[0, 0], [2.70663, 0], [0, -1.31737]]), abs=1e-4)


def test_a_line_keeps_what_stands_off() -> None:
    line = np.array([[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 2.0], [4.0, 0.0]])
    assert simplified(line, 0.5).tolist() == [[0, 0], [2, 0], [3, 2], [4, 0]]


def test_a_window_shows_all_that_is_asked_for() -> None:
    codes = ("SR", "ID", "KZ", "MZ")
    seen = window(codes, 1160)
    for code in codes:
        x, y = seen.at(world().countries[code].at)
        assert 0 < x < seen.width
        assert 0 < y < seen.height
    assert window((), 1160).zoom == 1
    assert window(("BH",), 1160).zoom == pytest.approx(3)
