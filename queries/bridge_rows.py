"""The columns of an answer about bridges, and its rows."""

from __future__ import annotations

import numpy as np

from queries.bridge_filters import Careers
from queries.measures.positions import Positions
from queries.measures.roles import ROLES
from queries.question import Value

_ROLE_MEANINGS = {
    "coordinator": "pairs a → b of unjoined co-authors where both are of the scientist's country",
    "consultant": "pairs where both are of one other country",
    "gatekeeper": "pairs where only b is of the scientist's country",
    "representative": "pairs where only a is: as many as the gatekeeper's, since links go both ways",
    "liaison": "pairs where both are of other countries, and of two",
}

COLUMNS = {
    "scientist": "id",
    "name": "display name",
    "country": "country of the latest authorship that names one, ISO 3166-1 alpha-2",
    "betweenness": "share of all pairs of others in the network with shortest paths through the scientist",
    "betweenness_raw": "number of those pairs; of a pair with several shortest paths, the part of the paths",
    "constraint": "Burt's, by joint publications: low where co-authors do not publish with each other",
    "effective_size": "Burt's, by joint publications: co-authors less what is redundant among them",
    "coauthors": "number of co-authors",
    "countries_joined": "number of other countries that co-authors name on joint publications",
    "countries": "those countries, alpha-2",
    "publications": "number of publications, joint or not",
    "standard_error": "of betweenness, where it is sampled; none where it is exact",
    "career": "years from the first publication in the base to the last year of the period, or the newest in the base",
    "cluster": "number of the cluster in the network (Leiden), from 0, the largest",
    "participation": "0 where all co-authors are of one cluster, near 1 where they are evenly of many",
    "within_module_z": "co-authors in the own cluster, in standard deviations above its mean",
    "participation_countries": "as participation, over countries; co-authors without a country do not count",
    "within_country_z": "as within_module_z, in the own country",
    **{
        name: meaning
        for role in ROLES
        for name, meaning in (
            (role, _ROLE_MEANINGS[role]),
            (
                f"{role}_z",
                "the same, in standard deviations above its mean over all ways to deal the countries out anew",
            ),
        )
    },
    "pairs_lost": "pairs of countries without any joint publication left if the scientist were on none",
    "lost": "those pairs, as EG-TR",
    "pairs_further": "pairs of countries all of whose shortest paths between scientists run through this one",
}


def row(placed: Positions, career: Careers, k: int, name: str | None) -> tuple[Value, ...]:
    """What is known of scientist k, in the order of `COLUMNS`."""
    joined, measures = placed.countries_joined(k), {one: values[k] for one, values in placed.measures.items()}
    whole = ("countries_joined", "coauthors", "pairs_lost", "pairs_further", *ROLES)
    values: dict[str, Value] = {one: _defined(value, one in whole) for one, value in measures.items()}
    values |= {
        "scientist": placed.found.scientists[k],
        "name": name,
        "country": placed.country_code(k),
        "betweenness_raw": float(placed.between.raw[k]),
        "countries": joined,
        "publications": placed.network.attributes["publications"][k],
        "standard_error": float(placed.between.standard_error[k]) if placed.between.sampled[k] else None,
        "career": _defined(career.years[k], whole=True),
        "cluster": int(placed.clusters.cluster[k]),
        "lost": placed.pairs_lost(k),
    }
    return tuple(values[column] for column in COLUMNS)


def _defined(value: float, whole: bool) -> Value:
    if np.isnan(value):
        return None
    return int(value) if whole else float(value)
