"""What a printed name is made of, and whether one person can bear two printed names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.names import compatible, fold, name_keys, name_similarity, parse_name

REMEMBERED = 1 << 18
"""How many names, and pairs of names, are kept taken apart."""
ALIKE = 0.8
"""From this similarity on, two written-out words are spellings of one name."""

_HYPHENED = re.compile(r"(\w{3,})[-\u2010\u2011\u2013]")


class Form(NamedTuple):
    """A printed name taken apart, folded: all letters, the last word of the family name, the other words in order."""

    letters: str
    family: str
    given: tuple[str, ...]

    @property
    def key(self) -> str:
        """The family name and the first initial, which nearly every form of one person's name shares."""
        return f"{self.family} {self.given[0][0]}" if self.given else self.family

    @property
    def first(self) -> str:
        """The first given name where it is written out, else nothing."""
        return self.given[0] if self.given and len(self.given[0]) > 1 else ""


@lru_cache(REMEMBERED)
def form(printed: str) -> Form:
    """The name taken apart; a single word is taken for the family name."""
    given, family = parse_name(printed)
    words, letters = (*given, *family), fold(printed).replace(" ", "")
    if not words:
        return Form(letters, "", ())
    last = words[-1]
    return Form(letters, last[2:] if last.startswith(("al", "el")) and len(last) > 5 else last, words[:-1])


def person_key(printed: str) -> str:
    """Family name and first initial: what stands for a co-author whose id is not known."""
    return form(printed).key


@lru_cache(REMEMBERED)
def block_keys(printed: str) -> frozenset[str]:
    """The keys under which a name is compared: its family name, as it sounds, with each initial that goes with it.

    A name that may be printed with the family name first is found under both, and a family name of two words that a
    hyphen joins under the first of them too.
    """
    _, family, given = form(printed)
    keys = {key for word in given for key in name_keys(f"{word[0]}. {family}")}
    hyphened = {word.casefold() for word in _HYPHENED.findall(printed)}
    for word in hyphened.intersection(given[1:]):
        keys.update(name_keys(f"{given[0][0]}. {word}"))
    for word in given:
        if len(word) > 1:
            keys.update(name_keys(f"{family[0]}. {word}"))
    return frozenset(keys or name_keys(printed))


@lru_cache(REMEMBERED)
def can_be_one(left: str, right: str) -> bool:
    """Whether one person can bear both printed names; names of the same letters always can."""
    one, other = form(left), form(right)
    if one.letters == other.letters:
        return True
    return not _first_names_apart(one, other) and compatible(left, right)


def _first_names_apart(left: Form, right: Form) -> bool:
    """Whether each first name stands for no word of the other name: told sooner than by comparing all words."""
    if not left.given or not right.given:
        return False
    return not any(stand_for_one(left.given[0], word) for word in (*right.given, right.family)) and not any(
        stand_for_one(right.given[0], word) for word in (*left.given, left.family)
    )


@lru_cache(REMEMBERED)
def alike(left: str, right: str) -> bool:
    """Whether two folded, written-out words can be spellings of one name."""
    return left == right or name_similarity(left, right) >= ALIKE


def is_initial(word: str, other: str) -> bool:
    """Whether one of the two is a letter, and the other begins with it."""
    return word[0] == other[0] and 1 in (len(word), len(other))


def stand_for_one(word: str, other: str) -> bool:
    """Whether two words can be printed for one name: spellings of each other, or one the initial of the other."""
    return is_initial(word, other) or (len(word) > 1 < len(other) and alike(word, other))


def main_name(counts: Mapping[str, int]) -> str:
    """Of the names printed under one id, with how often, the one that most of what is printed can be.

    Where that one has only initials, the one with a first name written out that it can be and that most else can be.
    Ties: the longest, then the first in order.
    """

    def support(name: str) -> tuple[int, int, str]:
        return -sum(count for other, count in counts.items() if can_be_one(*sorted((name, other)))), -len(name), name

    best = min(counts, key=support)
    written = [name for name in counts if form(name).first and can_be_one(*sorted((best, name)))]
    return best if form(best).first or not written else min(written, key=support)


def own_names(names: Sequence[str]) -> tuple[str, ...]:
    """Of the names printed under one id, those that go with its main one, each spelling once, sorted."""
    distinct = sorted({form(name).letters: name for name in sorted(names, reverse=True)}.values())
    if len(distinct) < 2:
        return tuple(distinct)
    main = main_name(dict.fromkeys(distinct, 1))
    return tuple(name for name in distinct if can_be_one(*sorted((main, name))))
