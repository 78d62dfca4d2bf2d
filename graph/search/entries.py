"""What a store holds, as entries for the index: read in batches, so that memory does not grow with the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from graph.reading import COUNTRIES
from graph.search.schema import Entry
from graph.store import Store, Watch

BATCH = 15_000
"""How many nodes are read at a time."""

KINDS = ("Topic", "Institution", "Scientist", "Publication")

_TOPICS = """UNWIND $ids AS wanted MATCH (t:Topic {id: wanted})
RETURN t.id AS id, t.name AS name, t.keywords AS keywords"""
_TOPIC_WEIGHTS = """UNWIND $ids AS wanted MATCH (t:Topic {id: wanted})<-[:ABOUT]-(p:Publication)
RETURN t.id AS id, count(*) AS n"""
_INSTITUTIONS = """UNWIND $ids AS wanted MATCH (i:Institution {id: wanted})
RETURN i.id AS id, i.name AS name, i.names AS names, i.ror AS ror, i.also AS also"""
_INSTITUTION_WEIGHTS = """UNWIND $ids AS wanted MATCH (i:Institution {id: wanted})<-[:AFFILIATED_WITH]-(s:Scientist)
RETURN i.id AS id, count(*) AS n"""
_INSTITUTION_PLACES = """UNWIND $ids AS wanted MATCH (i:Institution {id: wanted})-[:LOCATED_IN]->(c:Country)
RETURN i.id AS id, c.id AS country"""
_SCIENTISTS = """UNWIND $ids AS wanted MATCH (s:Scientist {id: wanted})
RETURN s.id AS id, s.name AS name, s.names AS names, s.orcid AS orcid, s.also AS also"""
_SCIENTIST_WORKS = f"""UNWIND $ids AS wanted MATCH (s:Scientist {{id: wanted}})-[a:AUTHORED]->(p:Publication)
RETURN s.id AS id, p.year AS year, {COUNTRIES} AS countries, a.names AS names"""
_SCIENTIST_TOPICS = """UNWIND $ids AS wanted
MATCH (s:Scientist {id: wanted})-[:AUTHORED]->(:Publication)-[:ABOUT]->(t:Topic)
RETURN DISTINCT s.id AS id, t.id AS topic"""
_PUBLICATIONS = """UNWIND $ids AS wanted MATCH (p:Publication {id: wanted})
RETURN p.id AS id, p.title AS title, p.abstract AS abstract, p.keywords AS keywords, p.year AS year, p.doi AS doi,
p.also AS also, p.cited_by_count AS citations, p.withheld_countries AS countries"""
_PUBLICATION_PLACES = f"""UNWIND $ids AS wanted MATCH (p:Publication {{id: wanted}})<-[a:AUTHORED]-(:Scientist)
RETURN p.id AS id, {COUNTRIES} AS countries"""
_PUBLICATION_TOPICS = """UNWIND $ids AS wanted MATCH (p:Publication {id: wanted})-[:ABOUT]->(t:Topic)
RETURN p.id AS id, t.id AS topic"""


class Topics(NamedTuple):
    """The topics of a base: small beside all else, so they are read at once."""

    names: dict[str, str]
    broader: dict[str, list[str]]
    """All topics above each, itself among them, sorted."""


def topics_of(store: Store) -> Topics:
    """Every topic's name, and what is broader."""
    names = {row["id"]: row["name"] or "" for row in _all(store, "MATCH (t:Topic) RETURN t.id AS id, t.name AS name")}
    above: dict[str, list[str]] = defaultdict(list)
    for row in _all(store, "MATCH (t:Topic)-[:BROADER]->(b:Topic) RETURN t.id AS id, b.id AS broader"):
        above[row["id"]].append(row["broader"])
    return Topics(names, {one: _closure(one, above) for one in names})


def _closure(one: str, above: dict[str, list[str]]) -> list[str]:
    found, waiting = {one}, [one]
    while waiting:
        new = [other for other in above.get(waiting.pop(), ()) if other not in found]
        found.update(new)
        waiting += new
    return sorted(found)


def everything(store: Store, watch: Watch = lambda *_: None) -> Iterator[Entry]:
    """The entries of all that a store holds."""
    topics = topics_of(store)
    for kind in KINDS:
        yield from entries(store, kind, _ids(store, kind), topics, watch)


def _ids(store: Store, kind: str) -> list[str]:
    """The ids of all nodes of a kind, sorted."""
    return sorted(store.rows(f"MATCH (n:{kind}) RETURN n.id AS id")["id"].to_pylist())


def entries(
    store: Store, kind: str, ids: Sequence[str], topics: Topics, watch: Watch = lambda *_: None
) -> Iterator[Entry]:
    """The entries of these nodes; those that are not in the store have none."""
    for start in range(0, len(ids), BATCH):
        watch(f"indexing {kind}", start, len(ids))
        batch = list(ids[start : start + BATCH])
        yield from _READ[kind](store, batch, topics)


