"""Every page answers, is safe whatever the names are, and needs no other host; by parsing what is sent."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from flask.testing import FlaskClient

from graph.base import Base
from tests.webviz.addresses import FAILING, OTHERS, PAGES
from tests.webviz.conftest import HOSTILE, IMAGE, SCRIPT, make_base
from webviz import create_app
from webviz.catalogue import views

ELSEWHERE = {"doi.org", "openalex.org", "orcid.org", "ror.org"}
"""Hosts that a reader may be led to by a link."""


class Seen(HTMLParser):
    """The elements of a page, and the texts in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def seen(client: FlaskClient, address: str) -> Seen:
    return Seen(client.get(address).text)


@pytest.mark.parametrize("address", [*PAGES, *OTHERS])
def test_it_answers(client: FlaskClient, address: str) -> None:
    assert client.get(address, buffered=True).status_code == 200


@pytest.mark.parametrize(("address", "status"), FAILING)
def test_it_fails_in_words(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    if address.startswith("/api/"):
        assert answer.json is not None
        assert answer.json["status"] == status
        assert answer.json["detail"]
    else:
        assert "<h1>" in answer.text


@pytest.mark.parametrize("address", [*PAGES, *OTHERS, *(address for address, _ in FAILING)])
def test_headers_forbid_what_is_not_the_apps_own(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("address", [*PAGES, *(address for address, status in FAILING if "api" not in address)])
def test_a_page_asks_no_other_host_and_holds_no_script_or_style(client: FlaskClient, address: str) -> None:
    page = seen(client, address)
    for tag, attributes in page.elements:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert tag != "style"
        for name in ("src", "href", "action", "poster", "srcset", "data", "formaction"):
            host = urlsplit(attributes.get(name) or "").netloc
            assert not host or (tag == "a" and host in ELSEWHERE)
        if tag == "a" and urlsplit(attributes.get("href") or "").netloc:
            assert "noopener" in (attributes.get("rel") or "")
    assert all(script.get("src") for script in page.of("script"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_found_ones_way_in(client: FlaskClient, address: str) -> None:
    """A language, a title, one main part with one heading, a way past the menu, and a name for each field."""
    page = seen(client, address)
    assert page.of("html") == [{"lang": "en", "dir": "ltr"}]
    assert len(page.of("title")) >= 1
    assert len(page.of("h1")) == len(page.of("main")) == 1
    assert {"class": "skip", "href": "#main"} in page.of("a")
    labelled = {label.get("for") for label in page.of("label")}
    fields = [field for field in page.of("input") + page.of("select") if field.get("type") != "hidden"]
    assert {field.get("id") for field in fields} <= labelled
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES)
def test_hostile_names_are_text(client: FlaskClient, address: str) -> None:
    page = seen(client, address)
    assert not any("onerror" in attributes or attributes.get("src") == "x" for attributes in page.of("img"))
    assert not any((link.get("href") or "").startswith("javascript:") for link in page.of("a"))
    assert IMAGE in page.text, "the notice of invented data is on every page, as it was written"


def test_hostile_names_are_shown_as_they_are_written(client: FlaskClient) -> None:
    shown = seen(client, "/neighbourhood?of=openalex:T1").text + seen(client, "/neighbourhood?of=openalex:A1").text
    for text in HOSTILE:
        assert text in shown
    assert SCRIPT in seen(client, "/publications?question=collaboration-gaps&key=EG&key=TR").text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["group", "of", "since", "sort", "country", "nothing"])
def test_hostile_arguments_are_text(client: FlaskClient, name: str, text: str) -> None:
    for view in views():
        answer = client.get(f"/{view}", query_string={name: text})
        page = Seen(answer.text)
        assert answer.status_code in (200, 400)
        assert not any("onerror" in attributes for attributes in page.of("img"))
        assert all(script.get("src") for script in page.of("script"))


def test_the_home_page_says_what_is_loaded_and_has_a_door_for_each_view(client: FlaskClient) -> None:
    page = seen(client, "/")
    doors = {link.get("href") for link in page.of("a")}
    assert {f"/{name}" for name in views()} <= doors
    for told in ("420", "6 of 57", "2010 to 2019", "test as of 2026-01-01"):
        assert told in page.text


def test_the_planted_gap_is_told_three_times(client: FlaskClient) -> None:
    """In the figures, dashed on map and network, and on both sides of the matrix' diagonal; as the base was made."""
    page = seen(client, "/countries")
    gaps = [path for path in page.of("path") if path.get("class") == "gap"]
    assert [(path["data-a"], path["data-b"]) for path in gaps] == [("EG", "SA")] * 2
    cells = [cell for cell in page.of("td") if (cell.get("class") or "").startswith("gap")]
    assert len(cells) == 2
    assert sum("Egypt and Saudi Arabia: 0 together" in (cell.get("data-f") or "") for cell in cells) == 1
    assert page.text.count("pairs as expected") == 1


def test_a_chosen_country_cuts_the_table_to_its_pairs(client: FlaskClient) -> None:
    page = client.get("/countries?country=EG&rows=0").text
    table = page[page.index('id="pairs"') :]
    assert "Pairs with Egypt" in table
    assert table.count("<bdi>Egypt</bdi>") == 56


@pytest.mark.parametrize(("order", "first", "last"), [("desc", "30", "0"), ("asc", "0", "30")])
def test_the_table_is_sorted_by_what_the_address_says(client: FlaskClient, order: str, first: str, last: str) -> None:
    page = client.get(f"/countries?sort=observed&order={order}&group=EG,SA,TR").text
    rows = page[page.index('id="pairs"') :].split("<tr>")[2:]
    found = [next(text for text in Seen(f"<tr>{row}").texts if text.isdecimal()) for row in rows]
    assert (found[0], found[-1]) == (first, last)


def test_a_joint_number_leads_to_as_many_publications(client: FlaskClient) -> None:
    page = seen(client, "/countries?since=2012&until=2015")
    links = [link["href"] for link in page.of("a") if "key=EG&key=TR" in (link.get("href") or "")]
    behind = seen(client, links[0] or "")
    assert len([row for row in behind.of("th") if row.get("scope") == "row"]) == 12


def test_links_into_the_app_lead_somewhere(client: FlaskClient) -> None:
    followed = {link.get("href") or "" for address in PAGES for link in seen(client, address).of("a")}
    inside = sorted(link for link in followed if link.startswith("/"))
    assert len(inside) > 50
    for link in inside[:: max(1, len(inside) // 60)]:
        assert client.get(link).status_code == 200, link


def test_without_anything_loaded_it_says_what_to_do(tmp_path: Path) -> None:
    answer = create_app(Base(tmp_path / "empty")).test_client().get("/")
    assert answer.status_code == 503
    assert "hikma load" in answer.text


def test_a_store_out_of_reach_is_told(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    client = create_app(Base(base.folder, "bolt://127.0.0.1:1")).test_client()
    assert client.get("/").status_code == 503
    assert msgspec.json.decode(client.get("/healthz").data) == {
        "type": "/api/v1/#not-now",
        "title": "The base cannot be read just now",
        "status": 503,
        "detail": client.get("/api/v1/ask/collaboration-gaps").get_json()["detail"],
        "instance": "/healthz",
    }


def test_real_data_bear_no_notice_and_lead_to_their_source(tmp_path: Path) -> None:
    app = create_app(make_base(tmp_path / "base"))
    page = seen(app.test_client(), "/publications?question=collaboration-gaps&key=EG&key=TR")
    assert not any(aside.get("class") == "invented" for aside in page.of("aside"))
    assert any((link.get("href") or "").startswith("https://doi.org/10.1000/") for link in page.of("a"))
    app.extensions["hikma"].close()


def test_behind_a_proxy_links_keep_the_prefix(client: FlaskClient) -> None:
    page = Seen(client.get("/countries", environ_overrides={"SCRIPT_NAME": "/hikma"}).text)
    inside = [link["href"] or "" for link in page.of("a") + page.of("link") if (link.get("href") or "").startswith("/")]
    assert inside
    assert all(link.startswith("/hikma/") for link in inside)
