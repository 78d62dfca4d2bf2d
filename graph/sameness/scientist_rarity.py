"""How far two compatible names speak for one person: by how rare what they agree in is in this base.

After Fellegi and Sunter (1969): the odds that two mentions are one person are the odds of a random pair, times how much
more often the parts of the names agree by identity than by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import inf, log

from graph.sameness.scientist_names import Form, alike, is_initial

UNSEEN = 0.2
"""What counts for the other bearers of a word that no other person of the base bears."""
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
        first: dict[str, Counter[str]] = defaultdict(Counter)
        for one in forms:
            for word in (one.family, *one.given):
                seen[word].add(one.key)
            for word in one.given:
                seen[word[0]].add(one.key)
            first[one.key].update([one.first] if one.first else [])
        self.persons = max(2, len(first))
        self._weight = {word: log((self.persons + 1) / (len(keys) - 1 + UNSEEN)) for word, keys in seen.items()}
        self._others = {word: len(keys) - 1 for word, keys in seen.items()}
        self._bearers = {key: _different(names) for key, names in first.items()}

    def odds(self, left: Form, right: Form) -> float:
        """The logarithm of the odds that two mentions of compatible names are one person, told from the names alone.

        Where one of them has only the initial of a first name, and several first names are written out beside that
        family name and initial, it is at most as likely one of them as that one is mentioned among them.
        """
        if left.letters == right.letters:
            left = right = max(left, right, key=lambda one: (len(one.family), one))
        words, others = (*left.given, left.family), (*right.given, right.family)
        pairs = aligned(words, others)
        evidence = sum(self._agreement(words[i], others[j]) for i, j in pairs) - log(self.persons)
        evidence += _family(len(words) - 1, others, pairs)
        evidence += _family(len(others) - 1, words, [(j, i) for i, j in pairs])
        if left.given and right.given and (0, 0) not in pairs:
            evidence += FIRST_NAMES_APART
        if left.first and right.first:
            return evidence
        return min(evidence, self._bearer(left, right), self._bearer(right, left))

    def share(self, word: str) -> float:
        """The share of the persons of the base who bear a word, beside the one; 0 where nobody else does."""
        return self._others.get(word, 0) / self.persons

    def _bearer(self, initial: Form, other: Form) -> float:
        """The logarithm of the odds that a name with the initial alone is the bearer's that the other name tells."""
        bearers = self._bearers.get(initial.key, {})
        if initial.first or len(bearers) < 2:
            return inf
        total = sum(bearers.values())
        if other.first:
            share = sum(count for name, count in bearers.items() if alike(name, other.first)) / total
        else:
            share = sum((count / total) ** 2 for count in bearers.values())
        return _log_odds(share)

    def _agreement(self, word: str, other: str) -> float:
        if min(len(word), len(other)) == 1:
            return self._weight.get(word[0], 0.0)
        weight = min(self._weight.get(word, 0.0), self._weight.get(other, 0.0))
        return weight if word == other else SPELLED_IN_ANOTHER_WAY * weight


def _log_odds(share: float) -> float:
    if not 0 < share < 1:
        return inf if share else -inf
    return log(share / (1 - share))


def _family(place: int, others: tuple[str, ...], pairs: list[tuple[int, int]]) -> float:
    """What it takes away that a family name, the word at this place, does not stand for the other's family name."""
    partner = next((j for i, j in pairs if i == place), None)
    if partner is None:
        return FAMILY_MISSING
    if partner == len(others) - 1:
        return 0.0
    return FAMILY_AS_INITIAL if len(others[partner]) == 1 else FAMILY_ELSEWHERE


def aligned(words: tuple[str, ...], others: tuple[str, ...]) -> list[tuple[int, int]]:
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


def _different(counts: Counter[str]) -> dict[str, int]:
    """How often each name occurs, its spellings taken together under the most frequent."""
    kept: dict[str, int] = {}
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        same = next((other for other in kept if alike(name, other)), name)
        kept[same] = kept.get(same, 0) + count
    return kept
