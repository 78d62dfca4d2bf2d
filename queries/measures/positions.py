"""Where every scientist stands in the co-author network: the measures of a bridge, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from graph.authorships import Authorships
from graph.network import Network, coauthors_among
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.betweenness import Betweenness, betweenness
from queries.measures.brokerage import constraint, effective_size
from queries.measures.communities import Communities, communities, stability
from queries.measures.country_paths import on_all_shortest_paths
from queries.measures.participation import participation, within_module_z
from queries.measures.removal import Depending, lost_joint_works
from queries.measures.roles import ROLES, Roles, roles
from queries.measures.scientist_countries import countries_joined, latest_country

PARTITIONS = 3
"""Clusters are found from so many seeds, to see how far they agree; those of the first count."""


@dataclass(frozen=True, eq=False)
class Positions:
    """One value for each scientist, in the order of `found.scientists`.

    `constraint` and `effective_size` weigh joint publications and are NaN without co-authors; betweenness
    does not weigh them. `country` is a place in `found.countries`, or -1. `joined` has a row for each
    scientist and a column for each country. `lost` are the pairs of countries whose joint publications all depend on
    a scientist, `further` those whose shortest paths do.
    """

    found: Authorships
    network: Network
    between: Betweenness
    constraint: FloatArray
    effective_size: FloatArray
    country: IntArray
    joined: csr_array[np.int64, tuple[int, int]]
    clusters: Communities
    clusters_agree: float
    """The mean adjusted Rand index of the clusters from several seeds."""
    roles: Roles
    lost: Depending
    further: Depending

    def countries_joined(self, k: int) -> list[str]:
        """The codes of the countries that scientist k joins, sorted."""
        start, end = self.joined.indptr[k : k + 2]
        return [self.found.countries[c] for c in self.joined.indices[start:end]]

    def country_code(self, k: int) -> str | None:
        """The code of scientist k's country."""
        return self.found.countries[self.country[k]] if self.country[k] >= 0 else None

    def pairs_lost(self, k: int) -> list[str]:
        """The pairs of countries that would have no joint publication without scientist k, as EG-TR."""
        return [f"{self.found.countries[a]}-{self.found.countries[b]}" for a, b in self.lost.on(k)]

    @cached_property
    def measures(self) -> dict[str, FloatArray]:
        """All measures by name, NaN where one is undefined."""
        n = len(self.found.scientists)
        by_role = zip(ROLES, self.roles.counts.T, self.roles.z.T, strict=True)
        return {
            "betweenness": self.between.normalised,
            "constraint": self.constraint,
            "effective_size": self.effective_size,
            "countries_joined": np.diff(self.joined.indptr).astype(np.float64),
            "coauthors": self.network.degree.astype(np.float64),
            "participation": participation(self.network, self.clusters.cluster),
            "within_module_z": within_module_z(self.network, self.clusters.cluster),
            "participation_countries": participation(self.network, self.country),
            "within_country_z": within_module_z(self.network, self.country),
            **{name: values for role, counts, z in by_role for name, values in ((role, counts), (f"{role}_z", z))},
            "pairs_lost": np.bincount(self.lost.scientist, minlength=n).astype(np.float64),
            "pairs_further": np.bincount(self.further.scientist, minlength=n).astype(np.float64),
        }

    def order(self, by: str) -> IntArray:
        """All scientists, the best bridge first: low `constraint`, or much of another measure; then by id.

        Undefined comes last. Figures are compared rounded, so that what is equal by definition is equal here
        too.
        """
        raw = np.round(self.between.raw, 6) if by == "betweenness" else np.round(self.measures[by], 9)
        return np.argsort(raw if by == "constraint" else -raw, kind="stable").astype(np.int64)


def positions(found: Authorships, largest_team: int, seed: int) -> Positions:
    """The position of every scientist; publications of more than `largest_team` authors join nobody."""
    network, country = coauthors_among(found, largest_team), latest_country(found)
    joins, countries = found.team <= largest_team, len(found.countries)
    partitions = [communities(network, seed=seed + one) for one in range(PARTITIONS)]
    return Positions(
        found,
        network,
        betweenness(network, seed),
        constraint(network),
        effective_size(network),
        country,
        countries_joined(found, joins),
        partitions[0],
        stability(partitions),
        roles(network, country),
        lost_joint_works(found, joins),
        on_all_shortest_paths(network, country, countries),
    )
