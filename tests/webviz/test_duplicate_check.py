"""The duplicate check: a text or file that is sent is compared and told nowhere; hostile files end in words."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug import formparser
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from graph.base import Base
from graph.errors import QuestionError
from graph.model import Authored, Country, Publication, Scientist
from tests.support.staged import stage
from webviz import create_app, uploaded
from webviz.uploaded import text_of

TITLE = "Salt tolerance of barley under saline irrigation"
ABSTRACT = "Saline irrigation lowers the yield of barley. Two varieties kept their yield under saline water. "
OTHERS = ("Wind over the southern dunes", "Verses of a poet of Herat", "Prices of copper in three markets")
SECRET = "quartzulon"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    base = Base(tmp_path_factory.mktemp("check") / "base")
    titles = (TITLE, *OTHERS)
    facts: dict[str, list[Any]] = {
        f"openalex:W{n}": [
            Country("EG"),
            Publication(f"openalex:W{n}", title=title, year=2015, abstract=ABSTRACT if n == 0 else f"{title} again."),
            Scientist(f"openalex:A{n}", name="Omar Haddad", names=["Omar Haddad"]),
            Authored(f"openalex:A{n}", f"openalex:W{n}", [1], True, ["Omar Haddad"], [], ["EG"], True),
        ]
        for n, title in enumerate(titles)
    }
    stage(base, facts, as_of="2026-01-01")
    base.update()
    made = create_app(base)
    made.testing = True
    yield made
    made.extensions["hikma"].close()


def sent(app: Flask, **form: Any) -> Any:
    """The answer to a form; the test client itself would put a large one into a temporary file."""
    file = {"file": FileStorage(*form.pop("file"))} if "file" in form else {}
    boundary, body = encode_multipart(form | file)
    return app.test_client().post("/duplicates", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def test_the_same_text_is_found_with_its_sentences_side_by_side(checked: Flask) -> None:
    answer = sent(checked, title=TITLE, text=ABSTRACT)
    assert answer.status_code == 200
    assert "openalex:W0" in answer.text or TITLE in answer.text
    assert "<mark>barley</mark>" in answer.text
    assert "measured rate of false alarms" in answer.text


def test_an_unrelated_text_finds_nothing_and_is_told_so(checked: Flask) -> None:
    answer = sent(checked, title="Gravity waves near black holes", text="We listen to mergers of black holes.")
    assert answer.status_code == 200
    assert "Nothing here is as alike as this" in answer.text


def test_nothing_of_the_text_is_kept(checked: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """Not by a browser or proxy, not among the answers that are kept, not in a log, not in an address of the page."""
    with caplog.at_level(logging.DEBUG):
        answer = sent(checked, title=TITLE, text=f"{ABSTRACT}{SECRET}", authors=SECRET)
    assert answer.headers["Cache-Control"] == "no-store"
    assert SECRET not in caplog.text
    opened = checked.extensions["hikma"]._opened
    assert SECRET not in repr([*opened._kept.items(), *opened._pending])
    assert not any(SECRET in part for part in answer.text.split('"') if part.startswith(("/", "http")))


def test_a_large_file_is_read_without_a_file_on_disk(checked: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard way would open a temporary file from 500 kB on."""
    opened: list[object] = []
    monkeypatch.setattr(formparser, "SpooledTemporaryFile", lambda *given, **_: opened.append(given))
    data = (f"{TITLE}\n\n{ABSTRACT}" + "Something else stands here too. " * 25_000).encode()
    assert len(data) > 600_000
    answer = sent(checked, file=(io.BytesIO(data), "proposal.txt"), threshold="0.1")
    assert answer.status_code == 200
    assert opened == []


def test_more_than_two_megabytes_are_refused_in_words(checked: Flask) -> None:
    answer = sent(checked, file=(io.BytesIO(b"x" * 2_100_000), "large.txt"))
    assert answer.status_code == 413
    assert "more than 2 MB" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "nothing to compare"),
        ({"title": "  ", "text": ""}, "nothing to compare"),
        ({"text": TITLE, "threshold": "2"}, "threshold"),
        ({"text": TITLE, "threshold": "much"}, "threshold"),
        ({"text": TITLE + "\0"}, "character"),
    ],
)
def test_what_cannot_be_compared_is_told_beside_the_form(checked: Flask, form: dict[str, str], told: str) -> None:
    answer = sent(checked, **form)
    assert answer.status_code == 400
    assert told in answer.text[answer.text.index('class="problem"') :].lower()


def test_a_file_and_a_text_are_one_too_many(checked: Flask) -> None:
    answer = sent(checked, text=TITLE, file=(io.BytesIO(TITLE.encode()), "a.txt"))
    assert answer.status_code == 400
    assert "not both" in answer.text


def test_the_page_waits_for_something_to_compare(client: FlaskClient) -> None:
    page = client.get("/duplicates").text
    assert 'method="post"' in page
    assert 'id="found"' not in page


@pytest.mark.parametrize("address", ["/countries", "/summit"])
def test_other_pages_take_no_text(client: FlaskClient, address: str) -> None:
    assert client.post(address, data={"text": "x"}).status_code == 405


def bomb() -> bytes:
    """A DOCX whose only part unpacks to 300 MB."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("broken.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged or unreadable PDF"),
        ("broken.docx", b"PK\x03\x04" + bytes(400), "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(400), "old Word file"),
        ("picture.txt", b"\x89PNG\r\n\xff\xfe\xfa", "no PDF, no DOCX and no text"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(name: str, data: bytes, told: str) -> None:
    pytest.importorskip("pypdf")
    pytest.importorskip("docx")
    with pytest.raises(QuestionError, match=told):
        text_of(name, data)


def test_a_bomb_is_not_unpacked() -> None:
    pytest.importorskip("docx")
    with pytest.raises(QuestionError, match="unpacks to"):
        text_of("bomb.docx", bomb())


def test_a_docx_is_read_in_a_process_of_its_own() -> None:
    docx = pytest.importorskip("docx")
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph(TITLE)
    document.save(held)
    assert text_of("a.docx", held.getvalue()) == TITLE


def test_reading_ends_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploaded, "SECONDS", 0.01)
    with pytest.raises(QuestionError, match="takes too long"):
        text_of("slow.pdf", b"%PDF-1.7\n")


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\secret\\a.pdf", "-c", "\x1b[31mred", ""])
def test_the_name_of_a_file_is_only_a_name(name: str) -> None:
    with pytest.raises(QuestionError) as failed:
        text_of(name, b"\x89PNG\xff\xff")
    told = str(failed.value).partition(" is ")[0]
    assert told
    assert told.isprintable()
    assert not set(told) & {"/", "\\"}
    assert not told.startswith("-")
