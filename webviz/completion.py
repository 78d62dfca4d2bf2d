"""Names that complete what a reader types: topics and scientists."""

from __future__ import annotations

from typing import NamedTuple

from graph.base import Graph

_TOPICS = """MATCH (t:Topic) WHERE lower(t.name) CONTAINS $typed
OPTIONAL MATCH (t)<-[:ABOUT]-(p:Publication)
RETURN t.id AS id, t.name AS name, t.level AS note, count(p) AS publications
ORDER BY publications DESC, name, id LIMIT 8"""

_SCIENTISTS = """MATCH (s:Scientist) WHERE lower(s.name) CONTAINS $typed
OPTIONAL MATCH (s)-[:AUTHORED]->(p:Publication)
RETURN s.id AS id, s.name AS name, count(p) AS publications
ORDER BY publications DESC, name, id LIMIT 8"""

_LEADING = """MATCH (t:Topic)<-[:ABOUT]-(p:Publication)
RETURN t.id AS id, t.name AS name, t.level AS note, count(p) AS publications
ORDER BY publications DESC, name, id LIMIT 12"""


class Completion(NamedTuple):
    """A thing that can be asked about: its id, name and kind, and how many publications it has here."""

    id: str
    name: str
    kind: str
    publications: int


def complete(graph: Graph, typed: str) -> tuple[Completion, ...]:
    """Up to eight topics, then up to eight scientists whose names contain what was typed; the largest first.

    Fewer than two letters complete to nothing.
    """
    wanted = typed.strip().lower()
    if len(wanted) < 2:
        return ()
    scientists = graph.store.rows(_SCIENTISTS, typed=wanted).to_pylist()
    people = (Completion(row["id"], row["name"], "scientist", row["publications"]) for row in scientists)
    return (*_topics(graph, _TOPICS, typed=wanted), *people)


def leading(graph: Graph) -> tuple[Completion, ...]:
    """The twelve topics with most publications."""
    return _topics(graph, _LEADING)


def _topics(graph: Graph, cypher: str, **typed: str) -> tuple[Completion, ...]:
    rows = graph.store.rows(cypher, **typed).to_pylist()
    return tuple(
        Completion(row["id"], row["name"] or row["id"], row["note"] or "topic", row["publications"]) for row in rows
    )
