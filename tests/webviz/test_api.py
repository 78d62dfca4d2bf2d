"""The API gives what the questions give; the oracles are asking them in Python, and what the RFCs say of HTTP."""

from __future__ import annotations

import csv
import gzip
import re
import threading
import time
from collections.abc import Callable
from typing import Any

import brotli  # type: ignore[import-untyped]
import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.base import Base
from queries import ask, publications_behind, questions
from tests.webviz.conftest import SCIENTIST, TOPIC
from webviz import api_answering, create_app
from webviz.catalogue import views
from webviz.completion import complete


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
    of = {"neighbourhood": TOPIC, "scientist": SCIENTIST}
    drawn = client.get(f"/api/v1/views/{name}", query_string={"of": of[name]} if name in of else {}).get_json()
    dots = {dot["id"] for dot in drawn["dots"]}
    assert len(dots) == len(drawn["dots"])
    assert len(dots) > 1 or name not in ("countries", *of)
    assert all({line["a"], line["b"]} <= dots for line in drawn["lines"])
    assert {dot["group"] for dot in drawn["dots"]} == {entry["kind"] for entry in drawn["dot_legend"]}
    assert {line["kind"] for line in drawn["lines"]} <= {entry["kind"] for entry in drawn["line_legend"]}
    assert drawn["source"]
    assert drawn["caveats"]
    for dot in drawn["dots"]:
        assert 0 <= dot["x"] <= drawn["width"]
        assert 0 <= dot["y"] <= drawn["height"]


@pytest.mark.parametrize(
    ("typed", "kind", "names"),
    [
        ("ONERR", "scientist", ["<img src=x onerror=\"document.title='taken'\">"]),
        ("7", "topic", []),
        ("77", "topic", []),
        ("i", "", []),
        ("", "", []),
        ("zz", "", []),
    ],
)
def test_names_are_completed(client: FlaskClient, typed: str, kind: str, names: list[str]) -> None:
    found = client.get("/api/v1/complete", query_string={"q": typed, "kind": kind}).get_json()
    assert [one["name"] for one in found] == names


def test_names_are_completed_where_there_is_no_index(base: Base) -> None:
    with base.open() as graph:
        found = complete(graph._replace(search=None), "IMG")
    assert [(one.id, one.kind) for one in found] == [("openalex:A1", "scientist")]


