"""How far a co-author network can be trusted: what was looked at, what was cut, and what its clusters are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from graph.base import Graph
from graph.reading import count, in_period
from queries.caveats import counted, percent, said
from queries.coauthors_network import CoauthorNetwork
from queries.measures.communities import RESOLUTION
from queries.subject import find_subject

if TYPE_CHECKING:
    from queries.coauthors import CoauthorsParameters

DESCRIBED = 40
"""Clusters that are described, the largest first."""
NAMED = 3
"""Scientists and countries that a description names."""

_UNDATED = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"


def coauthors_coverage(graph: Graph, asked: CoauthorsParameters, made: CoauthorNetwork) -> dict[str, Any]:
    """The numbers behind the caveats, and the clusters: how large, who leads them, how they are joined."""
    looked = np.unique(made.looked.publication)
    team = made.looked.team[looked]
    topic = find_subject(graph.store, asked.of) if asked.of else None
    return {
        "of": {"kind": "topic", "id": topic.id, "name": topic.name} if topic else None,
        "publications": int(looked.size),
        "publications_of_one_author": int((team == 1).sum()),
        "publications_left_out_as_large": int((team > asked.largest_team).sum()),
        "publications_without_year_left_out": count(graph.store, _UNDATED)
        if in_period(asked.since, asked.until)
        else 0,
        "scientists_with_coauthors": made.candidates,
        "pairs_of_coauthors": made.candidate_links,
        "scientists": len(made.network.ids),
        "pairs": made.network.links,
        "scientists_without_country": sum(1 for country in made.countries if country is None),
        "modularity": made.modularity,
        "clusters": int(made.cluster.max()) + 1 if made.cluster.size else 0,
        "largest_clusters": [_described(made, number) for number in range(_number(made))],
        "between_clusters": _between(made, _number(made)),
    }


def _number(made: CoauthorNetwork) -> int:
    return min(DESCRIBED, int(made.cluster.max()) + 1) if made.cluster.size else 0


def _described(made: CoauthorNetwork, number: int) -> dict[str, Any]:
    """A cluster: its number from 1, its size, its links, its strongest scientists and most frequent countries."""
    own = np.flatnonzero(made.cluster == number)
    leading = own[np.lexsort((own, -np.round(made.strength[own], 9)))][:NAMED].tolist()
    named: dict[str, int] = {}
    for k in own.tolist():
        code = made.countries[k]
        if code:
            named[code] = named.get(code, 0) + 1
    inside = made.network.weights[own][:, own]
    return {
        "cluster": number + 1,
        "scientists": int(own.size),
        "pairs": inside.nnz // 2,
        "weight": float(inside.sum()) / 2,
        "leading": [made.network.ids[k] for k in leading],
        "leading_names": [made.names[k] or made.network.ids[k] for k in leading],
        "countries": sorted(named, key=lambda code: (-named[code], code))[:NAMED],
    }


def _between(made: CoauthorNetwork, number: int) -> list[list[float]]:
    """Of the clusters described, two by two: their numbers from 1 and the weight of the links between them."""
    if not number:
        return []
    scientists = np.arange(made.cluster.size)
    member = csr_array((np.ones(scientists.size), (scientists, made.cluster)))
    joined = csr_array(member.T @ made.network.weights @ member)[:number, :number].toarray()
    found = np.argwhere(np.triu(joined, 1) > 0).tolist()
    return [[a + 1, b + 1, float(joined[a, b])] for a, b in found]


def coauthors_caveats(coverage: dict[str, Any], asked: CoauthorsParameters) -> list[str]:
    """Sentences for a reader."""
    works, large = coverage["publications"], coverage["publications_left_out_as_large"]
    told: list[str] = [
        said(
            "Base: {works} looked at, with {scientists} who have a co-author, joined in {pairs}.",
            works=counted(works, "publication"),
            scientists=counted(coverage["scientists_with_coauthors"], "scientist"),
            pairs=counted(coverage["pairs_of_coauthors"], "pair"),
        )
    ]
    if coverage["scientists"] < coverage["scientists_with_coauthors"]:
        told.append(
            said(
                "Cut to the {n} scientists with most joint publications among them; pairs with others are not shown.",
                n=coverage["scientists"],
            )
        )
    if large:
        told.append(
            said(
                "Left out, as they join nobody: {works} of more than {n} authors.", works=counted(large, "publication"),
                n=asked.largest_team,
            )
        )  # fmt: skip
    if asked.group.lower() != "all":
        told.append(said("A scientist is of the country that the latest authorship with one names."))
    without = coverage["scientists_without_country"]
    if without:
        told.append(
            said(
                "{n} of the scientists here ({share}) name no country.", n=without,
                share=percent(without, coverage["scientists"]),
            )
        )  # fmt: skip
    undated = coverage["publications_without_year_left_out"]
    if undated:
        told.append(said("{works} without a year left out.", works=counted(undated, "publication")))
    if coverage["scientists"]:
        told.append(
            said(
                "Clusters: Leiden by joint publications, resolution {resolution:.0f}, seed {seed}, modularity "
                "{modularity:.2f}. They are a way to read the network: borders depend on the seed, and nobody belongs "
                "to one by right.",
                resolution=RESOLUTION,
                seed=str(asked.seed),
                modularity=coverage["modularity"],
            )
        )
    else:
        told.append(said("Nobody here has a co-author: load publications with their authors, or ask for more years."))
    return told
