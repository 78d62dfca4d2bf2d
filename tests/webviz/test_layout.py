"""Pictures follow laws: the same input gives the same picture, nothing overlaps, nothing leaves it."""

from __future__ import annotations

import random

import igraph
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webviz.backbone import backbone
from webviz.layout import positions, radius_of, spread
from webviz.naming import name_places

WIDTH, HEIGHT = 800.0, 600.0


def test_backbone_of_a_star_with_one_strong_ray() -> None:
    """By hand: (1 - 96/100)^3 = .00006 < .05, (1 - 1/100)^3 = .97 in the middle; each leaf keeps one."""
    star = [(0, 1, 96.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 2.0)]
    assert backbone(5, star) == [True] * 4
    assert backbone(5, [*star, (2, 3, 0.5), (3, 4, 0.5)]) == [True, True, True, True, False, False]


def test_backbone_keeps_equal_lines_only_as_strongest() -> None:
    """By hand: in a clique of equal weights (1 - 1/3)^2 = .44, so only each node's first line stays."""
    clique = [(a, b, 1.0) for a in range(4) for b in range(a + 1, 4)]
    assert backbone(4, clique) == [True, True, True, False, False, False]


def network(nodes: int, seed: int) -> list[tuple[int, int, float]]:
    chance = random.Random(seed)
    return [(a, b, chance.uniform(1, 90)) for a in range(nodes) for b in range(a) if chance.random() < 0.1]


@pytest.mark.parametrize("nodes", [0, 1, 2, 3, 57])
def test_positions_do_not_depend_on_what_was_drawn_before(nodes: int) -> None:
    first = positions(nodes, network(nodes, 1), WIDTH, HEIGHT, 40)
    random.seed(99)
    igraph.Graph.Erdos_Renyi(50, 0.1)
    second = positions(nodes, network(nodes, 1), WIDTH, HEIGHT, 40)
    assert np.array_equal(first, second)
    assert first.shape == (nodes, 2)
    assert np.isfinite(first).all()
    assert (first >= 40).all()
    assert (first <= [WIDTH - 40, HEIGHT - 40]).all()


@given(st.integers(2, 57), st.integers(0, 5))
def test_circles_do_not_overlap_once_they_are_spread(nodes: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    radii = chance.uniform(10, 26, nodes)
    points = chance.uniform(0, 1, (nodes, 2)) * [WIDTH, HEIGHT]
    moved = spread(points, radii, WIDTH, HEIGHT, gap=4)
    apart = np.hypot(*(moved[:, None] - moved[None]).transpose(2, 0, 1)) - radii[:, None] - radii[None]
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 0
    assert (moved - radii[:, None] >= 0).all()
    assert (moved + radii[:, None] <= [WIDTH, HEIGHT]).all()


def test_circles_on_one_spot_come_apart() -> None:
    moved = spread(np.full((5, 2), 300.0), np.full(5, 12.0), WIDTH, HEIGHT, gap=2)
    apart = np.hypot(*(moved[:, None] - moved[None]).transpose(2, 0, 1))
    assert apart[np.triu_indices(5, 1)].min() > 24


@given(st.integers(1, 40), st.integers(0, 5))
def test_names_touch_neither_dots_nor_names(nodes: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    points, radii = chance.uniform(30, 500, (nodes, 2)), [12.0] * nodes
    names = ["n" * int(size) for size in chance.integers(1, 30, nodes)]
    boxes = []
    for name, place in zip(names, name_places(points, radii, names, range(nodes), WIDTH, HEIGHT), strict=True):
        if place:
            x, y, anchor = place
            long = 7.3 * len(name)
            left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
            boxes.append((left, y - 7, left + long, y + 7))
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= WIDTH
        for other in boxes[:number]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


def test_the_area_of_a_dot_grows_with_its_size() -> None:
    """By definition: r^2 is linear in the size, from the least to the most."""
    radii = [radius_of(size, 100, 10, 30) for size in (0, 25, 50, 100)]
    assert radii == pytest.approx([10, 300**0.5, 500**0.5, 30])
    assert radius_of(0, 0, 10, 30) == 10
