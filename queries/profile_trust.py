"""How far a profile can be trusted: what was counted, of how many publications a figure is known, who dominates."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.base import Graph
from graph.countries import country_name
from queries.caveats import counted, percent
from queries.measures.arrays import BoolArray
from queries.profile_corpus import Matrix
from queries.profile_lists import names_of
from queries.profile_scope import Part, Scope
from queries.profile_summary import TOP

DOMINANT_COUNTRY = 1 / 3
"""A country in this share of the publications that name one is named in a caveat."""
DOMINANT_INSTITUTION = 1 / 5
"""An institution in this share of those that name one."""
DOMINANT_TOPIC = 1 / 2
"""A topic in this share of those that have one of its level."""
FEW = 100
"""Publications below which the interval of a mean of skewed values is too narrow."""

_COUNTING = {
    "full": "Full counting: a publication counts once for each of its countries, institutions, people and topics.",
    "fractional": "Fractional counting: of a publication of n countries each gets 1/n; so with institutions, topics "
    "and, for people, all its authors. Means and shares are weighted so, but who works together and who leads "
    "is counted in whole publications.",
}


def trust(seen: Scope, part: Part, level: str | None) -> dict[str, Any]:
    """The numbers behind the caveats, of all publications looked at and of the subject's own."""
    held, inside = seen.corpus, seen.inside
    lines = inside[held.lines.work]
    works, years = part.works, seen.trend
    classed = held.subjects.classed[:, held.subjects.at(level)] if level else held.subjects.classed
    return {
        "publications": int(inside.sum()),
        "publications_without_country": int((inside & (held.sizes == 0)).sum()),
        "publications_without_year_left_out": seen.undated,
        "publications_retracted": int(held.retracted[inside].sum()),
        "authorships": int(held.lines.places[lines].sum()),
        "authorships_without_country": int(held.unplaced[inside].sum()),
        "own_publications": int(works.size),
        "own_with_fwci": int((~np.isnan(held.fwci[works])).sum()),
        "own_with_percentile": int((~np.isnan(held.percentile[works])).sum()),
        "own_with_leading_place": int(part.lead_known[works].sum()),
        "own_with_topic": int((np.diff(classed.indptr)[works] > 0).sum()),
        "own_scientists_under_local_keys": int(np.unique(held.lines.scientist[part.lines & held.lines.local]).size),
        "trend_years": [years[0], years[-1]] if years else [],
    }


def scope_caveats(seen: Scope, known: dict[str, Any], base: BoolArray, naming: str = "name a country") -> list[str]:
    """The base of the figures and how they are counted; shares are of the publications of `base`, in words `naming`."""
    topic = "" if seen.topic is None else f" about {seen.corpus.subjects.name(seen.topic)}"
    unplaced = known["authorships_without_country"]
    said = [
        f"Base: {counted(known['publications'], 'publication')}{topic} from {seen.period}; shares of the base are of "
        f"the {int(base.sum()):,} that {naming}.",
        _COUNTING[seen.counting],
        f"{unplaced:,} of {counted(known['authorships'], 'authorship')} ({percent(unplaced, known['authorships'])}) "
        "name no country: counts, international shares and leadership may be higher than they seem.",
    ]
    if known["publications_without_year_left_out"]:
        said.append(f"{counted(known['publications_without_year_left_out'], 'publication')} without a year left out.")
    if known["publications_retracted"]:
        said.append(f"{counted(known['publications_retracted'], 'retracted publication')} counted with the others.")
    return said


def own_caveats(known: dict[str, Any], level: str | None, *, leads: bool = True) -> list[str]:
    """Of how many of the subject's publications each figure is known, and what it is worth."""
    own = known["own_publications"]
    said = [
        f"Field-weighted citation impact of {percent(known['own_with_fwci'], own)} and citation percentile of "
        f"{percent(known['own_with_percentile'], own)} of the publications, as their source computes them against "
        f"all the world; top 10 %: from the percentile {TOP} on.",
    ]
    if known["own_with_fwci"] < FEW:
        said.append(
            f"Fewer than {FEW} publications with citation impact: its interval, of skewed values, is too narrow."
        )
    if leads:
        said.append(
            f"Leadership: a corresponding author, or the first where none is marked; known of "
            f"{percent(known['own_with_leading_place'], own)} of the publications."
        )
    if level:
        said.append(_classed(known, own, level))
    said.append(_trend(known["trend_years"]))
    local = known["own_scientists_under_local_keys"]
    if local:
        said.append(f"{counted(local, 'author')} without an id at the source: each is a scientist of its own.")
    return said


def selection_caveats(seen: Scope, graph: Graph, level: str | None = None) -> list[str]:
    """What the base seems to have been collected around, so that its shares and indexes tell of the collection."""
    held = seen.corpus
    said = [
        f"{country_name(held.countries[place])} is in {percent(number, whole)} of the publications with a country: "
        "the base looks collected around it, and shares, ranks and activity indexes are within this collection."
        for place, number, whole in _dominant(seen, held.placed, DOMINANT_COUNTRY)
    ]
    houses = _dominant(seen, held.housed, DOMINANT_INSTITUTION)
    names = names_of(graph.store, "Institution")([held.institutions[place] for place, *_ in houses]) if houses else {}
    said += [
        f"{names[held.institutions[place]]} is in {percent(number, whole)} of the publications with an institution: "
        "the base looks collected around it."
        for place, number, whole in houses
    ]
    said += _dominant_topics(seen, level) if level and seen.topic is None else []
    only = sorted({load.only for load in graph.loads if load.only})
    said += [f"Loaded were only publications with an author in {one}: the base is not the world's." for one in only]
    return said


def _dominant_topics(seen: Scope, level: str) -> list[str]:
    subjects = seen.corpus.subjects
    places = subjects.at(level)
    classed = subjects.classed[:, places]
    return [
        f"{subjects.name(int(places[k]))} is the {level} of {percent(number, whole)} of the publications: an activity "
        "index compares with this base, not with all research."
        for k, number, whole in _dominant(seen, classed, DOMINANT_TOPIC)
    ]


def _dominant(seen: Scope, held: Matrix, share: float) -> list[tuple[int, int, int]]:
    """The things on more than a share of the publications that have any: place, number, of how many."""
    number = np.asarray(seen.inside.astype(np.int64) @ held)
    whole = int((seen.inside & (np.diff(held.indptr) > 0)).sum())
    return [(k, int(number[k]), whole) for k in np.flatnonzero(number > share * whole).tolist()]


def _classed(known: dict[str, Any], own: int, level: str) -> str:
    if not known["own_with_topic"]:
        return f"No publication here has a topic of level {level}: nothing is said of topics; try another --level."
    return (
        f"Topics are of level {level}, by the main topic of a publication (all where none is marked); "
        f"{percent(known['own_with_topic'], own)} of the publications have one. Activity index: limits of Wilson over "
        "the base's share, which is taken as fixed."
    )


def _trend(years: list[int]) -> str:
    if not years:
        return "Growth: no whole year is known."
    return f"Growth is from {years[0]} to {years[-1]}, the last whole years; sources fill the last ones up for long."
