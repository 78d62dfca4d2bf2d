"""How far apart countries are in the network of co-authors, and whom their shortest paths depend on.

Two countries are as far apart as the nearest two of their scientists: 1 where a scientist of the one has published
with a scientist of the other. A pair depends on a scientist where all its shortest paths run through the scientist:
without, the two are further apart, or no longer connected.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.network import Network
from queries.measures.arrays import IntArray
from queries.measures.removal import Depending, pairs_depending

Steps: TypeAlias = NDArray[np.int16]
APART = -1
"""The distance of what no path joins."""


class Longer(NamedTuple):
    """Two countries, by places first < second, and how far apart they are with and without a scientist."""

    first: int
    second: int
    before: int
    after: int
    """`APART` where no path is left; so too where the scientist was the only one of a country."""


def country_distances(network: Network, country: IntArray, countries: int, without: int | None = None) -> IntArray:
    """Countries by countries: the steps between the nearest two of their scientists, or `APART`.

    `country` is the place of each node's country, or -1; nodes of no country are on paths all the same. `without`
    takes one node away, with its links.
    """
    steps = _steps_from_countries(network, country, countries, without)
    there = country if without is None else np.where(np.arange(country.size) == without, -1, country)
    return _nearest(steps, there)


def longer_without(network: Network, country: IntArray, countries: int, scientist: int) -> list[Longer]:
    """The pairs of countries that are further apart without a scientist, sorted."""
    before = country_distances(network, country, countries)
    after = country_distances(network, country, countries, scientist)
    first, second = np.nonzero(np.triu(before != after, 1))
    listed = (first, second, before[first, second], after[first, second])
    return [Longer(*values) for values in zip(*(column.tolist() for column in listed), strict=True)]


def on_all_shortest_paths(network: Network, country: IntArray, countries: int) -> Depending:
    """The pairs of countries and the scientists on all their shortest paths, the ends included.

    A shortest path has one node at each distance from its start; so a node is on all of them where it is the only one
    at its distance from the first country among those on any.
    """
    steps = _steps_from_countries(network, country, countries)
    distance = _nearest(steps, country)
    found = [np.empty((0, 3), dtype=np.int64), *_bottlenecks(steps, distance)]
    return pairs_depending(*np.concatenate(found).T)


def _nearest(steps: Steps, country: IntArray) -> IntArray:
    """Countries by countries: the fewest steps to any node of the country."""
    located, far = np.flatnonzero(country >= 0), np.iinfo(np.int16).max
    nearest = np.full((steps.shape[1], steps.shape[1]), far, dtype=np.int16)
    order = located[np.argsort(country[located], kind="stable")]
    there, start = np.unique(country[order], return_index=True)
    if order.size:
        nearest[there] = np.minimum.reduceat(np.where(steps[order] == APART, far, steps[order]), start, axis=0)
    return np.where(nearest == far, APART, nearest).astype(np.int64)


def _bottlenecks(steps: Steps, distance: IntArray) -> Iterator[IntArray]:
    """Rows of node, first and second country, first < second."""
    for first in range(distance.shape[0] - 1):
        others = first + 1 + np.flatnonzero(distance[first, first + 1 :] > 0)
        if not others.size:
            continue
        near = np.flatnonzero((steps[:, first] >= 0) & (steps[:, first] <= distance[first, others].max()))
        whole = steps[near, first][:, np.newaxis] + steps[near][:, others]
        node, other = np.nonzero((whole == distance[first, others]) & (steps[near][:, others] >= 0))
        layer = other * (int(distance.max()) + 1) + steps[near[node], first]
        alone = np.bincount(layer)[layer] == 1
        node, other = near[node[alone]], others[other[alone]]
        yield np.column_stack([node, np.full(node.size, first), other]).astype(np.int64)


def _steps_from_countries(network: Network, country: IntArray, countries: int, without: int | None = None) -> Steps:
    """Nodes by countries: the steps from the nearest scientist of the country, or `APART`.

    All countries at once: a bit each, passed on to all neighbours at every step.
    """
    located = np.flatnonzero(country >= 0)
    steps = np.full((country.size, countries), APART, dtype=np.int16)
    steps[located, country[located]] = 0
    if without is not None:
        steps[without] = APART
    bits = np.packbits(steps == 0, axis=1, bitorder="little")
    reached = np.zeros((country.size, -(-countries // 64) * 8), dtype=np.uint8)
    reached[:, : bits.shape[1]] = bits
    held = reached.view(np.uint64)
    linked = np.flatnonzero(network.degree > 0)
    start = network.weights.indptr[:-1][linked]
    for step in range(1, country.size):
        passed = np.zeros_like(held)
        if linked.size:
            passed[linked] = np.bitwise_or.reduceat(held[network.weights.indices], start, axis=0)
        if without is not None:
            passed[without] = 0
        fresh = passed & ~held
        if not fresh.any():
            break
        node = np.flatnonzero(fresh.any(axis=1))
        new = np.unpackbits(fresh[node].view(np.uint8), axis=1, count=countries, bitorder="little")
        row, column = np.nonzero(new)
        steps[node[row], column] = step
        held |= fresh
    return steps
