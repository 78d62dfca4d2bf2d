"""`hikma export FORM DIR`: the whole graph as files for other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.bulk import export_neo4j_import, export_parquet
from hikma.progress import Progress
from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("form", metavar="FORM", choices=("neo4j-import", "parquet"), help="neo4j-import or parquet")
    made.add_argument("folder", metavar="DIR", type=Path, help="an empty or new folder")


def _run(given: argparse.Namespace) -> int:
    base = base_of(given)
    with Progress("exporting") as progress:
        if given.form == "parquet":
            files = export_parquet(base, given.folder, progress.step)
            print(f"{len(files)} files in {given.folder}")
        else:
            script = export_neo4j_import(base, given.folder, progress.step)
            print(f"Stop the Neo4j server, then run: sh {script}")
    return 0


VERB = Verb(
    "export",
    "Write the whole graph as files for other tools.",
    """parquet        one file for each kind of node and link, for pandas, polars, DuckDB, R, Spark
neo4j-import   CSV files and the exact neo4j-admin command that fills a stopped, empty server: for large graphs""",
    _flags,
    _run,
)
