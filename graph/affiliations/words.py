"""Words of affiliations in one form: case, accents, abbreviations and languages of institutional words set aside."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

STOP, KIND, UNIT, MODIFIER, SUBJECT, GENERAL = "stop", "kind", "unit", "modifier", "subject", "general"
"""Roles of a word: without meaning; kind of institution; part of one; what stands before a kind; field; other."""

_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ə": "e",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ـ": "",
    "ʻ": "", "ʼ": "", "\u200c": "", "\u200d": "", "\u00ad": "",
}  # fmt: skip
_LETTER_TABLE = str.maketrans(_LETTERS)
_APOSTROPHES = re.compile(r"['’‘`´ʹʼ]")
# French, Italian and Catalan articles and prepositions that an apostrophe joins to the next word.
_ELIDED = re.compile(r"^(?:l|d|dell|all|nell|sull|dall|qu|s|n|j)['’‘`´](?=\w{2})", re.IGNORECASE)


class Word(NamedTuple):
    """A word in the form that is compared, and what role it has."""

    form: str
    role: str


def fold(text: str) -> str:
    """The text without case and accents, in its own script; Arabic letters as one of their forms."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTER_TABLE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTER_TABLE)


@cache
def _shipped() -> dict[str, Word]:
    text = files("graph").joinpath("data/affiliations/words.csv").read_text(encoding="utf-8")
    return {
        fold(word): Word(row["canonical"] or fold(word), row["role"])
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split()
    }


@lru_cache(maxsize=400_000)
def word(written: str) -> Word:
    """A written word in the form that is compared; the role is empty where it is not on the list of words."""
    form = fold(_APOSTROPHES.sub("", _ELIDED.sub("", written)))
    return _shipped().get(form) or Word(form[:-1] if len(form) > 6 and form[-1] == "s" != form[-2] else form, "")