def _read_topics(store: Store, ids: list[str], topics: Topics) -> Iterator[Entry]:
    weights = _weights(store, _TOPIC_WEIGHTS, ids)
    for row in _all(store, _TOPICS, ids=ids):
        yield Entry(
            "Topic", row["id"], _forms(row["name"], row["keywords"]), topics=topics.broader.get(row["id"], []),
            weight=weights.get(row["id"], 0),
        )  # fmt: skip


def _read_institutions(store: Store, ids: list[str], _: Topics) -> Iterator[Entry]:
    weights = _weights(store, _INSTITUTION_WEIGHTS, ids)
    places = _lists(store.rows(_INSTITUTION_PLACES, ids=ids), "country")
    for row in _all(store, _INSTITUTIONS, ids=ids):
        others = [*([f"ror:{row['ror']}", row["ror"]] if row["ror"] else []), *(row["also"] or ())]
        yield Entry(
            "Institution", row["id"], _forms(row["name"], row["names"]), others,
            countries=places.get(row["id"], []), weight=weights.get(row["id"], 0),
        )  # fmt: skip


def _read_scientists(store: Store, ids: list[str], topics: Topics) -> Iterator[Entry]:
    works = _gathered(store.rows(_SCIENTIST_WORKS, ids=ids))
    about = _lists(store.rows(_SCIENTIST_TOPICS, ids=ids), "topic")
    nothing: dict[str, Any] = {"names": [], "countries": [], "years": [], "n": 0}
    for row in _all(store, _SCIENTISTS, ids=ids):
        known = works.get(row["id"], nothing)
        others = [*([f"orcid:{row['orcid']}", row["orcid"]] if row["orcid"] else []), *(row["also"] or ())]
        yield Entry(
            "Scientist", row["id"], _forms(row["name"], [*(row["names"] or ()), *known["names"]]), others, "",
            known["countries"], known["years"], _with_broader(about.get(row["id"], ()), topics), known["n"],
        )  # fmt: skip


def _read_publications(store: Store, ids: list[str], topics: Topics) -> Iterator[Entry]:
    places = _gathered(store.rows(_PUBLICATION_PLACES, ids=ids))
    about = _lists(store.rows(_PUBLICATION_TOPICS, ids=ids), "topic")
    for row in _all(store, _PUBLICATIONS, ids=ids):
        own = about.get(row["id"], [])
        named = [topics.names.get(one, "") for one in own]
        text = " ".join([row["abstract"] or "", *(row["keywords"] or ()), *named])
        countries = sorted({*places.get(row["id"], {"countries": []})["countries"], *(row["countries"] or ())})
        others = [*([f"doi:{row['doi']}", row["doi"]] if row["doi"] else []), *(row["also"] or ())]
        yield Entry(
            "Publication", row["id"], _forms(row["title"]), others, text, countries,
            [row["year"]] if row["year"] is not None else [], _with_broader(own, topics), row["citations"] or 0,
        )  # fmt: skip


_READ: dict[str, Callable[[Store, list[str], Topics], Iterator[Entry]]] = {
    "Topic": _read_topics,
    "Institution": _read_institutions,
    "Scientist": _read_scientists,
    "Publication": _read_publications,
}


def _forms(name: str | None, others: Iterable[str] | None = ()) -> list[str]:
    """The display name, then each other form once, sorted."""
    first = [name] if name else []
    return [*first, *sorted({other for other in others or () if other} - set(first))]


def _with_broader(own: Iterable[str], topics: Topics) -> list[str]:
    return sorted({above for one in own for above in topics.broader.get(one, [one])})


def _all(store: Store, cypher: str, **parameters: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = store.rows(cypher, **parameters).to_pylist()
    return rows


def _weights(store: Store, cypher: str, ids: list[str]) -> dict[str, int]:
    return {row["id"]: row["n"] for row in _all(store, cypher, ids=ids)}


def _lists(pairs: pa.Table, column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id_, value in zip(pairs["id"].to_pylist(), pairs[column].to_pylist(), strict=True):
        found[id_].append(value)
    return {id_: sorted(values) for id_, values in found.items()}


def _gathered(works: pa.Table) -> dict[str, dict[str, Any]]:
    """Of rows by id: all countries and, where there are such columns, names and years; and how many rows there are."""
    wanted = {name: f"list_sort(list_distinct(flatten(list({name}))))" for name in ("countries", "names")}
    wanted["year"] = "list_sort(list_distinct(list(year)))"
    columns = [f"{sql} AS {name}" for name, sql in wanted.items() if name in works.column_names]
    with duckdb.connect() as db:
        db.register("works", works)
        made = db.sql(f"SELECT id, {', '.join(columns)}, count(*) AS n FROM works GROUP BY id").to_arrow_table()
    rows = made.rename_columns(["years" if name == "year" else name for name in made.column_names]).to_pylist()
    return {row["id"]: row | {"years": [year for year in row.get("years") or () if year is not None]} for row in rows}
