"""How far a network among chosen people or institutions can be trusted: who was found, and what joins nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.base import Graph
from graph.reading import count, in_period
from queries.caveats import counted, in_a_row, of_large_teams, period, said, without_year
from queries.joined_members import Members
from queries.joined_pairs import Pairs
from queries.joined_works import Works
from queries.labels import Label
from queries.saying import Said

if TYPE_CHECKING:
    from queries.network_among import NetworkAmongParameters

SAID = 10
"""How many names a sentence lists."""

_COUNTING = {"full": said("full"), "fractional": said("fractional")}

_LOCAL = "MATCH (s:Scientist) WHERE s.id IN $ids AND s.local RETURN count(*) AS n"
_UNDATED = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"


def among_coverage(
    graph: Graph,
    asked: NetworkAmongParameters,
    members: Members,
    works: Works,
    of: Pairs,
    known: Mapping[tuple[str, str], Label],
) -> dict[str, Any]:
    """The numbers behind the caveats, and what the list as a whole looks like."""
    n = len(members.ids)
    links = csr_array((np.ones(of.first.size), (of.first, of.second)), shape=(n, n))
    _, component = connected_components(links, directed=False)
    together = np.diff(works.members.indptr) >= 2
    joined = np.isin(np.arange(n), np.concatenate([of.first, of.second]))
    kind = members.kind.lower()
    return {
        "kind": kind,
        f"{kind}s": n,
        "not_found": list(members.not_found),
        "pairs_joined": int(of.first.size),
        "pairs": n * (n - 1) // 2,
        "components": sorted(np.bincount(component).tolist(), reverse=True),
        "joined_with_nobody": [members.ids[k] for k in np.flatnonzero(~joined)],
        "names_joined_with_nobody": [_name(known, kind, members.ids[k]) for k in np.flatnonzero(~joined)],
        "publications": len(works.publications),
        "publications_joint": int((together & (works.team <= asked.largest_team)).sum()),
        "publications_left_out_as_large": int((together & (works.team > asked.largest_team)).sum()),
        "publications_of_period_without_institution": works.nowhere,
        "publications_without_year_left_out": (
            count(graph.store, _UNDATED) if in_period(asked.since, asked.until) else 0
        ),
        "without_publications": int((np.asarray(works.members.sum(axis=0)).ravel() == 0).sum()),
        "scientists_under_local_keys": count(graph.store, _LOCAL, ids=list(members.ids)),
    }


def _name(known: Mapping[tuple[str, str], Label], kind: str, id_: str) -> str:
    label = known.get((kind, id_))
    return label.name if label and label.name else id_


def among_caveats(coverage: dict[str, Any], asked: NetworkAmongParameters) -> list[Said]:
    """Sentences for a reader, those that were not found first after the base."""
    told = [
        said(
            "Network: {members} with {publications} {period}; {joined} of {pairs} joined, by {joint} ({counting} "
            "counting); the largest part that hangs together has {largest}.",
            members=_members(coverage),
            publications=counted(coverage["publications"], "publication"),
            period=period(asked.since, asked.until),
            joined=coverage["pairs_joined"],
            pairs=counted(coverage["pairs"], "pair"),
            joint=counted(coverage["publications_joint"], "publication"),
            counting=_COUNTING[asked.counting],
            largest=coverage["components"][0],
        )
    ]
    if missing := coverage["not_found"]:
        names = _listed(missing)
        told.append(said("Not in this base under that id or name, and left out: {names}.", names=names))
    return [
        *told,
        *_told_of_alone(coverage),
        *_told_of_kind(coverage),
        *of_large_teams(coverage["publications_left_out_as_large"], asked.largest_team),
        *without_year(coverage["publications_without_year_left_out"]),
        said("A pair without a link has no joint publication in this base; that is all it says."),
    ]


def _members(coverage: dict[str, Any]) -> Said:
    if coverage["kind"] == "scientist":
        return counted(coverage["scientists"], "scientist")
    return counted(coverage["institutions"], "institution")


def _told_of_alone(coverage: dict[str, Any]) -> list[Said]:
    alone, without = coverage["names_joined_with_nobody"], coverage["without_publications"]
    if not alone:
        return []
    names = _listed(alone)
    if not without:
        return [said("Joined with nobody else on the list: {names}.", names=names)]
    return [
        said(
            "Joined with nobody else on the list: {names} ({without} of them without any publication in the period).",
            names=names,
            without=without,
        )
    ]


def _told_of_kind(coverage: dict[str, Any]) -> list[Said]:
    if coverage["kind"] != "scientist":
        nowhere = coverage["publications_of_period_without_institution"]
        return [
            said(
                "An institution stands for those that are part of it too, but for those that are on the list "
                "themselves. One author at two institutions joins them. {publications} of the period name no "
                "institution, and are not seen.",
                publications=counted(nowhere, "publication"),
            )
        ]
    local = coverage["scientists_under_local_keys"]
    if not local:
        return [
            said(
                "Two people under one id are joined with the partners of both; one person under several ids has only a "
                "part of the links."
            )
        ]
    return [
        said(
            "Two people under one id are joined with the partners of both; one person under several ids has only a "
            "part of the links. {scientists} here have no id at the source: each is one authorship.",
            scientists=counted(local, "scientist"),
        )
    ]


def _listed(names: list[str]) -> Said:
    shown = in_a_row(names[:SAID], "; ")
    if len(names) > SAID:
        return said("{names} and {more} more", names=shown, more=len(names) - SAID)
    return shown
