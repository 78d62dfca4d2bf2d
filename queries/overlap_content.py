"""What publications are about, as counts of features: topics, terms of title and abstract, works cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array, hstack

from graph.base import Graph
from graph.reading import read
from graph.search.words import terms
from queries.measures.overlap import Features, weighted

KINDS = ("topics", "terms", "references")

_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string()), ("name", pa.string())])
_TEXTS = pa.schema([("publication", pa.string()), ("title", pa.string()), ("abstract", pa.string())])
_CITED = pa.schema([("publication", pa.string()), ("cited", pa.list_(pa.string()))])


@dataclass(frozen=True, eq=False)
class Feature:
    """One kind of feature: `counts[w, f]` says how often publication w has the feature called `names[f]`."""

    counts: csr_array[np.int64, tuple[int, int]]
    names: tuple[str, ...]

    @cached_property
    def weighted(self) -> Features:
        """Rows of length 1; see `queries.measures.overlap.weighted`."""
        return weighted(self.counts)


@dataclass(frozen=True, eq=False)
class Content:
    """The publications' features by kind, their titles, and the names of topics, both by id."""

    features: dict[str, Feature]
    titles: dict[str, str]
    topic_names: dict[str, str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which some publication has any."""
        return tuple(kind for kind in KINDS if self.features[kind].counts.nnz)

    @cached_property
    def together(self) -> Features:
        """All kinds in one: the product of two rows is the mean over the kinds of their cosines."""
        kinds = self.kinds
        if not kinds:
            return self.features["topics"].weighted
        return csr_array(hstack([self.features[kind].weighted / np.sqrt(len(kinds)) for kind in kinds], format="csr"))


def content(graph: Graph, publications: Sequence[str], texts: Literal["none", "titles", "all"] = "all") -> Content:
    """What these publications are about, in their order.

    Terms are of titles and abstracts; with `titles` of titles alone, with `none` there are none. Works cited are read
    with `all` only.
    """
    place = {one: k for k, one in enumerate(publications)}
    topics, names = _topics(graph, place)
    nothing = _feature((), len(place))
    words, titles = _terms(graph, place, abstracts=texts == "all") if texts != "none" else (nothing, {})
    cited = _references(graph, place) if texts == "all" else nothing
    return Content({"topics": topics, "terms": words, "references": cited}, titles, names)


def _topics(graph: Graph, place: dict[str, int]) -> tuple[Feature, dict[str, str]]:
    """Topics by id, and their names."""
    query = "MATCH (p:Publication)-[:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic, t.name AS name"
    rows = read(graph.store, query, _ABOUT)
    topics = rows["topic"].to_pylist()
    names = {topic: name or topic for topic, name in zip(topics, rows["name"].to_pylist(), strict=True)}
    about = zip(rows["publication"].to_pylist(), topics, strict=True)
    return _feature(((place[work], (topic,)) for work, topic in about if work in place), len(place)), names


def _terms(graph: Graph, place: dict[str, int], *, abstracts: bool) -> tuple[Feature, dict[str, str]]:
    """Terms that more than one publication has, and the titles."""
    abstract = "p.abstract" if abstracts else "''"
    query = f"MATCH (p:Publication) RETURN p.id AS publication, p.title AS title, {abstract} AS abstract"
    rows = [row for row in read(graph.store, query, _TEXTS).to_pylist() if row["publication"] in place]
    titles = {row["publication"]: row["title"] for row in rows if row["title"]}
    said = ((place[row["publication"]], _said(row["title"]) + _said(row["abstract"])) for row in rows)
    return _feature(said, len(place), least=2), titles


def _said(text: str | None) -> list[str]:
    """The words of a text, of two letters or more and no numbers, and each two that follow each other."""
    words = [word for word in terms(text or "") if len(word) > 1 and not word[0].isdigit()]
    return words + [f"{one} {next_one}" for one, next_one in pairwise(words)]


def _references(graph: Graph, place: dict[str, int]) -> Feature:
    """Works that more than one publication cites, whether they are in the base or not."""
    query = "MATCH (p:Publication) RETURN p.id AS publication, p.references AS cited"
    rows = read(graph.store, query, _CITED)
    cites = zip(rows["publication"].to_pylist(), rows["cited"].to_pylist(), strict=True)
    return _feature(((place[work], set(cited or ())) for work, cited in cites if work in place), len(place), least=2)


def _feature(rows: Iterable[tuple[int, Iterable[str]]], works: int, least: int = 1) -> Feature:
    """Counts of the features of each publication, of those that `least` publications have; in order of name."""
    number: dict[str, int] = {}
    work: list[int] = []
    column: list[int] = []
    value: list[int] = []
    for w, found in rows:
        for name, times in Counter(found).items():
            work.append(w)
            column.append(number.setdefault(name, len(number)))
            value.append(times)
    columns = np.array(column, dtype=np.int64)
    having = np.bincount(columns, minlength=len(number))
    names = sorted(name for name, k in number.items() if having[k] >= least)
    order = np.full(len(number), -1, dtype=np.int64)
    order[[number[name] for name in names]] = np.arange(len(names))
    kept = np.flatnonzero(order[columns] >= 0)
    ends = (np.array(work, np.int64)[kept], order[columns[kept]])
    made = csr_array((np.array(value, np.int64)[kept], ends), shape=(works, len(names)))
    made.sum_duplicates()
    made.sort_indices()
    return Feature(made, tuple(names))
