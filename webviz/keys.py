"""The key of a row in words: names instead of ids and codes."""

from __future__ import annotations

from collections.abc import Sequence

from graph.base import Graph
from queries.saying import place

NAMED = ("Scientist", "Institution", "Topic", "Publication")


def key_in_words(graph: Graph, key: Sequence[str]) -> tuple[str, ...]:
    """Each part of the key by its name, as far as one is known; the kind before an id is left out."""
    known = {
        row["id"]: row["name"] for kind in NAMED for row in graph.store.rows(_names(kind), ids=list(key)).to_pylist()
    }
    parts = [part for part in key if part.capitalize() not in (*NAMED, "Country")]
    return tuple(known.get(part) or place(part) for part in parts)


def _names(kind: str) -> str:
    name = "title" if kind == "Publication" else "name"
    return f"MATCH (n:{kind}) WHERE n.id IN $ids RETURN n.id AS id, n.{name} AS name"
