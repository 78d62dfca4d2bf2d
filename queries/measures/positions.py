"""Where every scientist stands in the co-author network: the measures of a bridge, side by side."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.authorships import Authorships
from graph.network import Network, coauthors_among
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.betweenness import Betweenness, betweenness
from queries.measures.brokerage import constraint, effective_size
from queries.measures.scientist_countries import countries_joined, latest_country


@dataclass(frozen=True, eq=False)
class Positions:
    """One value for each scientist, in the order of `found.scientists`.

    `constraint` and `effective_size` weigh joint publications and are NaN without co-authors; betweenness
    does not weigh them. `country` is a place in `found.countries`, or -1. `joined` has a row for each
    scientist and a column for each country.
    """

    found: Authorships
    network: Network
    between: Betweenness
    constraint: FloatArray
    effective_size: FloatArray
    country: IntArray
    joined: csr_array[np.int64, tuple[int, int]]

    def countries_joined(self, k: int) -> list[str]:
        """The codes of the countries that scientist k joins, sorted."""
        start, end = self.joined.indptr[k : k + 2]
        return [self.found.countries[c] for c in self.joined.indices[start:end]]

    def country_code(self, k: int) -> str | None:
        """The code of scientist k's country."""
        return self.found.countries[self.country[k]] if self.country[k] >= 0 else None

    def order(self, by: str) -> IntArray:
        """All scientists, the best bridge first: low `constraint`, or much of another measure; then by id.

        Undefined comes last. Figures are compared rounded, so that what is equal by definition is equal here
        too.
        """
        keys = {
            "betweenness": -np.round(self.between.raw, 6),
            "constraint": np.round(self.constraint, 9),
            "effective_size": -np.round(self.effective_size, 9),
            "countries_joined": -np.diff(self.joined.indptr),
            "coauthors": -self.network.degree,
        }
        return np.argsort(keys[by], kind="stable").astype(np.int64)


def positions(found: Authorships, largest_team: int, seed: int) -> Positions:
    """The position of every scientist; publications of more than `largest_team` authors join nobody."""
    network = coauthors_among(found, largest_team)
    return Positions(
        found,
        network,
        betweenness(network, seed),
        constraint(network),
        effective_size(network),
        latest_country(found),
        countries_joined(found, found.team <= largest_team),
    )
