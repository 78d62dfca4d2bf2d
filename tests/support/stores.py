"""The same test on each store: the fixture `base`, an empty base with its graph in a file, then on a real Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.base import Base

STORES = (pytest.param("embedded", id="embedded"), pytest.param("neo4j", id="neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(params=STORES)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Base:
    """An empty base on each store in turn."""
    if request.param == "embedded":
        return Base(tmp_path / "base")
    return Base(tmp_path / "base", request.getfixturevalue("empty_neo4j").url)
