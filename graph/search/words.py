"""The words of a text as they are indexed and looked up: folded, without those that say nothing."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from graph.names.arabic_letters import plain_arabic

_CHINESE_JAPANESE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_APOSTROPHE = "['’‘ʼʻ`´]"
_WORD = re.compile(r"[^\W_]+")
_CHARACTERS = re.compile(rf"([{_CHINESE_JAPANESE}]+)")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});")
# French articles and prepositions that an apostrophe joins to the next word; the English genitive; and Turkish case
# endings, which an apostrophe parts from proper names.
_ELIDED = re.compile(
    rf"\b(?:[cdjlmnst]|qu|jusqu|lorsqu){_APOSTROPHE}(?=\w)|{_APOSTROPHE}s\b"
    rf"|(?<=\w{{4}}){_APOSTROPHE}(?:[dt][ea]n?|n?[iıuü]n|y[ea])\b",
    re.IGNORECASE,
)
_SOME_APOSTROPHE = re.compile(_APOSTROPHE)
_IN_WORD = re.compile(rf"{_APOSTROPHE}|[\u00ad\u200c\u200d\u0640]|[\u064b-\u065f\u0670]")
# The article, alone or with the particle before it; a form of light stemming (Larkey, Ballesteros, Connell 2002).
_ARABIC_ARTICLE = re.compile(r"^(?:[وبكف]?ال|لل)(?=.{3})")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ə": "a", "æ": "ae", "œ": "oe"}
)


def terms(text: str) -> list[str]:
    """The words of a text in printed order, each as often as it stands there.

    They are in lower case and their own script, without accents and vowel signs; Turkish `ı` and `İ` are `i`; letters
    of Arabic script that are written in several ways are one, and its article is taken off; digits are European.
    Hyphens part words, apostrophes do not; markup (`<i>`, `&amp;`) is left out. Runs of Chinese or Japanese characters
    are pairs of neighbours. Words without meaning of their own in English, French, Arabic, Turkish, Russian, Persian
    and Malay are left out; words are not stemmed.
    """
    silent = _stop_words()
    if "<" in text or "&" in text:
        text = _MARKUP.sub(" ", text)
    if text.isascii() and "'" not in text and "`" not in text:
        return [word for word in _PLAIN_WORD.findall(text.lower()) if word not in silent]
    text = unicodedata.normalize("NFKC", text)
    if _SOME_APOSTROPHE.search(text):
        text = _ELIDED.sub(" ", text)
    found = _WORD.findall(_IN_WORD.sub("", text))
    return [term for word in found for term in _folded(word) if term not in silent]


@lru_cache(maxsize=200_000)
def _folded(word: str) -> tuple[str, ...]:
    """A word as its terms: one, or pairs of characters."""
    if word.isascii():
        return (word.lower(),)
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(_digit(letter) for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)
    if _ARABIC.search(plain):
        plain = _ARABIC_ARTICLE.sub("", plain_arabic(plain))
    runs = _CHARACTERS.split(unicodedata.normalize("NFC", plain))
    return tuple(term for place, run in enumerate(runs) if run for term in (_pairs(run) if place % 2 else (run,)))


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(max(len(run) - 1, 1))]


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdigit() else letter


@cache
def _stop_words() -> frozenset[str]:
    shipped = files("graph").joinpath("data/search/stop_words.csv").read_text(encoding="utf-8")
    words = (word for row in csv.DictReader(shipped.splitlines()) for word in row["words"].split())
    return frozenset(form for word in words for form in (*_folded(word), word))
