"""The whole base as arrays: what profiles count is read from the store once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.base import Graph
from graph.reading import COUNTRIES, PLACES, read
from graph.store import Store
from queries.agenda_mapping import lineages
from queries.measures.arrays import BoolArray, IntArray
from queries.profile_corpus import Corpus, Lines, Matrix, Subjects, ones

_PUBLISHED = pa.schema(
    [
        ("publication", pa.string()),
        ("year", pa.int64()),
        ("fwci", pa.float64()),
        ("percentile", pa.float64()),
        ("retracted", pa.bool_()),
    ]
)
_AUTHORED = pa.schema(
    [
        ("publication", pa.string()),
        ("scientist", pa.string()),
        ("local", pa.bool_()),
        ("corresponding", pa.bool_()),
        ("first", pa.bool_()),
        ("places", pa.int64()),
        ("countries", pa.list_(pa.string())),
        ("institutions", pa.list_(pa.string())),
    ]
)
_WITHHELD = pa.schema([_AUTHORED.field(name) for name in ("publication", "places", "countries", "institutions")])
_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string()), ("main", pa.bool_())])
_TOPIC = pa.schema([("id", pa.string()), ("name", pa.string()), ("level", pa.string())])
_LOCATED = pa.schema([("institution", pa.string()), ("country", pa.string())])

_READ = {
    "published": (
        """MATCH (p:Publication) RETURN p.id AS publication, p.year AS year, p.fwci AS fwci,
        p.citation_percentile AS percentile, p.retracted AS retracted""",
        _PUBLISHED,
    ),
    "authored": (
        f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication)
        RETURN p.id AS publication, s.id AS scientist, s.local AS local, a.corresponding AS corresponding,
        1 IN a.positions AS first, {PLACES} AS places, {COUNTRIES} AS countries,
        CASE WHEN size(a.institutions) > 0 THEN a.institutions ELSE a.found_institutions END AS institutions""",
        _AUTHORED,
    ),
    "withheld": (
        """MATCH (p:Publication) WHERE p.withheld > 0 RETURN p.id AS publication, p.withheld AS places,
        p.withheld_countries AS countries, p.withheld_institutions AS institutions""",
        _WITHHELD,
    ),
    "about": (
        "MATCH (p:Publication)-[a:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic, a.main AS main",
        _ABOUT,
    ),
    "topics": ("MATCH (t:Topic) RETURN t.id AS id, t.name AS name, t.level AS level", _TOPIC),
    "located": (
        "MATCH (i:Institution)-[:LOCATED_IN]->(c:Country) RETURN i.id AS institution, c.id AS country",
        _LOCATED,
    ),
}


def corpus(graph: Graph) -> Corpus:
    """All publications of the base with what profiles count; read once for a state of the store."""
    return graph.memory.once(("profile corpus",), lambda: _corpus(graph.store))


def _corpus(store: Store) -> Corpus:
    tables = {name: read(store, *query) for name, query in _READ.items()}
    published = tables["published"].sort_by("publication")
    ids = published["publication"].combine_chunks()
    authored = _with_withheld(tables["authored"], tables["withheld"])
    countries = _distinct(pc.list_flatten(authored["countries"].combine_chunks()))
    institutions = _distinct(pc.list_flatten(authored["institutions"].combine_chunks()))
    scientists = _distinct(pc.drop_null(authored["scientist"]))
    return Corpus(
        publications=ids,
        year=pc.fill_null(published["year"], 0).to_numpy().astype(np.int64),
        fwci=_numbers(published["fwci"]),
        percentile=_numbers(published["percentile"]),
        retracted=_truths(published["retracted"]),
        countries=tuple(countries.to_pylist()),
        institutions=tuple(institutions.to_pylist()),
        scientists=tuple(scientists.to_pylist()),
        located=_pairs(tables["located"], institutions, countries),
        lines=_lines(authored, ids, countries, institutions, scientists),
        subjects=_subjects(store, tables["topics"].sort_by("id"), tables["about"], ids),
    )


def _with_withheld(authored: pa.Table, withheld: pa.Table) -> pa.Table:
    """Authors who are not named here as one line a publication, of no scientist."""
    absent = {name: pa.nulls(withheld.num_rows, _AUTHORED.field(name).type) for name in _AUTHORED.names}
    held = {name: withheld[name] for name in withheld.column_names}
    return pa.concat_tables([authored, pa.table(absent | held, schema=_AUTHORED)])


def _lines(
    authored: pa.Table, ids: pa.Array, countries: pa.Array, institutions: pa.Array, scientists: pa.Array
) -> Lines:
    work = _places(authored["publication"], ids)
    corresponding, first = _truths(authored["corresponding"]), _truths(authored["first"])
    flagged = np.bincount(work[corresponding], minlength=len(ids)) > 0
    return Lines(
        work=work,
        scientist=_places(authored["scientist"], scientists),
        local=_truths(authored["local"]),
        leads=corresponding | (first & ~flagged[work]),
        places=authored["places"].to_numpy().astype(np.int64),
        countries=_listed(authored["countries"], countries),
        institutions=_listed(authored["institutions"], institutions),
    )


def _subjects(store: Store, topics: pa.Table, about: pa.Table, ids: pa.Array) -> Subjects:
    known = topics["id"].combine_chunks()
    work, topic, main = _places(about["publication"], ids), _places(about["topic"], known), _truths(about["main"])
    has_main = np.bincount(work[main], minlength=len(ids)) > 0
    classing = main | ~has_main[work]
    place = {one: k for k, one in enumerate(known.to_pylist())}
    above = {(k, k) for k in range(len(place))}
    for low, line in lineages(store).items():
        above |= {(place[low], place[high]) for high in line if high in place}
    rows, columns = (
        np.array(side, dtype=np.int64) for side in (zip(*sorted(above), strict=True) if above else ((), ()))
    )
    upwards = ones(rows, columns, (len(place), len(place)))
    shape = (len(ids), len(place))
    return Subjects(
        ids=tuple(known.to_pylist()),
        names=tuple(topics["name"].to_pylist()),
        levels=tuple(topics["level"].to_pylist()),
        upwards=upwards,
        about=ones(work, topic, shape),
        classing=ones(work[classing], topic[classing], shape),
    )


def _distinct(values: Any) -> pa.Array:
    found = pc.unique(values)
    return found.take(pc.sort_indices(found))


def _places(values: Any, known: pa.Array) -> IntArray:
    found = pc.fill_null(pc.index_in(values, value_set=known), -1)
    found = pc.if_else(pc.fill_null(pc.is_valid(values), False), found, -1)
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _pairs(table: pa.Table, rows: pa.Array, columns: pa.Array) -> Matrix:
    row, column = (_places(table[name], known) for name, known in zip(table.column_names, (rows, columns), strict=True))
    there = (row >= 0) & (column >= 0)
    return ones(row[there], column[there], (len(rows), len(columns)))


def _listed(lists: pa.ChunkedArray, known: pa.Array) -> Matrix:
    held = lists.combine_chunks()
    row = pc.list_parent_indices(held).to_numpy(zero_copy_only=False).astype(np.int64)
    return ones(row, _places(pc.list_flatten(held), known), (len(held), len(known)))


def _numbers(values: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(pc.fill_null(values, float("nan")).to_numpy(), dtype=np.float64)


def _truths(values: pa.ChunkedArray) -> BoolArray:
    return np.asarray(pc.fill_null(values, False).to_numpy(), dtype=np.bool_)
