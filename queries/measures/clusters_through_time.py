"""Clusters followed from one slice of time to the next: born, continued, grown, shrunk, merged, split, gone.

Clusters of two slices are matched as by Greene, Doyle & Cunningham 2010 (doi:10.1109/ASONAM.2010.17), by Jaccard's
index, and as by Bródka, Saganowski & Kazienko 2013 (doi:10.1007/s13278-012-0058-8), by how much of one is in the other,
so that a small cluster that joins a large one is not lost. Only nodes that are in both slices are compared: one who has
left the network says nothing about who still belongs together, nor does one who was not loaded. Groups keep their
identity although most of their members change (Palla, Barabási & Vicsek 2007, doi:10.1038/nature05670).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array

from queries.measures.arrays import BoolArray, IntArray
from queries.saying import said


class Event(Enum):
    """What became of a cluster since the slice before."""

    FIRST = said("first seen")
    """There is no slice before with enough data to say whether it is new."""
    THIN = said("not followed")
    """The slice itself has too little data."""
    BORN = said("born")
    CONTINUED = said("continued")
    GROWN = said("grown")
    SHRUNK = said("shrunk")
    MERGED = said("merged")
    SPLIT = said("split")
    GONE = said("gone")


class Slice(NamedTuple):
    """The nodes of a slice, by numbers that stay the same through time, and the cluster of each, from 0; -1: none."""

    node: IntArray
    cluster: IntArray


class Rules(NamedTuple):
    """The thresholds of the events."""

    match: float = 0.3
    """Jaccard's index, among nodes of both slices, from which two clusters are one through time."""
    inclusion: float = 0.5
    """The part of one, among nodes of both slices, from which it is in the other."""
    change: float = 0.1
    """The part by which a cluster has more or fewer nodes to be grown or shrunk."""
    least: int = 5
    """Nodes that a cluster has to count as one of several that merge or split."""


CORE = 2
"""Nodes that two clusters share at least: one alone carries no cluster on."""


class Followed(NamedTuple):
    """A cluster in a slice; one that is gone is told in the slice where it is not found any more, with size 0.

    Clusters are (slice, cluster); predecessors and successors are of the slices before and after that are followed,
    those with most nodes in common first. `line` is the first cluster of those that it continues. `known` nodes of the
    cluster were in the slice before, `kept` of them in the predecessor with most in common; of one that is gone, how
    many are still in the network, and 0.
    """

    slice: int
    cluster: int
    event: Event
    size: int
    predecessors: tuple[tuple[int, int], ...]
    successors: tuple[tuple[int, int], ...]
    line: tuple[int, int]
    known: int
    kept: int


class _Kin(NamedTuple):
    """Clusters of two slices that are one through time, or of which one is in the other."""

    earlier: IntArray
    later: IntArray
    shared: IntArray
    still: IntArray
    """Of each earlier cluster, the nodes that are in the later slice at all."""
    before: IntArray
    """Of each later cluster, the nodes that were in the earlier slice at all."""


def thin_slices(publications: IntArray) -> BoolArray:
    """The slices with too little data to say what is gone or born; among them those without any publication.

    The last one, with less than half of the publications of the fullest before, then the last one but for it, and so
    on; the first one, with less than half of the one after it; and any between with less than half of the fullest
    before and of the fullest after.
    """
    thin = publications == 0
    end = publications.size
    while end > 1 and publications[end - 1] < 0.5 * publications[: end - 1].max():
        end -= 1
        thin[end] = True
    for k in range(end - 1):
        before = publications[:k].max() if k else publications[1]
        thin[k] |= bool(publications[k] < 0.5 * min(before, publications[k + 1 : end].max()))
    return np.asarray(thin, dtype=np.bool_)


def follow(slices: Sequence[Slice], thin: BoolArray, rules: Rules) -> list[Followed]:
    """Every cluster of every slice, and those that are gone: by slice, those there in order of number, then the gone.

    Thin slices are stepped over: neither a birth nor an end is told from them.
    """
    full = [k for k in range(len(slices)) if not thin[k]]
    before = dict(zip(full[1:], full[:-1], strict=True))
    kin = {k: _kin(slices[before[k]], slices[k], rules) for k in full[1:]}
    after = {earlier: k for k, earlier in before.items()}
    lines: dict[tuple[int, int], tuple[int, int]] = {}
    found: list[Followed] = []
    for k, one in enumerate(slices):
        sizes = _sizes(one)
        if k not in before:
            event = Event.THIN if thin[k] else Event.FIRST
            lines.update({(k, c): (k, c) for c in range(sizes.size)})
            found += [
                Followed(k, c, event, int(size), (), _next(kin, after, k, c), (k, c), 0, 0)
                for c, size in enumerate(sizes.tolist())
            ]
            continue
        found += _told(k, before[k], slices, kin, after, rules, lines)
        found += _gone(k, before[k], _sizes(slices[before[k]]), kin[k], lines)
    return found


