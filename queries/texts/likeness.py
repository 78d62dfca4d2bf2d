"""How alike two texts are by their words, each weighed by how rare it is.

The weight of a word is its inverse document frequency. Whole texts are compared by the cosine of their words (Salton &
Buckley 1988), each word once; titles by words and pairs of neighbouring words, one half each, since a few words tell
little without their order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from queries.texts.passages import Passage

Rarity = Callable[[str], float]
"""The weight of a word."""

TEXT_DOUBT, TITLE_DOUBT = 1.5, 1.2
"""How many words that no text has are taken to be unshared besides: few words prove little, however many are shared."""


class Weighed(NamedTuple):
    """A passage with the sum of its weights."""

    passage: Passage
    weight: float
    squares: float
    """The sum over its words of the square of their weight."""


def weighed(passage: Passage, rarity: Rarity) -> Weighed:
    """The passage with its weight."""
    rare = {word: rarity(word) for word in passage.words}
    words = math.fsum(rare.values())
    pairs = math.fsum(rare[a] + rare[b] for a, b in passage.pairs)
    return Weighed(passage, words / 2 + pairs / 4, math.fsum(one * one for one in rare.values()))


def cosine(asked: Weighed, other: Weighed, rarity: Rarity) -> float:
    """The cosine of the words of two texts, 0 to 1."""
    shared = _squares(asked.passage.words & other.passage.words, rarity)
    return shared / (math.sqrt(asked.squares * other.squares) + TEXT_DOUBT * rarity("") ** 2)


def alike(asked: Weighed, other: Weighed, rarity: Rarity, doubt: float = TITLE_DOUBT) -> float:
    """How far two passages are the same, 0 to 1: what they share over the geometric mean of their weights."""
    shared = _shared(asked.passage, other.passage, rarity)
    return shared / (math.sqrt(asked.weight * other.weight) + doubt * rarity(""))


def shared_words(asked: Sequence[Passage], other: Passage, rarity: Rarity, most: int) -> list[str]:
    """The words that both have, the rarest first, of equals by their letters; neighbours that both have as one."""
    held = frozenset[str]().union(*(one.words for one in asked)) & other.words
    pairs = frozenset[tuple[str, str]]().union(*(one.pairs for one in asked)) & other.pairs
    joined = [(rarity(a) + rarity(b), f"{a} {b}") for a, b in pairs]
    within = {word for pair in pairs for word in pair}
    alone = [(rarity(word), word) for word in held - within if not word.isdigit()]
    return [text for _, text in sorted(joined + alone, key=lambda one: (-one[0], one[1]))[:most]]


def _shared(one: Passage, other: Passage, rarity: Rarity) -> float:
    return _weight(Passage(one.words & other.words, one.pairs & other.pairs), rarity)


def _weight(passage: Passage, rarity: Rarity) -> float:
    words = math.fsum(rarity(word) for word in passage.words)
    pairs = math.fsum(rarity(a) + rarity(b) for a, b in passage.pairs)
    return words / 2 + pairs / 4


def _squares(words: frozenset[str], rarity: Rarity) -> float:
    return math.fsum(rarity(word) ** 2 for word in words)
