"""Zotero CSV: a worked item, and what is no item."""

from __future__ import annotations

from pathlib import Path

from graph.model import Publication
from loaders.zotero import LOADER, SAMPLE
from tests.loaders.exports import found, only


def test_the_sample() -> None:
    one = only(LOADER, SAMPLE)
    assert one.publications == [
        Publication(
            "doi:10.99999/invented.1",
            title="An invented work",
            year=2025,
            date="2025-03-16",
            doi="10.99999/invented.1",
            kind="article",
            venue="Journal of Inventions",
            pages="12-34",
            authors=2,
        )
    ]
    assert [scientist.name for scientist in one.scientists] == ["Amina Invented", "Bilal Imagined"]


def test_items_without_a_title_are_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("Key,Item Type,Title,Author\nA,book,Waters,\nB,note,,\nC,book,Cut")
    items = found(LOADER, file)
    assert [(one.title, one.kind, one.authors) for one in items.publications] == [("Waters", "book", None)]
    assert list(items.rejected) == [3, 4]
