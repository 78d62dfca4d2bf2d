"""The API gives what the questions give; the oracle is asking them in Python."""

from __future__ import annotations

import csv

import msgspec
import pytest
from flask.testing import FlaskClient

from graph.base import Base
from queries import ask, publications_behind, questions
from webviz.catalogue import views


def test_an_answer_is_the_questions_own(client: FlaskClient, base: Base) -> None:
    with base.open() as graph:
        expected = ask(graph, "collaboration-gaps", group="oic", since=2012, limit=0)
    answer = client.get("/api/v1/ask/collaboration-gaps?group=oic&since=2012&limit=0")
    assert answer.mimetype == "application/json"
    assert msgspec.json.decode(answer.data) == msgspec.json.decode(expected.as_json())


def test_csv_holds_the_same_rows_and_no_formula(client: FlaskClient) -> None:
    """The base's institution is called =1+1, its scientist by an image."""
    answer = client.get("/api/v1/ask/neighbourhood?of=openalex:T1&format=csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(answer.text.splitlines()))
    told = client.get("/api/v1/ask/neighbourhood?of=openalex:T1").get_json()
    assert [row["id"] for row in rows] == [row[told["columns"].index("id")] for row in told["rows"]]
    assert "'=1+1" in {row["name"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_publications_are_those_behind_the_row(client: FlaskClient, base: Base) -> None:
    with base.open() as graph:
        expected = publications_behind(graph, "collaboration-gaps", ["EG", "TR"], since=2015)
    answer = client.get("/api/v1/publications/collaboration-gaps?key=EG&key=TR&since=2015")
    assert msgspec.json.decode(answer.data) == msgspec.json.decode(expected.as_json())


def test_the_questions_are_listed_with_their_parameters(client: FlaskClient) -> None:
    listed = {one["question"]: one for one in client.get("/api/v1/ask").get_json()}
    assert set(listed) == set(questions())
    assert {"group", "since", "until", "universe"} <= set(listed["collaboration-gaps"]["parameters"])


@pytest.mark.parametrize("name", [name for name, view in views().items() if view.scene])
def test_a_scene_is_whole(client: FlaskClient, name: str) -> None:
    """Each line joins two dots, each cell of the matrix has its kind, and each kind stands in a legend."""
    scene = client.get(f"/api/v1/views/{name}", query_string={} if name == "countries" else {"of": "openalex:T1"})
    drawn = scene.get_json()
    dots = {dot["id"] for dot in drawn["dots"]}
    assert len(dots) == len(drawn["dots"]) > 1
    assert all({line["a"], line["b"]} <= dots for line in drawn["lines"])
    assert {dot["group"] for dot in drawn["dots"]} == {entry["kind"] for entry in drawn["dot_legend"]}
    assert {line["kind"] for line in drawn["lines"]} <= {entry["kind"] for entry in drawn["line_legend"]}
    assert drawn["source"]
    assert drawn["caveats"]
    for dot in drawn["dots"]:
        assert 0 <= dot["x"] <= drawn["width"]
        assert 0 <= dot["y"] <= drawn["height"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("IMG", ["<img src=x onerror=\"document.title='taken'\">"]),
        ("{{", ["{{7*7}}"]),
        ("i", []),
        ("", []),
        ("zz", []),
    ],
)
def test_names_are_completed(client: FlaskClient, typed: str, names: list[str]) -> None:
    found = client.get("/api/v1/complete", query_string={"q": typed}).get_json()
    assert [one["name"] for one in found] == names


def test_health_says_how_much_is_there(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "publications": 420}
