"""How far a network among chosen people or institutions can be trusted: who was found, and what joins nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.base import Graph
from graph.reading import count, in_period
from queries.caveats import counted
from queries.joined_members import Members
from queries.joined_pairs import Pairs
from queries.joined_works import Works
from queries.labels import Label

if TYPE_CHECKING:
    from queries.network_among import NetworkAmongParameters

SAID = 10
"""How many names a sentence lists."""

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


def among_caveats(coverage: dict[str, Any], asked: NetworkAmongParameters) -> list[str]:
    """Sentences for a reader, those that were not found first after the base."""
    kind, number = coverage["kind"], coverage[f"{coverage['kind']}s"]
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    said = [
        f"Network: {counted(number, kind)} with {counted(coverage['publications'], 'publication')} from {years}; "
        f"{coverage['pairs_joined']:,} of {counted(coverage['pairs'], 'pair')} joined, by "
        f"{counted(coverage['publications_joint'], 'publication')} ({asked.counting} counting); the largest part that "
        f"hangs together has {coverage['components'][0]:,}."
    ]
    missing, alone = coverage["not_found"], coverage["names_joined_with_nobody"]
    if missing:
        said.append(f"Not in this base under that id or name, and left out: {_listed(missing)}.")
    if alone:
        without = coverage["without_publications"]
        none = f" ({without:,} of them without any publication in the period)" if without else ""
        said.append(f"Joined with nobody else on the list: {_listed(alone)}{none}.")
    said.append(_said_of_kind(kind, coverage))
    notes = {
        "publications_left_out_as_large": f"of more than {asked.largest_team} authors: they join nobody.",
        "publications_without_year_left_out": "without a year left out.",
    }
    said += [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]
    return [*said, "A pair without a link has no joint publication in this base; that is all it says."]


def _said_of_kind(kind: str, coverage: dict[str, Any]) -> str:
    if kind == "scientist":
        local = coverage["scientists_under_local_keys"]
        some = f" {counted(local, 'scientist')} here have no id at the source: each is one authorship." if local else ""
        return (
            "Two people under one id are joined with the partners of both; one person under several ids has only a "
            f"part of the links.{some}"
        )
    nowhere = counted(coverage["publications_of_period_without_institution"], "publication")
    return (
        f"An institution stands for those that are part of it too, but for those that are on the list themselves. One "
        f"author at two institutions joins them. {nowhere} of the period name no institution, and are not seen."
    )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SAID:,} more" if len(names) > SAID else ""
    return "; ".join(names[:SAID]) + more
