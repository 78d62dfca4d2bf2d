"""Where a newcomer to a topic begins: recent reviews, and what the topic's own publications cite most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.reading import read
from graph.store import Store
from queries.caveats import counted, said
from queries.latest_records import NO_ACHIEVEMENT
from queries.measures.arrays import IntArray
from queries.neighbourhood_rows import Row
from queries.surroundings import Surroundings

RECENT = 5
"""A review is recent in the last so many years of the subject's publications."""
FEWEST = 2
"""Citations from within the topic from which on a publication is an entry point."""

_REVIEW = re.compile(
    r"\b(?:an? (?:\w+ ){0,3}(?:review|overview)|(?:review|overview) of|literature review|systematic review|"
    r"state[- ]of[- ]the[- ]art|meta-analysis|revue de|revisión|derleme|обзор)\b|مراجعة|مروری بر|tinjauan pustaka",
    re.IGNORECASE,
)
_BOOK_REVIEW = re.compile(r"\bbook review", re.IGNORECASE)
_CITES = pa.schema([("citing", pa.string()), ("cited", pa.string())])


@dataclass(frozen=True, eq=False)
class EntryPoints:
    """The publications of a subject, and which of them cite which, those with an author in common left out."""

    works: tuple[Mapping[str, Any], ...]
    citing: IntArray
    cited: IntArray
    own: int
    """Citations left out because both have an author in common."""

    def rows(self, limit: int) -> Iterator[Row]:
        """Recent reviews, then the others that are cited within most; of equals, those cited more anywhere."""
        times = np.bincount(self.cited, minlength=len(self.works)).tolist()
        fit = [k for k, work in enumerate(self.works) if _fits(work)]
        latest = max((self.works[k]["year"] or 0 for k in fit), default=0)
        reviews = [k for k in fit if is_review(self.works[k]) and (self.works[k]["year"] or 0) > latest - RECENT]
        others = sorted(set(fit).difference(reviews))
        cited = [k for k in others if times[k] >= FEWEST]
        for relation, places in ((said("recent review"), reviews), (said("most cited within the topic"), cited)):
            ranked = sorted(places, key=lambda k: self._order(k, times[k]))
            for k in ranked[: limit or None]:
                yield self._row(k, relation, times[k])

    def behind(self, publication: str) -> list[str]:
        """The publication and those of the subject that cite it, in order of id."""
        places = [k for k, work in enumerate(self.works) if work["publication"] == publication]
        found = {*places, *self.citing[np.isin(self.cited, places)].tolist()}
        return sorted(self.works[k]["publication"] for k in found)

    def _order(self, k: int, times: int) -> tuple[Any, ...]:
        work = self.works[k]
        return -times, -(work["citations"] or 0), -(work["year"] or 0), work["publication"]

    def _row(self, k: int, relation: str, times: int) -> Row:
        work = self.works[k]
        what = said("review") if is_review(work) else work["kind"] or said("publication")
        return Row(
            "entry point", work["publication"], work["title"], relation, year=work["year"],
            citations=work["citations"], cited_here=times,
            why=said("{what}, cited by {publications} here", what=what, publications=counted(times, "publication")),
        )  # fmt: skip


def entry_points(store: Store, around: Surroundings) -> EntryPoints:
    """The entry points to a topic among the publications that the base holds about it."""
    found = read(
        store, f"{around.focus} MATCH (p)-[:CITES]->(q:Publication) RETURN p.id AS citing, q.id AS cited", _CITES,
        **around.asked,
    )  # fmt: skip
    ids = around.works["publication"].combine_chunks()
    found = found.filter(pc.is_in(found["cited"], value_set=ids)).sort_by(
        [("citing", "ascending"), ("cited", "ascending")]
    )
    citing, cited = (_places(found[name], ids) for name in ("citing", "cited"))
    people = pc.unique(around.authored["scientist"]).sort()
    rows, columns = _places(around.authored["publication"], ids), _places(around.authored["scientist"], people)
    wrote = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(ids), len(people)))
    common = np.asarray(wrote[citing].multiply(wrote[cited]).sum(axis=1)).ravel() > 0
    return EntryPoints(tuple(around.works.to_pylist()), citing[~common], cited[~common], int(common.sum()))


def is_review(work: Mapping[str, Any]) -> bool:
    """Whether the source calls it a review, or its title says so."""
    title = work["title"] or ""
    return work["kind"] == "review" or bool(_REVIEW.search(title) and not _BOOK_REVIEW.search(title))


def _fits(work: Mapping[str, Any]) -> bool:
    return not work["retracted"] and work["kind"] not in NO_ACHIEVEMENT


def _places(values: Any, known: pa.Array) -> IntArray:
    found = pc.index_in(values, value_set=known)
    return np.asarray(found.to_numpy(zero_copy_only=False) if len(found) else [], dtype=np.int64)
