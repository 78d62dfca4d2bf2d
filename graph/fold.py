"""Folding: what all prevailing records state, as one graph; only what changed since a store was last up to date.

The graph is a function of the staged parts and nothing else. Of each record the state with the latest date prevails;
what only an earlier state said is gone. Several records that speak of one thing are merged property by property, as
`graph.model.Merge` says. A link that the model draws from a list property exists where both its ends do.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from graph.batch import staged_schema
from graph.model import KINDS, STATED, Column, Link, Merge, Node
from graph.staging import Staging, literal, staged_rows
from graph.store import Changes, Watch

MEMORY = "2GB"


def changes(staging: Staging, applied: int, folder: Path, watch: Watch = lambda *_: None) -> Changes:
    """Write to `folder` what has to be made and removed to bring a store from the first `applied` parts to all of them.

    A store at 0 is empty: everything is to be made.
    """
    result = Changes(folder, staging.manifest.base, staging.manifest.parts, fresh=applied == 0)
    with duckdb.connect() as db:
        db.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {literal(str(folder))}")
        _views(db, staging)
        if not result.fresh:
            _affected(db, applied)
        for done, kind in enumerate(KINDS):
            watch(f"folding {kind.name}", done, len(KINDS))
            drawn = isinstance(kind, Link) and kind.listed_in
            _write(db, _drawn(kind, result.fresh) if drawn else _merged(kind, result.fresh), result.made(kind))
            if isinstance(kind, Node):
                db.execute(f"CREATE VIEW made_{kind.name} AS FROM read_parquet({literal(str(result.made(kind)))})")
            if not result.fresh:
                _write(db, _gone(kind), result.gone(kind))
    return result


def _write(db: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    db.execute(f"COPY ({sql}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION snappy)")


def _views(db: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    """`parts`, `prevailing` (which part holds the facts of each record) and, for each kind, its facts that prevail."""
    db.register("parts", staging.parts_table())
    db.execute(f"CREATE VIEW records AS FROM {staged_rows(staging.files('records'))} JOIN parts USING (part)")
    db.execute(f"CREATE TABLE prevailing AS {_prevailing()}")
    for kind in STATED:
        files = staging.files(kind.name)
        if files:
            db.execute(f"CREATE VIEW all_{kind.name} AS FROM {staged_rows(files)}")
        else:
            db.register(f"all_{kind.name}", staged_schema(kind).append(pa.field("part", pa.int64())).empty_table())
        db.execute(
            f"""CREATE VIEW stated_{kind.name} AS
                FROM all_{kind.name} SEMI JOIN prevailing USING (record, part)"""
        )


def _prevailing(upto: int | None = None) -> str:
    """Of each record, the part that holds the facts of its latest state, given the parts up to a number."""
    only = "" if upto is None else f"WHERE part <= {upto}"
    return f"""SELECT source, record, arg_max(facts_part, (as_of, load, records.part)) AS part
               FROM records {only} GROUP BY source, record"""


def _affected(db: duckdb.DuckDBPyConnection, applied: int) -> None:
    """For each kind, the keys of all that the records spoke of, before or now, whose prevailing state is another."""
    db.execute(
        f"""CREATE TABLE touched AS WITH before AS ({_prevailing(applied)})
            SELECT record, unnest([prevailing.part, before.part]) AS part
            FROM prevailing LEFT JOIN before USING (source, record)
            WHERE prevailing.part IS DISTINCT FROM before.part"""
    )
    for kind in STATED:
        key = ", ".join(map(_quoted, kind.key))
        db.execute(
            f"""CREATE TABLE affected_{kind.name} AS
                SELECT DISTINCT {key} FROM all_{kind.name} SEMI JOIN touched USING (record, part)"""
        )


def _merged(kind: Node | Link, fresh: bool) -> str:
    """One row for each thing of a kind: what the prevailing records state of it, merged."""
    key = ", ".join(map(_quoted, kind.key))
    properties = "".join(f", {_best(column)}" for column in kind.columns if column.name not in kind.key)
    only = "" if fresh else f"SEMI JOIN affected_{kind.name} USING ({key})"
    return f"SELECT {key}{properties} FROM stated_{kind.name} {only} GROUP BY {key} ORDER BY {key}"


def _best(column: Column) -> str:
    name = _quoted(column.name)
    if column.merge is Merge.UNION:
        return f"coalesce(list_sort(list_distinct(flatten(list({name})))), []) AS {name}"
    best = f"arg_min({name}, (NOT own, record))"
    return f"{f'coalesce({best}, [])' if pa.types.is_list(column.type) else best} AS {name}"


def _drawn(kind: Node | Link, fresh: bool) -> str:
    """The links that a list property gives, where the node at the other end is there too."""
    assert isinstance(kind, Link)
    assert kind.listed_in
    (start, end), listed = map(_quoted, kind.key), _quoted(kind.listed_in)
    name = kind.start.name
    if fresh:
        pairs = f"SELECT id AS {start}, unnest({listed}) AS {end} FROM made_{name}"
        there = f"SELECT id FROM made_{kind.end.name}"
    else:
        prevailing = f"SELECT id AS {start}, unnest({listed}) AS {end} FROM ({_merged(kind.start, fresh=True)})"
        pairs = f"""SELECT * FROM ({prevailing}) WHERE {start} IN (SELECT id FROM affected_{name})
                    OR {end} IN (SELECT id FROM affected_{kind.end.name})"""
        there = f"SELECT DISTINCT id FROM stated_{kind.end.name}"
    return f"""SELECT DISTINCT {start}, {end} FROM ({pairs})
               WHERE {start} <> {end} AND {end} IN ({there}) ORDER BY {start}, {end}"""


def _gone(kind: Node | Link) -> str:
    """The keys of what no prevailing record states any more; of drawn links, the starts whose links are drawn anew."""
    if isinstance(kind, Link) and kind.listed_in:
        return f"SELECT id AS {_quoted(kind.key[0])} FROM affected_{kind.start.name} ORDER BY 1"
    key = ", ".join(map(_quoted, kind.key))
    return f"SELECT {key} FROM affected_{kind.name} ANTI JOIN stated_{kind.name} USING ({key}) ORDER BY {key}"


def _quoted(name: str) -> str:
    return f'"{name}"'