def _told(
    k: int,
    previous: int,
    slices: Sequence[Slice],
    kin: dict[int, _Kin],
    after: dict[int, int],
    rules: Rules,
    lines: dict[tuple[int, int], tuple[int, int]],
) -> list[Followed]:
    """What became of the clusters of slice k since the one before; their lines are noted."""
    earlier, sizes, links = _sizes(slices[previous]), _sizes(slices[k]), kin[k]
    told = []
    for c, size in enumerate(sizes.tolist()):
        parents = _partners(links.later, links.earlier, links.shared, c)
        event = _event(size, parents, earlier, sizes, links, rules)
        main = parents[0] if parents else None
        carried = main is not None and _partners(links.earlier, links.later, links.shared, main)[0] == c
        lines[k, c] = lines[previous, main] if main is not None and carried else (k, c)
        kept = 0 if main is None else _shared(links, main, c)
        told.append(
            Followed(
                k,
                c,
                event,
                size,
                tuple((previous, one) for one in parents),
                _next(kin, after, k, c),
                lines[k, c],
                int(links.before[c]),
                kept,
            )
        )
    return told


def _event(size: int, parents: list[int], earlier: IntArray, sizes: IntArray, links: _Kin, rules: Rules) -> Event:
    """Merged before split, where it is both; then by size."""
    if not parents:
        return Event.BORN
    if sum(earlier[one] >= rules.least for one in parents) > 1:
        return Event.MERGED
    siblings = _partners(links.earlier, links.later, links.shared, parents[0])
    if size >= rules.least and sum(sizes[one] >= rules.least for one in siblings) > 1:
        return Event.SPLIT
    ratio = size / earlier[parents[0]]
    if ratio >= 1 + rules.change:
        return Event.GROWN
    return Event.SHRUNK if ratio <= 1 - rules.change else Event.CONTINUED


def _gone(
    k: int, previous: int, earlier: IntArray, links: _Kin, lines: dict[tuple[int, int], tuple[int, int]]
) -> list[Followed]:
    """The clusters of the slice before that nothing follows."""
    lost = sorted(set(range(earlier.size)) - set(links.earlier.tolist()))
    return [
        Followed(k, c, Event.GONE, 0, ((previous, c),), (), lines[previous, c], int(links.still[c]), 0) for c in lost
    ]


def _kin(one: Slice, other: Slice, rules: Rules) -> _Kin:
    """Clusters of two slices with enough in common; in order of the earlier, then the later."""
    _, here, there = np.intersect1d(one.node, other.node, assume_unique=True, return_indices=True)
    shape = (_sizes(one).size, _sizes(other).size)
    left, right = one.cluster[here], other.cluster[there]
    still, before = (np.bincount(ends[ends >= 0], minlength=n) for ends, n in zip((left, right), shape, strict=True))
    named = (left >= 0) & (right >= 0)
    both = coo_array((np.ones(int(named.sum()), np.int64), (left[named], right[named])), shape=shape).tocsr().tocoo()
    row, column, shared = both.row.astype(np.int64), both.col.astype(np.int64), both.data
    a, b = still[row], before[column]
    near = (
        (shared >= rules.match * (a + b - shared)) | (shared >= rules.inclusion * a) | (shared >= rules.inclusion * b)
    )
    kept = np.flatnonzero(near & (shared >= CORE))
    kept = kept[np.lexsort((column[kept], row[kept]))]
    return _Kin(row[kept], column[kept], shared[kept], still, before)


def _sizes(one: Slice) -> IntArray:
    return np.bincount(one.cluster[one.cluster >= 0]).astype(np.int64)


def _partners(of: IntArray, partners: IntArray, shared: IntArray, cluster: int) -> list[int]:
    """The clusters on the other side, those with most nodes in common first, of equals the first number."""
    places = np.flatnonzero(of == cluster)
    order = np.lexsort((partners[places], -shared[places]))
    return [int(one) for one in partners[places[order]]]


def _shared(links: _Kin, earlier: int, later: int) -> int:
    return int(links.shared[(links.earlier == earlier) & (links.later == later)][0])


def _next(kin: dict[int, _Kin], after: dict[int, int], k: int, cluster: int) -> tuple[tuple[int, int], ...]:
    if k not in after:
        return ()
    links = kin[after[k]]
    return tuple((after[k], one) for one in _partners(links.earlier, links.later, links.shared, cluster))
