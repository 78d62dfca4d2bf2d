"""Which publications a question about gaps looks at: those of a period and a topic, without the very large ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.reading import in_period, read, where
from queries.foretell_records import last_whole_year
from queries.measures.affinity import activity_index
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.placed import Placed, placed
from queries.themes import themes_of_topics, topics_of_works

LONGEST_HALF = 5
"""Years of which joint publications are compared with those of as many before."""

_YEAR = pa.schema([("publication", pa.string()), ("year", pa.int64())])
_RETRACTED = pa.schema([("publication", pa.string())])


class Scoped(Protocol):
    """The parameters that say which publications are looked at."""

    @property
    def since(self) -> int | None:
        """First year, included."""
        ...

    @property
    def until(self) -> int | None:
        """Last year, included."""
        ...

    @property
    def topic(self) -> str:
        """Topics by id or name, separated by semicolons; empty for all."""
        ...

    @property
    def most_countries(self) -> int:
        """Most countries of a publication; 0 for any number."""
        ...


@dataclass(frozen=True, eq=False)
class Scope:
    """The publications of the period; those of the topic too (all of the period where none is given).

    `works` are the publications of the topic without those of too many countries, `period` the same of all topics.
    """

    every: Placed
    """Of the topic and the period, large ones too."""
    works: Placed
    period: Placed
    topics: tuple[str, ...]
    """Names of the topics that were given."""

    def activity(self) -> FloatArray:
        """Of each country: its share of the topic over the share of all; nan where no topic is given or none is here.

        Revealed comparative advantage over all countries of the period, each publication counted in each of its
        countries: (x_it / x_i.) / (x_.t / x_..).
        """
        whole, inside = (np.asarray(one.incidence.sum(axis=0), dtype=np.int64) for one in (self.period, self.works))
        if not self.topics:
            return np.full(whole.size, np.nan)
        return activity_index(np.stack((inside, whole - inside), axis=1))[:, 0]


def scope(graph: Graph, asked: Scoped) -> Scope:
    """The publications that are asked for.

    Raises:
        QuestionError: a topic is not known, or the period ends before it begins.
    """
    whole = graph.memory.once(
        ("placed", asked.since, asked.until), lambda: placed(graph.store, asked.since, asked.until)
    )
    if not asked.topic.strip():
        considered = small(whole, asked.most_countries)
        return Scope(whole, considered, considered, ())
    topics = topics_of_works(graph.store, whole.publications, asked.since, asked.until)
    themes = themes_of_topics(graph.store, topics, asked.topic)
    every = _with_retracted(graph, asked, whole.of(themes.any))
    return Scope(every, small(every, asked.most_countries), small(whole, asked.most_countries), themes.names)


def small(works: Placed, most_countries: int) -> Placed:
    """Without the publications of more than so many countries; 0 leaves none out."""
    return works.of(works.sizes <= most_countries) if most_countries else works


def years_of(graph: Graph, works: Placed, since: int | None, until: int | None) -> IntArray:
    """The year of each publication, 0 where there is none."""
    query = f"MATCH (p:Publication){where('p.year IS NOT NULL', *in_period(since, until))} "
    found = read(graph.store, query + "RETURN p.id AS publication, p.year AS year", _YEAR, since=since, until=until)
    known = dict(zip(found["publication"].to_pylist(), found["year"].to_pylist(), strict=True))
    return np.array([known.get(one, 0) for one in works.publications], dtype=np.int64)


def halves(graph: Graph, years: IntArray, asked: Scoped) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and last of the earlier years and of the later ones; none where there are not two years.

    The later ones are the last five that are whole: to the end of the period, or else to the last year before the one
    in which the sources were read. Where the period is shorter than ten years, both are half of it.
    """
    end = asked.until if asked.until is not None else last_whole_year(graph)
    known = years[years > 0]
    if end is None or not known.size:
        return None
    first = asked.since if asked.since is not None else int(known.min())
    half = min(LONGEST_HALF, (end - first + 1) // 2)
    return ((end - 2 * half + 1, end - half), (end - half + 1, end)) if half > 0 else None


def of_years(years: IntArray, span: tuple[int, int]) -> BoolArray:
    """Which publications are of these years, both included."""
    return np.asarray((years >= span[0]) & (years <= span[1]))


def _with_retracted(graph: Graph, asked: Scoped, works: Placed) -> Placed:
    """The same publications, with the retracted ones among them counted."""
    query = f"MATCH (p:Publication){where('p.retracted', *in_period(asked.since, asked.until))} "
    found = read(graph.store, query + "RETURN p.id AS publication", _RETRACTED, since=asked.since, until=asked.until)
    retracted = len(set(found["publication"].to_pylist()) & set(works.publications))
    return Placed(works.publications, works.countries, works.authorships, works.unplaced, retracted)
