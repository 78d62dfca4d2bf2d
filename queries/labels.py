"""Names and countries of nodes by kind and id, as rows of answers show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.authorships import authorships
from graph.store import Store
from queries.measures.scientist_countries import latest_country
from queries.saying import place


class Label(NamedTuple):
    """A node as a reader knows it."""

    name: str | None
    country: str | None


def labels(store: Store, ids: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Label]:
    """The label of each node by kind and id, given ids by kind: scientist, institution, topic or country.

    A scientist's country is that of the latest authorship that names one; an institution's that where it is.
    An id that is no node has no label, except a country.
    """
    made = {("country", code): Label(place(code), code) for code in ids.get("country", ())}
    places = {"scientist": _of_scientists, "institution": _of_institutions}
    for kind in ("scientist", "institution", "topic"):
        asked = list(ids.get(kind, ()))
        where = places[kind](store, asked) if kind in places and asked else {}
        names = f"MATCH (n:{kind.capitalize()}) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"
        for row in store.rows(names, ids=asked).to_pylist():
            made[kind, row["id"]] = Label(row["name"], where.get(row["id"]))
    return made


def _of_scientists(store: Store, ids: Sequence[str]) -> dict[str, str]:
    found = authorships(store, of=ids)
    latest = zip(found.scientists, latest_country(found).tolist(), strict=True)
    return {scientist: found.countries[k] for scientist, k in latest if k >= 0}


def _of_institutions(store: Store, ids: Sequence[str]) -> dict[str, str]:
    cypher = """MATCH (i:Institution)-[:LOCATED_IN]->(c:Country) WHERE i.id IN $ids
        RETURN i.id AS id, min(c.id) AS country"""
    return {row["id"]: row["country"] for row in store.rows(cypher, ids=list(ids)).to_pylist()}
