"""The columns of an answer about overlapping clusters, and its rows with what both sides share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.reading import read
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.overlap import Closest, closest, shared
from queries.measures.overlap_joint import expected_joint
from queries.overlap_clusters import Compared, joint_works, without_repeats
from queries.overlap_content import KINDS
from queries.question import Value
from queries.saying import Said, said
from queries.subject import folded

SHOWN = 5
CLOSEST = 3
_PEOPLE = pa.schema([("id", pa.string()), ("name", pa.string())])
_CITES = pa.schema([("citing", pa.string()), ("cited", pa.string())])

COLUMNS = {
    "a": "number of the cluster in the network, from 0, the largest",
    "b": "number of the other, after a",
    "name_a": "topics: terms that set the publications of a apart from those of the other clusters",
    "name_b": "the same of b",
    "country_a": "country that most authorships of a name, of those that name any, ISO 3166-1 alpha-2",
    "country_b": "the same of b",
    "similarity": "mean of the three below, over the kinds of content that the base has; 0 to 1",
    "joint": "publications with authors of both",
    "expected": "joint publications expected, if chance drew which clusters a publication of several has",
    "shared_topics": "topics that make the two alike, the most telling first",
    "shared_terms": "terms of titles and abstracts that do",
    "closest": "publications of a and b that are most alike, with their similarity",
    "people_a": "names of scientists of a with most publications on the shared topics",
    "people_b": "the same of b",
    "similarity_topics": "cosine of the topics; none where a side has none",
    "similarity_terms": "cosine of the terms",
    "similarity_references": "cosine of the works cited",
    "joint_share": "joint publications, as a share of those of the one that has fewer",
    "ratio": "joint over expected; none where none is expected",
    "references_shared": "works that both cite, in the base or not",
    "shared_references": "ids of those that make the two alike, the most telling first",
    "cites": "citations from one to the other, either way, as far as both works are in the base",
    "closest_a": "ids of the closest publications of a",
    "closest_b": "ids of those of b, in the same order",
    "scientists_a": "number of scientists of a",
    "scientists_b": "the same of b",
    "publications_a": "publications of which most authors are of a",
    "publications_b": "the same of b",
    "share_a": "part of the authorships of a with a known country that name country_a",
    "share_b": "the same of b",
    "known_a": "part of the authorships of a that name any country",
    "known_b": "the same of b",
    "stability_a": "how far other seeds find a again: mean best Jaccard index",
    "stability_b": "the same of b",
    "people_ids_a": "ids of people_a",
    "people_ids_b": "ids of people_b",
    "names_on_both": "names that stand on both sides: perhaps one person under two ids, whose joint work is hidden",
}


class Evidence:
    """What two clusters share, read once for all pairs that are shown."""

    def __init__(self, graph: Graph, found: Compared, first: IntArray, second: IntArray) -> None:
        self.found, self.first, self.second = found, first, second
        self.names = found.names()
        self.joint = joint_works(found, first, second)
        self.expected = expected_joint(found.of, first, second)
        self.publications = found.publications
        self.sizes: IntArray = np.asarray(found.of.sum(axis=0), dtype=np.int64)
        people = sorted({one for k in {*first.tolist(), *second.tolist()} for one in self._ids(k)})
        rows = read(
            graph.store, "MATCH (s:Scientist) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name", _PEOPLE, ids=people
        )
        self.called = dict(zip(rows["id"].to_pylist(), rows["name"].to_pylist(), strict=True))
        self.cites = _citations(graph, found)

    def _ids(self, k: int) -> list[str]:
        return [self.found.found.scientists[one] for one in self.found.scientists(k).tolist()]

    def row(self, place: int) -> tuple[Value, ...]:
        """The row of a pair, in the order of `COLUMNS`."""
        found, a, b = self.found, int(self.first[place]), int(self.second[place])
        topics, terms, references = (self._shared(kind, a, b) for kind in KINDS)
        near = closest_works(found, a, b, CLOSEST)
        expected, joint = float(self.expected[place]), int(self.joint[place])
        works = found.found.publications
        near_a = [works[found.works(a)[k]] for k in near.first.tolist()]
        near_b = [works[found.works(b)[k]] for k in near.second.tolist()]
        values: dict[str, Value] = {
            "a": a,
            "b": b,
            "similarity": float(found.similarity[a, b]),
            **{f"similarity_{kind}": self._likeness(kind, a, b) for kind in KINDS},
            "joint": joint,
            "expected": expected,
            "ratio": joint / expected if expected > 0 else None,
            "joint_share": joint / int(min(self.sizes[a], self.sizes[b])),
            "shared_topics": [found.content.topic_names[one] for one in topics[:SHOWN]],
            "shared_terms": without_repeats(terms, [], SHOWN),
            "references_shared": len(references),
            "shared_references": references[:SHOWN],
            "cites": int(self.cites[a, b] + self.cites[b, a]),
            "closest": [self._near(*one) for one in zip(near_a, near_b, near.similarity.tolist(), strict=True)],
            "closest_a": near_a,
            "closest_b": near_b,
            "names_on_both": self._on_both(a, b),
        }
        for side, k in (("a", a), ("b", b)):
            values |= {f"{name}_{side}": value for name, value in self._side(k, topics).items()}
        return tuple(values[column] for column in COLUMNS)

    def _side(self, k: int, topics: Sequence[str]) -> dict[str, Value]:
        found = self.found
        people = self._people(k, topics)
        return {
            "name": self.names[k],
            "country": found.found.countries[found.country[k]],
            "scientists": int(found.partition.sizes[k]),
            "publications": int(self.publications[k]),
            "share": float(found.share[k]),
            "known": float(found.known[k]),
            "stability": float(found.stability[k]),
            "people": [self.called.get(one) or one for one in people],
            "people_ids": people,
        }

    def _likeness(self, kind: str, a: int, b: int) -> float | None:
        value = self.found.likeness[kind][a, b] if kind in self.found.likeness else np.nan
        return None if np.isnan(value) else float(value)

    def _shared(self, kind: str, a: int, b: int) -> list[str]:
        if kind not in self.found.profile:
            return []
        return [self.found.content.features[kind].names[one] for one in shared(self.found.profile[kind], a, b)]

    def _people(self, k: int, topics: Sequence[str]) -> list[str]:
        """Scientists of the cluster by publications on the first shared topics, then by all of theirs, then by id."""
        found, feature = self.found.found, self.found.content.features["topics"]
        columns = [place for place, name in enumerate(feature.names) if name in set(topics[:SHOWN])]
        on_topic = np.asarray(feature.counts[:, columns].sum(axis=1)).ravel() > 0 if columns else None
        members = self.found.scientists(k)
        wrote = found.by_publication[:, members]
        total: IntArray = np.asarray(wrote.sum(axis=0), dtype=np.int64).ravel()
        shared_work = total if on_topic is None else np.asarray(on_topic.astype(np.int64) @ wrote).ravel()
        order = np.lexsort((members, -total, -shared_work))[:SHOWN]
        return [found.scientists[one] for one in members[order].tolist()]

    def _on_both(self, a: int, b: int) -> list[str]:
        sides = [
            {folded(name): name for name in sorted(filter(None, map(self.called.get, self._ids(k))))} for k in (a, b)
        ]
        return [sides[0][one] for one in sorted(set(sides[0]) & set(sides[1]))]

    def _near(self, one: str, other: str, similarity: float) -> Said:
        titles = self.found.content.titles
        first, second = (f"{work} “{titles[work]}”" if work in titles else work for work in (one, other))
        return said("{one} – {other} ({similarity:.2f})", one=first, other=second, similarity=similarity)


def closest_works(found: Compared, a: int, b: int, limit: int) -> Closest:
    """The publications of two clusters that are most alike, as places in the works of a and of b.

    By the mean over the kinds of content of the cosine of the two publications.
    """
    rows = found.content.together
    return closest(rows[found.works(a)], rows[found.works(b)], limit)


def _citations(graph: Graph, found: Compared) -> FloatArray:
    """Clusters by clusters: how often publications of one cite those of the other."""
    rows = read(
        graph.store, "MATCH (p:Publication)-[:CITES]->(q:Publication) RETURN p.id AS citing, q.id AS cited", _CITES
    )
    home = dict(zip(found.found.publications, found.home.tolist(), strict=True))
    counts = np.zeros((found.number, found.number))
    for citing, cited in zip(rows["citing"].to_pylist(), rows["cited"].to_pylist(), strict=True):
        one, other = home.get(citing, -1), home.get(cited, -1)
        if one >= 0 and other >= 0:
            counts[one, other] += 1
    return counts
