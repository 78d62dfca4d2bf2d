"""Pairs of references worth comparing: those that share a rare key, so that work grows with their number alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from graph.sameness.publication_pages import Pages
from graph.sameness.publication_reference import Comparable

_LARGEST = 40
"""In a block of more references than this, each is compared with its neighbours in the order of titles alone."""
_NEIGHBOURS = 8
_RARE_WORDS = 4
_TITLE_END = 30


def candidates(references: Sequence[Comparable]) -> list[tuple[int, int]]:
    """Pairs of places in `references`, the smaller first, sorted and each once."""
    common = Counter(word for one in references for word in set(one.title.words))
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(references):
        for key in dict.fromkeys(_keys(one, common)):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1:
            found.update(_pairs(block, references))
    return sorted(found)


def _keys(one: Comparable, common: Counter[str]) -> Iterator[tuple[object, ...]]:
    title, pages = one.title, one.pages
    if one.doi:
        yield "doi", one.doi
    if title.compact:
        yield "title", title.compact[:_TITLE_END]
        yield "end of title", title.compact[-_TITLE_END:]
    yield from (("title", version[:_TITLE_END]) for version in title.versions)
    rare = sorted(set(title.words), key=lambda word: (common[word], word))[:_RARE_WORDS]
    yield from (("words", *sorted(pair)) for pair in combinations(rare, 2))
    if isinstance(pages, Pages):
        if one.volume:
            yield "volume and page", one.volume, pages.first
        if one.year and pages.last > pages.first > 1:
            yield "year and pages", one.year, pages.first, pages.last


def _pairs(block: list[int], references: Sequence[Comparable]) -> Iterator[tuple[int, int]]:
    if len(block) <= _LARGEST:
        yield from combinations(block, 2)
        return
    order = sorted(block, key=lambda place: _order(references[place]))
    for at, place in enumerate(order):
        for other in order[at + 1 : at + 1 + _NEIGHBOURS]:
            yield min(place, other), max(place, other)


def _order(one: Comparable) -> tuple[str, int, int, str, str]:
    return one.title.compact, one.year or 0, one.volume or 0, str(one.pages), one.id
