"""What joins two scientists whom no path joins: where those around the one and around the other are both at home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.base import Graph
from graph.reading import read
from queries.joined_topics import Topics
from queries.labels import labels
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.shortest_paths import FAR, links_from
from queries.path_network import Coauthors

SHOWN = 3

_AFFILIATED = """MATCH (s:Scientist)-[:AFFILIATED_WITH]->(i:Institution)
RETURN s.id AS scientist, i.id AS institution"""
_AT = pa.schema([("scientist", pa.string()), ("institution", pa.string())])


class Meeting(NamedTuple):
    """An institution to which somebody around each of the two belongs, and the nearest of those."""

    institution: str
    name: str
    of_first: str
    steps_first: int
    of_second: str
    steps_second: int


class Elsewhere(NamedTuple):
    """What two scientists have in common, if no path."""

    sizes: tuple[int, int]
    """How many hang together with each, itself included."""
    topics: list[str]
    meetings: list[Meeting]
    with_large_teams: bool
    """Whether publications that are too large would join them."""
    large: int
    """How many of those have both as authors."""


def elsewhere(graph: Graph, of: Coauthors, ids: tuple[str, str]) -> Elsewhere:
    """What the two have in common; either may have no publication in the period."""
    a, b = (of.network.index.get(one) for one in ids)
    steps = [_steps_from(of, place) for place in (a, b)]
    sizes = int((steps[0] < FAR).sum()), int((steps[1] < FAR).sum())
    if a is None or b is None:
        return Elsewhere(sizes, [], [], with_large_teams=False, large=0)
    written = np.array([[a, b]]) == of.found.scientist[:, np.newaxis]
    on = _by_work(of, written)
    both = int((on.sum(axis=1) == 2).sum())
    return Elsewhere(sizes, _topics(graph, of, on), _meetings(graph, of, steps), _joined_by_any(of, a, b), both)


def _steps_from(of: Coauthors, place: int | None) -> IntArray:
    return np.full(len(of.network.ids), FAR) if place is None else links_from(of.network.weights, place)


def _by_work(of: Coauthors, written: BoolArray) -> IntArray:
    """Publications by the two: 1 where the one is an author."""
    on = np.zeros((len(of.found.publications), 2), np.int64)
    for side in (0, 1):
        on[of.found.publication[written[:, side]], side] = 1
    return on


def _joined_by_any(of: Coauthors, a: int, b: int) -> bool:
    """Whether a path joins them where publications of any size join their authors."""
    people, works = len(of.found.scientists), len(of.found.publications)
    ends = of.found.scientist, of.found.publication + people
    both = csr_array((np.ones(ends[0].size), ends), shape=(people + works, people + works))
    _, component = connected_components(both, directed=False)
    return bool(component[a] == component[b])


def _topics(graph: Graph, of: Coauthors, on: IntArray) -> list[str]:
    works = np.flatnonzero(on.any(axis=1))
    topics = Topics(graph.store, [of.found.publications[k] for k in works.tolist()])
    counts = np.asarray(on[works].T @ topics.about, dtype=np.int64)
    return topics.shared(counts[0], counts[1])


def _meetings(graph: Graph, of: Coauthors, steps: Sequence[IntArray]) -> list[Meeting]:
    """The institutions where the nearest of both sides are; of equals, the first by ids."""
    rows = read(graph.store, _AFFILIATED, _AT).sort_by([("institution", "ascending"), ("scientist", "ascending")])
    everyone = pa.array(of.network.ids, pa.string())
    rows = rows.filter(pc.is_in(rows["scientist"], value_set=everyone))
    person = pc.index_in(rows["scientist"], value_set=everyone).to_numpy()
    first, second = (_nearest(rows, side[person]) for side in steps)
    common = sorted((first[one][0] + second[one][0], one) for one in first.keys() & second.keys())[:SHOWN]
    people = sorted({side[one][1] for side in (first, second) for _, one in common})
    known = labels(graph.store, {"institution": [one for _, one in common], "scientist": people})
    names = {id_: label.name or id_ for (_, id_), label in known.items()}
    return [
        Meeting(one, names[one], names[first[one][1]], first[one][0], names[second[one][1]], second[one][0])
        for _, one in common
    ]


def _nearest(rows: pa.Table, steps: IntArray) -> dict[str, tuple[int, str]]:
    """By institution, the fewest steps to one of its people, and the first by id of those."""
    near = np.flatnonzero(steps < FAR)
    some = rows.take(pa.array(near))
    found: dict[str, tuple[int, str]] = {}
    for who, where, step in zip(*(column.to_pylist() for column in some.columns), steps[near].tolist(), strict=True):
        found[where] = min(found.get(where, (FAR, "")), (step, who))
    return found
