"""Words that no name of a registry has, taken for the one that they were meant to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.affiliations.tokens import Token

_SHORTEST, _LONG = 5, 9


class Spelling:
    """The words of a registry by first letter and length."""

    def __init__(self, counted: Mapping[str, float]) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = {}
        for form in sorted(counted):
            if len(form) >= _SHORTEST and form.isalpha():
                self._by_start.setdefault((form[0], len(form)), []).append(form)
        self._rarity = counted
        self._meant: dict[str, str | None] = {}

    def corrected(self, words: Sequence[Token]) -> dict[int, str]:
        """For each word that is not in the registry and near one that is, its place and that word."""
        unknown = [(place, word.form) for place, word in enumerate(words) if self._is_unknown(word)]
        meant = ((place, self._nearest(form)) for place, form in unknown)
        return {place: form for place, form in meant if form}

    def _is_unknown(self, word: Token) -> bool:
        return not word.role and len(word.form) >= _SHORTEST and word.form not in self._rarity and word.form.isalpha()

    def _nearest(self, form: str) -> str | None:
        """The nearest word with the same first letter: one edit away, two in long words; the most common of several."""
        if form not in self._meant:
            most = 1 if len(form) < _LONG else 2
            near = self._near(form, most)
            self._meant[form] = min(near)[2] if near else None
        return self._meant[form]

    def _near(self, form: str, most: int) -> list[tuple[int, float, str]]:
        lengths = range(len(form) - most, len(form) + most + 1)
        others = [other for length in lengths for other in self._by_start.get((form[0], length), ())]
        near = process.extract(form, others, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(int(distance), self._rarity[other], other) for other, distance, _ in near]
