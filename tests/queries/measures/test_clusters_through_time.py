"""Clusters through time: each event on slices worked by hand, thin slices, and laws."""

from __future__ import annotations

import numpy as np
import pytest

from queries.measures.clusters_through_time import Event, Followed, Rules, Slice, follow, thin_slices

RULES = Rules(least=3)


def a_slice(*clusters: str, alone: str = "") -> Slice:
    """A slice of clusters of nodes that are letters."""
    pairs = [(ord(node), k) for k, cluster in enumerate(clusters) for node in cluster]
    pairs += [(ord(node), -1) for node in alone]
    nodes, numbers = zip(*sorted(pairs), strict=True) if pairs else ((), ())
    return Slice(np.array(nodes, np.int64), np.array(numbers, np.int64))


def followed(*slices: Slice, thin: tuple[int, ...] = ()) -> list[Followed]:
    return follow(slices, np.isin(np.arange(len(slices)), thin), RULES)


def events(*slices: Slice, thin: tuple[int, ...] = ()) -> list[tuple[int, int, str]]:
    return [(one.slice, one.cluster, one.event.value) for one in followed(*slices, thin=thin)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (("abcdef",), ("abcdef",), ["continued"]),
        (("abcdef",), ("abcdefgh",), ["grown"]),
        (("abcdef",), ("abc",), ["shrunk"]),
        (("abc", "def"), ("abcdef",), ["merged"]),
        (("abcdef",), ("abc", "def"), ["split", "split"]),
        (("abc",), ("abc", "xyz"), ["continued", "born"]),
        (("abc", "xyz"), ("abc",), ["continued", "gone"]),
        (("abcdef",), ("axyz", "bpqr", "cstu"), ["born", "born", "born", "gone"]),
        (("abcdefghijkl", "xyz"), ("abcdefghijklxyz",), ["merged"]),
    ],
)
def test_each_event_by_hand(before: tuple[str, ...], after: tuple[str, ...], told: list[str]) -> None:
    assert [event for place, _, event in events(a_slice(*before), a_slice(*after)) if place == 1] == told


def test_the_first_slice_says_nothing_of_birth() -> None:
    assert events(a_slice("abc")) == [(0, 0, "first seen")]


def test_a_group_is_one_though_most_of_its_people_change() -> None:
    # a, b and c stay together, nine others leave the network and nine come.
    (one,) = [row for row in followed(a_slice("abcdefghijkl"), a_slice("abcmnopqrstu")) if row.slice == 1]
    assert (one.event, one.known, one.kept) == (Event.CONTINUED, 3, 3)


def test_one_person_alone_carries_no_cluster_on() -> None:
    assert events(a_slice("abc"), a_slice("axy"))[1:] == [(1, 0, "born"), (1, 0, "gone")]


def test_those_who_scatter_are_no_cluster_any_more_and_are_counted() -> None:
    gone = followed(a_slice("abcdef"), a_slice("xyz", alone="abcd"))[-1]
    assert (gone.event, gone.size, gone.known, gone.predecessors) == (Event.GONE, 0, 4, ((0, 0),))


def test_a_few_who_come_along_do_not_make_a_merger() -> None:
    # The pair yz is smaller than the least size.
    assert events(a_slice("abcdefghijkl", "yz"), a_slice("abcdefghijklyz"))[-1] == (1, 0, "grown")


def test_a_line_goes_on_in_the_larger_part() -> None:
    rows = {
        (one.slice, one.cluster): one
        for one in followed(a_slice("abcdefg"), a_slice("abcd", "efg"), a_slice("abcdefg"))
    }
    assert rows[1, 0].line == rows[2, 0].line == (0, 0)
    assert rows[1, 1].line == (1, 1)
    assert rows[0, 0].successors == ((1, 0), (1, 1))
    assert rows[2, 0].predecessors == ((1, 0), (1, 1))


def test_a_thin_slice_neither_ends_nor_begins_anything() -> None:
    # Nothing of the second slice was loaded but one pair; the clusters of the first are there again in the third.
    told = events(a_slice("abcd", "efgh"), a_slice("xy"), a_slice("abcd", "efgh"), thin=(1,))
    assert told == [
        (0, 0, "first seen"), (0, 1, "first seen"), (1, 0, "not followed"), (2, 0, "continued"), (2, 1, "continued"),
    ]  # fmt: skip


def test_after_nothing_but_thin_slices_a_cluster_is_first_seen() -> None:
    assert events(a_slice(), a_slice("abc"), thin=(0,)) == [(1, 0, "first seen")]


@pytest.mark.parametrize(
    ("publications", "thin"),
    [
        ([100, 40, 100], [1]),
        ([100, 60, 100], []),
        ([10, 20, 40, 80], []),
        ([10, 30, 60], [0]),
        ([80, 40, 20], [2]),
        ([100, 100, 30], [2]),
        ([100, 100, 30, 20], [2, 3]),
        ([100, 5, 6, 100], [1, 2]),
        ([0, 0, 5], [0, 1]),
        ([0], [0]),
        ([7], []),
    ],
)
def test_thin_slices(publications: list[int], thin: list[int]) -> None:
    assert np.flatnonzero(thin_slices(np.array(publications, np.int64))).tolist() == thin


def test_other_numbers_of_nodes_and_clusters_change_no_event() -> None:
    chance = np.random.default_rng(5)
    nodes = [np.sort(chance.choice(200, 120, replace=False)) for _ in range(4)]
    slices = [Slice(one, chance.integers(-1, 3, one.size) * 6 + one // 34) for one in nodes]
    slices = [Slice(node, np.unique(cluster, return_inverse=True)[1] - 1) for node, cluster in slices]
    name = chance.permutation(200)
    renamed = []
    for node, cluster in slices:
        order = np.argsort(name[node])
        number = np.append(chance.permutation(int(cluster.max()) + 1), -1)
        renamed.append(Slice(name[node][order], number[cluster][order]))

    def told(given: list[Slice]) -> list[tuple[int, str, int, int, int, int]]:
        rows = follow(given, np.zeros(4, np.bool_), RULES)
        return sorted(
            (one.slice, one.event.value, one.size, one.known, len(one.predecessors), len(one.successors))
            for one in rows
        )

    assert told(slices) == told(renamed)
    assert {event for _, event, *_ in told(slices)} > {"first seen", "gone"}


def test_no_slice_and_no_node_are_followed_too() -> None:
    assert followed() == []
    assert followed(a_slice(), a_slice()) == []
