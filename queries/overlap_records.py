"""The authorships of a period, or of a topic in it, and the scale of their clusters: for questions on clusters."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.errors import QuestionError
from graph.network import Network
from graph.reading import in_period, read, where
from queries.measures.arrays import BoolArray, IntArray
from queries.saying import said
from queries.subject import find_subject

SCALE = 3_000
"""Joint authorships of a network for each step of resolution, chosen by hand: clusters of about forty."""

_ID = pa.schema([("id", pa.string())])
_YEARS = pa.schema([("publication", pa.string()), ("year", pa.int64())])


def authorships_about(graph: Graph, topic: str | None, since: int | None, until: int | None) -> Authorships:
    """The authorships of a period; with a topic (id or full name), of publications about it or one below it.

    Raises:
        QuestionError: the period ends before it begins, or what the topic names is not one topic.
    """
    found = authorships(graph.store, since, until)
    if not topic:
        return found
    about = _about(graph, topic, since, until)
    return only(found, np.array([one in about for one in found.publications], dtype=np.bool_))


def only(found: Authorships, works: BoolArray) -> Authorships:
    """The authorships of some publications, with their scientists; countries keep their places."""
    rows = np.flatnonzero(works[found.publication])
    people = np.unique(found.scientist[rows])
    return Authorships(
        tuple(found.scientists[k] for k in people.tolist()),
        tuple(np.array(found.publications, dtype=object)[works].tolist()),
        tuple(np.array(found.published, dtype=object)[works].tolist()),
        found.countries,
        np.searchsorted(people, found.scientist[rows]).astype(np.int64),
        (np.cumsum(works) - 1)[found.publication[rows]].astype(np.int64),
        found.countries_of[rows],
        found.withheld[np.flatnonzero(works)],
    )


def years(graph: Graph, found: Authorships) -> IntArray:
    """The year of each publication; 0 where it has none."""
    rows = read(graph.store, "MATCH (p:Publication) RETURN p.id AS publication, p.year AS year", _YEARS)
    of = dict(zip(rows["publication"].to_pylist(), rows["year"].to_pylist(), strict=True))
    return np.array([of.get(one) or 0 for one in found.publications], dtype=np.int64)


def usual_resolution(network: Network) -> float:
    """The resolution that keeps clusters of about the same size however large the network is, and at least 1.

    Modularity joins ever larger groups the more links there are (Fortunato & Barthélemy 2007,
    doi:10.1073/pnas.0605965104); a resolution in proportion to the weight of all links undoes that.
    """
    return max(1.0, round(float(network.weights.sum()) / SCALE, 1))


def _about(graph: Graph, topic: str, since: int | None, until: int | None) -> set[str]:
    subject = find_subject(graph.store, topic)
    if subject.kind != "Topic":
        raise QuestionError(said("topic “{topic}” is the scientist {id}: give a topic", topic=topic, id=subject.id))
    below = "MATCH (n:Topic)-[:BROADER*1..3]->(:Topic {id: $of}) RETURN DISTINCT n.id AS id"
    topics = [subject.id, *read(graph.store, below, _ID, of=subject.id)["id"].to_pylist()]
    chosen = where("t.id IN $topics", *in_period(since, until))
    about = f"MATCH (p:Publication)-[:ABOUT]->(t:Topic){chosen} RETURN DISTINCT p.id AS id"
    return set(read(graph.store, about, _ID, topics=topics, since=since, until=until)["id"].to_pylist())
