"""A base as the arrays in which colleagues are sought, with the ids of what their rows and columns are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.authorships import authorships
from graph.base import Graph
from graph.reading import read
from graph.search.words import terms
from queries.foretell_records import last_whole_year
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.colleague_known import Known
from queries.measures.colleague_learning import Learned, learned
from queries.measures.colleague_works import Sparse, Works
from queries.measures.scientist_countries import latest_country

_PUBLISHED = pa.schema(
    [
        ("publication", pa.string()),
        ("title", pa.string()),
        ("abstract", pa.string()),
        ("year", pa.int64()),
        ("keywords", pa.list_(pa.string())),
        ("cited", pa.list_(pa.string())),
    ]
)
_AUTHORED = pa.schema(
    [
        ("scientist", pa.string()),
        ("publication", pa.string()),
        ("leads", pa.bool_()),
        ("last", pa.bool_()),
        ("institutions", pa.list_(pa.string())),
        ("positions", pa.list_(pa.int64())),
    ]
)
_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string()), ("score", pa.float64())])
_BATCH = 1_000
_SCIENTIST = pa.schema([("id", pa.string()), ("local", pa.bool_())])


class Names(NamedTuple):
    """What rows and columns of the arrays are, sorted but for `terms`."""

    scientists: tuple[str, ...]
    publications: tuple[str, ...]
    topics: tuple[str, ...]
    references: tuple[str, ...]
    institutions: tuple[str, ...]
    terms: dict[str, int]


@dataclass(frozen=True, eq=False)
class Colleagues:
    """All that is read and learned once: the works, what is known of them, and the weight of each signal."""

    names: Names
    known: Known
    learned: Learned
    country: tuple[str | None, ...]
    """Of each scientist the latest country that is named."""
    undated: int
    """Publications without a year."""

    @cached_property
    def joined(self) -> csr_array:
        """Scientists by scientists: joint publications, those of too many authors left out."""
        return self.known.works.joined(0, self.known.split)

    def publications_of(self, scientist: int) -> IntArray:
        """The places of a scientist's publications."""
        wrote = self.known.wrote
        return wrote.indices[wrote.indptr[scientist] : wrote.indptr[scientist + 1]].astype(np.int64)

    def institutions_of(self, scientist: int) -> list[str]:
        """The ids of a scientist's institutions, those named most and latest first."""
        given = self.known.affiliations[[scientist]]
        order = np.lexsort((given.indices, -given.data))
        return [self.names.institutions[k] for k in given.indices[order].tolist()]


def colleagues_of_base(graph: Graph, until: int | None, largest_team: int) -> Colleagues:
    """The works to the end of `until`, or all; those later than the last whole year then count as of that year."""

    def made() -> Colleagues:
        last = until if until is not None else last_whole_year(graph)
        works, names = _works(graph, last or 0, largest_team, cut=until is not None)
        known = Known(works, last or 0, undated=True)
        found = authorships(graph.store, until=until)
        latest = zip(found.scientists, latest_country(found).tolist(), strict=True)
        country = {one: found.countries[k] for one, k in latest if k >= 0}
        places = tuple(country.get(one) for one in names.scientists)
        return Colleagues(names, known, learned(works, last or 0), places, int((works.year == 0).sum()))

    return graph.memory.once(("colleagues", until, largest_team), made)


