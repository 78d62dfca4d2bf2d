"""Why somebody is recommended: topics and references in common, the closest two publications, the path."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from queries.caveats import counted, in_a_row, said
from queries.colleague_records import Colleagues
from queries.measures.arrays import FloatArray, IntArray
from queries.saying import Said

TOPICS = 3
_UNREACHED = -9999


class Closest(NamedTuple):
    """The two publications most alike by their words, as places; of equals the first by ids."""

    mine: int | None
    theirs: int
    alike: float


class Reason(NamedTuple):
    """What speaks for one scientist, all as places."""

    topics: list[int]
    closest: Closest | None
    references: int
    cites: int
    cited_by: int
    institutions: list[str]
    path: list[int] | None
    """From the scientist asked about to this one; none where no co-authors join them."""
    joint: int


class Reasons:
    """The reasons for others, seen from one scientist, or from a text where there is none."""

    def __init__(self, found: Colleagues, of: int | None, terms: FloatArray, topics: FloatArray) -> None:
        self._found, self._of, self._terms, self._topics = found, of, terms, topics
        self._before: IntArray | None = None
        if of is not None:
            self._before = breadth_first_order(found.joined, of, directed=False)[1].astype(np.int64)

    def of(self, other: int) -> Reason:
        """The reasons for one."""
        theirs = self._found.publications_of(other)
        mine = None if self._of is None else self._found.publications_of(self._of)
        topics, works = self._shared_topics(other), self._found.known.works
        if mine is None or self._of is None:
            return Reason(topics, self._closest_to_text(theirs), 0, 0, 0, [], None, 0)
        cited = [set(np.unique(works.references[one].indices).tolist()) for one in (mine, theirs)]
        both = set(self._found.institutions_of(other))
        return Reason(
            topics,
            self._closest(mine, theirs),
            len(cited[0] & cited[1]),
            int(works.cites[mine][:, theirs].sum()),
            int(works.cites[theirs][:, mine].sum()),
            [one for one in self._found.institutions_of(self._of) if one in both],
            self._path(other),
            int(self._found.joined[self._of, other]),
        )

    def _shared_topics(self, other: int) -> list[int]:
        known = self._found.known
        theirs: FloatArray = np.asarray((known.faded[[other]] @ known.topics.works).sum(axis=0)).ravel()
        both = np.round(np.sqrt(theirs * self._topics), 9)
        return [int(k) for k in np.argsort(-both, kind="stable")[:TOPICS] if both[k] > 0]

    def _closest(self, mine: IntArray, theirs: IntArray) -> Closest | None:
        rows = self._found.known.texts.works
        alike = np.round((rows[mine] @ rows[theirs].T).toarray(), 9)
        # A joint publication would be the closest to itself.
        alike[mine[:, np.newaxis] == theirs[np.newaxis, :]] = 0
        a, b = np.unravel_index(int(np.argmax(alike)), alike.shape)
        return Closest(int(mine[a]), int(theirs[b]), float(alike[a, b])) if alike[a, b] > 0 else None

    def _closest_to_text(self, theirs: IntArray) -> Closest | None:
        size = float(np.linalg.norm(self._terms)) or 1.0
        alike: FloatArray = np.asarray(self._found.known.texts.works[theirs] @ (self._terms / size), np.float64).round(
            9
        )
        best = int(np.argmax(alike))
        return Closest(None, int(theirs[best]), float(alike[best])) if alike[best] > 0 else None

    def _path(self, other: int) -> list[int] | None:
        if self._before is None or self._before[other] == _UNREACHED:
            return None
        path = [other]
        while path[-1] != self._of:
            path.append(int(self._before[path[-1]]))
        return path[::-1]


def told(reason: Reason, topics: list[str], institutions: list[str], between: list[str]) -> Said:
    """The reasons in words."""
    parts = []
    if topics:
        parts.append(said("both on {topics}", topics=in_a_row(topics)))
    if reason.closest:
        parts.append(said("publications alike by {alike:.2f}", alike=reason.closest.alike))
    if reason.references:
        parts.append(said("{references} in common", references=counted(reason.references, "reference")))
    if reason.cites:
        parts.append(said("cites this one {times}", times=counted(reason.cites, "time")))
    if reason.cited_by:
        parts.append(said("cited by this one {times}", times=counted(reason.cited_by, "time")))
    if institutions:
        parts.append(said("both at {institutions}", institutions=in_a_row(institutions)))
    if between:
        parts.append(said("joined through {names}", names=in_a_row(between)))
    if reason.joint:
        parts.append(said("{publications} already", publications=counted(reason.joint, "joint publication")))
    return in_a_row(parts, "; ")
