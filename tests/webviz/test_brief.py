"""Briefs: their figures are the answers' own, they open by themselves, and print; on the base of six countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from graph.base import Base
from hikma.cli import main
from tests.support.accessibility import barriers
from tests.webviz.test_pages import Seen

KINDS = {"country": "TR", "pair": "EG,SA", "topic": "openalex:T1"}


@pytest.mark.parametrize(("kind", "of"), KINDS.items())
def test_a_brief_has_all_its_parts(client: FlaskClient, kind: str, of: str) -> None:
    page = Seen(client.get("/brief/" + kind, query_string={"of": of}).text)
    for told in ("How far to trust this", "Publications behind the key figures", "How this is computed", "Coverage"):
        assert told in page.text
    assert len(page.of("h1")) == len(page.of("main")) == 1
    assert all(script.get("src") for script in page.of("script"))
    assert not page.of("style")
    assert "test as of 2026-01-01" in page.text


def test_its_figures_are_those_of_the_answers(client: FlaskClient) -> None:
    """150 publications of Türkiye, 30 with each of five others; of the planted gap none, as the base was made."""
    country = Seen(client.get("/brief/country?of=TR").text).text
    assert "150 of 420 publications" in country
    pair = Seen(client.get("/brief/pair?of=Egypt,SA").text).text
    assert "gap" in pair
    assert "The 0 newest of 0" in pair
    joint = Seen(client.get("/brief/pair?of=EG,TR").text).text
    assert "The 30 newest of 30" in joint


@pytest.mark.parametrize(("kind", "of"), KINDS.items())
def test_the_file_needs_nothing_else(client: FlaskClient, kind: str, of: str) -> None:
    answer = client.get(f"/brief/{kind}.html", query_string={"of": of})
    page = Seen(answer.text)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert not page.of("link")
    assert not page.of("script")
    assert not page.of("img")
    policy = next(one["content"] for one in page.of("meta") if one.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("country", 404),
        ("country?of=Atlantis", 400),
        ("pair?of=TR", 400),
        ("topic?of=TR&x=1", 400),
        ("nothing?of=TR", 404),
    ],
)
def test_what_cannot_be_answered_is_told(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(f"/brief/{path}").status_code == status


def test_pages_lead_to_briefs(client: FlaskClient) -> None:
    for path in ("/countries?country=EG", "/publications?question=collaboration-gaps&key=EG&key=TR"):
        links = [link.get("href") or "" for link in Seen(client.get(path).text).of("a")]
        (brief,) = [link for link in links if "/brief/" in link]
        assert client.get(brief).status_code == 200


@pytest.mark.parametrize(("kind", "of"), KINDS.items())
def test_a_brief_has_no_barrier_and_prints(page: Page, address: str, tmp_path: Path, kind: str, of: str) -> None:
    page.goto(f"{address}/brief/{kind}?of={of}", wait_until="networkidle")
    assert barriers(page) == []
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_command_line_writes_one(base: Base, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brief.html"
    arguments = ["--base", str(base.folder), "brief", "pair", "EG", "Türkiye", "--since", "2012", "--output", str(file)]
    assert main(arguments) == 0
    assert "Egypt and Türkiye: joint research" in file.read_text(encoding="utf-8")
    assert str(file) in capsys.readouterr().out
    assert main(["--base", str(base.folder), "brief", "country", "TR", "--output", str(tmp_path / "no" / "file")]) == 2
