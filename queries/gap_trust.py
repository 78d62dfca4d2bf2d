"""How far an answer about gaps can be trusted: what was counted, what could not be, and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from queries.caveats import counted, in_a_row, percent, period, place, said
from queries.gap_figures import Trend
from queries.gap_scope import Scope
from queries.measures.arrays import BoolArray
from queries.measures.pair_verdict import Verdict
from queries.pair_models import PairModel
from queries.saying import Said

if TYPE_CHECKING:
    from queries.collaboration_gaps import GapParameters

DOMINANT_SHARE = 0.5
"""A country in this share of the publications is named in a caveat."""

_UNIVERSES = {
    "international": said(
        "international publications (two countries or more, of the whole world); each keeps its number of countries, "
        "and only which countries is drawn (conditional Bernoulli)"
    ),
    "papers": said("all publications with a country; expected is publications_a publications_b / all"),
}

_COUNTINGS = {
    "full": said("Full counting."),
    "fractional": said(
        "Fractional counting: each publication of n countries gives 1/C(n,2) to each of its pairs in observed, "
        "expected, ratio and the figures over links; p, q, verdict and the figures over publications rest on whole "
        "publications."
    ),
}


def gap_coverage(
    of: Scope, model: PairModel, changed: Trend | None, group: Sequence[str], verdicts: Sequence[str]
) -> dict[str, Any]:
    """The numbers behind the caveats: of the publications of the period and the topic, and of the pairs."""
    every, works = of.every, of.works
    has_country = works.sizes > 0
    named = np.asarray(works.incidence.sum(axis=0)) > 0
    there = {code for code, some in zip(works.countries, named.tolist(), strict=True) if some}
    return {
        "publications": len(every.publications),
        "publications_without_country": int((every.sizes == 0).sum()),
        "publications_left_out_as_large": len(every.publications) - len(works.publications),
        "publications_retracted": every.retracted,
        "publications_in_universe": len(model.works.publications),
        "publications_with_country_and_authors_without": int((has_country & (works.unplaced > 0)).sum()),
        "authorships_without_country": int(works.unplaced.sum()),
        "countries_in_universe": int((model.papers > 0).sum()),
        "members": len(group),
        "members_without_publications": sorted(set(group) - there),
        "pairs": len(verdicts),
        "verdicts": {verdict.label: verdicts.count(verdict.label) for verdict in Verdict},
        "topics": list(of.topics),
        "trend_years": [list(changed.earlier), list(changed.later)] if changed else [],
        "publications_in_trend_years": list(changed.publications) if changed else [],
    }


def gap_caveats(coverage: dict[str, Any], model: PairModel, selected: BoolArray, asked: GapParameters) -> list[Said]:
    """What a reader must know, in sentences; the base of the figures first."""
    total, without = coverage["publications"], coverage["publications_without_country"]
    return [
        _base(coverage, asked),
        said(
            "{publications} of {all} ({share}) name no country; they are taken to be spread as the others are.",
            publications=counted(without, "publication"),
            all=total,
            share=percent(without, total),
        ),
        said(
            "On {publications} some authors have no country. A verdict that would change if they were the other "
            "country's, at three times their expected share, is “not assessable”.",
            publications=counted(coverage["publications_with_country_and_authors_without"], "publication"),
        ),
        said(
            "Distance, language and history explain part of every pair and are not taken out. A ratio is not “the more "
            "the better”."
        ),
        *_changed(coverage),
        *_compared(asked),
        *_left_out(coverage, asked),
        *_selection(model, selected),
    ]


def _base(coverage: dict[str, Any], asked: GapParameters) -> Said:
    publications, years = counted(coverage["publications_in_universe"], "publication"), period(asked.since, asked.until)
    universe, counting = _UNIVERSES[asked.universe], _COUNTINGS[asked.counting]
    if coverage["topics"]:
        return said(
            "Base: {publications} on {topics} (by main topic) {period}: {universe}. {counting}",
            publications=publications,
            topics=in_a_row(coverage["topics"]),
            period=years,
            universe=universe,
            counting=counting,
        )
    return said(
        "Base: {publications} {period}: {universe}. {counting}",
        publications=publications,
        period=years,
        universe=universe,
        counting=counting,
    )


def _compared(asked: GapParameters) -> list[Said]:
    if asked.compare == "none":
        return []
    return [
        said(
            "The other null models let a publication's number of countries vary and expect too many joint "
            "publications: they are shown for comparison, and no verdict rests on them."
        )
    ]


def _changed(coverage: dict[str, Any]) -> list[Said]:
    if not coverage["trend_years"]:
        return []
    (first, last), (second, end) = coverage["trend_years"]
    before, lately = coverage["publications_in_trend_years"]
    return [
        said(
            "Trend: joint publications of {second} to {end} over those of {first} to {last}; all publications of the "
            "universe went from {before} to {lately}.",
            second=str(second),
            end=str(end),
            first=str(first),
            last=str(last),
            before=before,
            lately=lately,
        )
    ]


def _left_out(coverage: dict[str, Any], asked: GapParameters) -> list[Said]:
    told = []
    if absent := coverage["members_without_publications"]:
        told.append(
            said(
                "No publication names {countries}: nothing can be said of them, and their pairs are “not assessable”.",
                countries=in_a_row(absent),
            )
        )
    if large := coverage["publications_left_out_as_large"]:
        told.append(
            said(
                "{publications} of more than {most} countries left out.",
                publications=counted(large, "publication"),
                most=asked.most_countries,
            )
        )
    if number := coverage["publications_retracted"]:
        publications = counted(number, "retracted publication")
        told.append(said("{publications} counted with the others.", publications=publications))
    return told


def _selection(model: PairModel, selected: BoolArray) -> list[Said]:
    share = model.papers / max(len(model.works.publications), 1)
    return [
        _dominant(model.works.countries[k], float(share[k]), selected=bool(selected[k]))
        for k in np.flatnonzero(share > DOMINANT_SHARE).tolist()
    ]


def _dominant(code: str, share: float, *, selected: bool) -> Said:
    country, part = place(code), 100 * share
    if selected:
        return said(
            "{country} is in {share:.0f} % of them: the base was collected around it, and its pairs are “not "
            "assessable”.",
            country=country,
            share=part,
        )
    return said(
        "{country} is in {share:.0f} % of them: the base looks collected around it.", country=country, share=part
    )
