"""A network cut into slices of time: who is in each, how it is built, and its clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csr_array, diags_array, triu
from scipy.sparse.csgraph import connected_components

from graph.authorships import Authorships
from graph.network import Network, coauthors_among
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.communities import RESOLUTION, communities, stability
from queries.measures.overlap import homes
from queries.measures.overlap_stability import cluster_stability
from queries.measures.scientist_countries import latest_country
from queries.overlap_records import only, usual_resolution

SEEDS = 5
"""Clusters of a slice are found from so many seeds, to see how far they agree; those of the first count."""

Of: TypeAlias = Literal["scientists", "countries"]


class Span(NamedTuple):
    """The years of a slice, both included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """As `2011-2015`, or `2011` for a single year."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


class Sliced(NamedTuple):
    """One slice: nodes in order of id, and for each its cluster and its country (a place in the countries, or -1).

    Clusters are numbered from 0, the largest first; a node that is alone has -1. `home` is the cluster of most nodes of
    each publication of `works`, or -1; `works` are places in all publications that were given. A network without any
    node has no figures.
    """

    span: Span
    ids: tuple[str, ...]
    network: Network
    country: IntArray
    cluster: IntArray
    stability: FloatArray
    agree: float
    resolution: float
    works: IntArray
    members: csr_array[np.int64, tuple[int, int]]
    """Publications of the slice by nodes."""
    home: IntArray
    international_works: tuple[int, int]
    """Publications that name two countries or more, and those that name any."""

    @property
    def sizes(self) -> IntArray:
        """The number of nodes of each cluster."""
        return np.bincount(self.cluster[self.cluster >= 0]).astype(np.int64)


class Figures(NamedTuple):
    """How a network, or a part of one, is built."""

    nodes: int
    links: int
    density: float | None
    international: float | None
    largest: float | None


def spans(first: int, last: int, width: int, step: int, number: int) -> list[Span]:
    """Slices of `width` years, each `step` after the one before, the last of which ends with `last`.

    With a `number`, so many slices of equal width without overlap. The earliest years that fill no slice are in none;
    where not even one slice fits, there is one of all years.
    """
    if number:
        width = step = max((last - first + 1) // number, 1)
    ends = range(last, first + width - 2, -step)
    found = [Span(end - width + 1, end) for end in ends][: number or None]
    return found[::-1] or [Span(first, last)]


def sliced(
    found: Authorships,
    year: IntArray,
    span: Span,
    of: Of,
    codes: Sequence[str] | None,
    largest_team: int,
    resolution: float,
    seed: int,
) -> Sliced:
    """The network of a slice: scientists joined by joint publications in fractions, or countries likewise.

    With codes, only countries of these, or scientists whose latest country in the slice is one of them, and the
    publications of those. A resolution of 0 is 1 for countries, and for scientists the one of `usual_resolution`.
    """
    works = np.flatnonzero((year >= span.first) & (year <= span.last))
    inside = np.zeros(year.size, dtype=np.bool_)
    inside[works] = True
    part = only(found, inside)
    joins = part.team <= largest_team
    if of == "scientists":
        network, country = coauthors_among(part, largest_team, "fractional"), latest_country(part)
        members = part.by_publication
    else:
        members = part.countries_by_publication
        network, country = _countries(part, members, joins), np.arange(len(part.countries), dtype=np.int64)
    kept = np.flatnonzero(_listed(part, country, codes) & (np.bincount(members.indices, minlength=country.size) > 0))
    network = Network(tuple(network.ids[k] for k in kept.tolist()), csr_array(network.weights[kept][:, kept]))
    members = csr_array(members[:, kept])
    having = np.flatnonzero(np.diff(members.indptr) > 0)
    chosen = resolution or (RESOLUTION if of == "countries" else usual_resolution(network))
    cluster, stable, agree = _clusters(network, chosen, seed)
    named = np.diff(part.countries_by_publication.indptr)[having]
    alone = int(cluster.max(initial=-1)) + 1
    home = homes(members[having], np.where(cluster < 0, alone, cluster), joins[having])
    home[home == alone] = -1
    return Sliced(
        span, network.ids, network, country[kept], cluster, stable, agree, chosen, works[having], members[having], home,
        (int((named >= 2).sum()), int((named >= 1).sum())),
    )  # fmt: skip


def _listed(part: Authorships, country: IntArray, codes: Sequence[str] | None) -> BoolArray:
    if codes is None:
        return np.ones(country.size, dtype=np.bool_)
    wanted = [place for place, code in enumerate(part.countries) if code in set(codes)]
    return np.asarray(np.isin(country, wanted), dtype=np.bool_)


def _countries(part: Authorships, members: csr_array[np.int64, tuple[int, int]], joins: BoolArray) -> Network:
    """Countries joined by publications that name both; one of n countries adds 1/(n - 1) to each of its pairs."""
    named = np.diff(members.indptr)
    credit = np.where(joins & (named > 1), 1 / np.maximum(named - 1, 1), 0)
    rows = members.astype(np.float64)
    upper = csr_array(triu(rows.T @ (diags_array(credit) @ rows), 1))
    weights = csr_array(upper + upper.T)
    weights.eliminate_zeros()
    weights.sort_indices()
    return Network(part.countries, weights)


def _clusters(network: Network, resolution: float, seed: int) -> tuple[IntArray, FloatArray, float]:
    """The clusters of two nodes or more, how stable each is, and how far those of several seeds agree."""
    found = [communities(network, resolution, seed + one) for one in range(SEEDS)]
    first = found[0]
    several = int((first.sizes >= 2).sum())
    stable = cluster_stability(first.cluster, [one.cluster for one in found[1:]])[:several]
    return np.where(first.cluster < several, first.cluster, -1), stable, stability(found)


def figures(one: Sliced, of: Of, cluster: int | None = None) -> Figures:
    """The figures of a slice's network, or of one of its clusters.

    International: of scientists the part of links between two who have a country in the slice that join two countries;
    of countries the part of publications with a country that name two or more (of the whole network alone). Largest:
    the part of the nodes in the largest component.
    """
    places = np.arange(len(one.ids)) if cluster is None else np.flatnonzero(one.cluster == cluster)
    weights = csr_array(one.network.weights[places][:, places])
    nodes, links = places.size, weights.nnz // 2
    density = links / (nodes * (nodes - 1) / 2) if nodes > 1 else None
    if of == "scientists":
        row, column = weights.nonzero()
        first, second = one.country[places][row], one.country[places][column]
        known = (first >= 0) & (second >= 0)
        abroad = float((first != second)[known].mean()) if known.any() else None
    else:
        several, placed = one.international_works
        abroad = several / placed if placed and cluster is None else None
    component = connected_components(weights, directed=False)[1] if nodes else np.zeros(0, np.int64)
    return Figures(nodes, links, density, abroad, float(np.bincount(component).max() / nodes) if nodes else None)
