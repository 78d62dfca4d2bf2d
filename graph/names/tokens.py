"""What stands between two spaces of a printed name: initials, or words, and what they are wherever they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graph.names.folding import Word, words
from graph.names.particles import ARTICLES, LINKS, SPECIAL, TITLES, TWO_LETTER_INITIALS
from graph.names.parts import Part, single


class Token(NamedTuple):
    """What stands between two spaces of a name."""

    words: tuple[Word, ...]
    initials: tuple[str, ...]
    """The initials that it is, whatever stands beside it: `G.`, `Yu.`, `J.-C.`"""
    run: tuple[str, ...]
    """The initials that it may be, as `GA` in `Family GA`."""
    capitals: bool
    small: bool
    """True where it has small letters after the first, so that capitals beside it mean something."""
    parts: tuple[Part, ...] | None
    """What it is wherever it stands; None where that depends on the words beside it."""
    later: tuple[Part, ...] | None
    """What it is behind another part, if that is more than `parts` tells: an article with its word."""


_INNER_DIGIT = str.maketrans("01345", "oieas")


@lru_cache(maxsize=131_072)
def token_of(token: str) -> Token:
    """A token, read once for all names that have it."""
    if any(character.isdigit() for character in token):
        # Digits at the end are footnotes; digits within a word are misread letters.
        token = token.strip("0123456789").translate(_INNER_DIGIT)
    read = words(token)
    texts = tuple(word.readings[0] for word in read)
    bare = token.strip(".,'’-")
    initials = texts if _are_initials(token, texts) else ()
    upper = len(bare) > 1 and bare.isupper() and not initials
    short = upper and len(texts) == 1 and len(texts[0]) <= 3 and texts[0] != "md"
    run = tuple(texts[0]) if short else ()
    parts = None if run else _whatever_beside(read, initials)
    article = len(read) == 2 and texts[0] in _PASSED and read[1].readings[0] not in _JOINING
    later = (single(read[1]),) if article else None
    return Token(read, initials, run, upper, len(bare) > 2 and bare[1:].islower(), parts, later)


_PASSED = ARTICLES - LINKS
_JOINING = SPECIAL | TITLES | {"din", "deen", "dine"}


def _whatever_beside(read: tuple[Word, ...], initials: tuple[str, ...]) -> tuple[Part, ...] | None:
    if initials:
        return tuple([Part((letter,), initial=True, bare=read[0].bare) for letter in initials])
    if any(word.readings[0] in SPECIAL or word.readings[0] in TITLES for word in read):
        return None
    return tuple([single(word) for word in read])


def _are_initials(token: str, texts: tuple[str, ...]) -> bool:
    if len(texts) == 1 and texts[0] in TWO_LETTER_INITIALS:
        return token.endswith(".") and token[0].isupper()
    return bool(texts) and all(len(text) == 1 for text in texts)
