"""How far a path can be trusted, and what is to be said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse.csgraph import connected_components

from graph.base import Graph
from graph.reading import count, in_period
from queries.caveats import counted
from queries.path_elsewhere import Elsewhere
from queries.path_network import Between, Coauthors

if TYPE_CHECKING:
    from queries.path import PathParameters

_UNDATED = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"


def path_coverage(
    graph: Graph, asked: PathParameters, of: Coauthors, found: Between | None, other: Elsewhere | None
) -> dict[str, Any]:
    """The numbers behind the caveats."""
    _, component = connected_components(of.network.weights, directed=False)
    undated = count(graph.store, _UNDATED) if in_period(asked.since, asked.until) else 0
    return {
        "publications": len(of.found.publications),
        "publications_left_out_as_large": of.network.left_out,
        "publications_without_year_left_out": undated,
        "scientists": len(of.network.ids),
        "pairs_of_coauthors": of.network.links,
        "largest_component": int(np.bincount(component).max(initial=0)),
        "steps": len(found.paths[0]) - 1 if found else None,
        "paths": len(found.paths) if found else 0,
        "shortest_paths": found.shortest if found else 0,
        "component_of": other.sizes[0] if other else None,
        "component_to": other.sizes[1] if other else None,
        "joint_publications_left_out_as_large": other.large if other else None,
        "shared_topics": other.topics if other else None,
        "shared_institutions": [meeting._asdict() for meeting in other.meetings] if other else None,
    }


def path_caveats(
    coverage: dict[str, Any], asked: PathParameters, names: tuple[str, str], other: Elsewhere | None
) -> list[str]:
    """Sentences for a reader."""
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    said = [
        f"Network: {counted(coverage['scientists'], 'scientist')} of "
        f"{counted(coverage['publications'], 'publication')} from {years}, joined by "
        f"{counted(coverage['pairs_of_coauthors'], 'pair')} of co-authors; the largest part that hangs together has "
        f"{coverage['largest_component']:,}.",
        *(_said_of_none(asked, names, other) if other else [_said_of_paths(coverage, asked)]),
    ]
    notes = {
        "publications_left_out_as_large": f"of more than {asked.largest_team} authors: they join nobody here.",
        "publications_without_year_left_out": "without a year left out.",
    }
    said += [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]
    return [
        *said,
        "A path leads through what was published together, and who knows whom is not known. Two people under one id "
        "make a path where there is none; one person under two ids hides one.",
    ]


def _said_of_paths(coverage: dict[str, Any], asked: PathParameters) -> str:
    shortest, steps = coverage["shortest_paths"], coverage["steps"]
    order = "most joint publications" if asked.prefer == "strong" else "the most recent ones"
    longer = max(0, coverage["paths"] - shortest)
    more = f", and {longer} of one step more" if longer else ""
    return (
        f"{counted(shortest, 'path')} of {counted(steps, 'step')}, the fewest; "
        f"{min(coverage['paths'], shortest)} shown{more}, first those whose steps have {order}."
    )


def _said_of_none(asked: PathParameters, names: tuple[str, str], other: Elsewhere) -> list[str]:
    absent = [name for name, size in zip(names, other.sizes, strict=True) if not size]
    if absent:
        return [f"No path: this base has no publication of the period by {' nor by '.join(absent)}."]
    sizes = ", ".join(
        f"{name} is joined with {counted(size - 1, 'other', 'others') if size > 1 else 'nobody'}"
        for name, size in zip(names, other.sizes, strict=True)
    )
    said = [f"No path joins them: step by step, {sizes}."]
    if other.with_large_teams:
        both = f"; of those {other.large:,} {'names' if other.large == 1 else 'name'} both" if other.large else ""
        said.append(
            f"Publications of more than {asked.largest_team} authors would join them{both}: ask with a larger "
            "largest_team."
        )
    topics = f"Both publish on {', '.join(other.topics)}." if other.topics else "They have no topic in common."
    return [*said, topics, *_said_of_meetings(names, other)]


def _said_of_meetings(names: tuple[str, str], other: Elsewhere) -> list[str]:
    if not other.meetings:
        return ["No institution here has people of both circles."]
    places = "; ".join(
        f"{one.name}: {_who(names[0], one.of_first, one.steps_first)} and "
        f"{_who(names[1], one.of_second, one.steps_second)}"
        for one in other.meetings
    )
    return [f"Institutions that have people of both circles, the nearest first: {places}."]


def _who(end: str, name: str, steps: int) -> str:
    return f"{name} ({counted(steps, 'step')} from {end})" if steps else name
