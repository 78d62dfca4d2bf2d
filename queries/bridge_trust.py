"""How far an answer about bridges can be trusted: what was counted, what could not be, and what a reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.base import Graph
from graph.reading import count, in_period, where
from queries.bridge_filters import Careers
from queries.caveats import counted, percent
from queries.measures.communities import RESOLUTION
from queries.measures.positions import PARTITIONS, Positions

if TYPE_CHECKING:
    from queries.bridge_builders import BridgeBuilderParameters


def bridge_coverage(graph: Graph, asked: BridgeBuilderParameters, placed: Positions, career: Careers) -> dict[str, Any]:
    """The numbers behind the caveats."""
    found, between = placed.found, placed.between
    period = in_period(asked.since, asked.until)
    retracted = f"MATCH (p:Publication){where('p.retracted', *period)} RETURN count(*) AS n"
    undated = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"
    return {
        "publications": len(found.publications),
        "publications_without_country": int((np.diff(found.countries_by_publication.indptr) == 0).sum()),
        "publications_without_year_left_out": count(graph.store, undated) if period else 0,
        "publications_left_out_as_large": placed.network.left_out,
        "publications_retracted": count(graph.store, retracted, since=asked.since, until=asked.until),
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


def bridge_caveats(coverage: dict[str, Any], placed: Positions, asked: BridgeBuilderParameters) -> list[str]:
    """Sentences for a reader."""
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    people, works = coverage["scientists"], coverage["publications"]
    without, local = coverage["scientists_without_country"], coverage["scientists_under_local_keys"]
    said = [
        f"Network: {counted(people, 'scientist')} of {counted(works, 'publication')} from {years}, joined by "
        f"{counted(coverage['pairs_of_coauthors'], 'pair')} of co-authors. Joint publications weigh in "
        "constraint and effective size (full counting), not in betweenness.",
        _how_exact(placed, asked.seed),
        f"{counted(without, 'scientist')} of {people:,} ({percent(without, people)}) name no country: "
        "they are listed for “all” only, and are in no brokerage role, neither as brokers nor as those joined.",
        f"Clusters: Leiden by joint publications, resolution {RESOLUTION:g}, seed {asked.seed}; modularity "
        f"{placed.clusters.modularity:.3f}; from {PARTITIONS} seeds they agree at an adjusted Rand index of "
        f"{placed.clusters_agree:.2f}.",
        "A bridge may be an artefact: of two people under one id, who seem to join their circles; of one "
        "person under several, whose bridge is split; or of a base that holds only one side.",
    ]
    if local:
        said.append(
            f"{counted(local, 'scientist')} ({percent(local, people)}) have no id at the source: "
            "each is a single authorship, and cannot be seen to bridge anything."
        )
    notes = {
        "publications_left_out_as_large": f"of more than {asked.largest_team} authors: they join nobody.",
        "publications_without_year_left_out": "without a year left out.",
        "publications_retracted": "counted with the others though retracted.",
    }
    return said + [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]


def _how_exact(placed: Positions, seed: int) -> str:
    between = placed.between
    if not between.sampled.any():
        return "Betweenness is exact, normalised by all pairs of scientists in the network, listed or not."
    people = counted(int(between.sampled.sum()), "scientist")
    return (
        f"Betweenness is estimated from {between.pivots:,} of {people} in the largest components, drawn at "
        f"random (seed {seed}); of two within two standard errors of each other, either may be the higher."
    )
