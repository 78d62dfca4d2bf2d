"""How far two compatible names speak for one person: by how rare what they agree in is in this base.

After Fellegi and Sunter (1969): the odds that two mentions are one person are the odds of a random pair, times how much
more often the parts of the names agree by identity than by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log

from graph.sameness.scientist_names import Form, alike, is_initial

SPELLED_IN_ANOTHER_WAY = 0.5
"""What the agreement of two spellings of one name counts, of that of equal ones."""
FAMILY_ELSEWHERE, FAMILY_AS_INITIAL, FAMILY_MISSING = -1.5, -3.0, -3.0
"""For each family name that is among the given names of the other, is an initial there, or is not there."""
FIRST_NAMES_APART = -1.5
"""For first names that stand for no part, or another part, of the other name."""


class Rarity:
    """How often the words of names occur among the persons of a base, told from their names alone.

    A person is counted as a family name with a first initial, so that one who is printed in ten ways is not ten.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        seen: dict[str, set[str]] = defaultdict(set)
        first: dict[str, set[str]] = defaultdict(set)
        for one in forms:
            for word in (one.family, *one.given):
                seen[word].add(one.key)
            for word in one.given:
                seen[word[0]].add(one.key)
            first[one.key].update({one.first} - {""})
        self.persons = max(2, len(first))
        self._weight = {word: log(self.persons / len(keys)) for word, keys in seen.items()}
        self._bearers = {key: _different(names) for key, names in first.items()}

    def odds(self, left: Form, right: Form) -> float:
        """The logarithm of the odds that two mentions of compatible names are one person, told from the names alone.

        Where one of them has only the initial of a first name, and several first names are written out beside that
        family name and initial, it is at most one of so many.
        """
        if left.letters == right.letters:
            left = right = max(left, right, key=lambda one: (len(one.family), one))
        words, others = (*left.given, left.family), (*right.given, right.family)
        pairs = _aligned(words, others)
        evidence = sum(self._agreement(words[i], others[j]) for i, j in pairs) - log(self.persons)
        evidence += _family(len(words) - 1, others, pairs)
        evidence += _family(len(others) - 1, words, [(j, i) for i, j in pairs])
        if left.given and right.given and (0, 0) not in pairs:
            evidence += FIRST_NAMES_APART
        bearers = max(self._bearers.get(left.key, 1), self._bearers.get(right.key, 1))
        if bearers > 1 and not (left.first and right.first):
            return min(evidence, -log(bearers - 1))
        return evidence

    def _agreement(self, word: str, other: str) -> float:
        if min(len(word), len(other)) == 1:
            return self._weight.get(word[0], 0.0)
        weight = min(self._weight.get(word, 0.0), self._weight.get(other, 0.0))
        return weight if word == other else SPELLED_IN_ANOTHER_WAY * weight


def _family(place: int, others: tuple[str, ...], pairs: list[tuple[int, int]]) -> float:
    """What it takes away that a family name, the word at this place, does not stand for the other's family name."""
    partner = next((j for i, j in pairs if i == place), None)
    if partner is None:
        return FAMILY_MISSING
    if partner == len(others) - 1:
        return 0.0
    return FAMILY_AS_INITIAL if len(others[partner]) == 1 else FAMILY_ELSEWHERE


def _aligned(words: tuple[str, ...], others: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of words that stand for each other: equal ones, then alike, then initials; family names before all."""
    pairs: list[tuple[int, int]] = []
    rest, free = _family_first(len(words)), _family_first(len(others))
    for stand_for_one in (str.__eq__, _spellings, is_initial):
        for i in tuple(rest):
            j = next((j for j in free if stand_for_one(words[i], others[j])), None)
            if j is not None:
                pairs.append((i, j))
                rest.remove(i)
                free.remove(j)
    return pairs


def _family_first(words: int) -> list[int]:
    return [words - 1, *range(words - 1)]


def _spellings(word: str, other: str) -> bool:
    return len(word) > 1 < len(other) and alike(word, other)


def _different(names: Iterable[str]) -> int:
    """How many names there are, spellings of one counted once."""
    kept: list[str] = []
    for name in sorted(names):
        if not any(alike(name, other) for other in kept):
            kept.append(name)
    return len(kept)
