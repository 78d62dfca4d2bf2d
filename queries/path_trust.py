"""How far a path can be trusted, and what is to be said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse.csgraph import connected_components

from graph.base import Graph
from graph.reading import count, in_period
from queries.caveats import counted, in_a_row, period, said, without_year
from queries.path_elsewhere import Elsewhere
from queries.path_network import Between, Coauthors
from queries.saying import Said

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
) -> list[Said]:
    """Sentences for a reader."""
    told = [
        said(
            "Network: {scientists} of {publications} {period}, joined by {pairs} of co-authors; the largest part that "
            "hangs together has {largest}.",
            scientists=counted(coverage["scientists"], "scientist"),
            publications=counted(coverage["publications"], "publication"),
            period=period(asked.since, asked.until),
            pairs=counted(coverage["pairs_of_coauthors"], "pair"),
            largest=coverage["largest_component"],
        ),
        *(_told_of_none(asked, names, other) if other else [_told_of_paths(coverage, asked)]),
    ]
    if large := coverage["publications_left_out_as_large"]:
        told.append(
            said(
                "{publications} of more than {largest} authors: they join nobody here.",
                publications=counted(large, "publication"),
                largest=asked.largest_team,
            )
        )
    return [
        *told,
        *without_year(coverage["publications_without_year_left_out"]),
        said(
            "A path leads through what was published together, and who knows whom is not known. Two people under one "
            "id make a path where there is none; one person under two ids hides one."
        ),
    ]


def _told_of_paths(coverage: dict[str, Any], asked: PathParameters) -> Said:
    shortest, longer = coverage["shortest_paths"], max(0, coverage["paths"] - coverage["shortest_paths"])
    order = said("most joint publications") if asked.prefer == "strong" else said("the most recent ones")
    paths, steps = counted(shortest, "path"), counted(coverage["steps"], "step")
    shown = min(coverage["paths"], shortest)
    if longer:
        return said(
            "{paths} of {steps}, the fewest; {shown} shown, and {longer} of one step more, first those whose steps "
            "have {order}.",
            paths=paths,
            steps=steps,
            shown=shown,
            longer=longer,
            order=order,
        )
    return said(
        "{paths} of {steps}, the fewest; {shown} shown, first those whose steps have {order}.",
        paths=paths,
        steps=steps,
        shown=shown,
        order=order,
    )


def _told_of_none(asked: PathParameters, names: tuple[str, str], other: Elsewhere) -> list[Said]:
    absent = [name for name, size in zip(names, other.sizes, strict=True) if not size]
    if len(absent) > 1:
        return [
            said(
                "No path: this base has no publication of the period by {one} nor by {other}.",
                one=absent[0],
                other=absent[1],
            )
        ]
    if absent:
        return [said("No path: this base has no publication of the period by {name}.", name=absent[0])]
    sizes = in_a_row([_joined(name, size - 1) for name, size in zip(names, other.sizes, strict=True)])
    return [
        said("No path joins them: step by step, {sizes}.", sizes=sizes),
        *_told_of_large_teams(asked, other),
        said("Both publish on {topics}.", topics=in_a_row(other.topics))
        if other.topics
        else said("They have no topic in common."),
        _told_of_meetings(names, other),
    ]


def _joined(name: str, number: int) -> Said:
    if not number:
        return said("{name} is joined with nobody", name=name)
    return said("{name} is joined with {others}", name=name, others=counted(number, "other"))


def _told_of_large_teams(asked: PathParameters, other: Elsewhere) -> list[Said]:
    if not other.with_large_teams:
        return []
    if not other.large:
        return [
            said(
                "Publications of more than {largest} authors would join them: ask with a larger largest_team.",
                largest=asked.largest_team,
            )
        ]
    return [
        said(
            "Publications of more than {largest} authors would join them; of those {both}: ask with a larger "
            "largest_team.",
            largest=asked.largest_team,
            both=counted(other.large, "names both", "name both"),
        )
    ]


def _told_of_meetings(names: tuple[str, str], other: Elsewhere) -> Said:
    if not other.meetings:
        return said("No institution here has people of both circles.")
    places = [
        said(
            "{institution}: {one} and {other}",
            institution=one.name,
            one=_who(names[0], one.of_first, one.steps_first),
            other=_who(names[1], one.of_second, one.steps_second),
        )
        for one in other.meetings
    ]
    return said(
        "Institutions that have people of both circles, the nearest first: {places}.", places=in_a_row(places, "; ")
    )


def _who(end: str, name: str, steps: int) -> str:
    return said("{name} ({steps} from {end})", name=name, steps=counted(steps, "step"), end=end) if steps else name
