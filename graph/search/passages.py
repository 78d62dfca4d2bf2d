"""The passage of a text in which words stand."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.search.words import terms

LONGEST = 160
"""Letters of a passage."""

_WORD = re.compile(r"\S+")


def passage(asked: str, text: str) -> str:
    """The shortest part of a text that has most of the asked words, with what stands around; empty where none is there.

    Words are compared as they are indexed. A part longer than `LONGEST` letters is cut to whole words; where anything
    is left out, three dots say so.
    """
    wanted = set(terms(asked))
    words = [(found.start(), found.end(), wanted.intersection(terms(found.group()))) for found in _WORD.finditer(text)]
    hits = [place for place, (_, _, met) in enumerate(words) if met]
    if not hits:
        return ""
    first, last = max(
        (_window(words, hits, place) for place in range(len(hits))),
        key=lambda span: (len(set().union(*(words[k][2] for k in range(span[0], span[1] + 1)))), span[0] - span[1]),
    )
    return _cut(text, words, first, last)


def _window(words: list[tuple[int, int, set[str]]], hits: list[int], place: int) -> tuple[int, int]:
    """From one hit on, as many as are not too far."""
    first = last = hits[place]
    for _, after in pairwise(hits[place:]):
        if words[after][1] - words[first][0] > LONGEST:
            break
        last = after
    return first, last


def _cut(text: str, words: list[tuple[int, int, set[str]]], first: int, last: int) -> str:
    """The words from the first to the last, and as many around them as there is room for."""
    while True:
        room = LONGEST - (words[last][1] - words[first][0])
        before = first > 0 and words[first][0] - words[first - 1][0] <= room
        if before:
            room -= words[first][0] - words[first - 1][0]
        after = last + 1 < len(words) and words[last + 1][1] - words[last][1] <= room
        if not before and not after:
            break
        first, last = first - before, last + after
    shown = text[words[first][0] : words[last][1]]
    return f"{'… ' if first else ''}{' '.join(shown.split())}{' …' if last + 1 < len(words) else ''}"
