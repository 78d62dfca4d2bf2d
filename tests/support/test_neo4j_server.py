"""The Neo4j that tests run on is real, empty for each test, and lets no wrong password in."""

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.support.neo4j_server import Neo4jServer


def test_it_answers(neo4j_server: Neo4jServer) -> None:
    assert neo4j_server.rows("RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_starts_from_nothing(empty_neo4j: Neo4jServer, turn: int) -> None:
    assert empty_neo4j.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    empty_neo4j.rows("CREATE CONSTRAINT only_once FOR (n:Left) REQUIRE n.turn IS UNIQUE")
    empty_neo4j.rows(f"CREATE (:Left {{turn: {turn}}})-[:BEHIND]->(:Left {{turn: 0}})")


def test_a_wrong_password_is_refused_each_time_and_locks_nobody_out(neo4j_server: Neo4jServer) -> None:
    wrong = (neo4j_server.user, "wrong")
    for _ in range(5):
        with GraphDatabase.driver(neo4j_server.uri, auth=wrong) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()
    assert neo4j_server.rows("RETURN 1 AS one")


def test_the_url_carries_user_and_password() -> None:
    server = Neo4jServer("neo4j+s://host:7687", "me", "p@ss/word")
    assert server.url == "neo4j+s://me:p%40ss%2Fword@host:7687"
