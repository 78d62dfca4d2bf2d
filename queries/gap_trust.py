"""How far an answer about gaps can be trusted: what was counted, what could not be, and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.countries import country_name
from queries.caveats import counted, percent
from queries.gap_figures import Trend
from queries.gap_scope import Scope
from queries.measures.arrays import BoolArray
from queries.measures.pair_verdict import Verdict
from queries.pair_models import PairModel

if TYPE_CHECKING:
    from queries.collaboration_gaps import GapParameters

DOMINANT_SHARE = 0.5
"""A country in this share of the publications is named in a caveat."""

_UNIVERSES = {
    "international": "international publications (two countries or more, of the whole world); each keeps its number of "
    "countries, and only which countries is drawn (conditional Bernoulli)",
    "papers": "all publications with a country; expected is publications_a publications_b / all",
}

_COUNTINGS = {
    "full": "Full counting.",
    "fractional": "Fractional counting: each publication of n countries gives 1/C(n,2) to each of its pairs in "
    "observed, expected, ratio and the figures over links; p, q, verdict and the figures over publications rest on "
    "whole publications.",
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


def gap_caveats(coverage: dict[str, Any], model: PairModel, selected: BoolArray, asked: GapParameters) -> list[str]:
    """What a reader must know, in sentences; the base of the figures first."""
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    total, without = coverage["publications"], coverage["publications_without_country"]
    universe = counted(coverage["publications_in_universe"], "publication")
    partly = counted(coverage["publications_with_country_and_authors_without"], "publication")
    return [
        f"Base: {universe}{_on(coverage)} from {years}: {_UNIVERSES[asked.universe]}. {_COUNTINGS[asked.counting]}",
        f"{counted(without, 'publication')} of {total:,} ({percent(without, total)}) name no country; they are taken "
        "to be spread as the others are.",
        f"On {partly} some authors have no country. A verdict that would change if they were the other country's, at "
        "three times their expected share, is “not assessable”.",
        "Distance, language and history explain part of every pair and are not taken out. A ratio is not “the more the "
        "better”.",
        *_changed(coverage),
        *_compared(asked),
        *_left_out(coverage, asked),
        *_selection(model, selected),
    ]


def _compared(asked: GapParameters) -> list[str]:
    if asked.compare == "none":
        return []
    return [
        "The other null models let a publication's number of countries vary and expect too many joint publications: "
        "they are shown for comparison, and no verdict rests on them."
    ]


def _on(coverage: dict[str, Any]) -> str:
    return f" on {', '.join(coverage['topics'])} (by main topic)" if coverage["topics"] else ""


def _changed(coverage: dict[str, Any]) -> list[str]:
    if not coverage["trend_years"]:
        return []
    (first, last), (second, end) = coverage["trend_years"]
    before, lately = coverage["publications_in_trend_years"]
    return [
        f"Trend: joint publications of {second} to {end} over those of {first} to {last}; all publications of the "
        f"universe went from {before:,} to {lately:,}."
    ]


def _left_out(coverage: dict[str, Any], asked: GapParameters) -> list[str]:
    said = []
    if coverage["members_without_publications"]:
        absent = ", ".join(coverage["members_without_publications"])
        said.append(
            f"No publication names {absent}: nothing can be said of them, and their pairs are “not assessable”."
        )
    if coverage["publications_left_out_as_large"]:
        left = counted(coverage["publications_left_out_as_large"], "publication")
        said.append(f"{left} of more than {asked.most_countries} countries left out.")
    if coverage["publications_retracted"]:
        said.append(f"{counted(coverage['publications_retracted'], 'retracted publication')} counted with the others.")
    return said


def _selection(model: PairModel, selected: BoolArray) -> list[str]:
    share = model.papers / max(len(model.works.publications), 1)
    return [
        f"{country_name(model.works.countries[place])} is in {100 * share[place]:.0f} % of them: the base "
        + (
            "was collected around it, and its pairs are “not assessable”."
            if selected[place]
            else "looks collected around it."
        )
        for place in np.flatnonzero(share > DOMINANT_SHARE)
    ]
