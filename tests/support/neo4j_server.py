"""A real Neo4j for tests: the fixtures `neo4j_server`, one a session, and `empty_neo4j`, empty for each test.

Where NEO4J_URI is set, with NEO4J_USERNAME and NEO4J_PASSWORD, that server is used: its default database must
be empty, and is left empty. Else one is assembled by Maven, kept in the user's cache folder, and started.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString, cast
from urllib.parse import quote, urlsplit

import neo4j
import pytest

from tests.support import machine
from tests.support.neo4j_home import PASSWORD, USER, Home, make_home, running
from tests.support.neo4j_jars import jars, kept

NEEDED = (
    "Neo4j tests need NEO4J_URI, or Java 17 or newer and Maven "
    "(Debian, Ubuntu: apt-get install default-jre-headless maven)"
)


@dataclass(frozen=True)
class Neo4jServer:
    """Where a server is and how to enter it."""

    uri: str
    user: str
    password: str

    @property
    def url(self) -> str:
        """The address with user and password in it, as `graph.stores` takes it."""
        parts = urlsplit(self.uri)
        place = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{quote(self.user, '')}:{quote(self.password, '')}@{place}").geturl()

    def rows(self, cypher: str) -> list[dict[str, object]]:
        """Run one statement, apart from any store under test, and fetch its rows."""
        with self._driver() as driver, driver.session() as session:
            return [dict(record) for record in session.run(cast(LiteralString, cypher))]

    def clear(self) -> None:
        """Remove every node, link and constraint."""
        self.rows("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
        for constraint in self.rows("SHOW CONSTRAINTS YIELD name"):
            self.rows(f"DROP CONSTRAINT `{constraint['name']}`")

    def _driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            self.uri,
            auth=(self.user, self.password),
            connection_timeout=2,
            max_transaction_retry_time=1,
            notifications_min_severity="OFF",
        )


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """The server of this session."""
    with _named() if os.environ.get("NEO4J_URI") else _own(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server of this session, with nothing in its database."""
    neo4j_server.clear()
    return neo4j_server


def new_home(folder: Path) -> Home:
    """A home in this empty folder, for a test that starts and stops a server itself, as for a bulk import.

    Skips the test where Java or Maven is missing.
    """
    java = machine.java()
    if not java or not (machine.maven() or kept().exists()):
        machine.missing(NEEDED)
    return make_home(folder, jars(), java)


@contextmanager
def _own(folder: Path) -> Iterator[Neo4jServer]:
    home = new_home(folder)
    with running(home):
        yield Neo4jServer(home.uri, USER, PASSWORD)


@contextmanager
def _named() -> Iterator[Neo4jServer]:
    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    server = Neo4jServer(os.environ["NEO4J_URI"], user, password)
    if server.rows("MATCH (n) RETURN 1 LIMIT 1"):
        what = f"{server.uri} (NEO4J_URI) holds data, which tests would remove: name an empty database"
        pytest.fail(what, pytrace=False)
    yield server
    server.clear()
