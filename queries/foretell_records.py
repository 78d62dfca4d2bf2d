"""What a base knows year by year of countries or of scientists, as records to foretell from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.reading import in_period, read, where
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.foretelling_countries import CountryYears
from queries.measures.foretelling_scientists import ScientistYears
from queries.measures.scientist_countries import latest_country

ENOUGH = 20
"""Countries of a group from whose own pairs is learned; for a smaller group, from the pairs of all countries."""

_YEARS = pa.schema([("publication", pa.string()), ("year", pa.int64())])
_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string())])
_LOCAL = pa.schema([("scientist", pa.string())])


class Known(NamedTuple):
    """Records, and what the columns and rows of their arrays are."""

    records: CountryYears | ScientistYears
    ids: tuple[str, ...]
    """Countries or scientists, in the order of the records."""
    listed: BoolArray
    """Which of them are of the group that is asked about."""
    country: IntArray | None
    """Of each scientist the latest country, as its place in `found.countries`, or -1; none of countries."""
    found: Authorships
    year: IntArray
    """Of each publication of `found`; 0 where it has none."""
    members: csr_array[np.int64, tuple[int, int]]
    """Publications by countries or scientists; those that are too large join nobody, and have none."""
    left_out: int
    topics: csr_array[np.int64, tuple[int, int]]
    """Publications by topics."""
    topic_ids: tuple[str, ...]
    until: int


def last_whole_year(graph: Graph) -> int | None:
    """The last year with publications before the year in which the latest state of a source was read; none of none."""
    read_in = max((int(load.as_of[:4]) for load in graph.loads if load.as_of[:4].isdigit()), default=None)
    before = () if read_in is None else ("p.year < $before",)
    query = f"MATCH (p:Publication){where('p.year IS NOT NULL', *before)} RETURN max(p.year) AS last"
    found = graph.store.rows(query, **({} if read_in is None else {"before": read_in}))["last"].to_pylist()
    return None if not found or found[0] is None else int(found[0])


def country_records(
    graph: Graph, group: Sequence[str] | None, since: int | None, until: int, most_countries: int = 0
) -> Known:
    """Countries of the base to the end of `until`; publications of more than `most_countries`, if any, join nobody."""
    found = authorships(graph.store, since, until)
    year = _years(graph, found, since, until)
    named = found.countries_by_publication
    size = np.diff(named.indptr)
    joins = (year > 0) & (size >= 2) & ((size <= most_countries) if most_countries else True)
    members = _only(named, joins)
    listed = np.isin(np.array(found.countries, dtype=object), list(found.countries if group is None else group))
    looked_at = listed if listed.sum() >= ENOUGH else np.ones_like(listed)
    first = int(year[year > 0].min()) if (year > 0).any() else until
    span, places = until - first + 1, len(found.countries)
    joint, works = np.zeros((span, places, places)), np.zeros((span, places))
    for k in range(span):
        rows = members[np.flatnonzero(year == first + k)].astype(np.float64)
        together = (rows.T @ rows).toarray()
        works[k] = np.diag(together)
        np.fill_diagonal(together, 0)
        joint[k] = together
    learned_at = 30 if looked_at.sum() <= 100 else 8
    records = CountryYears(first, found.countries, joint, works, looked_at, learned_at)
    left_out = int(((year > 0) & (size > most_countries)).sum()) if most_countries else 0
    topics, topic_ids = _topics(graph, found, since, until)
    return Known(records, found.countries, listed, None, found, year, members, left_out, topics, topic_ids, until)


def scientist_records(
    graph: Graph, group: Sequence[str] | None, since: int | None, until: int, largest_team: int, least: int
) -> Known:
    """Scientists of the base to the end of `until`, those of a group by the latest country that they named."""
    found = authorships(graph.store, since, until)
    year = _years(graph, found, since, until)
    joins = (year > 0) & (found.team <= largest_team)
    topics, topic_ids = _topics(graph, found, since, until)
    local = read(graph.store, "MATCH (s:Scientist) WHERE s.local RETURN s.id AS scientist", _LOCAL)["scientist"]
    people = pa.array(found.scientists, pa.string())
    known = ~np.asarray(pc.is_in(people, value_set=local.combine_chunks()).to_numpy(zero_copy_only=False), dtype=bool)
    listed, country = np.ones(len(found.scientists), dtype=bool), latest_country(found)
    if group is not None:
        of_group = np.isin(np.array([*found.countries, ""], dtype=object), list(group))
        listed = of_group[country]
    records = ScientistYears(
        year,
        found.by_publication,
        joins,
        topics,
        found.publication,
        found.scientist,
        found.countries_of,
        known & listed,
        least,
    )
    members = _only(found.by_publication, joins)
    left_out = int(((year > 0) & (found.team > largest_team)).sum())
    return Known(records, found.scientists, listed, country, found, year, members, left_out, topics, topic_ids, until)


def _years(graph: Graph, found: Authorships, since: int | None, until: int) -> IntArray:
    chosen = where(*in_period(since, until))
    query = f"MATCH (p:Publication){chosen} RETURN p.id AS publication, p.year AS year"
    rows = read(graph.store, query, _YEARS, since=since, until=until)
    places = pc.index_in(pa.array(found.publications, pa.string()), value_set=rows["publication"].combine_chunks())
    years = pc.fill_null(rows["year"].combine_chunks().take(places), 0)
    return np.asarray(years.to_numpy(zero_copy_only=False), dtype=np.int64)


def _topics(
    graph: Graph, found: Authorships, since: int | None, until: int
) -> tuple[csr_array[np.int64, tuple[int, int]], tuple[str, ...]]:
    chosen = where(*in_period(since, until))
    query = f"MATCH (p:Publication)-[:ABOUT]->(t:Topic){chosen} RETURN p.id AS publication, t.id AS topic"
    rows = read(graph.store, query, _ABOUT, since=since, until=until)
    ids = tuple(sorted(set(rows["topic"].to_pylist())))
    work, topic = (
        pc.index_in(rows[name].combine_chunks(), value_set=pa.array(values, pa.string()))
        for name, values in (("publication", found.publications), ("topic", ids))
    )
    there = pc.is_valid(work).to_numpy(zero_copy_only=False).astype(bool)
    ends = (_whole(work)[there], _whole(topic)[there])
    made = csr_array((np.ones(int(there.sum()), np.int64), ends), shape=(len(found.publications), len(ids)))
    made.sum_duplicates()
    made.data[:] = 1
    return made, ids


def _whole(places: Any) -> IntArray:
    return np.asarray(pc.fill_null(places, 0).to_numpy(zero_copy_only=False), dtype=np.int64)


def _only(members: csr_array[np.int64, tuple[int, int]], joins: BoolArray) -> csr_array[np.int64, tuple[int, int]]:
    """The rows that are not to join anybody emptied."""
    kept: csr_array[np.int64, tuple[int, int]] = csr_array(members.multiply(joins.astype(np.int64)[:, np.newaxis]))
    kept.eliminate_zeros()
    return kept


def topic_profiles(known: Known, of: Sequence[int]) -> FloatArray:
    """Of some countries or scientists, how much of each topic: publications, weighed by how few of all have it."""
    members = known.members if isinstance(known.records, CountryYears) else known.found.by_publication
    counts = csr_array(members.T @ known.topics)
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    rare = np.log((1 + counts.shape[0]) / np.maximum(having, 1))
    return np.asarray(counts[list(of)].toarray() * rare, dtype=np.float64)
