"""Journals and meetings: names, abbreviations and acronyms of one are told to be one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.sameness.publication_text import spelled_alike, words

_STOP_WORDS = frozenset("a an and at de der des die du et for fur in la le of on the und st nd rd th".split())
_NOTE = re.compile(
    r"\[electronic resource\]|\((?:online|print)\)|^proc(?:eedings\b|\b\.?)(?: of)?(?: the)?", re.IGNORECASE
)
_ACRONYM = re.compile(r",\s*[A-Z]{2,10}\W*$")
_PART = re.compile(r"[=:;()\[\]/\"“”]|\s[-–—]\s|\.(?=\S)")


class Venue(NamedTuple):
    """The words of a name, and those of each part that a stop, a colon or a bracket sets off."""

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=100_000)
def read(text: str) -> Venue:
    """The name of a journal or meeting without small words, numbers and what databases add."""
    trimmed = _ACRONYM.sub("", text)
    trimmed = shorter if (shorter := _NOTE.sub(" ", trimmed)).strip() else trimmed
    parts = (_content(part) for part in _PART.split(trimmed))
    return Venue(_content(trimmed), tuple(part for part in parts if part))


def _content(text: str) -> tuple[str, ...]:
    found = [word for word in words(text) if word not in _STOP_WORDS and not word.isdigit()]
    return tuple(found[1:] if len(found) > 3 and found[0] == "annual" else found)


@lru_cache(maxsize=100_000)
def compare(left: Venue, right: Venue) -> str:
    """`same` (in full, abbreviated, as an acronym, or one of several names given), `alike`, `different`, `unknown`."""
    if not left.words or not right.words:
        return "unknown"
    if any(_is_short_for(one, other) for one in (left.words, *left.parts) for other in (right.words, *right.parts)):
        return "same"
    ratio = fuzz.token_sort_ratio(" ".join(left.words), " ".join(right.words))
    return "alike" if ratio >= 75 or _within(left.words, right.words) else "different"


def _is_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) == len(other):
        return all(_abbreviates(a, b) or _abbreviates(b, a) for a, b in zip(one, other, strict=True))
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short[0] == "".join(word[0] for word in long)


def _abbreviates(short: str, long: str) -> bool:
    """`nephrol` for nephrology, `natl` for national."""
    if long.startswith(short) or spelled_alike(short, long):
        return True
    if len(short) < 3 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return all(any(_abbreviates(word, full) or _abbreviates(full, word) for full in long) for word in short)
