"""Who says what of a thing, and since when: every staged statement on one id, summed up."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pyarrow as pa

from graph import judgements, prevailing
from graph.base import Base
from graph.errors import BaseError
from graph.model import (
    AFFILIATED_WITH,
    AUTHORED,
    INSTITUTION,
    KINDS,
    PUBLICATION,
    SCIENTIST,
    STATED,
    TOPIC,
    Column,
    Link,
    Node,
)
from graph.prevailing import rows_of


class Said(NamedTuple):
    """One value that some records of a source state of a thing."""

    what: str
    """A property of the thing, or a kind of link."""
    value: str
    """The value; of a link, the other end and the link's properties."""
    source: str
    first: str
    """Date of the first state that says so."""
    last: str
    records: int
    record: str
    """One of the records."""
    holds: bool
    """Whether the latest state of any of them still says so."""


def statements(base: Base, id_: str) -> list[Said]:
    """All that is staged of the thing that an id names, under any of its ids; what holds first, then by what it is.

    Raises:
        BaseError: no record names the id.
    """
    ids = judgements.aliases(base, id_)
    with prevailing.opened(base.staging) as db:
        db.register("asked", pa.table({"asked": pa.array(ids, pa.string())}))
        for kind in (kind for kind in STATED if kind in KINDS):
            db.execute(f"CREATE VIEW said_{kind.name} AS {_said(kind)}")
        nodes = [kind for kind in (SCIENTIST, INSTITUTION, TOPIC, PUBLICATION) if _names(db, kind)]
        found = [said for node in nodes for said in _of_node(db, node)]
        links = [kind for kind in KINDS if isinstance(kind, Link) and not kind.listed_in]
        found += [said for link in links for said in _of_link(db, link)]
    if not found:
        raise BaseError(f"no record names {id_}: check the id, which “hikma ask neighbourhood --of NAME” gives")
    found += [Said("id", other, "identity", "", "", 0, "", holds=True) for other in ids]
    return sorted(found, key=lambda said: (not said.holds, _ORDER.get(said.what, 9), said.what, -said.records, said))


_ORDER = {"id": 0, "name": 1, "title": 1}


def _said(kind: Node | Link) -> str:
    """SQL: all that was ever stated, and what is stated of an id that somebody has detached from another."""
    if kind not in (SCIENTIST, AUTHORED, AFFILIATED_WITH):
        return f"FROM all_{kind.name}"
    end = "id" if kind is SCIENTIST else "scientist"
    return f"""FROM all_{kind.name} UNION ALL BY NAME
        SELECT * EXCLUDE (source) FROM {rows_of(kind, "now")} WHERE contains({end}, '#')
        AND (record, part, {end}) IN (SELECT (record, part, scientist || '#' || name) FROM now_detached)"""


def _names(db: duckdb.DuckDBPyConnection, kind: Node) -> bool:
    return db.execute(f"SELECT 1 FROM said_{kind.name} WHERE id IN (FROM asked) LIMIT 1").fetchone() is not None


def _of_node(db: duckdb.DuckDBPyConnection, kind: Node) -> list[Said]:
    said = [_summed(db, kind, f"'{c.name}'", _value(c), "id IN (FROM asked)") for c in kind.columns[1:]]
    return [one for rows in said for one in rows]


def _value(column: Column) -> str:
    name = f'"{column.name}"'
    if column.name in ("names", "also", "keywords"):
        return f"unnest({name})"
    return f"array_to_string({name}, '; ')" if pa.types.is_list(column.type) else f"{name}::VARCHAR"


def _of_link(db: duckdb.DuckDBPyConnection, kind: Link) -> list[Said]:
    properties = "".join(f""" || coalesce('; {c.name}: ' || {_text(c)}, '')""" for c in kind.properties)
    found = []
    for here, there in (kind.key, kind.key[::-1]):
        node = kind.start if here == kind.key[0] else kind.end
        if node.name in (SCIENTIST.name, INSTITUTION.name, TOPIC.name, PUBLICATION.name):
            found += _summed(db, kind, f"'{kind.name}'", f'"{there}"{properties}', f'"{here}" IN (FROM asked)')
    return found


def _text(column: Column) -> str:
    name = f'"{column.name}"'
    return f"nullif(array_to_string({name}, ', '), '')" if pa.types.is_list(column.type) else f"{name}::VARCHAR"


def _summed(db: duckdb.DuckDBPyConnection, kind: Node | Link, what: str, value: str, where: str) -> list[Said]:
    rows = db.execute(
        f"""WITH stated AS (
                SELECT {what} AS what, {value} AS value, record, part FROM said_{kind.name} WHERE {where}
            ),
            dated AS (
                SELECT stated.*, source, as_of FROM stated
                JOIN records ON (records.record, records.facts_part) = (stated.record, stated.part)
            )
            SELECT what, value, dated.source, min(as_of), max(as_of), count(DISTINCT dated.record), min(dated.record),
                bool_or(now.part IS NOT NULL)
            FROM dated LEFT JOIN now ON (dated.record, dated.part) = (now.record, now.part)
            WHERE value IS NOT NULL GROUP BY what, value, dated.source"""
    ).fetchall()
    return [Said(*row) for row in rows]
