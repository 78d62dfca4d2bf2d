"""Gould and Fernandez' brokerage roles: between whose groups a node stands when it joins two that are not joined.

v brokers a → b where a → v and v → b, and not a → b (Gould & Fernandez 1989, doi:10.2307/270949). By the groups of
a, v and b: coordinator AAA, consultant (itinerant broker) ABA, gatekeeper BAA (the source is outside v's group),
representative AAB (the target is outside), liaison ABC. An undirected link goes both ways: each two neighbours that
are not joined count once as a → b and once as b → a, and the gatekeeper's and the representative's numbers are equal.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.network import Network
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.role_chances import expected_and_deviation
from queries.measures.triangles import Links, links_of, triangles

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
"""The order of columns."""

_COORDINATOR, _CONSULTANT, _GATEKEEPER, _REPRESENTATIVE, _LIAISON = range(5)


class Roles(NamedTuple):
    """A row for each node and a column for each of `ROLES`.

    `expected` and `deviation` are the mean and the standard deviation of `counts` over all ways to deal the groups
    out anew to the nodes that have one, the links staying; both are exact. `z` is (counts - expected) / deviation, NaN
    where that is 0: for those who broker nothing.
    """

    counts: FloatArray
    expected: FloatArray
    deviation: FloatArray
    z: FloatArray


def roles(network: Network, group: IntArray) -> Roles:
    """The roles of every node; weights are disregarded.

    `group` is a number from 0 for each node, or -1: those without a group are left out together with their links,
    and have NaN everywhere.
    """
    n, known = len(network.ids), np.flatnonzero(group >= 0)
    links = csr_array(network.weights[known][:, known])
    counts = role_counts(links, group[known])
    expected, deviation = expected_and_deviation(links, group[known])
    z = np.full(counts.shape, np.nan)
    np.divide(counts - expected, deviation, out=z, where=deviation > 0)
    return Roles(*(_everyone(values, known, n) for values in (counts, expected, deviation, z)))


def role_counts(links: csr_array[Any, tuple[int, int]], group: IntArray) -> FloatArray:
    """The roles of every node where links have a direction: row a, column b is not 0 where a → b.

    All have a group; links from a node to itself are left out.
    """
    arcs = _without_loops(links)
    return _all_pairs(arcs, group) - _joined_pairs(arcs, group)


def _without_loops(links: csr_array[Any, tuple[int, int]]) -> csr_array[np.int64, tuple[int, int]]:
    start, end = links.nonzero()
    apart = start != end
    ones = np.ones(int(apart.sum()), np.int64)
    return csr_array((ones, (start[apart], end[apart])), shape=links.shape)


def _all_pairs(arcs: csr_array[np.int64, tuple[int, int]], group: IntArray) -> FloatArray:
    """How many a → v → b there are in each role, a → b or not, a and b being two."""
    n = group.size
    of_group = csr_array((np.ones(n, np.int64), (np.arange(n), group)), shape=(n, int(group.max(initial=-1)) + 1))
    sources, targets = csr_array(arcs.T) @ of_group, arcs @ of_group
    returned = arcs.multiply(arcs.T).tocsr() @ of_group  # a = b
    alike = sources.multiply(targets) - returned
    into, out, back = (np.asarray(one.sum(axis=1), dtype=np.float64) for one in (sources, targets, returned))
    own_into, own_out = _own(sources, group), _own(targets, group)
    found = np.empty((n, 5))
    found[:, _COORDINATOR] = own_into * own_out - _own(returned, group)
    found[:, _CONSULTANT] = np.asarray(alike.sum(axis=1)) - found[:, _COORDINATOR]
    found[:, _GATEKEEPER] = (into - own_into) * own_out
    found[:, _REPRESENTATIVE] = own_into * (out - own_out)
    found[:, _LIAISON] = into * out - back - found[:, :_LIAISON].sum(axis=1)
    return found


def _own(counts: Any, group: IntArray) -> FloatArray:
    """Of each node, the column of its own group."""
    n = group.size
    return np.asarray(csr_array(counts)[np.arange(n), group], dtype=np.float64) if n else np.zeros(0)


def _joined_pairs(arcs: csr_array[np.int64, tuple[int, int]], group: IntArray) -> FloatArray:
    """How many a → v → b with a → b there are in each role: all in triangles."""
    links = links_of(csr_array(arcs + arcs.T))
    forth, back = _directions(arcs, links)
    n = group.size
    found = np.zeros(n * 5)
    for ab, ac, bc in triangles(links):
        a, b, c = links.first[ab], links.second[ab], links.second[ac]
        between = {
            (0, 1): forth[ab], (1, 0): back[ab], (0, 2): forth[ac], (2, 0): back[ac], (1, 2): forth[bc],
            (2, 1): back[bc],
        }  # fmt: skip
        nodes = (a, b, c)
        for source, broker, target in ((1, 0, 2), (2, 0, 1), (0, 1, 2), (2, 1, 0), (0, 2, 1), (1, 2, 0)):
            closed = between[source, broker] & between[broker, target] & between[source, target]
            role = _role(*(group[nodes[one][closed]] for one in (source, broker, target)))
            found += np.bincount(nodes[broker][closed] * 5 + role, minlength=n * 5)
    return found.reshape(n, 5)


def _directions(arcs: csr_array[np.int64, tuple[int, int]], links: Links) -> tuple[BoolArray, BoolArray]:
    """For each link, whether it goes from its first end to its second, and back."""
    if not links.first.size:
        return np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    return (
        np.asarray(arcs[links.first, links.second], dtype=np.bool_),
        np.asarray(arcs[links.second, links.first], dtype=np.bool_),
    )


def _role(source: IntArray, broker: IntArray, target: IntArray) -> IntArray:
    """The column of the role that each source, broker and target of these groups make."""
    ours, theirs = source == broker, target == broker
    outside = np.where(source == target, _CONSULTANT, _LIAISON)
    half = np.where(ours, _REPRESENTATIVE, np.where(theirs, _GATEKEEPER, outside))
    return np.where(ours & theirs, _COORDINATOR, half)


def _everyone(values: FloatArray, known: IntArray, n: int) -> FloatArray:
    """The rows of those who have a group, among NaN for the others."""
    whole = np.full((n, 5), np.nan)
    whole[known] = values
    return whole
