"""From links to persons: the strongest link first, and never two that cannot be one in one cluster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple, Protocol

from graph.sameness.scientist_mention import Mention
from graph.sameness.scientist_names import alike, can_be_one, form, own_names

MISREAD = 0.1
"""The share of works in which sources put a name under the id of another of one byline, at most; set on one case."""


class _Link(Protocol):
    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def verdict(self) -> str: ...


class _Cluster(NamedTuple):
    """The mentions joined so far; the letters of their names by publication tell who stands in which byline."""

    ids: set[str]
    orcids: set[str]
    names: set[str]
    bylines: dict[str, set[str]]


def clusters(mentions: Sequence[Mention], links: Iterable[_Link], at: float | None = None) -> list[tuple[str, ...]]:
    """The ids of each person that has two or more, sorted; ids in no tuple are a person each.

    Links whose verdict is "same", or whose score is `at` or more where it is given, are taken from the highest score
    down, ties by their ids. A link is passed over where it would bring together two ORCIDs, two different names in one
    byline, or two names that one person cannot bear and whose first names are written out and differ. A middle initial
    alone parts nobody: it is often misprinted. Where `at` is given, bylines part only if they do so in more than
    `MISREAD` of the works of the lesser cluster.
    """
    cluster_of = {one.id: _alone(one) for one in mentions}
    taken = (one for one in links if (one.verdict == "same" if at is None else one.score >= at))
    strongest = sorted(taken, key=lambda one: (-one.score, one.left, one.right))
    for link in strongest:
        left, right = cluster_of[link.left], cluster_of[link.right]
        if left is not right and not _conflict(left, right, 0.0 if at is None else MISREAD):
            joined, added = (left, right) if len(left.ids) >= len(right.ids) else (right, left)
            _join(joined, added)
            cluster_of.update(dict.fromkeys(added.ids, joined))
    persons = {id(one): one for one in cluster_of.values() if len(one.ids) > 1}
    return sorted(tuple(sorted(one.ids)) for one in persons.values())


def cannot_be_one(left: Mention, right: Mention) -> str | None:
    """Why two mentions are two persons, whatever speaks for one: two ORCIDs, or two names in one byline; else none."""
    if left.orcid and right.orcid and left.orcid != right.orcid:
        return "another ORCID"
    if not left.publications.isdisjoint(right.publications) and _letters(left).isdisjoint(_letters(right)):
        return "both stand in one byline"
    return None


def _letters(one: Mention) -> set[str]:
    return {form(name).letters for name in one.names}


def _alone(one: Mention) -> _Cluster:
    orcids = {one.orcid} if one.orcid else set()
    letters = _letters(one)
    return _Cluster({one.id}, orcids, set(own_names(one.names)), {work: set(letters) for work in one.publications})


def _conflict(left: _Cluster, right: _Cluster, misread: float) -> bool:
    if len(left.orcids | right.orcids) > 1:
        return True
    both = left.bylines.keys() & right.bylines.keys()
    apart = sum(left.bylines[work].isdisjoint(right.bylines[work]) for work in both)
    if apart > misread * min(len(left.bylines), len(right.bylines)):
        return True
    return any(_other_first_name(*sorted(pair)) for pair in product(left.names, right.names))


def _other_first_name(left: str, right: str) -> bool:
    first, second = form(left).first, form(right).first
    return bool(first and second) and not alike(first, second) and not can_be_one(left, right)


def _join(kept: _Cluster, added: _Cluster) -> None:
    kept.ids.update(added.ids)
    kept.orcids.update(added.orcids)
    kept.names.update(added.names)
    for work, names in added.bylines.items():
        kept.bylines.setdefault(work, set()).update(names)
