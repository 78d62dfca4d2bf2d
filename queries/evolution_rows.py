"""The columns of an answer about a network's evolution, and its rows: the network of each slice, then its clusters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.reading import read
from queries.evolution_slices import Of, Sliced, figures
from queries.measures.arrays import IntArray
from queries.measures.clusters_through_time import Event, Followed
from queries.overlap_clusters import cluster_names
from queries.overlap_content import Content, Feature
from queries.question import Value
from queries.saying import place, said

SHOWN = 5
_PEOPLE = pa.schema([("id", pa.string()), ("name", pa.string())])

COLUMNS = {
    "cluster": "slice/number, the largest being 0; slice/network for all; cluster/gone for one that is not found again",
    "slice": "years",
    "event": "network; of a cluster born, continued, grown, shrunk, merged, split or gone since the slice before; "
    "first seen or not followed, where that cannot be said",
    "size": "nodes: scientists or countries",
    "name": "topics: terms that set the cluster's publications apart from the others of the slice",
    "leading": "names of the nodes with most of the cluster's publications",
    "countries": "of scientists: the countries that most of them name last in the slice, alpha-2",
    "predecessors": "clusters of the slice before that it comes from, those with most nodes in common first",
    "successors": "clusters of the slice after that it goes on in",
    "line": "the first cluster of the line that it continues; of several predecessors and successors the main ones",
    "known": "nodes that were in the network of the slice before; of a cluster that is gone, those still in it",
    "kept": "nodes that it shares with its first predecessor",
    "publications": "publications of the slice; of a cluster those of which most nodes are in it",
    "links": "pairs of nodes that are joined",
    "density": "links, as a part of all pairs of nodes",
    "international": "of scientists: part of the links that join two countries, where both are known; of countries: "
    "part of the publications with a country that name two or more",
    "largest_component": "part of the nodes in the largest component",
    "clusters": "of a network: how many clusters of the least size or more",
    "stability": "how far other seeds find the same: of a network the mean adjusted Rand index, of a cluster the mean "
    "best Jaccard index",
    "leading_ids": "ids of leading",
}


class Telling:
    """The rows of slices that are followed."""

    def __init__(self, graph: Graph, of: Of, slices: Sequence[Sliced], known: Content, codes: Sequence[str]) -> None:
        self.of: Of = of
        self.slices, self.codes = slices, codes
        self.names = [cluster_names(_part(known, one.works), one.home, one.sizes.size) for one in slices]
        self.leading = [_leading(one) for one in slices]
        self.called = self._called(graph)

    def _called(self, graph: Graph) -> dict[str, str | None]:
        ids = sorted({one for leading in self.leading for some in leading for one in some})
        if self.of == "countries":
            return {one: place(one) for one in ids}
        query = "MATCH (s:Scientist) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name"
        rows = read(graph.store, query, _PEOPLE, ids=ids)
        return dict(zip(rows["id"].to_pylist(), rows["name"].to_pylist(), strict=True))

    def id(self, cluster: tuple[int, int]) -> str:
        """A cluster's id: its slice and its number there."""
        return f"{self.slices[cluster[0]].span.name}/{cluster[1]}"

    def network(self, k: int, least: int) -> tuple[Value, ...]:
        """The row of a slice's whole network."""
        one = self.slices[k]
        return self._row(
            cluster=f"{one.span.name}/network",
            slice=one.span.name,
            event=said("network"),
            publications=int(one.works.size),
            clusters=int((one.sizes >= least).sum()),
            stability=float(one.agree) if one.ids else None,
            **self._figures(k, None),
        )

    def cluster(self, told: Followed) -> tuple[Value, ...]:
        """The row of a cluster, or of one that is gone."""
        gone = told.event is Event.GONE
        k, c = told.predecessors[0] if gone else (told.slice, told.cluster)
        one, leading = self.slices[k], self.leading[k][c]
        here = {} if gone else self._here(k, c)
        return self._row(
            cluster=f"{self.id((k, c))}/gone" if gone else self.id((k, c)),
            slice=self.slices[told.slice].span.name,
            event=told.event.value,
            name=self.names[k][c],
            leading=[self.called.get(node) or node for node in leading],
            leading_ids=leading,
            countries=self._countries(one, c),
            predecessors=[self.id(before) for before in told.predecessors],
            successors=[self.id(after) for after in told.successors],
            line=self.id(told.line),
            known=told.known,
            kept=told.kept,
            **({"size": 0} | here),
        )

    def _here(self, k: int, c: int) -> dict[str, Value]:
        one = self.slices[k]
        values: dict[str, Value] = {"publications": int((one.home == c).sum()), "stability": float(one.stability[c])}
        return values | self._figures(k, c)

    def _figures(self, k: int, c: int | None) -> dict[str, Value]:
        found = figures(self.slices[k], self.of, c)
        return {
            "size": found.nodes,
            "links": found.links,
            "density": found.density,
            "international": found.international,
            "largest_component": found.largest,
        }

    def _countries(self, one: Sliced, c: int) -> list[str] | None:
        if self.of == "countries":
            return None
        places = one.country[(one.cluster == c) & (one.country >= 0)]
        counts = np.bincount(places, minlength=len(self.codes))
        order = np.argsort(-counts, kind="stable")[:3]
        found: list[str] = [str(self.codes[place]) for place in order.tolist() if counts[place]]
        return found

    def _row(self, **values: Value) -> tuple[Value, ...]:
        return tuple(values.get(column) for column in COLUMNS)


def _part(known: Content, works: IntArray) -> Content:
    """What some of the publications are about."""
    features = {kind: Feature(one.counts[works], one.names) for kind, one in known.features.items()}
    return Content(features, known.titles, known.topic_names)


def _leading(one: Sliced) -> list[list[str]]:
    """Of each cluster the nodes with most of its publications; of equals, the first id."""
    found = []
    for c in range(one.sizes.size):
        places = np.flatnonzero(one.cluster == c)
        works = one.members[np.flatnonzero(one.home == c)][:, places]
        wrote: IntArray = np.asarray(works.sum(axis=0), dtype=np.int64).ravel()
        order = np.argsort(-wrote, kind="stable")[:SHOWN]
        found.append([one.ids[place] for place in places[order].tolist()])
    return found
