"""Files of the whole graph for other tools: Parquet, and CSV with the exact command for Neo4j's bulk import."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa

from graph import fold
from graph.base import NOTHING_YET, Base
from graph.errors import BaseError
from graph.model import KINDS, Column, Link, Node
from graph.staging import literal
from graph.store import STATE, Changes, Watch

ARRAY_DELIMITER = "U+001F"
"""A control character that no name holds parts the values of a list."""

_TYPES = {
    pa.string(): "string",
    pa.int64(): "long",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.list_(pa.string()): "string[]",
    pa.list_(pa.int64()): "long[]",
}


def export_parquet(base: Base, folder: Path, watch: Watch = lambda *_: None) -> list[Path]:
    """Write one Parquet file for each kind of node and link, rows in order of their key; returns the files.

    Raises:
        BaseError: the folder holds something already, or the base holds nothing.
    """
    _empty(folder)
    made = _whole(base, folder, watch)
    return [made.made(kind) for kind in KINDS]


def export_neo4j_import(base: Base, folder: Path, watch: Watch = lambda *_: None) -> Path:
    """Write CSV files and `import.sh`, the command that fills a stopped, empty Neo4j server with them; returns it.

    Raises:
        BaseError: the folder holds something already, or the base holds nothing.
    """
    _empty(folder)
    with tempfile.TemporaryDirectory(dir=folder) as scratch, duckdb.connect() as db:
        made = _whole(base, Path(scratch), watch)
        for kind in KINDS:
            columns = ", ".join(_text(column) for column in kind.columns)
            source = literal(str(made.made(kind)))
            target = literal(str(folder / f"{kind.name}.csv"))
            rows = f"SELECT {columns} FROM read_parquet({source})"
            db.execute(f"COPY ({rows}) TO {target} (FORMAT csv, HEADER false, FORCE_QUOTE *)")
            (folder / f"{kind.name}.header.csv").write_text(_header(kind) + "\n", encoding="utf-8")
        (folder / f"{STATE}.header.csv").write_text("base:string,applied:long\n", encoding="utf-8")
        (folder / f"{STATE}.csv").write_text(f"{made.base},{made.applied}\n", encoding="utf-8")
    script = folder / "import.sh"
    script.write_text(_script(), encoding="utf-8")
    script.chmod(0o755)
    return script


def _empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BaseError(f"{folder} is not an empty folder: give one that is, or a new one")
    folder.mkdir(parents=True, exist_ok=True)


def _whole(base: Base, folder: Path, watch: Watch) -> Changes:
    if not base.staging.manifest.loads:
        raise BaseError(f"{base.folder} {NOTHING_YET}")
    return fold.changes(base.staging, 0, folder.resolve(), watch)


def _text(column: Column) -> str:
    name = f'"{column.name}"'
    return f"array_to_string({name}, chr(31)) AS {name}" if pa.types.is_list(column.type) else name


def _header(kind: Node | Link) -> str:
    properties = [f"{column.name}:{_TYPES[column.type]}" for column in kind.columns]
    if isinstance(kind, Node):
        return ",".join([f"id:ID({kind.name})", *properties[1:]])
    return ",".join([f":START_ID({kind.start.name})", f":END_ID({kind.end.name})", *properties[2:]])


def _script() -> str:
    inputs = [f"--nodes={kind.name}={kind.name}.header.csv,{kind.name}.csv" for kind in KINDS if isinstance(kind, Node)]
    inputs.append(f"--nodes={STATE}={STATE}.header.csv,{STATE}.csv")
    inputs += [
        f"--relationships={kind.name}={kind.name}.header.csv,{kind.name}.csv"
        for kind in KINDS
        if isinstance(kind, Link)
    ]
    options = [
        "--overwrite-destination",
        "--multiline-fields=true",
        f"--array-delimiter={ARRAY_DELIMITER}",
        "--id-type=string",
    ]
    command = " \\\n  ".join(
        ["${NEO4J_ADMIN:-neo4j-admin} database import full neo4j", *map(shlex.quote, [*options, *inputs])]
    )
    constraints = "".join(
        f"#   CREATE CONSTRAINT hikma_{kind.name} IF NOT EXISTS FOR (n:{kind.name}) REQUIRE n.id IS UNIQUE;\n"
        for kind in KINDS
        if isinstance(kind, Node)
    )
    return (
        "#!/bin/sh\n"
        "# Fills the database `neo4j` of a STOPPED server; what it holds is replaced. Then start the server, give it\n"
        f"{constraints}"
        "# (the next load does so too). Use it with: hikma --base DIR --store neo4j://localhost:7687 status\n"
        'cd "$(dirname "$0")" || exit 1\n'
        f"exec {command}\n"
    )
