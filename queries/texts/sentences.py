"""The sentences of a text, and which of one stand closest to which of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from queries.texts.likeness import Rarity, Weighed, alike, weighed
from queries.texts.passages import passage

_END = re.compile(r"(?<=[.!?؟。！？])[\"”»)\]]*\s+(?=[^\W\d_a-zа-я]|\d|[\"“«(\[])|(?<=[。！？])|\s*\n\s*\n\s*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:al|approx|ca|cf|dr|e\.g|etc|fig|figs|i\.e|no|nos|prof|resp|sp|spp|st|vs)|\b[^\W\d_])\.$"
)
MOST = 400
"""Sentences of a text that are looked at."""


class Closest(NamedTuple):
    """Two sentences, as printed, and how alike they are, 0 to 1."""

    asked: str
    other: str
    alike: float


def sentences(text: str) -> list[str]:
    """The sentences in printed order, without spaces around them; an abbreviation or an initial ends none."""
    found: list[str] = []
    for one in _END.split(text):
        if found and _ABBREVIATED.search(found[-1][-12:].lower()):
            found[-1] = f"{found[-1]} {one.strip()}"
        elif one.strip():
            found.append(one.strip())
    return found[:MOST]


class Read(NamedTuple):
    """A sentence as printed, and what it is compared by."""

    printed: str
    weighed: Weighed


def read(text: str, rarity: Rarity) -> list[Read]:
    """The sentences of a text, ready to be compared."""
    return [Read(one, weighed(passage(one), rarity)) for one in sentences(text)]


def closest(asked: Sequence[Read], other: Sequence[Read], rarity: Rarity, most: int = 3) -> list[Closest]:
    """Pairs of sentences of two texts, the most alike first, each sentence in one pair alone.

    Pairs that share no word are left out. Of equals, the first in print come first.
    """
    scored = [
        (alike(a, b, rarity), i, j)
        for i, (_, a) in enumerate(asked)
        for j, (_, b) in enumerate(other)
        if not a.passage.words.isdisjoint(b.passage.words)
    ]
    found: list[Closest] = []
    used: set[tuple[str, int]] = set()
    for score, i, j in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if len(found) < most and not {("a", i), ("b", j)} & used:
            used |= {("a", i), ("b", j)}
            found.append(Closest(asked[i].printed, other[j].printed, score))
    return found
