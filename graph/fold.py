"""Folding: what all prevailing records state, as one graph; only what changed since a store was last up to date.

The graph is a function of the staged parts and nothing else. Of each record the state with the latest date prevails;
what only an earlier state said is gone. Ids that name one thing become one node (`graph.identity`). Several records
that speak of one thing are merged property by property, as `graph.model.Merge` says. A link that the model draws from
a list property exists where both its ends do.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from graph import canonical, prevailing, recognition
from graph.identity import identify
from graph.model import AUTHORED, KINDS, STATED, Column, Link, Merge, Node
from graph.staging import Staging, literal
from graph.store import Changes, Watch

MEMORY = "2GB"
FOLDED = tuple(kind for kind in STATED if kind in KINDS)


def changes(staging: Staging, applied: int, folder: Path, watch: Watch = lambda *_: None) -> Changes:
    """Write to `folder` what has to be made and removed to bring a store from the first `applied` parts to all of them.

    A store at 0 is empty: everything is to be made.
    """
    parts = staging.manifest.parts
    result = Changes(folder, staging.manifest.base, parts, fresh=applied == 0)
    with duckdb.connect() as db:
        db.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {literal(str(folder))}")
        prevailing.register(db, staging)
        _at(db, staging, "now", parts)
        if not result.fresh:
            _at(db, staging, "before", applied)
            _affected(db)
        for kind in FOLDED:
            canonical.state(db, kind, "now")
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


def _at(db: duckdb.DuckDBPyConnection, staging: Staging, time: str, parts: int) -> None:
    """What prevails, which ids are one, and what was recognised, after so many parts: tables named by `time`."""
    db.execute(f"CREATE TABLE {time} AS {prevailing.prevailing(parts)}")
    prevailing.register_facts(db, time)
    canonical.register(db, time, identify(db, staging, time, parts).same)
    recognition.register(db, time, recognition.recognise(db, staging, time, parts))


def _affected(db: duckdb.DuckDBPyConnection) -> None:
    """For each kind, the keys of all of which something else is said now than before, by whichever name."""
    db.execute(
        """CREATE TABLE touched AS
            SELECT record, unnest([now.part, before.part]) AS part
            FROM now FULL JOIN before USING (source, record) WHERE now.part IS DISTINCT FROM before.part
            UNION SELECT record, part FROM (
                (FROM now_detached EXCEPT FROM before_detached) UNION (FROM before_detached EXCEPT FROM now_detached)
            )"""
    )
    db.execute(
        """CREATE TABLE told_anew AS SELECT coalesce(now.text, before.text) AS text
            FROM recognised_now AS now FULL JOIN recognised_before AS before ON now.text = before.text
            WHERE now IS DISTINCT FROM before"""
    )
    canonical.register_changed(db)
    for kind in FOLDED:
        keys = [canonical.keys(kind, _anew(db, kind, time), time) for time in ("now", "before")]
        db.execute(f"CREATE TABLE affected_{kind.name} AS {' UNION '.join(keys)}")


def _anew(db: duckdb.DuckDBPyConnection, kind: Node | Link, time: str) -> str:
    """SQL for the rows of a kind at a time on which the graph differs between now and before."""
    facts = prevailing.rows_of(kind, time)
    rows = [f"SELECT * FROM {facts} SEMI JOIN touched USING (record, part)", *canonical.renamed(db, kind, facts)]
    if kind is AUTHORED:
        rows.append(f"FROM {facts} WHERE list_has_any(affiliations, (SELECT list(text) FROM told_anew))")
    return f"({' UNION ALL BY NAME '.join(rows)})"


def _merged(kind: Node | Link, fresh: bool) -> str:
    """One row for each thing of a kind: what the prevailing records state of it, merged."""
    key = ", ".join(map(_quoted, kind.key))
    # The two rows of one record that names a thing under two ids are told apart by these.
    order = f"({prevailing.BEST}, raw_id)" if isinstance(kind, Node) else prevailing.BEST
    properties = "".join(f", {_property(column, order)}" for column in kind.columns if column.name not in kind.key)
    only = "" if fresh else f"SEMI JOIN affected_{kind.name} USING ({key})"
    merged = f"SELECT {key}{properties} FROM stated_{kind.name} {only} GROUP BY {key}"
    return f"{recognition.filled(kind, merged, 'recognised_now')} ORDER BY {key}"


def _property(column: Column, order: str) -> str:
    name = _quoted(column.name)
    if column.name == "also":
        ids = f"list_distinct(flatten(list({name})) || list(raw_id))"
        return f"list_sort(list_filter({ids}, lambda x: x <> id AND NOT contains(x, '#'))) AS {name}"
    if column.merge is Merge.UNION:
        return f"coalesce(list_sort(list_distinct(flatten(list({name})))), []) AS {name}"
    best = f"arg_min({name}, {order})"
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
        now = f"SELECT id AS {start}, unnest({listed}) AS {end} FROM ({_merged(kind.start, fresh=True)})"
        pairs = f"""SELECT * FROM ({now}) WHERE {start} IN (SELECT id FROM affected_{name})
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
