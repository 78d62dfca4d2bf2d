"""A text as the words and the pairs of neighbouring words that it is made of, in pieces short enough to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.search.words import terms

PIECE = 150
"""Words of a piece; half of them are in the next piece too."""
MOST_PIECES = 80
"""Pieces of one text that are compared, evenly taken from all of it."""


class Passage(NamedTuple):
    """What a text is compared by; words without meaning of their own are left out."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Words that follow each other."""


def passage(*texts: str | None) -> Passage:
    """The passage of one or several texts; no pair reaches from one text into the next."""
    return passage_of(terms(text) for text in texts if text)


def passage_of(runs: Iterable[Sequence[str]]) -> Passage:
    """The passage of runs of words."""
    held = list(runs)
    return Passage(
        frozenset(word for run in held for word in run), frozenset(pair for run in held for pair in pairwise(run))
    )


def pieces(words: Sequence[str]) -> list[Sequence[str]]:
    """A long run of words in overlapping pieces of `PIECE`, `MOST_PIECES` at most; one of two pieces stays whole."""
    if len(words) <= 2 * PIECE:
        return [words]
    starts = range(0, len(words) - PIECE // 2, PIECE // 2)
    step = max(1, -(-len(starts) // MOST_PIECES))
    return [words[start : start + PIECE] for start in starts[::step]]
