"""What is marked of a text that was found; worked by hand."""

from __future__ import annotations

import pytest

from webviz.marking import marked


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Majid Al-Tamimi", "altamimi", ["Al-Tamimi"]),
        ("Solar desalination of brine", "desal", ["desalination"]),
        ("École française", "ecole", ["École"]),
        ("ماجد التميمي", "التميمي", ["التميمي"]),
        ("M. El Ghamdi", "m ghamdi", ["M", "Ghamdi"]),
        ("Modern art", "m", []),
        ("Water", "", []),
        ("<b>water</b>", "water", ["water"]),
    ],
)
def test_words_that_begin_so_are_marked(text: str, asked: str, found: list[str]) -> None:
    pieces = marked(text, asked)
    assert [piece.text for piece in pieces if piece.matched] == found
    assert "".join(piece.text for piece in pieces) == text