def _works(graph: Graph, last: int, largest_team: int, *, cut: bool) -> tuple[Works, Names]:
    published = read(
        graph.store,
        """MATCH (p:Publication) RETURN p.id AS publication, p.title AS title, p.abstract AS abstract, p.year AS year,
        p.keywords AS keywords, p.references AS cited""",
        _PUBLISHED,
    ).sort_by("publication")
    if cut:
        published = published.filter(pc.less_equal(pc.fill_null(published["year"], 0), last))
    ids = tuple(published["publication"].to_pylist())
    place = {one: k for k, one in enumerate(ids)}
    authored = _authored(graph, place)
    scientists = tuple(sorted({row["scientist"] for row in authored}))
    person = {one: k for k, one in enumerate(scientists)}
    known_terms, words = _coded(_counts(row) for row in _rows(published.drop(["cited"])))
    topics, topic_ids = _topics(graph, place)
    references, cited = _coded(dict.fromkeys(row["cited"] or (), 1.0) for row in _rows(published.select(["cited"])))
    institutions, institution_ids = _coded(dict.fromkeys(row["institutions"] or (), 1.0) for row in authored)
    works = Works(
        np.minimum(published["year"].fill_null(0).to_numpy(), last),
        np.array([place[row["publication"]] for row in authored], np.int64),
        np.array([person[row["scientist"]] for row in authored], np.int64),
        np.array([_leads(row) for row in authored], np.bool_),
        len(scientists),
        known_terms,
        topics,
        references,
        _cites(references, cited, place),
        institutions,
        _sought(graph, scientists),
        largest_team,
    )
    return works, Names(scientists, ids, topic_ids, tuple(cited), tuple(institution_ids), words)


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def _authored(graph: Graph, place: dict[str, int]) -> list[dict[str, Any]]:
    found = read(
        graph.store,
        """MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication)
        RETURN s.id AS scientist, p.id AS publication, a.corresponding AS leads, a.last AS last,
        CASE WHEN size(a.institutions) > 0 THEN a.institutions ELSE a.found_institutions END AS institutions,
        a.positions AS positions""",
        _AUTHORED,
    ).sort_by([("scientist", "ascending"), ("publication", "ascending")])
    return [row for row in found.to_pylist() if row["publication"] in place]


def _leads(row: dict[str, Any]) -> bool:
    return bool(row["leads"] or row["last"] or 1 in (row["positions"] or ()))


def _counts(row: dict[str, Any]) -> dict[str, float]:
    """The terms of a publication: those of its title count twice."""
    counts: Counter[str] = Counter()
    title = terms(row["title"] or "")
    for text in (title, title, terms(row["abstract"] or ""), *(terms(one) for one in row["keywords"] or ())):
        counts.update(text)
    return {term: float(n) for term, n in counts.items()}


def _topics(graph: Graph, place: dict[str, int]) -> tuple[Sparse, tuple[str, ...]]:
    found = read(
        graph.store,
        "MATCH (p:Publication)-[a:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic, a.score AS score",
        _ABOUT,
    ).to_pylist()
    rows: list[dict[str, float]] = [{} for _ in place]
    for row in found:
        if row["publication"] in place:
            rows[place[row["publication"]]][row["topic"]] = 1.0 if row["score"] is None else row["score"]
    made, columns = _coded(rows)
    return made, tuple(columns)


def _cites(references: Sparse, cited: dict[str, int], place: dict[str, int]) -> Sparse:
    own = np.full(len(cited), -1)
    for one, column in cited.items():
        own[column] = place.get(one, -1)
    work, which = (ends.astype(np.int64) for ends in references.nonzero())
    there = (own[which] >= 0) & (own[which] != work) if len(which) else np.zeros(0, np.bool_)
    ends = (work[there], own[which[there]])
    return csr_array((np.ones(int(there.sum())), ends), shape=(len(place), len(place)))


def _sought(graph: Graph, scientists: tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    found = read(graph.store, "MATCH (s:Scientist) RETURN s.id AS id, s.local AS local", _SCIENTIST).to_pylist()
    local = {row["id"] for row in found if row["local"]}
    return np.array([one not in local for one in scientists], np.bool_)


def _coded(rows: Iterable[Mapping[str, float]]) -> tuple[Sparse, dict[str, int]]:
    """Rows by the distinct names in them, sorted; and the column of each. Rows are read one by one, none is held."""
    met: dict[str, int] = {}
    columns, values, ends = array("i"), array("d"), array("q", [0])
    for row in rows:
        columns.extend(met.setdefault(name, len(met)) for name in row)
        values.extend(row.values())
        ends.append(len(columns))
    column = {name: k for k, name in enumerate(sorted(met))}
    sorted_place = np.array([column[name] for name in met], np.int32)
    filled: FloatArray = np.array(values, np.float64)
    held = (filled, sorted_place[np.array(columns, np.int32)], np.array(ends, np.int64))
    made: Sparse = csr_array(held, shape=(len(ends) - 1, len(column)), dtype=np.float64)
    made.sort_indices()
    return made, column
