"""Which pairs of countries work together less, or more, than their sizes and chance alone would give."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from queries.caveats import base_caveats, counted, place, said
from queries.gap_figures import FURTHER, Weighed, further, trend, weighed
from queries.gap_scope import scope
from queries.gap_trust import gap_caveats, gap_coverage
from queries.measures.affinity import salton
from queries.measures.arrays import FloatArray, IntArray
from queries.measures.pair_verdict import Judgement, Pairs, Verdict, pairs_among
from queries.pair_models import PairModel, assessed, international, papers
from queries.parameters import parameter, shown
from queries.placed import Placed
from queries.question import Answer, Question, Value
from queries.saying import Said


@dataclass(frozen=True)
class GapParameters:
    """What the question can be asked with."""

    group: str = parameter(
        "oic", help="the countries whose pairs are looked at: a group, all, or codes such as TR,IR,PK"
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    universe: Literal["international", "papers"] = parameter(
        "international",
        help="among what joint publications are expected: international ones, each keeping its number of countries, or "
        "all papers with a country, which gives the textbook ratio",
    )
    most_countries: int = parameter(
        0, help="leave out publications of more than this many countries; 0 leaves none out", example="10"
    )
    limit: int = parameter(25, help="how many rows; 0 for all")
    topic: str = parameter(
        "",
        help="only publications of this topic, subfield, field or domain (id or name), with all topics below it; "
        "several separated by ;",
        example="Desalination",
    )
    counting: Literal["full", "fractional"] = parameter(
        "full",
        help="a publication counts one for each pair of its n countries, or 1/C(n,2); p, q and the verdict rest on "
        "whole publications in both",
    )
    compare: Literal["none", "configuration", "hypergeometric", "both"] = parameter(
        "none", help="other null models to show beside: both let a publication's number of countries vary"
    )


COLUMNS = {
    "country_a": "ISO 3166-1 alpha-2",
    "country_b": "ISO 3166-1 alpha-2, after country_a",
    "observed": "publications of the universe that name both countries, each counted once; in fractional counting the "
    "sum of 1/C(n,2) of each",
    "expected": "how many of them the null model expects, in the same counting",
    "ratio": "observed / expected",
    "ratio_low": "lower end of its 95 % interval (Garwood's exact Poisson interval of observed, over expected; in "
    "fractional counting Fay and Feuer's)",
    "ratio_high": "upper end of it",
    "p": "mid-p, one-sided towards the side that observed is on",
    "q": "the same after Benjamini-Hochberg over the pairs that could have come out (Tarone); none for the others",
    "salton": "Salton's cosine: joint publications / sqrt(publications_a publications_b)",
    "verdict": "gap, strong, as expected, too small to say, or not assessable",
    "name_a": "name of country_a in English",
    "name_b": "name of country_b in English",
    "smoothed": "(observed + .5) / (expected + .5)",
    "hidden": "joint publications that authorships without a country could hide, at three times their expected share",
    "publications_a": "publications that name country_a, domestic ones too",
    "publications_b": "publications that name country_b, domestic ones too",
    **FURTHER,
}

_VERDICTS: dict[str, int] = {verdict.label: order for order, verdict in enumerate(Verdict)}
_VERDICT = list(COLUMNS).index("verdict")


def answer(graph: Graph, asked: GapParameters) -> Answer:
    """Every pair of the group with its figures and verdict: gaps first, then by how far observed is from expected.

    Raises:
        QuestionError: a group, topic or period that is not understood, or fractions of the textbook ratio.
    """
    group = members(asked.group, asked.since, asked.until, graph.groups)
    if len(group) < 2:
        raise QuestionError(
            said(
                "group “{group}” has {members} in this period: a pair needs two",
                group=asked.group,
                members=counted(len(group), "member"),
            )
        )
    if asked.counting == "fractional" and asked.universe == "papers":
        raise QuestionError(
            said("counting fractional goes with universe international: the textbook ratio is of whole ones")
        )
    of = scope(graph, asked)
    model = _universe(of.works, asked)
    changed = trend(graph, asked, model)
    there = np.asarray(of.works.incidence.sum(axis=0)) > 0
    present = np.flatnonzero(np.isin(of.works.countries, group) & there).astype(np.int64)
    pairs = pairs_among(present, model.joint, model.papers)
    judgement, hidden, selected = assessed(of.works, model, pairs)
    more = further(asked, of, model, pairs, changed)
    shares = weighed(model, pairs, judgement, fractional=asked.counting == "fractional")
    rows = [*_rows(of.works, model, pairs, judgement, shares, hidden, more), *_absent(group, of.works)]
    rows.sort(key=_order)
    coverage = gap_coverage(of, model, changed, group, [str(row[_VERDICT]) for row in rows])
    caveats = (*gap_caveats(coverage, model, selected, asked), *base_caveats(graph))
    limited = tuple(rows[: asked.limit] if asked.limit else rows)
    return Answer("collaboration-gaps", shown(asked), tuple(COLUMNS), limited, caveats, coverage)


def publications(graph: Graph, asked: GapParameters, key: Sequence[str]) -> list[str]:
    """The publications of the universe that name both countries of the key."""
    works = scope(graph, asked).works
    unknown = [code for code in key if code.upper() not in works.countries]
    if unknown:
        return []
    columns = [works.countries.index(code.upper()) for code in key]
    both = works.incidence[:, columns].sum(axis=1) == len(set(columns))
    return [works.publications[place] for place in np.flatnonzero(both)]


def _universe(works: Placed, asked: GapParameters) -> PairModel:
    return international(works) if asked.universe == "international" else papers(works)


def _rows(
    works: Placed,
    model: PairModel,
    pairs: Pairs,
    found: Judgement,
    shares: Weighed,
    hidden: FloatArray,
    more: Sequence[FloatArray | IntArray],
) -> list[tuple[Value, ...]]:
    totals = np.asarray(works.incidence.sum(axis=0)).astype(np.int64)
    first, second = totals[pairs.first], totals[pairs.second]
    cosine = salton(model.joint[pairs.first, pairs.second], first, second)
    codes = [(works.countries[a], works.countries[b]) for a, b in zip(pairs.first, pairs.second, strict=True)]
    names = [(place(a), place(b)) for a, b in codes]
    labels = [Verdict(verdict).label for verdict in found.verdict.tolist()]
    figures = (
        shares.observed, shares.expected, shares.ratio, shares.ratio_low, shares.ratio_high, found.p, found.q, cosine,
        labels, shares.smoothed, hidden, first, second, *more,
    )  # fmt: skip
    listed = zip(codes, names, *(_listed(values) for values in figures), strict=True)
    return [(*pair, *of_pair[:9], *called, *of_pair[9:]) for pair, called, *of_pair in listed]


def _listed(values: FloatArray | IntArray | list[Said]) -> list[Value]:
    """As they stand in a row: none for what cannot be computed."""
    if isinstance(values, list):
        return list(values)
    return [None if isinstance(value, float) and math.isnan(value) else value for value in values.tolist()]


def _absent(group: Sequence[str], works: Placed) -> list[tuple[Value, ...]]:
    """The pairs of which the data say nothing: a country without any publication here."""
    totals = dict(zip(works.countries, np.asarray(works.incidence.sum(axis=0)).astype(int).tolist(), strict=True))
    there = {code for code, publications in totals.items() if publications}
    unknown = Verdict.NOT_ASSESSABLE.label
    return [
        (
            a,
            b,
            0,
            *[None] * 7,
            unknown,
            place(a),
            place(b),
            None,
            None,
            totals.get(a, 0),
            totals.get(b, 0),
            *[None] * len(FURTHER),
        )
        for a, b in combinations(sorted(group), 2)
        if a not in there or b not in there
    ]


def _order(row: tuple[Value, ...]) -> tuple[Any, ...]:
    named = dict(zip(COLUMNS, row, strict=True))
    distance = abs(float(named["observed"] or 0) - float(named["expected"] or 0))  # type: ignore[arg-type]
    return _VERDICTS[str(named["verdict"])], -distance, named["country_a"], named["country_b"]


QUESTION = Question(
    name="collaboration-gaps",
    title="Which countries should work together and do not?",
    text="""For each pair of countries of a group, in all research or within a topic: the publications they have
together, how many are expected where each publication keeps its number of countries and chance alone draws which, the
ratio with its 95 % interval, a test corrected for all pairs, affinities, the trend, and a verdict. A gap is
significantly below (q < .05) with the whole interval under 2/3; a pair whose verdict depends on authors without a
country is not assessable.""",
    parameters=GapParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=tuple(COLUMNS)[:11],
    ends=("country_a", "country_b"),
    weight="observed",
)