def test_health_says_how_much_is_there(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "publications": 420}


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem of RFC 9457 that an answer is."""
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    found: dict[str, Any] = msgspec.json.decode(answer.data)
    assert set(found) == {"type", "title", "status", "detail", "instance"}
    assert found["status"] == status
    return found


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("ask/collaboration-gaps?sincee=2012", 400, "no parameter is called “sincee”"),
        ("ask/collaboration-gaps?since=2012&since=2013", 400, "since is given 2 times"),
        ("ask/collaboration-gaps?since=soon", 400, "since “soon” is not a whole number"),
        ("ask/collaboration-gaps?since=99999999999999999999", 400, "since is out of bounds"),
        ("ask/collaboration-gaps?group=%00", 400, "group holds a character"),
        ("ask/collaboration-gaps?group=%F0%9F%A6%A0", 400, "🦠"),
        ("ask/opportunities?activity=nan", 400, "activity “nan” is not a number"),
        ("ask/opportunities?activity=inf", 400, "activity “inf” is not a number"),
        ("ask/bridge-builders?seed=-1", 400, "seed is out of bounds"),
        ("ask/agenda?mapping=x.csv", 400, "no parameter is called “mapping”"),
        ("ask/duplicates?file=/etc/passwd", 400, "no parameter is called “file”"),
        ("ask/collaboration-gaps?format=xml", 400, "format “xml” is not known"),
        ("ask/collaboration-gaps?page=0", 400, "page “0” is not a whole number"),
        ("ask/collaboration-gaps?per_page=1001", 400, "per_page “1001”"),
        ("ask/neighbourhood", 400, "of must be given"),
        ("views/neighbourhood", 400, "of must be given"),
        ("complete?q=al&kind=place", 400, "kind “place” is not known"),
        ("ask/nothing", 404, "/api/v1/ask/nothing"),
        ("nothing", 404, "/api/v1/nothing"),
        (f"ask/collaboration-gaps?group={'x' * 17_000}", 414, "POST"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_why(
    client: FlaskClient, path: str, status: int, words: str
) -> None:
    found = problem(client.get(f"/api/v1/{path}"), status)
    assert words in found["detail"]
    assert found["instance"] == f"/api/v1/{path.partition('?')[0]}"
    home, _, name = found["type"].partition("#")
    assert f'id="{name}"' in client.get(home).text, "its type is explained where it leads"


def test_a_long_text_is_echoed_in_part(client: FlaskClient) -> None:
    assert len(problem(client.get(f"/api/v1/ask/collaboration-gaps?since={'9' * 9_000}"), 400)["detail"]) < 1_100


def test_other_methods_are_refused_with_those_there_are(client: FlaskClient) -> None:
    refused = client.delete("/api/v1/ask/collaboration-gaps")
    problem(refused, 405)
    assert {method.strip() for method in refused.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS", "POST"}
    assert client.delete("/countries").headers["Allow"]
    assert "GET" in client.options("/api/v1/ask/collaboration-gaps").headers["Allow"]


def test_a_head_is_the_answer_without_its_body(client: FlaskClient) -> None:
    whole, head = client.get("/api/v1/ask/agenda"), client.head("/api/v1/ask/agenda")
    assert head.data == b""
    for name in ("Content-Length", "Content-Type", "ETag"):
        assert head.headers[name] == whole.headers[name]


def test_what_the_asker_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/ask/collaboration-gaps?since=2012")
    tag = first.headers["ETag"]
    again = client.get("/api/v1/ask/collaboration-gaps?until=&since=2012", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    other = client.get("/api/v1/ask/collaboration-gaps?since=2013", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert client.get("/api/v1/ask/collaboration-gaps?since=2012", headers={"If-None-Match": "*"}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/ask/collaboration-gaps?limit=0", "/countries", "/static/hikma.css"])
@pytest.mark.parametrize(("encoding", "opened"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_bodies_are_compressed_where_that_is_wanted(
    client: FlaskClient, path: str, encoding: str, opened: Callable[[bytes], bytes]
) -> None:
    plain = client.get(path, buffered=True)
    small = client.get(path, headers={"Accept-Encoding": encoding}, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == encoding
    assert "accept-encoding" in {name.lower() for name in small.vary}
    assert opened(small.data) == plain.data
    tag = small.headers.get("ETag")
    if tag:
        headers = {"Accept-Encoding": encoding, "If-None-Match": tag}
        assert client.get(path, headers=headers, buffered=True).status_code == 304


def test_pages_of_rows_are_the_rows(client: FlaskClient) -> None:
    path = "/api/v1/ask/collaboration-gaps?limit=0"
    whole = client.get(path)
    assert whole.headers["X-Total-Count"] == str(len(whole.get_json()["rows"]))
    rows, address = [], f"{path}&per_page=4"
    while address:
        answer = client.get(address)
        told = answer.get_json()
        assert (told["total"], told["per_page"]) == (len(whole.get_json()["rows"]), 4)
        rows += told["rows"]
        links = {link["rel"]: url for url, link in parse_link_header(answer.headers["Link"])}
        address = links.get("next", "")
    assert rows == whole.get_json()["rows"]
    assert client.get(f"{path}&page=900").get_json()["rows"] == []


def parse_link_header(value: str) -> list[tuple[str, dict[str, str]]]:
    """The addresses of the header Link with what they are, for links whose addresses have no comma."""
    found = (one.partition(">;") for one in value.split(", "))
    return [(url[1:], {"rel": rel.partition('="')[2].rstrip('"')}) for url, _, rel in found]


def test_csv_comes_to_whom_it_is_acceptable(client: FlaskClient) -> None:
    asked = client.get("/api/v1/ask/agenda", headers={"Accept": "text/csv, application/json;q=0.5"})
    assert asked.mimetype == "text/csv"
    assert asked.data == client.get("/api/v1/ask/agenda?format=csv").data
    for accepted in ("text/html,*/*;q=0.8", "*/*", "application/json"):
        assert client.get("/api/v1/ask/agenda", headers={"Accept": accepted}).mimetype == "application/json"


def test_a_body_asks_the_same(client: FlaskClient) -> None:
    posted = client.post("/api/v1/ask/collaboration-gaps?per_page=2", json={"since": 2012, "group": None})
    assert posted.get_json() == client.get("/api/v1/ask/collaboration-gaps?since=2012&per_page=2").get_json()
    assert posted.headers["Cache-Control"] == "no-store"
    assert "ETag" not in posted.headers


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"since": "2012"}', "since is not a whole number"),
        (b'{"since": true}', "since is not a whole number"),
        (b'{"since": 1e400}', "since|JSON"),
        (b'{"since": NaN}', "not JSON"),
        (b'{"since": [2012]}', "since is not a whole number"),
        (b'{"group": 5}', "group is not a text"),
        (b'{"group": "\\ud800"}', "JSON|character"),
        (b'{"group": "\\u0000"}', "character"),
        (b'{"sinc": 5}', "“sinc”"),
        (b"[]", "no JSON object"),
        (b"null", "no JSON object"),
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_body_that_cannot_be_read_says_why(client: FlaskClient, body: bytes, words: str) -> None:
    answer = client.post("/api/v1/ask/collaboration-gaps", data=body, content_type="application/json")
    assert re.search(words, problem(answer, 400)["detail"])


def test_a_body_must_be_json_and_no_library(client: FlaskClient) -> None:
    problem(client.post("/api/v1/ask/agenda", data={"since": "2012"}), 415)
    problem(client.post("/api/v1/ask/agenda?since=2012", json={}), 400)
    problem(client.post("/api/v1/ask/agenda", data=b" " * (17 << 20), content_type="application/json"), 413)


def test_a_pasted_text_is_kept_nowhere(app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in an answer, a log, nor among what the process keeps."""
    secret = "zeolithic wandering of unheard sediments " * 400
    caplog.set_level("DEBUG")
    posted = client.post("/api/v1/ask/duplicates", json={"text": secret})
    asked = client.get("/api/v1/ask/duplicates", query_string={"title": secret[:800]})
    for answer in (posted, asked):
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "zeolithic" not in answer.text
    assert "zeolithic" not in caplog.text
    opened = app.extensions["hikma"]._opened
    assert "zeolithic" not in repr([opened._kept, opened.bodies._kept])


