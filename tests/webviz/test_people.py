"""The pages of scientists, search, data and what is latest: what they promise beyond what every page does."""

from __future__ import annotations

import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from graph.base import Base
from tests.support.staged import stage
from tests.webviz.conftest import HOSTILE, LINK, SCIENTIST, TEMPLATE, facts_of
from webviz import create_app
from webviz.remarks import command

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def page(client: FlaskClient) -> str:
    return client.get(f"/scientist?of={SCIENTIST}").text


def test_a_scientist_is_found_by_id_and_told_with_coauthors(page: str) -> None:
    # The base has 420 publications, all with the one scientist and one of seven others.
    assert "420" in page
    assert page.count('class="dot"') == 7
    assert "of 7" in page
    assert 'role="img"' in page


def test_a_get_changes_nothing_and_says_who_can(client: FlaskClient, base: Base, page: str) -> None:
    before = (base.folder / "staged" / "manifest.json").read_bytes()
    client.get(f"/scientist?of={SCIENTIST}&show=evidence")
    assert f"hikma --base BASE forget {SCIENTIST}" in page
    assert f"hikma --base BASE same {SCIENTIST} OTHER-ID" in page
    assert 'method="post"' not in page.lower()
    assert (base.folder / "staged" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("text", HOSTILE)
def test_a_command_names_whatever_the_name_is(text: str) -> None:
    assert shlex.split(command("different", "a", "--name", text))[3:] == ["different", "a", "--name", text]


def test_evidence_names_source_and_date(client: FlaskClient) -> None:
    page = client.get(f"/scientist?of={SCIENTIST}&show=evidence").text
    table = page[page.index("Which source said what, and when") :]
    assert "2026-01-01" in table
    assert "test" in table


def test_a_path_to_another_is_shown_and_a_wrong_name_told(client: FlaskClient) -> None:
    page = client.get("/scientist?of=openalex:A3&to=openalex:A4").text
    assert "From co-author to co-author" in page
    told = client.get("/scientist?of=openalex:A3&to=nobody-of-that-name")
    assert told.status_code == 200
    assert "no scientist or topic here is called “nobody-of-that-name”" in told.text


def test_colleagues_are_shown_where_they_are_asked_for(client: FlaskClient, page: str) -> None:
    assert 'id="colleagues"' not in page
    assert 'id="colleagues"' in client.get(f"/scientist?of={SCIENTIST}&show=colleagues").text


def test_of_a_name_that_is_not_there_others_are_offered(client: FlaskClient) -> None:
    answer = client.get("/scientist?of=nobody-of-that-name")
    assert answer.status_code == 400
    assert "/scientist?of=openalex:A" in answer.text


def test_search_marks_what_matched_in_groups(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"text": "document.title"}).text
    assert "<mark>document</mark>" in page
    assert 'id="g-publications"' in page
    only = client.get("/search", query_string={"text": "document.title", "kind": "people"}).text
    assert 'id="g-publications"' not in only


def test_a_search_that_finds_nothing_says_what_to_do(client: FlaskClient) -> None:
    assert "Try fewer words" in client.get("/search?text=zzzzqqqq").text


def test_the_data_page_tells_loads_and_coverage(client: FlaskClient) -> None:
    page = client.get("/data?show=sources").text
    for told in ("Loads, the latest first", "No record was set aside", "What each source states now", "420"):
        assert told in page
    assert "Nothing waits for a judgement" in client.get("/data?show=identities").text


def test_what_waits_for_a_judgement_stands_with_its_commands(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from graph.judgements import judged, state

    base = Base(tmp_path)
    stage(base, {"w": facts_of(1, "EG", "TR")}, as_of="2026-01-01")
    pair = judged("Scientist", "openalex:A1", "openalex:A4", "unsure", 0.4, "the same initials")
    state(base, "scored", [pair], lambda: datetime(2026, 1, 2, tzinfo=UTC))
    base.update()
    (base.folder / "rejected").mkdir(exist_ok=True)
    line = '{"source": "test", "file": "f", "line": 3, "reason": "id “secret” is none", "record": "secret"}\n'
    (base.folder / "rejected" / "0001-test.jsonl").write_text(line, encoding="utf-8")
    app = create_app(base)
    app.config["PATIENCE"] = None
    page = app.test_client().get("/data?show=identities").text
    for told in ("the same initials", "hikma --base BASE same openalex:A1 openalex:A4", "id … is none", "f:3"):
        assert told in page
    assert "hikma --base BASE different openalex:A1 openalex:A4" in page
    assert "secret" not in page
    app.extensions["hikma"].close()


def test_a_feed_is_found_from_the_page_and_read_by_a_reader(client: FlaskClient) -> None:
    page = client.get("/latest?by=date&group=all").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    answer = client.get("/feeds/latest.atom?by=date&group=all")
    assert answer.mimetype == "application/atom+xml"
    entries = ElementTree.fromstring(answer.data).findall(f"{ATOM}entry")
    assert len(entries) == 50
    read = client.get("/feeds/latest.json?by=date&group=all").get_json(force=True)
    assert len(read["items"]) == 50
    again = client.get("/feeds/latest.atom?by=date&group=all", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/feeds/bridges.atom").status_code == 404


def test_a_topic_shows_its_years_and_what_is_open(client: FlaskClient) -> None:
    page = client.get("/neighbourhood?of=openalex:T1").text
    assert "Publications by year" in page
    assert "What is open" in page
    assert "Egypt and Saudi Arabia" in page
    assert TEMPLATE in page
    assert LINK not in page
