"""How far the works of two mentions speak for one person: shared co-authors, places, subjects and works cited.

Each weight is the logarithm of a likelihood ratio, rounded: a logistic regression of pairs of differently printed names
under one ORCID against random pairs of other names, on the half of the ORCIDs of a geological collection of Arabia that
`benchmarks.quality.same_person` does not hold out. Years are told and not weighed: beside the rest they added nothing.
What is not known on either side counts nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import fsum, log, log1p
from typing import NamedTuple

from graph.sameness.scientist_mention import Mention

SHARED_COAUTHORS, NO_SHARED_COAUTHOR, MANY_COAUTHORS = 0.6, -0.8, 20
SHARED_INSTITUTIONS, NO_SHARED_INSTITUTION = 1.4, -1.1
NO_SHARED_COUNTRY = -0.9
SHARED_TOPICS = 2.2
SHARED_REFERENCES = 0.15


class Common(NamedTuple):
    """What two mentions share, as counts; `gap` in years, 0 where their years overlap, none where one is unknown."""

    coauthors: int
    institutions: int
    countries: int
    topics: int
    references: int
    gap: int | None


class _Weights:
    """How rare each token is: the logarithm of the number of mentions by that of those which have it."""

    def __init__(self, tokens: Sequence[Collection[str]]) -> None:
        seen = Counter(token for one in tokens for token in one)
        self._of = {token: log((1 + len(tokens)) / count) for token, count in seen.items()}

    def total(self, tokens: Collection[str]) -> float:
        return fsum(map(self._of.__getitem__, tokens))


class Context:
    """The works behind the mentions of a base, ready to be compared; mentions are named by their position."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._cited = [one.references | one.publications for one in mentions]
        self._coauthors = _Weights([one.coauthors for one in mentions])
        self._institutions = _Weights([one.institutions for one in mentions])
        self._topics = _Weights([one.topics for one in mentions])
        self._references = _Weights(self._cited)
        self._subjects = [self._topics.total(one.topics) for one in mentions]

    def common(self, a: int, b: int) -> Common:
        """What the two share."""
        left, right = self._mentions[a], self._mentions[b]
        return Common(
            len(left.coauthors & right.coauthors),
            len(left.institutions & right.institutions),
            len(left.countries & right.countries),
            len(left.topics & right.topics),
            len(self._cited[a] & self._cited[b]),
            _gap(left.years, right.years),
        )

    def odds(self, a: int, b: int) -> float:
        """The logarithm of how much more likely what the two share, and do not share, is if they are one person."""
        left, right = self._mentions[a], self._mentions[b]
        return fsum(
            (
                self._of_coauthors(left.coauthors, right.coauthors),
                self._of_institutions(left.institutions, right.institutions),
                NO_SHARED_COUNTRY * _apart(left.countries, right.countries),
                SHARED_TOPICS * self._of_topics(a, b),
                SHARED_REFERENCES * log1p(self._references.total(self._cited[a] & self._cited[b])),
            )
        )

    def _of_coauthors(self, left: frozenset[str], right: frozenset[str]) -> float:
        if _apart(left, right):
            return NO_SHARED_COAUTHOR * log1p(min(len(left), len(right), MANY_COAUTHORS))
        return SHARED_COAUTHORS * log1p(self._coauthors.total(left & right))

    def _of_institutions(self, left: frozenset[str], right: frozenset[str]) -> float:
        if _apart(left, right):
            return NO_SHARED_INSTITUTION
        return SHARED_INSTITUTIONS * log1p(self._institutions.total(left & right))

    def _of_topics(self, a: int, b: int) -> float:
        least = min(self._subjects[a], self._subjects[b])
        shared = self._mentions[a].topics & self._mentions[b].topics
        return self._topics.total(shared) / least if least else 0.0


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and left.isdisjoint(right)


def _gap(left: tuple[int, ...], right: tuple[int, ...]) -> int | None:
    if not left or not right:
        return None
    return max(0, max(min(left), min(right)) - min(max(left), max(right)))
