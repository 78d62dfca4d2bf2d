"""Who could start a collaboration in a topic: the scientists of a country who publish most in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.reading import read
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.scientist_countries import latest_country
from queries.saying import Said, said

_LOCAL = pa.schema([("id", pa.string())])
_NAMED = pa.schema([("id", pa.string()), ("name", pa.string())])


class Starter(NamedTuple):
    """A scientist with publications in a topic."""

    id: str
    name: str | None
    publications: int
    """In the topic."""
    abroad: int
    """Of those, the ones that name two countries or more."""

    @property
    def shown(self) -> Said:
        """Name and publications, as in `A. Name: 12 publications, 5 international`."""
        return said(
            "{name}: {publications}, {abroad} international",
            name=self.name or self.id,
            publications=self.publications,
            abroad=self.abroad,
        )


class Starters:
    """Scientists with an id by the country that their latest authorship of the period names."""

    def __init__(self, graph: Graph, since: int | None, until: int | None) -> None:
        self._graph = graph
        self._found: Authorships = graph.memory.once(
            ("authorships", since, until), lambda: authorships(graph.store, since, until)
        )
        local = read(graph.store, "MATCH (s:Scientist) WHERE s.local RETURN s.id AS id", _LOCAL)["id"].to_pylist()
        self._known = ~np.isin(np.array(self._found.scientists, dtype=object), np.array(local, dtype=object))
        self._country = latest_country(self._found)
        self._international = np.diff(self._found.countries_by_publication.indptr) >= 2

    def of(self, country: str, publications: Iterable[str], most: int) -> tuple[Starter, ...]:
        """The scientists of a country with most of these publications, international ones counted twice; ties by id."""
        found = self._found
        if country not in found.countries:
            return ()
        chosen = self._chosen(publications)
        written = self._written(chosen)
        abroad = self._written(chosen & self._international)
        there = np.flatnonzero((written > 0) & self._known & (self._country == found.countries.index(country)))
        first = there[np.lexsort((there, -(written + abroad)[there]))][:most]
        names = self._names([found.scientists[k] for k in first])
        return tuple(
            Starter(found.scientists[k], names.get(found.scientists[k]), int(written[k]), int(abroad[k])) for k in first
        )

    def written_by(self, people: Iterable[str], publications: Iterable[str]) -> list[str]:
        """Those of the publications that one of the people wrote."""
        found, chosen = self._found, self._chosen(publications)
        who = np.flatnonzero(np.isin(np.array(found.scientists, dtype=object), np.array([*people], dtype=object)))
        theirs = np.asarray(found.by_publication[:, who].sum(axis=1)).ravel() > 0
        return [found.publications[place] for place in np.flatnonzero(chosen & theirs)]

    def _chosen(self, publications: Iterable[str]) -> BoolArray:
        wanted = pa.array(sorted(publications), pa.string())
        there = pc.is_in(pa.array(self._found.publications, pa.string()), value_set=wanted)
        return np.asarray(there.to_numpy(zero_copy_only=False), dtype=np.bool_)

    def _written(self, chosen: BoolArray) -> IntArray:
        return np.asarray(chosen.astype(np.int64) @ self._found.by_publication, dtype=np.int64)

    def _names(self, ids: list[str]) -> dict[str, str | None]:
        query = "MATCH (s:Scientist) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name"
        rows = read(self._graph.store, query, _NAMED, ids=ids).to_pylist() if ids else []
        return {row["id"]: row["name"] for row in rows}
