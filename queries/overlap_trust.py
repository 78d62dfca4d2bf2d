"""How far an answer about overlapping clusters can be trusted: what was compared, and by which measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.base import Graph
from graph.reading import count
from queries.caveats import counted, percent, said
from queries.overlap_clusters import Compared, placed_clusters

if TYPE_CHECKING:
    from queries.overlapping_research import OverlapParameters


def overlap_coverage(graph: Graph, asked: OverlapParameters, found: Compared, pairs: int) -> dict[str, Any]:
    """The numbers behind the caveats."""
    works, period = found.found, asked.since is not None or asked.until is not None
    undated = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"
    local = "MATCH (s:Scientist) WHERE s.local RETURN count(*) AS n"
    content = found.content.features
    publications = len(works.publications)
    return {
        "publications": publications,
        "publications_without_country": int((np.diff(works.countries_by_publication.indptr) == 0).sum()),
        "publications_without_year_left_out": count(graph.store, undated) if period else 0,
        "publications_left_out_as_large": found.network.left_out,
        **{
            f"publications_without_{kind}": publications - int((np.diff(content[kind].counts.indptr) > 0).sum())
            for kind in content
        },
        "scientists": len(works.scientists),
        "scientists_under_local_keys": count(graph.store, local),
        "kinds_of_content": list(found.content.kinds),
        "resolution": found.partition.resolution,
        "modularity": found.partition.modularity,
        "clusters_agree": found.agree,
        "clusters_from_seeds": asked.seeds,
        "clusters": found.number,
        "clusters_beyond_the_largest": found.left_out,
        "clusters_without_country": int((found.country < 0).sum()),
        "clusters_of_no_one_country": int(((found.country >= 0) & (found.share < asked.share)).sum()),
        "clusters_with_few_publications": int((found.publications < asked.least).sum()),
        "clusters_placed": int(placed_clusters(found, None, asked.share).sum()),
        "pairs": pairs,
    }


def overlap_caveats(coverage: dict[str, Any], asked: OverlapParameters) -> list[str]:
    """Sentences for a reader; the base of the answer first."""
    first, last = str(asked.since or "the first year"), str(asked.until or "the last")
    publications, kinds = coverage["publications"], coverage["kinds_of_content"]
    told: list[str] = [
        said(
            "{works} of {people} from {first} to {last}; {clusters} of {least} scientists or more in their co-author "
            "network, of which {placed} belong to a country by {share:.0f} % or more of the authorships that name any.",
            works=counted(publications, "publication"),
            people=counted(coverage["scientists"], "scientist"),
            first=first,
            last=last,
            clusters=counted(coverage["clusters"], "cluster"),
            least=asked.least,
            placed=coverage["clusters_placed"],
            share=100 * asked.share,
        ),
        said(
            "Clusters: Leiden by joint publications in fractions, resolution {resolution:g}, seed {seed}; modularity "
            "{modularity:.3f}; from {seeds} they agree at an adjusted Rand index of {agree:.2f}. Do not rely on a "
            "cluster with a stability below .6.",
            resolution=coverage["resolution"],
            seed=str(asked.seed),
            modularity=coverage["modularity"],
            seeds=counted(coverage["clusters_from_seeds"], "seed"),
            agree=coverage["clusters_agree"],
        ),
        said(
            "Similarity is the mean cosine of {kinds}: parts of a cluster's publications, weighed by how few clusters "
            "have the same. It is relative to this base. Listed are pairs of {similarity:g} or more of which at most "
            "{joint:.0f} % of the publications of the one that has fewer are joint.",
            kinds=", ".join(kinds) if kinds else "no kind of content, since the base has none",
            similarity=asked.similarity,
            joint=100 * asked.most_joint,
        ),
        said(
            "Expected joint publications: those of two clusters or more keep their number of clusters, and chance "
            "draws which, by how many each has. Distance and language explain part of what is missing."
        ),
        said(
            "Alike is not the same: that two write about one thing does not say that they should work together, nor "
            "that they do not know each other (see cites). One person under two ids hides joint work (see "
            "names_on_both)."
        ),
    ]
    return told + _left_out(coverage, publications)


def _left_out(coverage: dict[str, Any], publications: int) -> list[str]:
    notes = {
        "publications_without_country": "name no country: they say nothing about where a cluster is.",
        "publications_without_topics": "have no topic.",
        "publications_without_terms": "have no term in title or abstract that another has.",
        "publications_without_references": "cite nothing that another cites, or their references are not known.",
        "publications_left_out_as_large": "have too many authors: they join nobody and belong to no cluster.",
    }
    told: list[str] = [
        said(
            "{n} ({share}) " + note, n=counted(coverage[one], "publication"), share=percent(coverage[one], publications)
        )
        for one, note in notes.items()
        if coverage[one]
    ]
    if coverage["publications_without_year_left_out"]:
        told.append(
            said(
                "{n} without a year left out.", n=counted(coverage["publications_without_year_left_out"], "publication")
            )
        )
    if coverage["scientists_under_local_keys"]:
        local = counted(coverage["scientists_under_local_keys"], "scientist")
        told.append(said("{n} of the base have no id at the source: each is a single authorship.", n=local))
    if coverage["clusters_beyond_the_largest"]:
        told.append(
            said(
                "{n} beyond the largest are not compared.",
                n=counted(coverage["clusters_beyond_the_largest"], "cluster"),
            )
        )
    return told
