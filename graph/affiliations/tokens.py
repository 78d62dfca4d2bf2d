"""The words of a text in order, with where each stands and what stands before it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from graph.affiliations.words import STOP, word

NO_BREAK, SOFT, HARD = 0, 1, 2
"""What separates a word from the one before: nothing but white space; a comma or the like; the end of an address."""

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")
# Accents that stand after their letter, as in “Westfa¨lische”.
_LOOSE_ACCENTS = re.compile(r"(?<=\w)[¨´˘ˇ˜¸˙˚](?=\w)")
# Accents and vowel signs that no composed letter has: of Latin, Greek, Cyrillic, Hebrew and Arabic.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_L = r"(?:[^\W\d_]|[\u0900-\u109f\u200c\u200d])"
_TOKEN = re.compile(
    r"(?P<initials>(?<!\w)(?:[^\W\d_]\.\s?){1,}[^\W\d_](?!\w)\.?)"
    rf"|(?P<word>{_L}+(?:['’‘`´]{_L}+)*)"
    r"|(?P<number>\d+)"
    r"|(?P<hard>[;؛|\n\r\t•])"
    r"|(?P<soft>[,،、।:(){}\[\]\"“”„«»/·—–]|(?<=\s)-(?=\s)|\s{2,})"
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_JOINED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][A-Za-zß-öø-ÿ])")
_U_OF = re.compile(r"\bU\.?(?=\s+of\b)")


class Token(NamedTuple):
    """One word of a text."""

    form: str
    role: str
    written: str
    start: int
    end: int
    gap: int
    """What separates it from the word before."""
    link: str
    """The last word without meaning, such as `of`, between it and the word before; empty where there is none."""


def cleaned(text: str) -> str:
    """The text without mark-up, e-mail addresses and addresses of pages, its letters composed."""
    text = html.unescape(html.unescape(text)) if "&" in text else text
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ; ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    composed = unicodedata.normalize("NFKC", _LOOSE_ACCENTS.sub("", text))
    return _U_OF.sub("University", composed if composed.isascii() else _MARKS.sub("", composed))


def tokens(text: str, known: Callable[[str], bool] | None = None) -> list[Token]:
    """The words of a cleaned text, those without meaning left out.

    `known` says whether a form is a word: words run together (`NaduIndia`) are split only where the whole is none.
    """
    found: list[Token] = []
    gap, link = HARD, ""
    for part in _TOKEN.finditer(text):
        kind = part.lastgroup
        if kind in ("hard", "soft"):
            gap = max(gap, HARD if kind == "hard" else SOFT)
            continue
        for written, start, end, joint in _pieces(part, known):
            form, role = word(written)
            gap = max(gap, joint)
            if role == STOP:
                link = form
                continue
            found.append(Token(form, role, written, start, end, gap, link))
            gap, link = NO_BREAK, ""
    return found


def _pieces(part: re.Match[str], known: Callable[[str], bool] | None) -> list[tuple[str, int, int, int]]:
    """The words in one piece of text: where each starts and ends, and what separates it from the one before."""
    written, (start, end) = part.group(), part.span()
    if part.lastgroup == "initials":
        return [("".join(letter for letter in written if letter.isalpha()), start, end, NO_BREAK)]
    if part.lastgroup == "number":
        return [(written, start, end, NO_BREAK)]
    if not written.isascii() and _HAN.search(written):
        # Scripts without spaces between words use one as a comma.
        first = SOFT if start and part.string[start - 1].isspace() else NO_BREAK
        gaps = [first] + [NO_BREAK] * (len(written) - 1)
        return [(letter, at, at + 1, gap) for at, (letter, gap) in enumerate(zip(written, gaps, strict=True), start)]
    if known and len(written) > 7 and _JOINED.search(written) and not known(word(written).form):
        pieces = _JOINED.split(written)
        starts = [start + sum(map(len, pieces[:place])) for place in range(len(pieces))]
        gaps = [NO_BREAK] + [SOFT] * (len(pieces) - 1)
        return [(one, at, at + len(one), gap) for one, at, gap in zip(pieces, starts, gaps, strict=True)]
    return [(written, start, end, NO_BREAK)]
