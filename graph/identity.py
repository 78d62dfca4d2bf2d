"""Which ids name one thing: by shared identifiers, merged ids, judgements and bylines; a function of what is staged.

Records stay under the ids of their sources. The graph is made of one id for each thing, its canonical id, and this is
the only place that says which one that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from graph.bylines import Entry, pairs
from graph.contradictions import IDENTIFIERS, known
from graph.model import AUTHORED, INSTITUTION, JUDGED, MERGED, PUBLICATION, SCIENTIST, Node
from graph.prevailing import BEST, rows_of
from graph.staging import Staging
from graph.union import DIFFERENT, Apart, Union

SAME = pa.schema([("kind", pa.string()), ("id", pa.string()), ("canonical", pa.string())])
"""Every id that is not canonical itself."""

UNSURE = pa.schema([(name, pa.string()) for name in ("kind", "left", "right", "reason")])
"""Pairs that an identifier says are one and something else says are two."""

_SCHEMES = ("openalex", "ror", "orcid", "doi", "pmid", "scopus", "wos")
_KINDS = (PUBLICATION, INSTITUTION, SCIENTIST)


class Identity(NamedTuple):
    """What `identify` finds: a table as `SAME`, and one as `UNSURE`."""

    same: pa.Table
    unsure: pa.Table


class _Edge(NamedTuple):
    left: str
    right: str
    reason: str
    by: Literal["hand", "source", "identifier", "score"]


def identify(db: duckdb.DuckDBPyConnection, staging: Staging, prevailing: str, parts: int) -> Identity:
    """The identities after so many parts, given the name of a table of what prevails then; kept beside the parts."""
    kept = staging.folder / "identity" / f"{parts:06d}"
    if (kept / "unsure.parquet").exists():
        return Identity(pq.read_table(kept / "same.parquet"), pq.read_table(kept / "unsure.parquet"))
    found = _identities(db, prevailing)
    kept.mkdir(parents=True, exist_ok=True)
    pq.write_table(found.same, kept / "same.parquet")
    pq.write_table(found.unsure, kept / "unsure.parquet")
    return found


def _identities(db: duckdb.DuckDBPyConnection, prevailing: str) -> Identity:
    same: list[tuple[str, str, str]] = []
    unsure: list[tuple[str, str, str, str]] = []
    for kind in _KINDS:
        edges = _edges(db, kind, prevailing)
        if kind is SCIENTIST:
            edges += _byline_edges(db, prevailing, {id_: canonical for _, id_, canonical in same})
        if edges:
            _resolve(db, kind, edges, prevailing, same, unsure)
    return Identity(_table(same, SAME), _table(unsure, UNSURE))


def _table(rows: Sequence[tuple[str, ...]], described: pa.Schema) -> pa.Table:
    columns = list(zip(*sorted(rows), strict=True)) or [()] * len(described)
    return pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], schema=described)


def _edges(db: duckdb.DuckDBPyConnection, kind: Node, prevailing: str) -> list[_Edge]:
    """By hand, then by identifiers that two things share, then by score, the surest first."""
    column, _ = IDENTIFIERS[kind]
    rows = rows_of(kind, prevailing)
    shared = db.execute(
        f"""WITH keyed AS (
                SELECT id, '{column}:' || arg_min({column}, {BEST}) AS key
                FROM {rows} WHERE {column} IS NOT NULL GROUP BY id
                UNION SELECT DISTINCT id, unnest(also) FROM {rows}
            ),
            met AS (
                SELECT key FROM keyed GROUP BY key HAVING count(DISTINCT id) > 1
                UNION SELECT key FROM keyed SEMI JOIN {rows} AS there ON key = there.id
            )
            SELECT id, key FROM keyed SEMI JOIN met USING (key) WHERE id <> key ORDER BY ALL"""
    ).fetchall()
    merged = db.execute(
        f"""SELECT id, "into" FROM {rows_of(MERGED, prevailing)} WHERE kind = ? AND "into" IS NOT NULL ORDER BY ALL""",
        [kind.name],
    ).fetchall()
    judged = [
        _Edge(left, right, reason or "", "hand" if score is None else "score")
        for left, right, reason, score in _judged(db, kind, prevailing, "same")
    ]
    return [
        *(edge for edge in judged if edge.by == "hand"),
        *(_Edge(given_up, into, "its source merged the one into the other", "source") for given_up, into in merged),
        *(_Edge(id_, key, f"both have {key}", "identifier") for id_, key in shared),
        *(edge for edge in judged if edge.by == "score"),
    ]


def _judged(
    db: duckdb.DuckDBPyConnection, kind: Node, prevailing: str, verdict: str
) -> list[tuple[str, str, str | None, float | None]]:
    """Judgements of that verdict: those by hand, which have no score, first; then by falling score."""
    return db.execute(
        f"""SELECT "left", "right", reason, score FROM {rows_of(JUDGED, prevailing)} WHERE kind = ? AND verdict = ?
            ORDER BY score DESC NULLS FIRST, "left", "right" """,
        [kind.name, verdict],
    ).fetchall()


def _byline_edges(db: duckdb.DuckDBPyConnection, prevailing: str, canonical: dict[str, str]) -> list[_Edge]:
    return [
        _Edge(pair.left, pair.right, pair.reason, "score")
        for entries in _bylines(db, prevailing, canonical)
        for pair in pairs(entries, _compatible)
    ]


def _compatible(one: str, other: str) -> bool:
    from graph.names import compatible

    return compatible(one, other)


def _bylines(db: duckdb.DuckDBPyConnection, prevailing: str, canonical: dict[str, str]) -> Iterator[list[Entry]]:
    """The bylines of each publication that several records describe."""
    same = pa.table({"id": list(canonical), "canonical": list(canonical.values())}, _TO_CANONICAL)
    db.register("publications", same)
    found = db.execute(
        f"""WITH named AS (
                SELECT coalesce(canonical, publication) AS work, a.record, scientist,
                    coalesce(a.names, []) || coalesce(s.names, []) AS names, coalesce(positions[1], 0) AS place
                FROM {rows_of(AUTHORED, prevailing)} AS a LEFT JOIN publications ON a.publication = publications.id
                LEFT JOIN {rows_of(SCIENTIST, prevailing)} AS s
                    ON (a.record, a.part, scientist) = (s.record, s.part, s.id)
            )
            SELECT work, record, scientist, place, names FROM named
            SEMI JOIN (SELECT work FROM named GROUP BY work HAVING count(DISTINCT record) > 1) USING (work)
            ORDER BY work, record, place, scientist"""
    ).fetchall()
    db.unregister("publications")
    for _, rows in groupby(found, key=lambda row: row[0]):
        yield [Entry(record, scientist, place, tuple(names or ())) for _, record, scientist, place, names in rows]


_TO_CANONICAL = pa.schema([("id", pa.string()), ("canonical", pa.string())])


def _resolve(
    db: duckdb.DuckDBPyConnection,
    kind: Node,
    edges: list[_Edge],
    prevailing: str,
    same: list[tuple[str, str, str]],
    unsure: list[tuple[str, str, str, str]],
) -> None:
    union = Union((left, right) for left, right, *_ in _judged(db, kind, prevailing, "different"))
    apart = _apart(db, kind, edges, prevailing)
    for edge in edges:
        reason = union.join(edge.left, edge.right, apart[edge.by])
        if reason and reason != DIFFERENT:
            left, right = sorted((edge.left, edge.right))
            unsure.append((kind.name, left, right, f"{edge.reason}; but {reason}"))
    there = _there(db, kind, prevailing, union)
    for members in union.classes():
        chosen = min(members & there or members, key=_rank)
        same += [(kind.name, id_, chosen) for id_ in members if id_ != chosen]


def _apart(db: duckdb.DuckDBPyConnection, kind: Node, edges: list[_Edge], prevailing: str) -> dict[str, Apart]:
    """What keeps two classes apart, by the ground on which they would be joined."""

    def never(*_: set[str]) -> str | None:
        return None

    told = known(db, kind, prevailing, (id_ for edge in edges for id_ in edge[:2]))
    # One publication may have two DOIs; a score knows that, and weighs them.
    by_score = never if kind is PUBLICATION else told.by_identifier
    return {"hand": never, "source": never, "identifier": told.by_name, "score": by_score}


def _there(db: duckdb.DuckDBPyConnection, kind: Node, prevailing: str, union: Union) -> set[str]:
    """Of all members, those that a record names, and those into which a source merged another."""
    asked = sorted({id_ for members in union.classes() for id_ in members})
    db.register("asked", pa.table({"id": pa.array(asked, pa.string())}))
    found = db.execute(
        f"""SELECT id FROM asked SEMI JOIN {rows_of(kind, prevailing)} AS there USING (id)
            WHERE id NOT IN (SELECT id FROM {rows_of(MERGED, prevailing)})
            UNION SELECT "into" FROM {rows_of(MERGED, prevailing)} SEMI JOIN asked ON "into" = asked.id"""
    ).fetchall()
    db.unregister("asked")
    return {id_ for (id_,) in found}


def _rank(id_: str) -> tuple[bool, int, int, str]:
    """Ids of people before local keys, then by scheme, then the older (shorter, smaller) one."""
    scheme = id_.partition(":")[0]
    place = _SCHEMES.index(scheme) if scheme in _SCHEMES else len(_SCHEMES)
    return "#" in id_, place, len(id_), id_
