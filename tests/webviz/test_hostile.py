"""Hostile text in every field of every source stays text: in pages, in files, in a real browser.

The browser's page fails a test that throws, breaks the content policy or asks another host.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import openpyxl  # type: ignore[import-untyped]
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from playwright.sync_api import Page

from graph.base import Base
from graph.model import About, Authored, Broader, Fact, Publication, Scientist, Topic
from loaders import Loader, loaders
from queries import questions
from queries.parameters import forms
from queries.spreadsheet import FORMULA_STARTS
from tests.loaders.contract import check
from tests.support.hostile import HOSTILE, IMAGE, hostile_facts, hostile_sample
from tests.support.served import served
from tests.support.staged import stage
from tests.webviz.conftest import _whole
from tests.webviz.test_pages import Seen
from webviz import create_app
from webviz.catalogue import views

EVERY = list(loaders().values())


@pytest.fixture(scope="module")
def facts() -> list[list[Fact]]:
    """One record of each source, hostile throughout; all of them are about one topic, so that they hang together."""
    made: list[list[Fact]] = []
    for number, loader in enumerate(EVERY):
        texts = HOSTILE[number % len(HOSTILE) :] + HOSTILE[: number % len(HOSTILE)]
        record = hostile_facts(loader.parse(hostile_sample(loader)).facts, texts)
        works = [fact.id for fact in record if isinstance(fact, Publication)]
        topic = Topic("openalex:T1", name=IMAGE, level="topic")
        there = [fact for fact in record if not isinstance(fact, About | Broader | Topic)]
        made.append([*there, *([topic] if works else []), *(About(work, topic.id, 1.0, True) for work in works)])
    return made


@pytest.fixture(scope="module")
def app(facts: list[list[Fact]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    base = Base(tmp_path_factory.mktemp("hostile") / "base")
    stage(base, {str(number): record for number, record in enumerate(facts)}, as_of="2026-01-01")
    base.staging.manifest.loads[-1].collected = f"Invented: {IMAGE}"
    base.staging.save()
    base.update()
    made = create_app(base)
    made.testing = True
    made.config["PATIENCE"] = None
    yield made
    made.extensions["hikma"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with served(_whole(app)) as found:
        yield found


def subjects(facts: list[list[Fact]]) -> list[str]:
    """A scientist of each record, and the topic, as a URL holds them."""
    first = [next((fact.id for fact in record if isinstance(fact, Scientist)), None) for record in facts]
    return ["openalex:T1", *(quote(one) for one in first if one)]


def addresses(facts: list[list[Fact]]) -> list[str]:
    """All views at their start, what is around each subject, evidence, and briefs."""
    authored = next(fact for record in facts for fact in record if isinstance(fact, Authored))
    return [
        "/",
        *(f"/{view}" for view in views()),
        *(f"/neighbourhood?of={one}" for one in subjects(facts)),
        "/topic?of=openalex:T1",
        "/network?of=openalex:T1",
        f"/publications?question=neighbourhood&of=openalex:T1&key=scientist&key={quote(authored.scientist)}",
        "/brief/topic?of=openalex:T1",
        "/brief/country?of=TR",
    ]


@pytest.mark.parametrize("loader", EVERY, ids=lambda loader: loader.name)
def test_a_source_takes_hostile_text_for_text(loader: Loader) -> None:
    """As its own sample has it; what it states keeps the contract of every source."""
    parsed = loader.parse(hostile_sample(loader))
    check(parsed)
    assert parsed.facts


def test_no_page_has_what_a_name_says(client: FlaskClient, facts: list[list[Fact]]) -> None:
    shown = ""
    for path in addresses(facts):
        answer = client.get(path)
        page = Seen(answer.text)
        assert answer.status_code in (200, 400), path
        assert not any("onerror" in one or "onclick" in one for _, one in page.elements), path
        assert not any((one.get("href") or "").startswith("javascript:") for one in page.of("a")), path
        assert all(script.get("src") for script in page.of("script")), path
        shown += page.text
    for text in HOSTILE:
        assert text.strip() in shown


def test_pages_in_a_browser_run_nothing(page: Page, address: str, facts: list[list[Fact]]) -> None:
    for path in addresses(facts):
        page.goto(f"{address}{path}", wait_until="load")
        assert page.evaluate("document.title") != "taken", path
        assert page.locator('img[src="x"], [onclick], [onerror]').count() == 0, path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_network_on_canvas_says_a_hostile_name(page: Page, address: str) -> None:
    page.goto(f"{address}/network?of=openalex:T1", wait_until="load")
    page.wait_for_selector("#points[data-drawn]")
    page.locator("#points-canvas").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#points-chosen [data-name] bdi *").count() == 0
    assert page.locator("#points-chosen [data-name] bdi").inner_text().strip()
    assert page.title() != "taken"


def test_files_that_open_in_a_browser_run_nothing(
    page: Page, address: str, client: FlaskClient, tmp_path: Path
) -> None:
    for path in ("neighbourhood.html?of=openalex:T1", "neighbourhood.svg?of=openalex:T1", "countries.html"):
        file = tmp_path / path.partition("?")[0]
        file.write_bytes(client.get(f"/take-away/{path}").data)
        page.goto(file.as_uri(), wait_until="load")
        page.wait_for_timeout(200)
        assert page.evaluate("document.title") != "taken"
        assert page.locator('img[src="x"]').count() == 0
    file = tmp_path / "brief.html"
    file.write_bytes(client.get("/brief/topic.html?of=openalex:T1").data)
    page.goto(file.as_uri(), wait_until="load")
    assert page.evaluate("document.title") != "taken"
    assert page.locator("img, script").count() == 0


@pytest.mark.parametrize("view", views(), ids=str)
def test_spreadsheets_run_nothing(client: FlaskClient, view: str) -> None:
    """No cell of the CSV begins as a formula does, and none of the workbook is one, by openpyxl."""
    of = (
        "?of=openalex:T1"
        if any(form.name == "of" for form in forms(questions()[views()[view].question].parameters))
        else ""
    )
    answer = client.get(f"/take-away/{view}.csv{of}")
    if answer.status_code != 200:
        pytest.skip("this view is not about a topic")
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not _is_number(cell)]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/take-away/{view}.xlsx{of}").data))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("form", ["graphml", "gexf", "vosviewer.json"])
def test_networks_are_whole(client: FlaskClient, form: str) -> None:
    data = client.get(f"/take-away/network.{form}?of=openalex:T1").data
    if form.endswith("json"):
        assert b"<img" not in data.partition(b'"info"')[2]
    else:
        assert len(etree.fromstring(data))
