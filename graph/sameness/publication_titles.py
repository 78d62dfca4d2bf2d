"""Titles: what databases and notices add to them is taken off, and how two compare."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.sameness import publication_notices
from graph.sameness.publication_text import bare, spelled_alike, words

_STOP_WORDS = frozenset("a an and as at by for from in into its of on or the to with".split())
_NUMBERS = {
    word: str(number)
    for names in ("one two three four five six seven eight nine ten", "i ii iii iv v vi vii viii ix _")
    for number, word in enumerate(names.split(), 1)
    if word != "_"
}
_LANGUAGE = (
    "(?:arabic|bulgarian|chinese|croatian|czech|danish|dutch|english|estonian|finnish|french|german|greek|hebrew|hungarian|"
    "icelandic|indonesian|italian|japanese|korean|lithuanian|malay|norwegian|persian|polish|portuguese|romanian|russian|"
    "serbian|slovak|slovene|slovenian|spanish|swedish|thai|turkish|ukrainian)"
)
# What MEDLINE, Embase, Web of Science and the Cochrane library put behind a title, or in its place.
_NOTE = re.compile(
    r"\s*(?:[\[(](?:(?:published )?errat(?:um|a)[^\[\]]*|(?:see )?comments?|comment in[^\[\]]*|review|\d+ refs?\.?|"
    r"abstract no:?[^\])]*|(?:provisional|structured) (?:abstract|record)|electronic resource|meta-analysis|"
    r"corrected(?: and republished)?|multiple letters|letter|\d|"
    rf"{_LANGUAGE}(?:[,;/ ]+{_LANGUAGE})*)[\])]+|\.\s+{_LANGUAGE}(?:\s{_LANGUAGE})*)\s*\.?\s*$",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\s*[\[(.]\s*(?:erratum|correction|comment) (?:appears )?in[: ].*$"
    r"|[.\s]+[A-Z][A-Za-z. ]{2,60}(?:19|20)\d\d\b[^;]{0,12};\s?\d+(?:\(\w+\))?:\w+(?:-\w+)?[.\]]*$",
    re.IGNORECASE | re.DOTALL,
)
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_LONG = 20
"""Letters from which a bracketed text may be a title of its own."""
_MAIN = 12
"""Letters from which a title may be another's without its subtitle."""
_CUT = 100
"""Letters from which a title that ends where another goes on is taken to be cut, as by a field of 200 letters."""


_ALIKE, _REWORDED = 70, 80
"""Similarity of compact titles, in per cent, below which they are different, and from which they say much the same."""


class Title(NamedTuple):
    """A title to compare."""

    words: tuple[str, ...]
    """In order, without small words; numbers in figures."""
    compact: str
    """The words without spaces."""
    notices: frozenset[str]
    """What it says it is beside an article: a correction, a retraction, a reply, a comment, a protocol."""
    corrects: bool
    """It is certain to announce a correction or a retraction."""
    versions: tuple[str, ...]
    """Compact forms of what stands in square brackets and of what stands outside: often a title and its translation."""


def read(text: str) -> Title:
    """The title without what databases add to it."""
    trimmed = _POINTER.sub("", bare(text))
    while (shorter := _NOTE.sub("", trimmed)) != trimmed and shorter.strip():
        trimmed = shorter
    noticed = publication_notices.read(trimmed)
    content = _content(noticed.text if noticed.text.strip() else trimmed)
    return Title(tuple(content), "".join(content), noticed.notices, noticed.certain, tuple(_versions(noticed.text)))


def _content(text: str) -> list[str]:
    figures = (_NUMBERS.get(word, word) for word in words(_THOUSANDS.sub("", text)))
    return [word.lstrip("0") or "0" if word[0].isdigit() else word for word in figures if word not in _STOP_WORDS]


def _versions(text: str) -> list[str]:
    inside = _BRACKETED.findall(text)
    parts = [_BRACKETED.sub(" ", text), *inside] if inside else []
    return [form for part in parts if len(form := "".join(_content(part))) >= _LONG]


def compare(left: Title, right: Title) -> str:
    """`equal`; `spelled` (typing errors alone); `longer` (one goes on); `reworded`; `different`; `contrary`; `unknown`.

    Contrary titles are alike but for a number or a single letter: part 1 and part 2, hepatitis B and hepatitis C.
    """
    if not left.words or not right.words:
        return "unknown"
    if left.compact == right.compact:
        return "equal"
    if _is_version(left, right) or _is_version(right, left):
        return "longer"
    return _unequal(left, right)


def _unequal(left: Title, right: Title) -> str:
    short, long = sorted((left.compact, right.compact), key=len)
    goes_on = len(short) >= _MAIN and (long.startswith(short) or long.endswith(short))
    if goes_on and len(short) >= _CUT and long.startswith(short):
        return "longer"
    ratio = fuzz.ratio(short, long, score_cutoff=_ALIKE)
    within = 25 <= len(short) < 0.7 * len(long) and fuzz.partial_ratio(short, long, score_cutoff=90) > 0
    if not (ratio or within or goes_on):
        return "different"
    here, there = _only_one_has(left.words, right.words)
    if not here and not there:
        return "spelled"
    if any(len(word) == 1 or word.isdigit() for word in here + there) and _symbols(left) != _symbols(right):
        return "contrary" if ratio else "different"
    if goes_on and not (here and there):
        return "longer"
    return "reworded" if ratio >= _REWORDED or within else "different"


def _symbols(title: Title) -> str:
    return "".join(word for word in title.words if len(word) == 1 or word.isdigit())


def _is_version(one: Title, other: Title) -> bool:
    return any(part == other.compact or part in other.versions for part in one.versions)


def _only_one_has(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str]]:
    here = list((Counter(left) - Counter(right)).elements())
    there = list((Counter(right) - Counter(left)).elements())
    for word in list(here):
        if near := next((other for other in there if spelled_alike(word, other)), None):
            here.remove(word)
            there.remove(near)
    parted = here and there and spelled_alike("".join(here), "".join(there))
    return ([], []) if parted else (here, there)
