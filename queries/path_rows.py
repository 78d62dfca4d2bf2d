"""The rows of an answer about paths: each step with what the two have written together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from graph.base import Graph
from queries.joined_topics import Topics
from queries.labels import Label, labels
from queries.path_network import Between, Coauthors, years
from queries.question import Value

Pair = tuple[int, int]
Row = tuple[Value, ...]

COLUMNS = {
    "path": "number of the path, from 1, the best",
    "step": "number of the step on it, from 1",
    "a": "id of the scientist from whom the step leads",
    "b": "id of the co-author to whom it leads",
    "name_a": "name of a",
    "name_b": "name of b",
    "joint": "joint publications of the two that count",
    "first_year": "of the first of them",
    "last_year": "of the last of them",
    "topics": "topics of these publications, up to five, those of most first",
    "steps": "how many steps the path has",
    "country_a": "latest country of a, alpha-2",
    "country_b": "latest country of b, alpha-2",
}


class _Written(NamedTuple):
    joint: int
    first_year: int | None
    last_year: int | None
    topics: list[str]


def path_rows(graph: Graph, of: Coauthors, found: Between) -> tuple[Row, ...]:
    """The steps of each path in the order of `COLUMNS`."""
    pairs = {_pair(a, b) for path in found.paths for a, b in pairwise(path)}
    written = _written(graph, of, found, sorted(pairs))
    ids = {k: of.network.ids[int(found.places[k])] for pair in pairs for k in pair}
    known = labels(graph.store, {"scientist": sorted(ids.values())})
    return tuple(
        row for number, path in enumerate(found.paths, start=1) for row in _steps(number, path, ids, written, known)
    )


def _pair(a: int, b: int) -> Pair:
    return (min(a, b), max(a, b))


def _written(graph: Graph, of: Coauthors, found: Between, pairs: Iterable[Pair]) -> dict[Pair, _Written]:
    behind = {pair: found.joints.of(*pair).tolist() for pair in pairs}
    works = sorted({work for each in behind.values() for work in each})
    row = {work: k for k, work in enumerate(works)}
    topics = Topics(graph.store, [of.found.publications[work] for work in works])
    year = years(of.found)
    made = {}
    for pair, each in behind.items():
        dated = [int(year[work]) for work in each if year[work]]
        named = topics.of([row[work] for work in each])
        made[pair] = _Written(len(each), min(dated, default=None), max(dated, default=None), named)
    return made


def _steps(
    number: int,
    path: tuple[int, ...],
    ids: Mapping[int, str],
    written: Mapping[Pair, _Written],
    known: Mapping[tuple[str, str], Label],
) -> Iterable[Row]:
    for step, (a, b) in enumerate(pairwise(path), start=1):
        (name_a, country_a), (name_b, country_b) = (known.get(("scientist", ids[k]), Label(None, None)) for k in (a, b))
        what = written[_pair(a, b)]
        yield (number, step, ids[a], ids[b], name_a, name_b, *what, len(path) - 1, country_a, country_b)
