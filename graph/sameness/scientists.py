"""Which mentions of scientists are one person: each pair worth a look with its score, verdict and evidence.

The score is a probability: the odds of a random pair of persons of this base, times what the names say, by how rare
they are here, times what the works say (co-authors, institutions, countries, topics, works cited).

It takes the base for all there is, so a full name is strong evidence in a small one. The verdict "same" asks more: that
what the works share also outweighs those in the world who may bear such a name (`scientist_world`).

The limit of "same" was set by the pairs of two ORCIDs, on the half of the ORCIDs of a geological collection of Arabia
that `benchmarks.quality.same_person` does not hold out; it measures on the other half, and on all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import exp
from typing import Literal, NamedTuple

from graph.sameness.scientist_blocks import candidate_pairs
from graph.sameness.scientist_clusters import cannot_be_one, clusters
from graph.sameness.scientist_context import Common, Context
from graph.sameness.scientist_evidence import evidence
from graph.sameness.scientist_mention import Mention
from graph.sameness.scientist_names import Form, block_keys, can_be_one, form, own_names, person_key
from graph.sameness.scientist_rarity import Rarity, aligned
from graph.sameness.scientist_strangers import Stranger, strangers
from graph.sameness.scientist_world import decides
from graph.store import Watch

__all__ = ["LIKELY", "SAME", "UNSURE", "Linked", "Mention", "Stranger", "clusters", "link", "person_key", "strangers"]

SAME = 0.95
"""The least score of the verdict "same"."""
LIKELY = 0.5
"""From this score on two mentions are rather one person than two: for `clusters(…, at=LIKELY)`."""
UNSURE = 0.2
"""The least score of a pair that is worth a person's look."""
TOO_LITTLE = "others may bear such a name"
_TOLD_EVERY = 100_000


class Linked(NamedTuple):
    """Two mentions that are, or may be, one person; `left` < `right`, and `evidence` is one sentence."""

    left: str
    right: str
    score: float
    verdict: Literal["same", "unsure"]
    evidence: str


class _Pair(NamedTuple):
    """The two names that speak most for one person, and the logarithm of their odds."""

    odds: float
    left: Form
    right: Form


def link(mentions: Sequence[Mention], watch: Watch = lambda *_: None) -> list[Linked]:
    """All pairs of mentions that are one person ("same") or may be ("unsure"), by their ids.

    Pairs that cannot be one person are left out: names that one person cannot bear, two ORCIDs, two different names in
    one byline. Two equal ORCIDs are one person, whatever else is known.

    Raises:
        ValueError: two mentions have one id.
    """
    ordered = sorted(mentions, key=lambda one: one.id)
    if len({one.id for one in ordered}) < len(ordered):
        raise ValueError("two mentions have one id: give each id once, with all its names")
    names = [own_names(one.names) for one in ordered]
    judge = _Judge(ordered, names)
    pairs = candidate_pairs(
        [_keys(one, own) for one, own in zip(ordered, names, strict=True)],
        [min((_sorted_as(name) for name in own), default=()) for own in names],
        [one.coauthors | one.institutions | one.references for one in ordered],
    )
    found: list[Linked] = []
    for done, (a, b) in enumerate(pairs):
        if done % _TOLD_EVERY == 0:
            watch("comparing scientists", done, len(pairs))
        linked = judge.pair(a, b)
        if linked is not None:
            found.append(linked)
    return found


def _keys(one: Mention, own: Sequence[str]) -> frozenset[str]:
    keys = frozenset(key for name in own for key in block_keys(name))
    return keys | {f"orcid {one.orcid}"} if one.orcid else keys


def _sorted_as(name: str) -> tuple[str, ...]:
    taken = form(name)
    return (taken.family, *taken.given)


class _Judge:
    """The mentions of a base, ready to be compared pair by pair."""

    def __init__(self, mentions: Sequence[Mention], names: Sequence[Sequence[str]]) -> None:
        self._mentions = mentions
        self._names = names
        self._rarity = Rarity(form(name) for own in names for name in own)
        self._context = Context(mentions)
        self._seen: dict[tuple[str, str], _Pair | None] = {}

    def pair(self, a: int, b: int) -> Linked | None:
        """The verdict on two mentions; none where they cannot be one person, or hardly are."""
        left, right = self._mentions[a], self._mentions[b]
        same_orcid = left.orcid is not None and left.orcid == right.orcid
        names = self._best_names(a, b, any_name=same_orcid)
        if names is None or (not same_orcid and cannot_be_one(left, right)):
            return None
        score = 1.0 if same_orcid else _probability(names.odds + self._context.odds(a, b))
        if score < UNSURE:
            return None
        common = self._context.common(a, b)
        sentence = evidence(names.left, names.right, common, same_orcid=same_orcid)
        if same_orcid or (score >= SAME and self._decides(names, common)):
            return Linked(left.id, right.id, round(score, 4), "same", sentence)
        doubt = f"; {TOO_LITTLE}" if score >= SAME else ""
        return Linked(left.id, right.id, round(score, 4), "unsure", sentence + doubt)

    def _decides(self, names: _Pair, common: Common) -> bool:
        words, others = ((*one.given, one.family) for one in (names.left, names.right))
        agreed = [(words[i], others[j]) for i, j in aligned(words, others)]
        return decides(agreed, common, self._rarity.share)

    def _best_names(self, a: int, b: int, *, any_name: bool) -> _Pair | None:
        pairs = [self._name_pair(*both, any_name=any_name) for both in product(self._names[a], self._names[b])]
        return max((pair for pair in pairs if pair is not None), default=None)

    def _name_pair(self, left: str, right: str, *, any_name: bool) -> _Pair | None:
        if any_name or can_be_one(min(left, right), max(left, right)):
            forms = form(left), form(right)
            return _Pair(self._rarity.odds(*forms), *forms)
        return None


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-max(-500.0, min(500.0, odds))))
