"""Which organisations the words of a text may name, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.affiliations.index import ACRONYM, LONGEST_TURNED, TURNING, Index
from graph.affiliations.tokens import NO_BREAK, Token

TURNED = "turned"
"""The words of a name in another order: `Sussex University`, `University of Sussex`."""


class Candidate(NamedTuple):
    """Words `start` to `stop` (excluded) of a text may name this organisation."""

    organisation: int
    kind: str
    start: int
    stop: int
    key: str
    crosses: int = NO_BREAK
    """The widest gap between its words that the name itself does not have."""
    corrected: bool = False
    """A word was taken for one that it is near to."""


def candidates(words: Sequence[Token], index: Index) -> list[Candidate]:
    """Every organisation one of whose names stands in the text, but not names inside longer ones; in order."""
    exact = [one for one in _exact(words, index) if not _publishes(one, words)]
    corrections = index.spelling.corrected(words)
    if corrections:
        mended = [word._replace(form=corrections.get(place, word.form)) for place, word in enumerate(words)]
        exact += [
            one._replace(corrected=True)
            for one in _exact(mended, index)
            if one.kind != ACRONYM and any(one.start <= place < one.stop for place in corrections)
        ]
    outer = _outermost(exact, words)
    taken = {(one.start, one.stop) for one in outer if not one.crosses}
    turned = [
        one
        for one in _turned(words, index)
        if not any(start <= one.start and one.stop <= stop for start, stop in taken)
    ]
    found = {*outer, *_outermost(turned, words)}
    return sorted(found, key=lambda one: (one.start, -one.stop, one.organisation, one.kind))


def _publishes(one: Candidate, words: Sequence[Token]) -> bool:
    """Whether the next word makes it a publisher, which is another organisation: `Oxford University Press`."""
    return one.stop < len(words) and words[one.stop].form == "press" and words[one.stop].gap == NO_BREAK


def _exact(words: Sequence[Token], index: Index) -> Iterator[Candidate]:
    entries, prefixes = index.entries, index.prefixes
    for start, first in enumerate(words):
        key, stop, crossed = first.form, start + 1, False
        while True:
            for entry in entries.get(key, ()):
                crosses = _crosses(words, start, stop, entry.gaps) if crossed else NO_BREAK
                yield Candidate(entry.organisation, entry.kind, start, stop, key, crosses)
            if key not in prefixes or stop == len(words):
                break
            key = f"{key} {words[stop].form}"
            crossed = crossed or words[stop].gap > NO_BREAK
            stop += 1


def _crosses(words: Sequence[Token], start: int, stop: int, gaps: int) -> int:
    return max((words[place].gap for place in range(start + 1, stop) if not gaps >> (place - start) & 1), default=0)


def _turned(words: Sequence[Token], index: Index) -> Iterator[Candidate]:
    for place, token in enumerate(words):
        if token.form not in TURNING:
            continue
        for start in range(place, max(-1, place - LONGEST_TURNED), -1):
            if start < place and words[start + 1].gap > NO_BREAK:
                break
            for stop in range(place + 1, min(len(words), start + LONGEST_TURNED) + 1):
                if stop > place + 1 and words[stop - 1].gap > NO_BREAK:
                    break
                key = " ".join(sorted(word.form for word in words[start:stop]))
                for entry in index.turned.get(key, ()):
                    yield Candidate(entry.organisation, TURNED, start, stop, key)


def _outermost(found: Sequence[Candidate], words: Sequence[Token]) -> list[Candidate]:
    """Those whose words are not all, and fewer than, the words of another that takes no liberty with commas.

    What follows a comma inside the longer name stays: `Institute of Advanced Energy, Kyoto University`.
    """
    spans = {(one.start, one.stop) for one in found if not one.crosses}
    inner = {
        (one.start, one.stop)
        for one in found
        if any(
            a <= one.start
            and one.stop <= b
            and (a, b) != (one.start, one.stop)
            and not (a < one.start and words[one.start].gap and one.stop == b)
            for a, b in spans
        )
    }
    return [one for one in found if (one.start, one.stop) not in inner]
