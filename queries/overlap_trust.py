"""How far an answer about overlapping clusters can be trusted: what was compared, and by which measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.base import Graph
from graph.reading import count
from queries.caveats import counted, in_a_row, percent, period, said, without_year
from queries.overlap_clusters import Compared, placed_clusters
from queries.saying import Said

if TYPE_CHECKING:
    from queries.overlapping_research import OverlapParameters


_KINDS = {"topics": said("topics"), "terms": said("terms"), "references": said("references")}


def overlap_coverage(graph: Graph, asked: OverlapParameters, found: Compared, pairs: int) -> dict[str, Any]:
    """The numbers behind the caveats."""
    works, dated = found.found, asked.since is not None or asked.until is not None
    undated = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"
    local = "MATCH (s:Scientist) WHERE s.local RETURN count(*) AS n"
    content = found.content.features
    publications = len(works.publications)
    return {
        "publications": publications,
        "publications_without_country": int((np.diff(works.countries_by_publication.indptr) == 0).sum()),
        "publications_without_year_left_out": count(graph.store, undated) if dated else 0,
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


def overlap_caveats(coverage: dict[str, Any], asked: OverlapParameters) -> list[Said]:
    """Sentences for a reader; the base of the answer first."""
    publications, kinds = coverage["publications"], coverage["kinds_of_content"]
    told: list[Said] = [
        said(
            "{works} of {people} {period}; {clusters} of {least} scientists or more in their co-author network, "
            "of which {placed} belong to a country by {share:.0f} % or more of the authorships that name any.",
            works=counted(publications, "publication"),
            people=counted(coverage["scientists"], "scientist"),
            period=period(asked.since, asked.until),
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
            kinds=in_a_row([_KINDS[kind] for kind in kinds])
            if kinds
            else said("no kind of content, since the base has none"),
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


def _left_out(coverage: dict[str, Any], publications: int) -> list[Said]:
    told = [*_without(coverage, publications)]
    told += without_year(coverage["publications_without_year_left_out"])
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


def _without(coverage: dict[str, Any], publications: int) -> list[Said]:
    told = []
    for what in _LACKING:
        if number := coverage[f"publications_{what}"]:
            some, share = counted(number, "publication"), percent(number, publications)
            told.append(_lacking(what, some, share))
    return told


_LACKING = ("without_country", "without_topics", "without_terms", "without_references", "left_out_as_large")


def _lacking(what: str, some: Said, share: Said) -> Said:
    if what == "without_country":
        return said("{n} ({share}) name no country: they say nothing about where a cluster is.", n=some, share=share)
    if what == "without_topics":
        return said("{n} ({share}) have no topic.", n=some, share=share)
    if what == "without_terms":
        return said("{n} ({share}) have no term in title or abstract that another has.", n=some, share=share)
    if what == "without_references":
        return said(
            "{n} ({share}) cite nothing that another cites, or their references are not known.", n=some, share=share
        )
    return said("{n} ({share}) have too many authors: they join nobody and belong to no cluster.", n=some, share=share)
