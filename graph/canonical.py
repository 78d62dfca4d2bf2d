"""Facts under canonical ids: SQL that puts, for every id in a key or a list, the id that stands for it."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from graph.model import NODES, Column, Link, Node
from graph.prevailing import rows_of


def register(db: duckdb.DuckDBPyConnection, time: str, same: pa.Table) -> None:
    """Make `TIME_KIND` for each kind of node: `alias` and `canonical`, for ids that are not canonical themselves."""
    for node in NODES:
        of_kind = same.filter(pc.equal(same["kind"], node.name)).select(["id", "canonical"])
        db.register(f"{time}_{node.name}", of_kind.rename_columns(["alias", "canonical"]))


def register_changed(db: duckdb.DuckDBPyConnection) -> None:
    """Make `changed_KIND` for each kind of node: the ids for which another id stands now than before."""
    for node in NODES:
        db.execute(
            f"""CREATE TABLE changed_{node.name} AS
                SELECT alias AS id FROM now_{node.name} AS now FULL JOIN before_{node.name} AS before USING (alias)
                WHERE now.canonical IS DISTINCT FROM before.canonical"""
        )


def renamed(db: duckdb.DuckDBPyConnection, kind: Node | Link, facts: str) -> list[str]:
    """SQL for those facts of a kind that name an id for which another stands now than before."""
    found = []
    for column in _references(kind):
        changed = f"changed_{column.refers}"
        if not _any(db, changed):
            continue
        name = f'"{column.name}"'
        if pa.types.is_list(column.type):
            items = f"SELECT record, part, {_key(kind)}, unnest({name}) AS item FROM {facts}"
            key = f"record, part, {_key(kind)}"
            named = f"SELECT DISTINCT {key} FROM ({items}) AS items SEMI JOIN {changed} ON items.item = {changed}.id"
            found.append(f"SELECT * FROM {facts} SEMI JOIN ({named}) AS named USING ({key})")
        else:
            found.append(f"SELECT * FROM {facts} WHERE {name} IN (SELECT id FROM {changed})")
    return found


def keys(kind: Node | Link, rows: str, time: str) -> str:
    """SQL for the canonical keys of some rows of a kind."""
    columns = ", ".join(f'coalesce({c.name}_.canonical, r."{c.name}") AS "{c.name}"' for c in _ends(kind))
    return f"SELECT {columns} FROM {rows} AS r {_joined(kind, time)}"


def state(db: duckdb.DuckDBPyConnection, kind: Node | Link, time: str) -> None:
    """Make `stated_KIND`: the facts that prevail, under canonical ids.

    Where two rows of one record come to have one key, as when a person is named in a byline under two ids, their lists
    are put together. A node keeps the id of its record as `raw_id`.
    """
    rows = _relisted(db, kind, rows_of(kind, time), time)
    raw = ", r.id AS raw_id" if isinstance(kind, Node) else ""
    if not any(_any(db, f"{time}_{column.refers}") for column in _ends(kind)):
        db.execute(f"CREATE VIEW stated_{kind.name} AS SELECT r.*{raw} FROM {rows} AS r")
        return
    replaced = ", ".join(f'coalesce({c.name}_.canonical, r."{c.name}") AS "{c.name}"' for c in _ends(kind))
    view = f"SELECT r.* REPLACE ({replaced}){raw} FROM {rows} AS r {_joined(kind, time)}"
    db.execute(f"CREATE VIEW renamed_{kind.name} AS {view}")
    db.execute(f"CREATE VIEW stated_{kind.name} AS {_once(kind) if isinstance(kind, Link) else view}")


def _once(kind: Link) -> str:
    """SQL that makes of the rows of one record with one key one row."""
    key = f"record, part, {_key(kind)}"
    columns = ", ".join(_together(column) for column in kind.properties)
    one = f"SELECT {key}{', ' + columns if columns else ''}, bool_or(own) AS own, any_value(source) AS source"
    again = f"SELECT {key} FROM renamed_{kind.name} GROUP BY ALL HAVING count(*) > 1"
    return f"""FROM renamed_{kind.name} ANTI JOIN ({again}) USING ({key})
        UNION ALL BY NAME {one} FROM renamed_{kind.name} SEMI JOIN ({again}) USING ({key}) GROUP BY {key}"""


def _together(column: Column) -> str:
    name = f'"{column.name}"'
    if column.name in ("positions", "names"):
        # Aligned with each other, in the order of the byline.
        return f"flatten(list({name} ORDER BY positions)) AS {name}"
    if pa.types.is_list(column.type):
        return f"list_sort(list_distinct(flatten(list({name})))) AS {name}"
    return f"max({name}) AS {name}"


def _relisted(db: duckdb.DuckDBPyConnection, kind: Node | Link, rows: str, time: str) -> str:
    """The rows, with canonical ids in their lists of ids, each once and in its order."""
    lists = [c for c in _references(kind) if pa.types.is_list(c.type) and _any(db, f"{time}_{c.refers}")]
    if not lists:
        return rows
    joins, replaced = "", []
    for column in lists:
        name, table = f'"{column.name}"', f"listed_{kind.name}_{column.name}"
        db.execute(
            f"""CREATE TABLE {table} AS
                WITH items AS (
                    SELECT record, part, {_key(kind)}, unnest({name}) AS item, generate_subscripts({name}, 1) AS place
                    FROM {rows}
                ),
                once AS (
                    SELECT record, part, {_key(kind)}, coalesce(canonical, item) AS one, min(place) AS place,
                        bool_or(canonical IS NOT NULL) AS other
                    FROM items LEFT JOIN {time}_{column.refers} AS same ON item = alias GROUP BY ALL
                )
                SELECT record, part, {_key(kind)}, list(one ORDER BY place) AS listed FROM once
                GROUP BY record, part, {_key(kind)} HAVING bool_or(other)"""
        )
        joins += f" LEFT JOIN {table} AS {column.name}_ USING (record, part, {_key(kind)})"
        replaced.append(f"coalesce({column.name}_.listed, r.{name}) AS {name}")
    return f"(SELECT r.* REPLACE ({', '.join(replaced)}) FROM {rows} AS r{joins})"


def _references(kind: Node | Link) -> list[Column]:
    return [column for column in kind.columns if column.refers]


def _ends(kind: Node | Link) -> list[Column]:
    return [column for column in kind.columns if column.name in kind.key]


def _joined(kind: Node | Link, time: str) -> str:
    return " ".join(f'LEFT JOIN {time}_{c.refers} AS {c.name}_ ON r."{c.name}" = {c.name}_.alias' for c in _ends(kind))


def _key(kind: Node | Link) -> str:
    return ", ".join(f'"{name}"' for name in kind.key)


def _any(db: duckdb.DuckDBPyConnection, table: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None
