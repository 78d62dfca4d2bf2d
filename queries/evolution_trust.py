"""How far an answer about evolution can be trusted: how much stands behind each slice, and by which rules it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.reading import count, read
from queries.caveats import counted, in_a_row, percent, said, without_year
from queries.evolution_slices import Sliced, Span
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.clusters_through_time import CORE, Event, Followed, Rules
from queries.saying import Said

if TYPE_CHECKING:
    from queries.evolution import EvolutionParameters

FEW = 30
"""Publications of a slice below which a reader is warned."""


_YEARS = pa.schema([("year", pa.int64()), ("n", pa.int64())])


def loaded(graph: Graph, slices: Sequence[Span]) -> IntArray:
    """How many publications the base holds of the years of each slice, whatever their topic or country."""
    query = "MATCH (p:Publication) WHERE p.year IS NOT NULL RETURN p.year AS year, count(*) AS n"
    rows = read(graph.store, query, _YEARS)
    year, number = (rows[name].to_numpy() for name in ("year", "n"))
    return np.array([number[(year >= one.first) & (year <= one.last)].sum() for one in slices], dtype=np.int64)


def evolution_coverage(
    graph: Graph,
    asked: EvolutionParameters,
    slices: Sequence[Sliced],
    held: IntArray,
    thin: BoolArray,
    told: Sequence[Followed],
    *,
    first: int,
    later: int,
    undated: int,
) -> dict[str, Any]:
    """The numbers behind the caveats, slice by slice; events are of clusters of the least size or more."""
    return {
        "of": asked.of,
        "until": slices[-1].span.last,
        "slices": [
            {
                "slice": one.span.name,
                "publications": int(one.works.size),
                "publications_loaded": int(held[k]),
                "publications_a_year": one.works.size / (one.span.last - one.span.first + 1),
                "nodes": len(one.ids),
                "nodes_without_country": int((one.country < 0).sum()),
                "resolution": one.resolution,
                "clusters_agree": one.agree,
                "thin": bool(thin[k]),
                "events": _events(k, slices, told, asked.least),
            }
            for k, one in enumerate(slices)
        ],
        "years_in_no_slice": max(slices[0].span.first - first, 0),
        "publications_after": later,
        "publications_without_year_left_out": undated
        or (
            count(graph.store, "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n")
            if asked.since is not None or asked.until is not None
            else 0
        ),
        "scientists_under_local_keys": count(graph.store, "MATCH (s:Scientist) WHERE s.local RETURN count(*) AS n"),
    }


def _events(k: int, slices: Sequence[Sliced], told: Sequence[Followed], least: int) -> dict[str, int]:
    here = [one for one in told if one.slice == k]
    counts = Counter(one.event for one in here if one.size >= least)
    found = {str(event.value): counts[event] for event in Event if event is not Event.GONE and counts[event]}
    gone = [one for one in here if one.event is Event.GONE]
    lost = sum(bool(slices[before].sizes[c] >= least) for one in gone for before, c in one.predecessors)
    return found | ({str(Event.GONE.value): lost} if lost else {})


def evolution_caveats(coverage: dict[str, Any], asked: EvolutionParameters) -> list[Said]:
    """Sentences for a reader; what stands behind each slice first."""
    slices, rules = coverage["slices"], Rules()
    behind = [said("{slice} {publications}", slice=one["slice"], publications=one["publications"]) for one in slices]
    told = [said("Publications behind each slice: {behind}.", behind=in_a_row(behind, "; "))]
    thin = [one["slice"] for one in slices if one["thin"]]
    if thin:
        told.append(
            said(
                "Too few publications in {thin}: less than half of what the base holds of the slices around. "
                "Clusters there are not followed, and none is born or gone because of them.",
                thin=in_a_row(thin),
            )
        )
    few = [one["slice"] for one in slices if not one["thin"] and one["publications"] < FEW]
    if few:
        told.append(
            said(
                "Under {few} publications in {slices}: what is told from them may be chance.",
                few=FEW,
                slices=in_a_row(few),
            )
        )
    told += [
        said(
            "A cluster continues another from a Jaccard index of {match:g} on, or where {inclusion:g} or more of one "
            "is in the other, among nodes that are in the network of both slices, {core} or more; merged and split: of "
            "or into two of {least} or more; grown and shrunk: by {change:.0f} % or more.",
            match=asked.match,
            inclusion=rules.inclusion,
            core=CORE,
            least=asked.least,
            change=100 * asked.change,
        ),
        said(
            "Gone means: no cluster of the next slice has enough of it. Its members may publish on, in other clusters "
            "(see known), and sizes follow what the base holds of each year: a cluster is grown where more of it is "
            "loaded."
        ),
        said(
            "Clusters: Leiden by joint publications in fractions, seed {seed}, resolution {low:g} to {high:g}; from "
            "several seeds they agree at an adjusted Rand index of {worst:.2f} in the worst slice. Where that is low, "
            "merging and splitting is partly chance.",
            seed=str(asked.seed),
            low=min(one["resolution"] for one in slices),
            high=max(one["resolution"] for one in slices),
            worst=float(np.min([one["clusters_agree"] for one in slices])),
        ),
    ]
    return told + _left_out(coverage, asked)


def _left_out(coverage: dict[str, Any], asked: EvolutionParameters) -> list[Said]:
    told: list[Said] = []
    nodes = sum(one["nodes"] for one in coverage["slices"])
    without = sum(one["nodes_without_country"] for one in coverage["slices"])
    if without:
        told.append(
            said(
                "Over all slices {n} of {all} ({share}) name no country: their links are in no share of international "
                "ones.",
                n=counted(without, "scientist"),
                all=nodes,
                share=percent(without, nodes),
            )
        )
    if coverage["years_in_no_slice"]:
        told.append(
            said("The earliest {n} fill no slice and are left out.", n=counted(coverage["years_in_no_slice"], "year"))
        )
    if coverage["publications_after"]:
        told.append(
            said(
                "{n} after {year} left out: the year in which a source was read is not whole.",
                n=counted(coverage["publications_after"], "publication"),
                year=str(coverage["until"]),
            )
        )
    told += without_year(coverage["publications_without_year_left_out"])
    if asked.of == "scientists" and coverage["scientists_under_local_keys"]:
        told.append(
            said(
                "{n} of the base have no id at the source: each is a single authorship, and in no second slice.",
                n=counted(coverage["scientists_under_local_keys"], "scientist"),
            )
        )
    return told
