"""What is open around a topic: countries that should meet in it, and topics that have its neighbours and not itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array
from scipy.stats import poisson

from graph.base import Graph
from graph.countries import members
from graph.reading import in_period, read, where
from queries.caveats import counted, in_a_row, place, said
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.intervals import garwood
from queries.measures.multiple_tests import benjamini_hochberg
from queries.measures.pair_verdict import Verdict
from queries.neighbourhood_rows import Row
from queries.placed import Placed, placed
from queries.shortfall import collected_on, shortfall
from queries.surroundings import Surroundings

LEAST_MISSING = 1.0
"""Joint publications that a pair of countries must lack to be an open gap."""
COMMON = 2
"""Topics that must adjoin both of two topics."""
GAP_BELOW, ALPHA = 2 / 3, 0.05
SHOWN = 3

_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string())])


class OpenTopic(NamedTuple):
    """Another topic that seldom meets the subject, though other topics adjoin both."""

    topic: str
    joint: int
    expected: float
    common: tuple[str, ...]
    """Ids of topics that adjoin both, those first that meet both most."""


class _Topics(NamedTuple):
    """Publications of a period (sorted ids) by topics (sorted ids)."""

    publications: pa.Array
    ids: tuple[str, ...]
    about: csr_array[np.int64, tuple[int, int]]


def country_gaps(graph: Graph, around: Surroundings, group: str, limit: int) -> Iterator[Row]:
    """Pairs of countries of the group that lack most joint publications on the topic, as in `collaboration-gaps`.

    Expected are those of chance among the topic's international publications. Pairs with a country on which the base
    was collected are left out; of what is missing, what authors without a country could hide is taken off. Those whose
    verdict is gap come first, then those of which too few are expected to say; others are none.
    """
    works, wanted = _placed(graph, around), members(group, around.since, around.until, graph.groups)
    of_topic = works.of(_inside(works, around))
    if len(wanted) < 2 or not (of_topic.sizes >= 2).any():
        return
    found = shortfall(of_topic, wanted, collected_on(works))
    missing, verdicts = found.missing, found.judged().verdict
    first, second = (
        np.array(of_topic.countries, dtype=object)[side] for side in (found.pairs.first, found.pairs.second)
    )
    opened = (missing >= LEAST_MISSING) & np.isin(verdicts, (int(Verdict.GAP), int(Verdict.TOO_SMALL)))
    order = np.lexsort((second, first, -missing, verdicts != int(Verdict.GAP)))
    for k in order[opened[order]][: limit or None].tolist():
        a, b = str(first[k]), str(second[k])
        yield Row(
            "open gap", f"{a}-{b}", said("{a} – {b}", a=place(a), b=place(b)), said("pair of countries"),
            int(found.observed[k]), expected=float(found.expected[k]), missing=float(missing[k]),
            why=Verdict(int(verdicts[k])).label,
        )  # fmt: skip


def topic_gaps(graph: Graph, around: Surroundings, limit: int) -> Iterator[tuple[OpenTopic, Row]]:
    """Topics that seldom meet this one in a publication, though both often meet the same third ones.

    With n publications on this topic, m on the other and N on any, n m / N are expected on both. Two topics adjoin
    where more publications are on both than that. The other topic is an open gap where at least two topics adjoin
    both, and the joint publications are fewer than expected: Garwood's 95 % interval over expected wholly below 2/3,
    and q below .05 (Poisson, Benjamini-Hochberg over those with two common topics). Literature-based discovery looks
    for such open triads (Swanson 1986, doi:10.1353/pbm.1986.0087). Names are left to the caller.
    """
    topics = graph.memory.once(("topics of publications", around.since, around.until), lambda: _topics(graph, around))
    own = np.isin(topics.publications.to_numpy(zero_copy_only=False), around.works["publication"].to_pylist())
    near = {around.subject.id, *around.narrower.to_pylist(), *around.broader.to_pylist()}
    other = np.array([one not in near for one in topics.ids], dtype=bool)
    for one in open_topics(topics.about, own, other, topics.ids)[: limit or None]:
        yield one, Row(
            "open gap", one.topic, None, said("topic seldom joined"), one.joint,
            expected=one.expected, missing=one.expected - one.joint,
        )  # fmt: skip


def open_topics(
    about: csr_array[np.int64, tuple[int, int]], own: BoolArray, other: BoolArray, ids: Sequence[str]
) -> list[OpenTopic]:
    """The open topics among `other`, those first that lack most, then by id; `own` marks the subject's publications."""
    size: IntArray = np.asarray(about.sum(axis=0)).ravel()
    joint: IntArray = np.asarray(about[np.flatnonzero(own)].sum(axis=0)).ravel()
    total = int((np.diff(about.indptr) > 0).sum())
    expected = size * int(own.sum()) / max(total, 1)
    bridges = np.flatnonzero(other & (joint > expected))
    met = csr_array(about.T @ about[:, bridges]).toarray()
    adjoins = met > np.outer(size, size[bridges]) / max(total, 1)
    adjoins[bridges, np.arange(len(bridges))] = False
    asked = np.flatnonzero(other & (adjoins.sum(axis=1) >= COMMON))
    kept = asked[_fewer(joint[asked], expected[asked])]
    made = [
        OpenTopic(str(ids[k]), int(joint[k]), float(expected[k]), _common(k, adjoins, met, joint, bridges, ids))
        for k in kept.tolist()
    ]
    return sorted(made, key=lambda one: (one.joint - one.expected, one.topic))


