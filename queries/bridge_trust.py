"""How far an answer about bridges can be trusted: what was counted, what could not be, and what a reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.base import Graph
from graph.reading import count, in_period, where
from queries.bridge_filters import Careers
from queries.caveats import counted, of_large_teams, percent, period, retracted, said, without_year
from queries.measures.communities import RESOLUTION
from queries.measures.positions import PARTITIONS, Positions
from queries.saying import Said

if TYPE_CHECKING:
    from queries.bridge_builders import BridgeBuilderParameters


def bridge_coverage(graph: Graph, asked: BridgeBuilderParameters, placed: Positions, career: Careers) -> dict[str, Any]:
    """The numbers behind the caveats."""
    found, between = placed.found, placed.between
    dated = in_period(asked.since, asked.until)
    withdrawn = f"MATCH (p:Publication){where('p.retracted', *dated)} RETURN count(*) AS n"
    undated = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"
    return {
        "publications": len(found.publications),
        "publications_without_country": int((np.diff(found.countries_by_publication.indptr) == 0).sum()),
        "publications_without_year_left_out": count(graph.store, undated) if dated else 0,
        "publications_left_out_as_large": placed.network.left_out,
        "publications_retracted": count(graph.store, withdrawn, since=asked.since, until=asked.until),
        "scientists": len(found.scientists),
        "scientists_without_country": int((placed.country < 0).sum()),
        "scientists_without_coauthors": int((placed.network.degree == 0).sum()),
        "pairs_of_coauthors": placed.network.links,
        "betweenness": "sampled" if between.sampled.any() else "exact",
        "betweenness_sources": between.pivots if between.sampled.any() else None,
        "clusters": len(placed.clusters.sizes),
        "clusters_modularity": placed.clusters.modularity,
        "clusters_agree": placed.clusters_agree,
        "pairs_of_countries_lost_without_one": len(set(zip(placed.lost.first, placed.lost.second, strict=True))),
        "career_until": career.until,
    }


def bridge_caveats(coverage: dict[str, Any], placed: Positions, asked: BridgeBuilderParameters) -> list[Said]:
    """Sentences for a reader."""
    people, without = coverage["scientists"], coverage["scientists_without_country"]
    told = [
        said(
            "Network: {scientists} of {publications} {period}, joined by {pairs} of co-authors. Joint publications "
            "weigh in constraint and effective size (full counting), not in betweenness.",
            scientists=counted(people, "scientist"),
            publications=counted(coverage["publications"], "publication"),
            period=period(asked.since, asked.until),
            pairs=counted(coverage["pairs_of_coauthors"], "pair"),
        ),
        _how_exact(placed, asked.seed),
        said(
            "{scientists} of {all} ({share}) name no country: they are listed for “all” only, and are in no brokerage "
            "role, neither as brokers nor as those joined.",
            scientists=counted(without, "scientist"),
            all=people,
            share=percent(without, people),
        ),
        said(
            "Clusters: Leiden by joint publications, resolution {resolution:g}, seed {seed}; modularity "
            "{modularity:.3f}; from {partitions} seeds they agree at an adjusted Rand index of {agree:.2f}.",
            resolution=RESOLUTION,
            seed=str(asked.seed),
            modularity=placed.clusters.modularity,
            partitions=PARTITIONS,
            agree=placed.clusters_agree,
        ),
        said(
            "A bridge may be an artefact: of two people under one id, who seem to join their circles; of one person "
            "under several, whose bridge is split; or of a base that holds only one side."
        ),
    ]
    return [*told, *_notes(coverage, asked)]


def _notes(coverage: dict[str, Any], asked: BridgeBuilderParameters) -> list[Said]:
    people, local = coverage["scientists"], coverage["scientists_under_local_keys"]
    told = []
    if local:
        told.append(
            said(
                "{scientists} ({share}) have no id at the source: each is a single authorship, and cannot be seen to "
                "bridge anything.",
                scientists=counted(local, "scientist"),
                share=percent(local, people),
            )
        )
    return [
        *told,
        *of_large_teams(coverage["publications_left_out_as_large"], asked.largest_team),
        *without_year(coverage["publications_without_year_left_out"]),
        *retracted(coverage["publications_retracted"]),
    ]


def _how_exact(placed: Positions, seed: int) -> Said:
    between = placed.between
    if not between.sampled.any():
        return said("Betweenness is exact, normalised by all pairs of scientists in the network, listed or not.")
    return said(
        "Betweenness is estimated from {pivots} of {scientists} in the largest components, drawn at random (seed "
        "{seed}); of two within two standard errors of each other, either may be the higher.",
        pivots=int(between.pivots),
        scientists=counted(int(between.sampled.sum()), "scientist"),
        seed=str(seed),
    )
