"""A person's name as printed, taken apart into given and family parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph.names.folding import Word, words
from graph.names.particles import HONORIFICS, TITLES
from graph.names.parts import Part, Placed, Printed, parts_of
from graph.names.tokens import token_of


class PersonName(NamedTuple):
    """A name taken apart; parts are folded, and an initial is one letter (two for such as `Yu.`)."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    """Empty where nothing tells which part is the family's, as in a single name."""


class Taken(NamedTuple):
    """A name taken apart, with what its comparison needs."""

    parts: tuple[Part, ...]
    """All parts, given before family."""
    cut: int
    """How many of them are given."""
    comma: bool = False
    """True where a comma says which part is the family's."""


def parse_name(text: str) -> PersonName:
    """The given and family parts of a name printed in any of the usual ways.

    With a comma, what stands before it is the family's. Without, words all in capitals beside others that are not are
    the family's; else what follows the last initial, or comes before the first where the name ends in initials;
    else the last part. Titles, degrees, footnote marks and further authors after `and` or `;` are left out; articles
    and words for son or daughter too. Empty for a text without a name.
    """
    name = taken_apart(text)
    first, last = name.parts[: name.cut], name.parts[name.cut :]
    given, family = _named(first), _named(last)
    return PersonName(given, family) if given or family else PersonName(_texts(first), _texts(last))


def _named(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(part.text for part in parts if not (part.light and part.readings[0] in HONORIFICS))


def _texts(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(part.text for part in parts)


_DEBRIS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?|<[^>]*>?|[*†‡§¶#^~|]+|\bet\.? al\b.*")
_OTHERS = re.compile(r"\s*[;&]|,?\s+and\s|\n")
_COMMAS = re.compile(r"[,،，]")


_PLAIN = re.compile(r"(?:[^\W\d_]|[ .'’-])+")
"""Nothing that may be debris, a comma or an `et al.`"""


@lru_cache(maxsize=65_536)
def taken_apart(text: str) -> Taken:
    """The parts of a printed name."""
    return _at_once(text) or _step_by_step(text)


def _at_once(text: str) -> Taken | None:
    """The parts where each word is what it is whatever stands beside it, as in most names; else None."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not _PLAIN.fullmatch(text) or " et" in text or " and " in text:
        return None
    tokens = [token_of(token) for token in (text.replace(".", ". ") if "." in text else text).split()]
    parts: list[Part] = []
    loud = small = False
    for token in tokens:
        found = token.parts if token.parts is not None or not parts else token.later
        if found is None:
            return None
        parts.extend(found)
        loud, small = loud or token.capitals, small or token.small
    if loud and small:
        return None
    cut = _cut(parts) if len(parts) > 1 else len(parts)
    if cut < 0:
        parts, cut = [*parts[-cut:], *parts[:-cut]], len(parts) + cut
    return Taken(tuple(parts), cut)


def _step_by_step(text: str) -> Taken:
    segments = _segments(text)
    if len(segments) > 1 and not _is_whole(segments[0]):
        family, given = _parts(segments[0], follows=True), _parts(segments[1], follows=True)
        if family and given:
            return _made(given, family, comma=True)
    return _made(*_divided(_parts(segments[0], follows=False)), comma=False)


def _made(given: list[Placed], family: list[Placed], *, comma: bool) -> Taken:
    return Taken(tuple([placed.part for placed in (*given, *family)]), len(given), comma)


def _segments(text: str) -> list[str]:
    """What stands between commas and names someone; at least one, without footnote marks and further authors."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not text.replace(" ", "").isalpha():
        text = _OTHERS.split(_DEBRIS.sub(" ", text).strip(" ;&,\n"), maxsplit=1)[0]
        segments = [segment for segment in _COMMAS.split(text) if segment.strip()]
        if len(segments) > 1:
            segments = [segment for segment in segments if _names_someone(segment)] or segments
        return segments or [""]
    return [text]


def _names_someone(segment: str) -> bool:
    """Not only degrees or titles."""
    return any(word.readings[0] not in TITLES and word.readings[0] != "md" for word in words(segment))


def _is_whole(segment: str) -> bool:
    """A full word and an initial: a whole name, so what follows the comma is another's."""
    tokens = segment.replace(".", ". ").split()
    return len(tokens) > 1 and any(len(t.strip(".")) == 1 for t in tokens) and any(len(t) > 3 for t in tokens)


def _parts(segment: str, *, follows: bool) -> list[Placed]:
    """The parts of one side of the comma."""
    tokens = [token_of(token) for token in (segment.replace(".", ". ") if "." in segment else segment).split()]
    some_small = any(token.small for token in tokens)
    found: list[Printed] = []
    for token in tokens:
        letters = token.initials
        if not letters and token.run and (some_small or (token is tokens[-1] and not set("aeiouy") & set(token.run))):
            letters = token.run
        if letters:
            found.extend([Printed(Word((letter,), token.words[0].bare), initial=True) for letter in letters])
        else:
            capitals = token.capitals and some_small
            found.extend([Printed(word, capitals=capitals) for word in token.words])
    return parts_of(_without_titles(found), follows=follows)


def _without_titles(found: list[Printed]) -> list[Printed]:
    """The words that are no titles, or all where no other full word is left."""
    if not any(one.word.readings[0] in TITLES for one in found):
        return found
    kept = [one for one in found if one.initial or one.word.readings[0] not in TITLES]
    return kept if any(not one.initial for one in kept) else found


def _divided(placed: list[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Given and family of parts that no comma divides."""
    if len(placed) < 2:
        return placed, []
    loud = [one for one in placed if one.capitals]
    if loud and len(loud) < len(placed):
        return [one for one in placed if not one.capitals], loud
    cut = _cut([one.part for one in placed])
    return (placed[:cut], placed[cut:]) if cut > 0 else (placed[-cut:], placed[:-cut])


def _cut(parts: list[Part]) -> int:
    """How many parts are given, of two or more; less than 0 where the family's come first: as many as it says."""
    initials = [place for place, part in enumerate(parts) if part.initial]
    if initials and initials[-1] == len(parts) - 1 and initials[0] > 0:
        return -initials[0]
    cut = len(parts) - 1
    if initials and initials[0] == 0:
        cut = min(cut, initials[-1] + 1)
    while cut > 1 and parts[cut - 1].light:
        cut -= 1
    return cut
