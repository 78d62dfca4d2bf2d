"""How far a profile can be trusted: what was counted, of how many publications a figure is known, who dominates."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.base import Graph
from queries.caveats import counted, percent, place, said, without_year
from queries.measures.arrays import BoolArray
from queries.profile_corpus import Matrix
from queries.profile_lists import names_of
from queries.profile_scope import Part, Scope
from queries.profile_summary import TOP
from queries.saying import Said

DOMINANT_COUNTRY = 1 / 3
"""A country in this share of the publications that name one is named in a caveat."""
DOMINANT_INSTITUTION = 1 / 5
"""An institution in this share of those that name one."""
DOMINANT_TOPIC = 1 / 2
"""A topic in this share of those that have one of its level."""
FEW = 100
"""Publications below which the interval of a mean of skewed values is too narrow."""

_COUNTING = {
    "full": said(
        "Full counting: a publication counts once for each of its countries, institutions, people and topics."
    ),
    "fractional": said(
        "Fractional counting: of a publication of n countries each gets 1/n; so with institutions, topics and, for "
        "people, all its authors. Means and shares are weighted so, but who works together and who leads is counted in "
        "whole publications."
    ),
}
_LEVELS = {"topic": said("topic"), "subfield": said("subfield"), "field": said("field"), "domain": said("domain")}
NAME_A_COUNTRY = said("name a country")


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


def scope_caveats(seen: Scope, known: dict[str, Any], base: BoolArray, naming: Said = NAME_A_COUNTRY) -> list[Said]:
    """The base of the figures and how they are counted; shares are of the publications of `base`, in words `naming`."""
    lines, unplaced = known["authorships"], known["authorships_without_country"]
    told = [
        _base(seen, known, int(base.sum()), naming),
        _COUNTING[seen.counting],
        said(
            "{unplaced} of {authorships} ({share}) name no country: counts, international shares and leadership may be "
            "higher than they seem.",
            unplaced=unplaced,
            authorships=counted(lines, "authorship"),
            share=percent(unplaced, lines),
        ),
        *without_year(known["publications_without_year_left_out"]),
    ]
    if number := known["publications_retracted"]:
        publications = counted(number, "retracted publication")
        told.append(said("{publications} counted with the others.", publications=publications))
    return told


def _base(seen: Scope, known: dict[str, Any], of: int, naming: Said) -> Said:
    publications = counted(known["publications"], "publication")
    if seen.topic is None:
        return said(
            "Base: {publications} {period}; shares of the base are of the {all} that {naming}.",
            publications=publications,
            period=seen.period,
            all=of,
            naming=naming,
        )
    return said(
        "Base: {publications} about {topic} {period}; shares of the base are of the {all} that {naming}.",
        publications=publications,
        topic=seen.corpus.subjects.name(seen.topic),
        period=seen.period,
        all=of,
        naming=naming,
    )


def own_caveats(known: dict[str, Any], level: str | None, *, leads: bool = True) -> list[Said]:
    """Of how many of the subject's publications each figure is known, and what it is worth."""
    own = known["own_publications"]
    told = [
        said(
            "Field-weighted citation impact of {impact} and citation percentile of {percentile} of the publications, "
            "as their source computes them against all the world; top 10 %: from the percentile {top} on.",
            impact=percent(known["own_with_fwci"], own),
            percentile=percent(known["own_with_percentile"], own),
            top=TOP,
        ),
    ]
    if known["own_with_fwci"] < FEW:
        told.append(
            said(
                "Fewer than {few} publications with citation impact: its interval, of skewed values, is too narrow.",
                few=FEW,
            )
        )
    if leads:
        told.append(
            said(
                "Leadership: a corresponding author, or the first where none is marked; known of {share} of the "
                "publications.",
                share=percent(known["own_with_leading_place"], own),
            )
        )
    if level:
        told.append(_classed(known, own, level))
    told.append(_trend(known["trend_years"]))
    if local := known["own_scientists_under_local_keys"]:
        told.append(
            said(
                "{authors} without an id at the source: each is a scientist of its own.",
                authors=counted(local, "author"),
            )
        )
    return told


def selection_caveats(seen: Scope, graph: Graph, level: str | None = None) -> list[Said]:
    """What the base seems to have been collected around, so that its shares and indexes tell of the collection."""
    held = seen.corpus
    told = [
        said(
            "{country} is in {share} of the publications with a country: the base looks collected around it, and "
            "shares, ranks and activity indexes are within this collection.",
            country=place(held.countries[k]),
            share=percent(number, whole),
        )
        for k, number, whole in _dominant(seen, held.placed, DOMINANT_COUNTRY)
    ]
    houses = _dominant(seen, held.housed, DOMINANT_INSTITUTION)
    names = names_of(graph.store, "Institution")([held.institutions[k] for k, *_ in houses]) if houses else {}
    told += [
        said(
            "{institution} is in {share} of the publications with an institution: the base looks collected around it.",
            institution=names[held.institutions[k]],
            share=percent(number, whole),
        )
        for k, number, whole in houses
    ]
    told += _dominant_topics(seen, level) if level and seen.topic is None else []
    only = sorted({load.only for load in graph.loads if load.only})
    told += [
        said("Loaded were only publications with an author in {group}: the base is not the world's.", group=one)
        for one in only
    ]
    return told


def _dominant_topics(seen: Scope, level: str) -> list[Said]:
    subjects = seen.corpus.subjects
    places = subjects.at(level)
    classed = subjects.classed[:, places]
    return [
        said(
            "{topic} is the {level} of {share} of the publications: an activity index compares with this base, not "
            "with all research.",
            topic=subjects.name(int(places[k])),
            level=_LEVELS.get(level, level),
            share=percent(number, whole),
        )
        for k, number, whole in _dominant(seen, classed, DOMINANT_TOPIC)
    ]


def _dominant(seen: Scope, held: Matrix, share: float) -> list[tuple[int, int, int]]:
    """The things on more than a share of the publications that have any: place, number, of how many."""
    number = np.asarray(seen.inside.astype(np.int64) @ held)
    whole = int((seen.inside & (np.diff(held.indptr) > 0)).sum())
    return [(k, int(number[k]), whole) for k in np.flatnonzero(number > share * whole).tolist()]


def _classed(known: dict[str, Any], own: int, level: str) -> Said:
    named = _LEVELS.get(level, level)
    if not known["own_with_topic"]:
        return said(
            "No publication here has a topic of level {level}: nothing is said of topics; try another --level.",
            level=named,
        )
    return said(
        "Topics are of level {level}, by the main topic of a publication (all where none is marked); {share} of the "
        "publications have one. Activity index: limits of Wilson over the base's share, which is taken as fixed.",
        level=named,
        share=percent(known["own_with_topic"], own),
    )


def _trend(years: list[int]) -> Said:
    if not years:
        return said("Growth: no whole year is known.")
    return said(
        "Growth is from {first} to {last}, the last whole years; sources fill the last ones up for long.",
        first=str(years[0]),
        last=str(years[-1]),
    )