def test_a_program_that_prefers_comes_back_for_a_long_answer(base: Base) -> None:
    app = create_app(base)
    client = app.test_client()
    path, headers = "/api/v1/ask/collaboration-gaps?until=2017", {"Prefer": "respond-async, wait=0"}
    first = client.get(path, headers=headers)
    assert (first.status_code, first.get_json()) == (202, {"status": "working"})
    assert int(first.headers["Retry-After"]) > 0
    until = time.monotonic() + 30
    while client.get(path, headers=headers).status_code == 202 and time.monotonic() < until:
        time.sleep(0.05)
    assert client.get(path, headers=headers).status_code == 200
    app.extensions["hikma"].close()


def test_a_few_programs_may_wait_and_the_others_are_told(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_answering, "_room", threading.BoundedSemaphore(1))
    monkeypatch.setattr(api_answering, "QUICK", 0.0)
    app = create_app(base)
    assert api_answering._room.acquire(blocking=False)
    busy = app.test_client().get("/api/v1/ask/collaboration-gaps?until=2016")
    problem(busy, 503)
    assert busy.headers["Retry-After"]
    api_answering._room.release()
    assert app.test_client().get("/api/v1/ask/collaboration-gaps?until=2016").status_code == 200
    app.extensions["hikma"].close()


def test_it_is_ready_once_what_pages_show_is_in_memory(base: Base) -> None:
    app = create_app(base)
    client = app.test_client()
    problem(client.get("/readyz"), 503)
    until = time.monotonic() + 60
    while client.get("/readyz").status_code == 503 and time.monotonic() < until:
        time.sleep(0.05)
    assert client.get("/readyz").get_json() == {"status": "ready"}
    app.extensions["hikma"].close()


def test_a_view_without_picture_gives_its_answer(client: FlaskClient) -> None:
    shown = client.get("/api/v1/views/bridges").get_json()
    assert shown["question"] == "bridge-builders"
    assert shown["columns"]


def test_the_views_are_listed(client: FlaskClient) -> None:
    listed = client.get("/api/v1/views").get_json()
    assert {one["view"] for one in listed} == set(views())
    assert {client.get(one["page"]).status_code for one in listed} <= {200, 400}


def test_a_page_to_try_it_has_a_form_for_each_question(client: FlaskClient) -> None:
    assert client.get("/api").headers["Location"].endswith("/api/v1/")
    page = client.get("/api/v1/").text
    for name in questions():
        assert f'action="/api/v1/ask/{name}"' in page
    assert 'name="mapping"' not in page
    assert 'name="file"' not in page
