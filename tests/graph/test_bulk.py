"""Exports: Parquet that reads back, and CSV that a real Neo4j server imports as the same graph."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graph.base import Base
from graph.bulk import export_neo4j_import, export_parquet
from graph.errors import BaseError
from graph.model import KINDS, schema
from tests.graph.test_store import RECORD
from tests.support.commands import done
from tests.support.neo4j_home import PASSWORD, USER, running
from tests.support.neo4j_server import new_home
from tests.support.staged import everything, paper, stage


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base(tmp_path / "base")
    stage(
        made,
        {"w1": RECORD, "w2": paper("w2", {"s2": ["PK"], "s3": []}, title='a "quoted", title')},
        "2026-01",
    )
    made.update()
    return made


def test_parquet_holds_every_kind(base: Base, tmp_path: Path) -> None:
    files = export_parquet(base, tmp_path / "out")
    tables = {file.stem: pq.read_table(file) for file in files}
    assert {name: table.schema.names for name, table in tables.items()} == {
        kind.name: schema(kind).names for kind in KINDS
    }
    with base.open_store() as store:
        assert {name: table.num_rows for name, table in tables.items()} == store.counts()
    with pytest.raises(BaseError, match="not an empty folder"):
        export_parquet(base, tmp_path / "out")


@pytest.mark.neo4j
def test_a_stopped_server_filled_in_bulk_holds_the_same_graph(base: Base, tmp_path: Path) -> None:
    script = export_neo4j_import(base, tmp_path / "import")
    home = new_home(tmp_path / "server")
    done("sh", script, environment={"NEO4J_ADMIN": str(home.folder / "bin" / "neo4j-admin")})
    with running(home):
        url = home.uri.replace("://", f"://{USER}:{PASSWORD}@")
        imported = Base(base.folder, url)
        with imported.open_store() as there, base.open_store() as here:
            assert everything(there) == everything(here)
            assert there.state() == here.state()
        stage(imported, {"w3": paper("w3", {"s1": ["TR"]})}, "2026-02")
        imported.update()
        with imported.open_store() as there:
            assert there.counts()["Publication"] == 3
