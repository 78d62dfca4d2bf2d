"""Which mentions are worth comparing: those that share a key of their names, without ever taking all pairs of many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

WIDE = 30
"""The most mentions of one key that are all compared with each other."""
NEAR = 8
"""In a wider block, how many of the next in order of name each is compared with."""

Pair = tuple[int, int]


def candidate_pairs(
    keys: Sequence[Iterable[str]], names: Sequence[tuple[str, ...]], surroundings: Sequence[Iterable[str]]
) -> list[Pair]:
    """Every pair to compare once, as positions, the lesser first, in order.

    All pairs that share a key, where at most `WIDE` mentions have the key. Of a more frequent key, those that also
    share one of their `surroundings` (co-authors, institutions, works cited), and each with the `NEAR` next by name.
    """
    seen: set[Pair] = set()
    for block in _blocks(keys, range(len(keys))):
        pairs = combinations(block, 2) if len(block) <= WIDE else _within(block, names, surroundings)
        seen.update(pairs)
    return sorted(seen)


def _blocks(keys: Sequence[Iterable[str]], of: Iterable[int]) -> list[list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place in of:
        for key in keys[place]:
            blocks[key].append(place)
    return [block for block in blocks.values() if len(block) > 1]


def _within(
    block: list[int], names: Sequence[tuple[str, ...]], surroundings: Sequence[Iterable[str]]
) -> Iterator[Pair]:
    for narrower in _blocks(surroundings, block):
        if len(narrower) <= WIDE:
            yield from combinations(narrower, 2)
    ordered = sorted(block, key=lambda place: (names[place], place))
    for start, place in enumerate(ordered):
        for other in ordered[start + 1 : start + 1 + NEAR]:
            yield (place, other) if place < other else (other, place)
