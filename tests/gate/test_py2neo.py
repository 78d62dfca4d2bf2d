"""The extra `py2neo`: a notebook that still uses it reads a base on Neo4j, and adds nodes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from graph.base import Base
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import paper, stage

py2neo = pytest.importorskip("py2neo", reason="tests of the extra py2neo need it installed")
bulk = pytest.importorskip("py2neo.bulk")


@pytest.fixture
def notebook(empty_neo4j: Neo4jServer, tmp_path: Path) -> Iterator[Any]:
    """py2neo's view of a base of one publication by two scientists."""
    base = Base(tmp_path / "base", empty_neo4j.url)
    stage(base, {"w1": paper("w1", {"s1": ["OM"], "s2": ["QA"]}, year=2024)}, as_of="2026-01-01")
    base.update()
    address = f"bolt://{urlsplit(empty_neo4j.uri).netloc}"
    graph = py2neo.Graph(address, auth=(empty_neo4j.user, empty_neo4j.password))
    yield graph
    graph.service.connector.close()


def test_it_reads_what_was_loaded(notebook: Any) -> None:
    assert sorted(node["id"] for node in notebook.nodes.match("Scientist")) == ["s1", "s2"]
    links = notebook.relationships.match(r_type="AUTHORED").all()
    assert sorted((link.start_node["id"], link.end_node["id"]) for link in links) == [
        ("s1", "w1"),
        ("s2", "w1"),
    ]
    assert notebook.run("MATCH (p:Publication) RETURN p.year AS year").data() == [{"year": 2024}]


def test_it_merges_and_loads_in_bulk_beside_it(notebook: Any) -> None:
    for _ in range(2):
        notebook.merge(py2neo.Node("Note", id="n1", text="seen"), "Note", "id")
        bulk.merge_nodes(notebook.auto(), [{"id": "n2"}, {"id": "n3"}], ("Note", "id"))
    assert notebook.nodes.match("Note").count() == 3
    assert notebook.nodes.match("Scientist").count() == 2
