"""The authors of one publication as several records name them, put together: who is who, by place and name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

Compatible = Callable[[str, str], bool]


LARGEST_BYLINE = 100
"""Authors of a publication beyond which being on it together says little."""


class Entry(NamedTuple):
    """A scientist in the byline of one record; `position` is 0 where the record gives none."""

    record: str
    scientist: str
    position: int
    names: tuple[str, ...]


class Pair(NamedTuple):
    """Two ids that name one author of a publication."""

    left: str
    right: str
    reason: str


def pairs(entries: Sequence[Entry], compatible: Compatible) -> list[Pair]:
    """Of the bylines of one publication, the authors of the longest one with those of each other one.

    Two are one author where their names are compatible and stand at the same place; else where just one author with a
    compatible name is left. Among bylines of one length the one of the smallest record id counts as the longest.
    """
    by_record = [list(group) for _, group in groupby(sorted(entries), key=lambda entry: entry.record)]
    main = max(by_record, key=lambda byline: (len(byline), [-ord(c) for c in byline[0].record]))
    return [pair for other in by_record if other is not main for pair in _aligned(main, other, compatible)]


def _aligned(main: Sequence[Entry], other: Sequence[Entry], compatible: Compatible) -> Iterator[Pair]:
    known = {entry.scientist for entry in main}
    free = [entry for entry in main if entry.scientist not in {one.scientist for one in other}]
    unknown = [entry for entry in other if entry.scientist not in known]
    for same_place in (True, False):
        for entry in list(unknown):
            found = [
                one
                for one in free
                if (one.position == entry.position or not same_place) and _fit(one.names, entry.names, compatible)
            ]
            if len(found) == 1:
                free.remove(found[0])
                unknown.remove(entry)
                yield Pair(found[0].scientist, entry.scientist, "the same author of one publication, by place and name")


def _fit(some: Iterable[str], others: Iterable[str], compatible: Compatible) -> bool:
    others = tuple(others)
    return any(compatible(one, other) for one in some for other in others)
