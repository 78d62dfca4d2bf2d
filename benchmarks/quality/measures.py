"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Counts(NamedTuple):
    """How often a yes-or-no decision was right and wrong."""

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said to be so that is; 0 where nothing was said to be."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of what is so that was said to be; 0 where nothing is."""
        return _share(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (van Rijsbergen 1979); 0 where both are 0."""
        return _share(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def count(decisions: Iterable[tuple[bool, bool]]) -> Counts:
    """The counts of pairs of what was decided and what is true."""
    tally = [0, 0, 0, 0]
    for decided, true in decisions:
        tally[(0 if true else 1) if decided else (2 if true else 3)] += 1
    return Counts(*tally)


def best_threshold(scores: Iterable[tuple[float, bool]]) -> tuple[float, Counts]:
    """The threshold at which deciding yes for `score >= threshold` has the highest F1; of equals, the highest.

    It is chosen on the pairs that are scored, so its F1 flatters; meant for peers, which it may only favour.
    """
    held = sorted(scores, reverse=True)
    tried = sorted({score for score, _ in held}, reverse=True)
    found = [(level, count((score >= level, true) for score, true in held)) for level in tried]
    return max(found, key=lambda one: (one[1].f1, one[0]), default=(1.0, Counts(0, 0, 0)))
