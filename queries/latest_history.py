"""All publications of a base by year, country and topic: what a recent one is new against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array, hstack

from graph.base import Graph
from graph.reading import read
from queries.latest_novelty import Counts
from queries.measures.arrays import IntArray
from queries.placed import Placed, placed
from queries.themes import TopicsOfWorks, topics_of_works

_YEARS = pa.schema([("publication", pa.string()), ("year", pa.int64())])
_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string())])


@dataclass(frozen=True, eq=False)
class History:
    """Publications in order of id, each with its year (0 where it has none), countries and topics."""

    works: Placed
    year: IntArray
    topic_ids: tuple[str, ...]
    about: Counts
    """1 where a publication is about a topic."""
    main: Counts
    """1 where it is mainly about it; all its topics where none is marked as main."""

    def places(self, publications: Sequence[str]) -> IntArray:
        """Where each of these publications is."""
        return _places(publications, self.works.publications)

    def units(self, group: Sequence[str], *, whole: bool) -> tuple[tuple[str, ...], Counts]:
        """The group's countries that publish, and 1 where a publication is of each; with `whole`, the group last."""
        codes = tuple(code for code in self.works.countries if code in group)
        of_codes = self.works.incidence[:, [self.works.countries.index(code) for code in codes]]
        if not whole:
            return codes, csr_array(of_codes)
        of_any = csr_array((np.asarray(of_codes.sum(axis=1)).reshape(-1, 1) > 0).astype(np.int64))
        return (*codes, ""), csr_array(hstack([of_codes, of_any]))


def history(graph: Graph) -> History:
    """The history of the base, read once."""
    return graph.memory.once(("latest", "history"), lambda: _history(graph))


def _history(graph: Graph) -> History:
    works = placed(graph.store)
    years = read(graph.store, "MATCH (p:Publication) RETURN p.id AS publication, p.year AS year", _YEARS)
    known = years.filter(pc.is_valid(years["year"]))
    year = np.zeros(len(works.publications), dtype=np.int64)
    year[_places(known["publication"], works.publications)] = known["year"].to_numpy()
    about = read(
        graph.store, "MATCH (p:Publication)-[:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic", _ABOUT
    )
    topics = tuple(sorted(pc.unique(about["topic"]).to_pylist()))
    rows = _places(about["publication"], works.publications)
    mains = topics_of_works(graph.store, works.publications, None, None)
    return History(
        works,
        year,
        topics,
        _ones(rows, _places(about["topic"], topics), (len(works.publications), len(topics))),
        _main(mains, topics),
    )


def _main(mains: TopicsOfWorks, topics: tuple[str, ...]) -> Counts:
    return _ones(mains.work, _places(mains.topic, topics), (mains.works, len(topics)))


def _places(values: Any, known: Sequence[str]) -> IntArray:
    sought = pa.array(values, pa.string()) if isinstance(values, list | tuple) else values
    found = pc.index_in(sought, value_set=pa.array(known, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False) if len(found) else [], dtype=np.int64)


def _ones(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> Counts:
    made = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
    made.sum_duplicates()
    made.data[:] = 1
    return made
