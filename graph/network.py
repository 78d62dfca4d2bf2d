"""A network: an in-memory weighted projection of a store, such as who has published with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, triu

from graph.authorships import Authorships, authorships
from graph.store import Store

if TYPE_CHECKING:
    import igraph
    import networkx

Weights: TypeAlias = csr_array[np.float64, tuple[int, int]]
Counting: TypeAlias = Literal["full", "fractional"]

LARGEST_TEAM = 100
"""Authors beyond which a publication joins nobody: few of them work together; pairs grow with the square."""


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and the weights of the undirected links between them, without loops.

    `ids` are sorted; row and column k of `weights` belong to `ids[k]`. `weights` is symmetric, its diagonal
    is zero and every weight that it holds is positive; it is float64 throughout, because igraph disregards
    float32 weights. `attributes` holds further values of nodes by name, in the order of `ids`. `left_out`
    counts the publications that were too large to join anybody.
    """

    ids: tuple[str, ...]
    weights: Weights
    attributes: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    left_out: int = 0

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each id."""
        return {node: place for place, node in enumerate(self.ids)}

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """The number of neighbours of each node."""
        return np.diff(self.weights.indptr).astype(np.int64)

    @property
    def links(self) -> int:
        """How many pairs of nodes are joined."""
        return self.weights.nnz // 2

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """The links as places a < b and their weights, in order of a, then b."""
        upper = csr_array(triu(self.weights, 1))
        upper.sort_indices()
        first = np.repeat(np.arange(len(self.ids), dtype=np.int64), np.diff(upper.indptr))
        return first, upper.indices.astype(np.int64), upper.data

    def to_igraph(self) -> igraph.Graph:
        """As an undirected igraph graph: vertices have `name` and `attributes`, edges have `weight`."""
        import igraph

        first, second, weights = self.pairs()
        # A list of a million pairs would be a million objects to collect garbage among.
        graph = igraph.Graph(n=len(self.ids), edges=zip(first.tolist(), second.tolist(), strict=True))
        graph.vs["name"] = self.ids
        graph.es["weight"] = weights.tolist()
        for name, values in self.attributes.items():
            graph.vs[name] = values
        return graph

    def to_networkx(self) -> networkx.Graph[str]:
        """As an undirected networkx graph: nodes are ids and have `attributes`, edges have `weight`."""
        import networkx

        graph: networkx.Graph[str] = networkx.Graph()
        graph.add_nodes_from(self.ids)
        joined = zip(*(column.tolist() for column in self.pairs()), strict=True)
        graph.add_weighted_edges_from((self.ids[a], self.ids[b], weight) for a, b, weight in joined)
        for name, values in self.attributes.items():
            graph.add_nodes_from((node, {name: value}) for node, value in zip(self.ids, values, strict=True))
        return graph


def network(links: Mapping[tuple[str, str], float], ids: Sequence[str] = ()) -> Network:
    """The network of some links, each pair of ids with its weight, and of further ids that nothing joins.

    ValueError where a weight is not positive, a link joins an id with itself, or a pair is given both ways.
    """
    for (a, b), weight in links.items():
        if a == b or weight <= 0 or (b, a) in links:
            raise ValueError(f"link {a}–{b} of weight {weight}: give each pair of two ids once, with a weight above 0")
    nodes = tuple(sorted({*ids, *(end for pair in links for end in pair)}))
    place = {node: k for k, node in enumerate(nodes)}
    first = [place[a] for a, _ in links]
    second = [place[b] for _, b in links]
    weights = np.fromiter(links.values(), np.float64, len(links))
    shape = (len(nodes), len(nodes))
    return Network(nodes, _mirrored(csr_array((weights, (first, second)), shape=shape)))


def coauthors(
    store: Store,
    since: int | None = None,
    until: int | None = None,
    largest_team: int = LARGEST_TEAM,
    counting: Counting = "full",
) -> Network:
    """Scientists joined by publications that they wrote together, in the years from `since` to `until`.

    Every scientist with a publication in the period is a node, joined or not. A link weighs the number of
    joint publications; with `fractional` counting a publication of n authors adds 1/(n - 1) to each of its
    pairs, so that it adds 1 to the links of each of its authors (Newman 2001,
    doi:10.1103/PhysRevE.64.016132). A publication of more than `largest_team` authors joins nobody and is
    counted in `left_out`. Attribute `publications`: how many each scientist has, joint or not.
    """
    return coauthors_among(authorships(store, since, until), largest_team, counting)


def coauthors_among(found: Authorships, largest_team: int = LARGEST_TEAM, counting: Counting = "full") -> Network:
    """The network of `coauthors`, from authorships that were read before."""
    team = found.team
    credit = np.ones(len(team)) if counting == "full" else 1 / np.maximum(team - 1, 1)
    return _projection(found.scientists, found.by_publication, credit, team <= largest_team)


def countries(
    store: Store,
    since: int | None = None,
    until: int | None = None,
    most_countries: int | None = None,
    counting: Counting = "full",
) -> Network:
    """Countries joined by publications whose authorships name both, in the years from `since` to `until`.

    A link weighs the number of joint publications; with `fractional` counting a publication of n countries
    adds 1/C(n, 2) to each of its pairs, so that it adds 1 in all. A publication of more than `most_countries`
    joins nobody and is counted in `left_out`. Attribute `publications`: how many name the country, joined or
    not.
    """
    found = authorships(store, since, until)
    named = np.diff(found.countries_by_publication.indptr).astype(np.int64)
    credit = np.ones(len(named)) if counting == "full" else 2 / np.maximum(named * (named - 1), 1)
    joins = named <= (named.max(initial=0) if most_countries is None else most_countries)
    return _projection(found.countries, found.countries_by_publication, credit, joins)


def _projection(
    ids: tuple[str, ...],
    members: csr_array[np.int64, tuple[int, int]],
    credit: NDArray[np.float64],
    joins: NDArray[np.bool_],
) -> Network:
    """Nodes joined by the publications (rows of `members`) that they are members of, each with its credit."""
    rows = members[np.flatnonzero(joins)].astype(np.float64)
    product = rows.T @ (diags_array(credit[joins]) @ rows)
    counts = np.bincount(members.indices, minlength=len(ids)).tolist()
    return Network(ids, _mirrored(triu(product, 1)), {"publications": counts}, int(np.sum(~joins)))


def _mirrored(one_sided: Any) -> Weights:
    """Links that are given on one side of the diagonal, on both."""
    weights: Weights = (one_sided + one_sided.T).tocsr()
    weights.sort_indices()
    return weights