def _fewer(joint: IntArray, expected: FloatArray) -> BoolArray:
    if not joint.size:
        return np.zeros(0, dtype=bool)
    q = benjamini_hochberg(np.asarray(poisson.cdf(joint, expected), dtype=np.float64))
    fewer: BoolArray = (q < ALPHA) & (garwood(joint)[1] < GAP_BELOW * expected)
    return fewer


def _common(
    k: int, adjoins: BoolArray, met: IntArray, joint: IntArray, bridges: IntArray, ids: Sequence[str]
) -> tuple[str, ...]:
    places, at = np.flatnonzero(adjoins[k]).tolist(), bridges.tolist()
    meet = {place: min(int(met[k, place]), int(joint[at[place]])) for place in places}
    return tuple(str(ids[at[place]]) for place in sorted(places, key=lambda one: (-meet[one], str(ids[at[one]]))))


def behind_gap(graph: Graph, around: Surroundings, id_: str) -> list[str]:
    """The publications of the subject that join the two countries, or are on the other topic."""
    on = around.about.filter(pc.equal(around.about["topic"], id_))["publication"].to_pylist()
    codes = id_.split("-")
    if on or len(codes) != 2:
        return sorted(set(on))
    works = _placed(graph, around)
    if not set(codes) <= set(works.countries):
        return []
    held = works.incidence[:, [works.countries.index(code) for code in codes]]
    both = (np.asarray(held.sum(axis=1)).ravel() == 2) & _inside(works, around)
    return [works.publications[k] for k in np.flatnonzero(both)]


def named(row: Row, one: OpenTopic, names: Mapping[str, str | None]) -> Row:
    """The row of an open topic with names of topics, and why it is open."""
    shown = in_a_row([names.get(topic) or topic for topic in one.common[:SHOWN]], "; ")
    adjoining = counted(len(one.common), "topic")
    why = said("{topics} adjoin both: {names}", topics=adjoining, names=shown)
    return row._replace(name=names.get(one.topic), why=why)


def _placed(graph: Graph, around: Surroundings) -> Placed:
    since, until = around.since, around.until
    return graph.memory.once(("placed", since, until), lambda: placed(graph.store, since, until))


def _inside(works: Placed, around: Surroundings) -> BoolArray:
    return np.isin(np.array(works.publications, dtype=object), around.works["publication"].to_pylist())


def _topics(graph: Graph, around: Surroundings) -> _Topics:
    cypher = f"""MATCH (p:Publication)-[:ABOUT]->(t:Topic){where(*in_period(around.since, around.until))}
        RETURN p.id AS publication, t.id AS topic"""
    found: Any = read(graph.store, cypher, _ABOUT, since=around.since, until=around.until)
    works, ids = (pc.unique(found[name]).sort() for name in ("publication", "topic"))
    rows, columns = (
        np.asarray(pc.index_in(found[name], value_set=known).to_numpy(zero_copy_only=False), dtype=np.int64)
        for name, known in (("publication", works), ("topic", ids))
    )
    about = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(works), len(ids)))
    about.sum_duplicates()
    about.data[:] = 1
    return _Topics(works, tuple(ids.to_pylist()), about)
