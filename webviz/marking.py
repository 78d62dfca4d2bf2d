"""Which part of a text matched what was searched for, regardless of case, accents and what stands between letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from queries.subject import folded

LEAST = 2
"""Letters that a word of what was asked must have to be looked for within words; shorter ones match initials alone."""
_WORD = re.compile(r"\w+", re.UNICODE)


class Piece(NamedTuple):
    """A piece of a text, which matched or did not."""

    text: str
    matched: bool


def marked(text: str, asked: str) -> tuple[Piece, ...]:
    """The text in pieces: from where a word of what was asked begins a word of the text, to the end of that word.

    `Altamimi` is found in `Al-Tamimi`, `desal` in `Desalination`.
    """
    spans = sorted({span for word in _WORD.findall(asked) for span in _spans(text, folded(word))})
    pieces: list[Piece] = []
    end = 0
    for begun, stop in spans:
        start = max(begun, end)
        if stop <= end:
            continue
        if start > end:
            pieces.append(Piece(text[end:start], False))
        pieces.append(Piece(text[start:stop], True))
        end = stop
    return (*pieces, Piece(text[end:], False)) if end < len(text) else tuple(pieces)


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where the word begins at the beginning of a word of the text; it may run over several words of the text."""
    words = [(found.start(), found.end(), folded(found[0])) for found in _WORD.finditer(text)]
    for number, (start, _, _) in enumerate(words):
        joined = ""
        for _, stop, part in words[number:]:
            joined += part
            if joined == word or (len(word) >= LEAST and joined.startswith(word)):
                yield start, stop
                break
            if not word.startswith(joined):
                break
