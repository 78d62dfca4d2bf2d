"""Names that complete what a reader types: topics and scientists, and institutions where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from graph.base import Graph
from graph.errors import BaseError
from graph.search.finding import find
from graph.search.index import SearchIndex
from graph.search.name_words import name_words
from webviz.country_completion import countries

KINDS = ("topic", "scientist", "institution", "country")
OF_EACH = 8
LOOKED_AT = 400

_CONTAINING = """MATCH (n:{kind}) WHERE lower(n.name) CONTAINS $typed
RETURN n.id AS id, n.name AS name ORDER BY name, id LIMIT 200"""
_LEVELS = "MATCH (t:Topic) WHERE t.id IN $ids RETURN t.id AS id, t.level AS level"
_COUNTS = {
    "topic": """MATCH (n:Topic)<-[:ABOUT]-(p:Publication) WHERE n.id IN $ids
RETURN n.id AS id, count(DISTINCT p) AS publications""",
    "scientist": """MATCH (n:Scientist)-[:AUTHORED]->(p:Publication) WHERE n.id IN $ids
RETURN n.id AS id, count(DISTINCT p) AS publications""",
    "institution": """MATCH (n:Institution)<-[:AFFILIATED_WITH]-(:Scientist)-[a:AUTHORED]->(p:Publication)
WHERE n.id IN $ids AND n.id IN a.institutions
RETURN n.id AS id, count(DISTINCT p) AS publications""",
}

_LEADING = {
    "topic": """MATCH (t:Topic)<-[:ABOUT]-(p:Publication)
RETURN t.id AS id, t.name AS name, t.level AS note, count(p) AS publications
ORDER BY publications DESC, name, id LIMIT 12""",
    "scientist": """MATCH (s:Scientist)-[:AUTHORED]->(p:Publication)
WITH s.id AS id, s.name AS name, count(p) AS publications
RETURN id, name, publications ORDER BY publications DESC, name, id LIMIT 12""",
    "institution": """MATCH (:Scientist)-[a:AUTHORED]->(p:Publication)
UNWIND a.institutions AS at WITH at, count(DISTINCT p) AS publications
ORDER BY publications DESC, at LIMIT 12
MATCH (i:Institution) WHERE i.id = at
RETURN i.id AS id, i.name AS name, publications ORDER BY publications DESC, name, id""",
}


@dataclass(frozen=True)
class Completion:
    """A thing that can be asked about: its id, name and kind, and how many publications it has here.

    Of a topic, the kind is its level.
    """

    id: str
    name: str
    kind: str
    publications: int


def complete(graph: Graph, typed: str, kinds: Sequence[str] = KINDS[:2]) -> tuple[Completion, ...]:
    """Up to eight things of each kind that what was typed is the beginning or a spelling of, the most alike first.

    Where the base has no index to be searched, of two hundred whose names contain the letters, the largest. Fewer
    than two letters complete to nothing.
    """
    wanted = typed.strip()
    if len(wanted) < 2:
        return ()
    index = _index(graph)
    found = (_of_a_kind(graph, index, wanted, kind) for kind in kinds)
    return tuple(one for some in found for one in some)


def leading(graph: Graph, kind: str = "topic") -> tuple[Completion, ...]:
    """The twelve topics, scientists or institutions with most publications, or the first countries."""
    if kind == "country":
        return tuple(_countries(graph))
    rows = graph.store.rows(_LEADING[kind]).to_pylist()
    return tuple(
        Completion(row["id"], row["name"] or row["id"], row.get("note") or kind, row["publications"]) for row in rows
    )


def _of_a_kind(graph: Graph, index: SearchIndex | None, wanted: str, kind: str) -> list[Completion]:
    if kind == "country":
        return _countries(graph, wanted)[:OF_EACH]
    return _found(graph, index, wanted, kind) if index else _containing(graph, wanted, kind)


def _countries(graph: Graph, typed: str = "") -> list[Completion]:
    return [Completion(code, name, "country", number) for code, name, number in countries(graph, typed)]


def _index(graph: Graph) -> SearchIndex | None:
    try:
        return graph.search.index if graph.search else None
    except BaseError:
        return None


def _found(graph: Graph, index: SearchIndex, typed: str, kind: str) -> list[Completion]:
    found = find(index, typed, (kind.capitalize(),), OF_EACH, unfinished=True)
    named = [(one.id, one.name) for one in found]
    if kind == "scientist":
        named = list(dict.fromkeys([*_begun(index, typed), *named]))[:OF_EACH]
    return _counted(graph, kind, named)


def _begun(index: SearchIndex, typed: str) -> list[tuple[str, str]]:
    """The scientists with most publications who have a name that begins with the last word, and the words before it.

    Finding ranks by likeness to whole names, which few letters have little of.
    """
    words = [word.plain for word in name_words(typed)]
    if not words or len(words[-1]) < 2:
        return []
    last = tantivy.Query.fuzzy_term_query(index.schema, "person", words[-1], 0, prefix=True)
    every = [(tantivy.Occur.Must, one) for one in (*(index.term("person", word) for word in words[:-1]), last)]
    hits = index.searcher.search(tantivy.Query.boolean_query(every), LOOKED_AT, count=False).hits
    cards = sorted((index.card(address) for _, address in hits), key=lambda card: (-card.weight, card.id))
    return [(card.id, card.names[0] if card.names else card.id) for card in cards[:OF_EACH]]


def _containing(graph: Graph, typed: str, kind: str) -> list[Completion]:
    rows = graph.store.rows(_CONTAINING.format(kind=kind.capitalize()), typed=typed.lower()).to_pylist()
    made = _counted(graph, kind, [(row["id"], row["name"] or row["id"]) for row in rows])
    return sorted(made, key=lambda one: (-one.publications, one.name, one.id))[:OF_EACH]


def _counted(graph: Graph, kind: str, found: Sequence[tuple[str, str]]) -> list[Completion]:
    if not found:
        return []
    ids = [id_ for id_, _ in found]
    counts = {row["id"]: row["publications"] for row in graph.store.rows(_COUNTS[kind], ids=ids).to_pylist()}
    levels = {}
    if kind == "topic":
        levels = {row["id"]: row["level"] for row in graph.store.rows(_LEVELS, ids=ids).to_pylist()}
    return [Completion(id_, name, levels.get(id_) or kind, counts.get(id_, 0)) for id_, name in found]
