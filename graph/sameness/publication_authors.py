"""Bylines as sets of names, whatever way they are printed, and how two agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.sameness.publication_text import plain, spelled_alike

_NO_NAMES = frozenset(
    "and al anonymous author da de del den der di et jr la le mac mc no others sr unknown van von".split()
)
_CORPORATE = re.compile(
    r"\b(?:group|study|trial|consortium|committee|society|association|investigators|collaborat\w+|council|agency|"
    r"organi[sz]ation|institute|ministry|department|network|task force|inc|ltd)\b",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])|\.")
_LOST_LETTER = re.compile(r"(?<=\w)[?\ufffd](?=\w)")
_SPELLED_OUT = re.compile(r"[^\W\d_]+")
_PERSONS = re.compile(r";|\band\b|&")


class Byline(NamedTuple):
    """Names of two letters or more in plain letters, initials left out: of all authors and of the first."""

    names: frozenset[str]
    first: frozenset[str]
    corporate: bool
    """A group, study or company is named."""


def read(given: str | Sequence[str] | None) -> Byline:
    """The byline as text ("Doe, J. and Roe, R.", "Doe J; Roe R", "DoeJ.RoeR.") or as a list of names."""
    return _read(given if isinstance(given, str) else " and ".join(given or ()))


@lru_cache(maxsize=100_000)
def _read(text: str) -> Byline:
    shouted = text.isupper()
    persons = _PERSONS.split(text)
    first = persons[0] if len(persons) > 1 else text.split(",", maxsplit=1)[0]
    named = _names(text, shouted=shouted)
    return Byline(named, _names(first, shouted=shouted) or named, bool(_CORPORATE.search(text)))


def _names(text: str, *, shouted: bool) -> frozenset[str]:
    spelled = _SPELLED_OUT.findall(_RUN_TOGETHER.sub(" ", _LOST_LETTER.sub("", text)))
    kept = [word for word in spelled if len(word) > 1 and (shouted or not (word.isupper() and len(word) <= 3))]
    # Müller is printed as Muller and as Mueller.
    folded = {re.sub(r"(?<=[aou])e", "", plain(word)) for word in kept}
    return frozenset(word for word in folded - _NO_NAMES if len(word) > 1)


def compare(left: Byline, right: Byline) -> str:
    """`agree` where most names of the shorter byline are in the other, the first author's with them; `some`; `none`.

    `unknown` where one names nobody, or where a group or company stands for the authors and no name is shared.
    """
    if not left.names or not right.names:
        return "unknown"
    small, large = sorted((left.names, right.names), key=len)
    shared = sum(_named(word, large) for word in small)
    first = any(_named(word, right.first) for word in left.first)
    if (first and shared >= 0.6 * len(small)) or (shared >= 2 and shared >= 0.8 * len(small)):
        return "agree"
    if shared:
        return "some"
    if left.corporate or right.corporate:
        return "unknown"
    return "some" if fuzz.ratio("".join(sorted(small)), "".join(sorted(large))) >= 80 else "none"


def _named(word: str, names: frozenset[str]) -> bool:
    return word in names or any(other[0] == word[0] and spelled_alike(word, other) for other in names)
