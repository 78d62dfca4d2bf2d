"""Which references speak of one publication: pairs with a verdict and its evidence, and the groups they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from graph.sameness.publication_blocks import candidates
from graph.sameness.publication_reference import Comparable, Reference, comparable
from graph.sameness.publication_verdict import CONTRADICTED, judge
from graph.store import Watch
from graph.union import Union

__all__ = ["Linked", "Reference", "clusters", "link"]

_TOLD_EVERY = 50_000
_LARGEST_GROUP = 50
"""Groups of more references are not compared pair by pair again."""


class Linked(NamedTuple):
    """Two references that hang together; `left` < `right`, and `evidence` is one sentence.

    They are of one publication ("same"), or may be ("unsure"), or one corrects or retracts the other ("correction"; two
    corrections of one article too). `score` goes from 0 to 1 and says how surely they are one publication: "same" is
    above one half, "correction" at 0.2 or less, as is "unsure" where a field contradicts.
    """

    left: str
    right: str
    score: float
    verdict: Literal["same", "correction", "unsure"]
    evidence: str


def link(references: Sequence[Reference], watch: Watch = lambda *_: None) -> list[Linked]:
    """All pairs of references that are, or may be, of one publication or of it and its correction, sorted by their ids.

    References that share a rare key (DOI, start or end of the title, two rare words of it, page of a volume) are
    compared field by field. A part 2, a reply, a correction, another meeting or another edition is not the same
    publication, however equal the titles are. Of references that hang together over others, all pairs are compared,
    and those that are not "same" are given as "unsure", so that `clusters` can keep them apart.

    Raises:
        ValueError: two references have one id.
    """
    ready = [comparable(one) for one in sorted(references, key=lambda one: one.id)]
    if len({one.id for one in ready}) < len(ready):
        raise ValueError("two references have one id: give each an id of its own")
    found: dict[tuple[str, str], Linked] = {}
    pairs = candidates(ready)
    for done, (left, right) in enumerate(pairs):
        if done % _TOLD_EVERY == 0:
            watch("comparing publications", done, len(pairs))
        if linked := _linked(ready[left], ready[right]):
            found[linked.left, linked.right] = linked
    by_id = {one.id: one for one in ready}
    for left_id, right_id in _within_groups(found.values()):
        if (left_id, right_id) not in found and (linked := _linked(by_id[left_id], by_id[right_id], suspected=True)):
            found[left_id, right_id] = linked
    return sorted(found.values())


def clusters(linked: Iterable[Linked], *, corrections: bool = False) -> list[list[str]]:
    """The ids of each publication that has two references or more, sorted; ids in no list stand alone.

    Pairs called "same" are joined from the highest score down, ties by their ids. A pair is passed over where it would
    bring together two references that contradict each other. A correction is a publication of its own; with
    `corrections` it is put with its article, as systematic reviewers do, after all pairs called "same".
    """
    pairs = list(linked)
    contradicting = [(one.left, one.right) for one in pairs if one.verdict == "unsure" and one.score <= CONTRADICTED]
    correcting = [one for one in pairs if one.verdict == "correction"]
    groups = Union([*contradicting, *((one.left, one.right) for one in correcting)])
    _join(groups, [one for one in pairs if one.verdict == "same"])
    if corrections:
        apart, groups = groups, Union(contradicting)
        for group in apart.classes():
            for one, other in pairwise(sorted(group)):
                groups.join(one, other)
        _join(groups, correcting)
    return sorted(sorted(group) for group in groups.classes())


def _join(groups: Union, pairs: Iterable[Linked]) -> None:
    for one in sorted(pairs, key=lambda one: (-one.score, one.left, one.right)):
        groups.join(one.left, one.right)


def _linked(left: Comparable, right: Comparable, *, suspected: bool = False) -> Linked | None:
    verdict = judge(left, right, suspected=suspected)
    return Linked(left.id, right.id, *verdict) if verdict else None


def _within_groups(found: Iterable[Linked]) -> Iterator[tuple[str, str]]:
    groups = Union()
    for one in found:
        if one.verdict == "same":
            groups.join(one.left, one.right)
    for group in groups.classes():
        if 2 < len(group) <= _LARGEST_GROUP:
            yield from combinations(sorted(group), 2)
