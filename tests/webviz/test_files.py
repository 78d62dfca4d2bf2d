"""The files of each view: there, named, and what they say they are; the PNG as a browser makes it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx
import openpyxl  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.webviz.test_pages import Seen

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("address", "media", "name"),
    [
        ("/take-away/bridges.xlsx", "application/vnd.openxmlformats", "hikma-bridges.xlsx"),
        ("/take-away/bridges.csv", "text/csv", "hikma-bridges.csv"),
        ("/take-away/countries.gexf", "application/gexf+xml", "hikma-countries.gexf"),
        ("/take-away/countries.vosviewer.json", "application/json", "hikma-countries.vosviewer.json"),
        ("/take-away/countries.bib", "application/x-bibtex", "hikma-countries.bib"),
        ("/take-away/publications/collaboration-gaps.txt?key=EG&key=TR", "text/plain", "hikma-publications.txt"),
    ],
)
def test_a_file_has_its_type_and_name(client: FlaskClient, address: str, media: str, name: str) -> None:
    answer = client.get(address)
    assert str(answer.mimetype).startswith(media)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.data


def test_a_page_leads_to_its_files_and_each_is_there(client: FlaskClient) -> None:
    for path in ("/countries", "/bridges", "/network", "/neighbourhood?of=openalex:T1"):
        found = [link.get("href") or "" for link in Seen(client.get(path).text).of("a")]
        files = [link for link in found if "/take-away/" in link]
        assert len(files) >= 5, path
        for file in files:
            assert client.get(file, buffered=True).status_code == 200, file


def test_the_network_of_countries_has_all_numbers_and_their_places(client: FlaskClient) -> None:
    found = networkx.read_gexf(io.BytesIO(client.get("/take-away/countries.gexf").data))
    assert found.nodes["EG"]["label"] == "Egypt"
    assert {"x", "y", "group", "publications"} <= set(found.nodes["EG"])
    assert "viz" in found.nodes["EG"]
    assert found.edges["EG", "SA"]["verdict"] == "gap"
    assert found.edges["EG", "TR"]["observed"] == 30


def test_what_is_around_a_topic_is_the_network_on_screen(client: FlaskClient) -> None:
    items = json.loads(client.get("/take-away/neighbourhood.vosviewer.json?of=openalex:T1").data)["network"]["items"]
    assert {"{{7*7}}", "Egypt", "=1+1"} <= {item["label"] for item in items}
    assert all({"x", "y"} <= set(item) for item in items)


def test_the_workbook_holds_all_rows_and_the_address(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/take-away/countries.xlsx?group=EG,SA,TR").data))
    assert book["Answer"].max_row == 4
    told = " ".join(str(cell.value) for row in book["Method"] for cell in row)
    assert "http://localhost/countries?group=EG,SA,TR" in told.replace("%2C", ",")


def test_a_workbook_speaks_the_readers_language(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/take-away/countries.xlsx?lang=fr").data))
    assert len(book.sheetnames) == 3


def test_the_picture_becomes_a_png_of_twice_its_size(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/neighbourhood?of=openalex:T1&lang=ar", wait_until="networkidle")
    with page.expect_download() as waiting:
        page.locator("button[data-png]").click()
    file = tmp_path / "picture.png"
    waiting.value.save_as(file)
    data = file.read_bytes()
    assert data.startswith(PNG)
    assert int.from_bytes(data[16:20], "big") == 2 * 1160
    assert waiting.value.suggested_filename == "hikma-neighbourhood.png"
