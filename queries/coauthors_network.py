"""The co-author network of a topic or of countries: who is in it, how strongly joined, in which cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.network import Network, Weights, coauthors_among
from graph.reading import read
from graph.store import Store
from queries.agenda_mapping import lineages
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.communities import communities
from queries.measures.scientist_countries import latest_country
from queries.parameters import shown
from queries.saying import said
from queries.subject import find_subject

if TYPE_CHECKING:
    from queries.coauthors import CoauthorsParameters

_PUBLICATION = pa.schema([("publication", pa.string())])
_NAME = pa.schema([("id", pa.string()), ("name", pa.string())])


@dataclass(frozen=True, eq=False)
class CoauthorNetwork:
    """Scientists who are joined with another one, in the order of their ids.

    `strength` is the sum of the weights of a scientist's links, `cluster` numbers the clusters from 0, the largest
    first; `joint[a, b]` counts whole publications. Of `candidates` scientists with a co-author, those here are the
    strongest. `looked` is what was looked at.
    """

    network: Network
    names: tuple[str | None, ...]
    countries: tuple[str | None, ...]
    publications: IntArray
    strength: FloatArray
    cluster: IntArray
    modularity: float
    joint: Weights
    looked: Authorships
    candidates: int
    candidate_links: int
    largest_team: int

    def country(self, scientist: int) -> str | None:
        """The country of the scientist at that place, alpha-2."""
        return self.countries[scientist]

    def joint_of(self, first: IntArray, second: IntArray) -> IntArray:
        """How many publications two and two have together, by their places."""
        if not first.size:
            return np.zeros(0, dtype=np.int64)
        return np.round(np.asarray(self.joint[first, second]).ravel()).astype(np.int64)

    def joint_publications(self, key: Sequence[str]) -> list[str]:
        """The publications that join the two scientists of these ids; none where they are not both here."""
        if len(key) != 2 or any(one not in self.network.index for one in key):
            return []
        places = [self.looked.scientists.index(one) for one in key]
        both = self.looked.by_publication[:, places].sum(axis=1) == len(set(places))
        joins = both & (self.looked.team <= self.largest_team)
        return [self.looked.publications[work] for work in np.flatnonzero(joins)]


def coauthor_network(graph: Graph, asked: CoauthorsParameters) -> CoauthorNetwork:
    """The network, made once for all that ask for it with the same parameters; how many rows does not matter.

    Raises:
        QuestionError: `of` is no topic, or `group` no group.
    """
    key = [value for name, value in shown(asked).items() if name != "limit"]
    return graph.memory.once(("coauthors", *key), lambda: _made(graph, asked))


def _made(graph: Graph, asked: CoauthorsParameters) -> CoauthorNetwork:
    found = authorships(graph.store, asked.since, asked.until)
    if asked.of:
        found = _about(graph.store, found, asked.of)
    latest = latest_country(found)
    every = coauthors_among(found, asked.largest_team, asked.counting)
    inside = np.ones(len(every.ids), dtype=bool)
    if asked.group.lower() != "all":
        codes = members(asked.group, asked.since, asked.until, graph.groups)
        inside = (latest >= 0) & np.isin(np.array([*found.countries, ""])[latest], codes)
    chosen, candidates, links = _strongest(every.weights, inside, asked.scientists)
    weights = _among(every.weights, chosen)
    joined = chosen[np.diff(weights.indptr) > 0]
    weights = _among(every.weights, joined)
    ids = tuple(every.ids[k] for k in joined.tolist())
    network = Network(ids, weights, {}, every.left_out)
    clusters = communities(network, seed=asked.seed)
    full = every if asked.counting == "full" else coauthors_among(found, asked.largest_team)
    return CoauthorNetwork(
        network=network,
        names=_names(graph.store, ids),
        countries=tuple(found.countries[k] if k >= 0 else None for k in latest[joined].tolist()),
        publications=np.asarray(every.attributes["publications"], dtype=np.int64)[joined],
        strength=np.asarray(weights.sum(axis=1), dtype=np.float64).ravel(),
        cluster=clusters.cluster,
        modularity=clusters.modularity,
        joint=_among(full.weights, joined),
        looked=found,
        candidates=candidates,
        candidate_links=links,
        largest_team=asked.largest_team,
    )


def _strongest(weights: Weights, inside: BoolArray, most: int) -> tuple[IntArray, int, int]:
    """Places of the scientists inside that have most joint publications with others inside; how many could be.

    Of equals, those with the first ids.
    """
    places = np.flatnonzero(inside)
    among = _among(weights, places)
    strength: FloatArray = np.asarray(among.sum(axis=1)).ravel()
    able = np.flatnonzero(strength > 0)
    order = able[np.lexsort((able, -np.round(strength[able], 9)))][: most or None]
    return np.sort(places[order]), int(able.size), among.nnz // 2


def _among(weights: Weights, places: IntArray) -> Weights:
    made: Weights = csr_array(weights[places][:, places])
    made.sort_indices()
    return made


def _about(store: Store, found: Authorships, text: str) -> Authorships:
    """The authorships on publications of a topic, or of one below it."""
    subject = find_subject(store, text)
    if subject.kind != "Topic":
        raise QuestionError(said("of: “{text}” is a scientist: give the name or the id of a topic", text=text))
    topics = [subject.id, *(topic for topic, above in lineages(store).items() if subject.id in above)]
    rows = read(
        store,
        "MATCH (p:Publication)-[:ABOUT]->(t:Topic) WHERE t.id IN $topics RETURN DISTINCT p.id AS publication",
        _PUBLICATION,
        topics=topics,
    )
    about = set(rows["publication"].to_pylist())
    keep = np.array([one in about for one in found.publications], dtype=bool)[found.publication]
    return replace(
        found, scientist=found.scientist[keep], publication=found.publication[keep],
        countries_of=found.countries_of[keep],
    )  # fmt: skip


def _names(store: Store, ids: Sequence[str]) -> tuple[str | None, ...]:
    cypher = "MATCH (s:Scientist) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name"
    rows = read(store, cypher, _NAME, ids=list(ids))
    named = dict(zip(rows["id"].to_pylist(), rows["name"].to_pylist(), strict=True))
    return tuple(named.get(one) for one in ids)


def leading(made: CoauthorNetwork, most: int) -> IntArray:
    """Of each of the largest clusters, at most so many, the place of its strongest scientist; of equals the first."""
    order = np.lexsort((np.arange(made.cluster.size), -np.round(made.strength, 9), made.cluster))
    _, first = np.unique(made.cluster[order], return_index=True)
    return np.asarray(order[first][:most], dtype=np.int64)
