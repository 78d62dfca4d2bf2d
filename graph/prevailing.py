"""What prevails: of each staged record its latest state, unless a later whole state of its source has it no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from graph.batch import RECORDS, staged_schema
from graph.model import AFFILIATED_WITH, AUTHORED, JUDGED, SCIENTIST, STATED, Link, Node
from graph.staging import Staging, staged_rows

NAME = "Name"
"""The kind of a judgement on a scientist's id and a name that is printed under it."""

_PART = pa.field("part", pa.int64())


def register(db: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    """Make `parts`, `records` and, for each kind, `all_KIND`: its facts of all parts, with the number of the part."""
    db.register("parts", staging.parts_table())
    _view(db, "seen", staging.files("records"), RECORDS)
    db.execute("CREATE VIEW records AS FROM seen JOIN parts USING (part)")
    for kind in STATED:
        _view(db, f"all_{kind.name}", staging.files(kind.name), staged_schema(kind))


@contextmanager
def opened(staging: Staging) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that knows all facts, and those that prevail `now`."""
    with duckdb.connect() as db:
        register(db, staging)
        db.execute(f"CREATE TABLE now AS {prevailing(staging.manifest.parts)}")
        register_facts(db, "now")
        yield db


def _view(db: duckdb.DuckDBPyConnection, name: str, files: list[str], columns: pa.Schema) -> None:
    if files:
        db.execute(f"CREATE VIEW {name} AS FROM {staged_rows(files)}")
    else:
        db.register(name, columns.append(_PART).empty_table())


def prevailing(upto: int) -> str:
    """SQL: of each source and record, the part that holds the facts that prevail, given the parts up to a number.

    The latest state of a record prevails. Where a whole state of its source is later than that, the record is
    withdrawn and has no row; a whole state speaks for the kinds of records that it holds.
    """
    return f"""
        WITH until AS (FROM records WHERE part <= {upto}),
        whole AS (
            SELECT source, kind, max((as_of, load)) AS since FROM until
            WHERE load IN (SELECT load FROM parts WHERE closes AND part <= {upto}) GROUP BY source, kind
        )
        SELECT source, record, arg_max(facts_part, (as_of, load, part)) AS part
        FROM until LEFT JOIN whole USING (source, kind) GROUP BY source, record
        HAVING any_value(since) IS NULL OR max((as_of, load)) >= any_value(since)"""


def register_facts(db: duckdb.DuckDBPyConnection, time: str) -> None:
    """Make `TIME_facts_KIND`: the facts of a kind that prevail by table `TIME`, each with its `source`.

    Where somebody has judged that a name printed under an id of a scientist is another person's, what the records with
    that name say of the id is said of another one, `ID#NAME`.
    """
    for kind in STATED:
        db.execute(
            f"CREATE OR REPLACE VIEW {rows_of(kind, time)} AS FROM all_{kind.name} JOIN {time} USING (record, part)"
        )
    db.execute(
        f"""CREATE TABLE {time}_detached AS
            SELECT DISTINCT record, part, scientist, "right" AS name
            FROM {rows_of(AUTHORED, time)} JOIN (
                SELECT "left", "right" FROM {rows_of(JUDGED, time)} WHERE kind = '{NAME}' AND verdict = 'different'
            ) ON scientist = "left" AND list_contains(names, "right")"""
    )
    if db.execute(f"SELECT 1 FROM {time}_detached LIMIT 1").fetchone():
        _detach(db, time)


def _detach(db: duckdb.DuckDBPyConnection, time: str) -> None:
    others = f"SELECT scientist, list(DISTINCT name) AS names FROM {time}_detached GROUP BY scientist"
    db.execute(f"CREATE TABLE {time}_others AS {others}")
    for kind, end in ((SCIENTIST, "id"), (AUTHORED, "scientist"), (AFFILIATED_WITH, "scientist")):
        replaced = f"CASE WHEN d.scientist IS NULL THEN r.{end} ELSE d.scientist || '#' || d.name END AS {end}"
        if kind is SCIENTIST:
            replaced += """, coalesce(d.name, r.name) AS name,
                CASE WHEN d.scientist IS NOT NULL THEN [d.name]
                    WHEN o.names IS NULL THEN r.names
                    ELSE list_filter(r.names, lambda x: NOT list_contains(o.names, x)) END AS names,
                CASE WHEN d.scientist IS NULL THEN r.orcid END AS orcid,
                CASE WHEN d.scientist IS NULL THEN r.also END AS also"""
        db.execute(
            f"""CREATE OR REPLACE VIEW {rows_of(kind, time)} AS
                SELECT r.* REPLACE ({replaced}) FROM (FROM all_{kind.name} JOIN {time} USING (record, part)) AS r
                LEFT JOIN {time}_detached AS d ON (r.record, r.part, r.{end}) = (d.record, d.part, d.scientist)
                LEFT JOIN {time}_others AS o ON r.{end} = o.scientist"""
        )


def rows_of(kind: Node | Link, time: str) -> str:
    """SQL: the name of the view of `register_facts`."""
    return f"{time}_facts_{kind.name}"


BEST = "(NOT own, record, source)"
"""SQL: what is least in the row that is believed: the thing's own record, then the smallest record id, then source."""
