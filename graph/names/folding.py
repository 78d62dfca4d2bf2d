"""A text of any script in plain lower-case Latin words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph.names.arabic import arabic_word
from graph.names.arabic_letters import plain_arabic
from graph.names.letters import to_latin


class Word(NamedTuple):
    """One word of a text in Latin letters."""

    readings: tuple[str, ...]
    """The likeliest first; more than one where the script leaves it open."""
    bare: bool = False
    """True where the script does not write short vowels."""
    printed: str = ""
    """The letters of a word in Arabic script, without article; empty where they are few."""


_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_RUNS = re.compile(f"([{_ARABIC}\u200c\u200d]+)")
_SOME_VOWELS = re.compile("[\u0590-\u05ff\u0900-\u109f\u1780-\u17ff]")
"""Hebrew, and the scripts of South and South-East Asia, in which a vowel after a consonant goes without saying."""

_NOT_IN_WORD = re.compile(r"[^\w\u064b-\u065f\u0670\u200c\u200d\u0640]+")


def fold(text: str) -> str:
    """A name or text as plain lower-case Latin words with single spaces between them.

    Compatibility forms (NFKC), case, accents, bidi controls and punctuation go; apostrophes, ayn and hamza vanish
    without parting a word. Other scripts are transliterated: `Мұхаммед` is `mukhammed`, `محمد` is `muhammad`.
    """
    return " ".join([folded for token in text.split() if (folded := _folded(token))])


@lru_cache(maxsize=131_072)
def _folded(token: str) -> str:
    return " ".join([word.readings[0] for word in words(token)])


@lru_cache(maxsize=131_072)
def words(text: str) -> tuple[Word, ...]:
    """The words that `fold` makes of a text, each with its readings."""
    if text.isascii():
        return _plain(text)
    text = unicodedata.normalize("NFKC", text)
    found: list[Word] = []
    for place, run in enumerate(_RUNS.split(text)):
        if place % 2:
            pieces = _NOT_IN_WORD.sub(" ", run).split()
            found.extend([word for piece in pieces for word in _arabic(piece)])
        else:
            found.extend(_plain(run))
    return tuple(found)


def _arabic(piece: str) -> tuple[Word, ...]:
    *before, last = [Word(readings, bare=True) for readings in arabic_word(piece)] or [Word(())]
    if not last.readings:
        return ()
    letters = plain_arabic(piece)
    for word in before:
        letters = letters.removeprefix("ال" if word.readings == ("al",) else "عبد")
    return (*before, last._replace(printed=letters) if len(letters) > 3 else last)


def _plain(text: str) -> tuple[Word, ...]:
    bare = not text.isascii() and bool(_SOME_VOWELS.search(text))
    return tuple([Word((word,), bare) for word in to_latin(text).split()])
