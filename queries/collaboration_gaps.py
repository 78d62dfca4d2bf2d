"""Which pairs of countries work together less, or more, than their sizes and chance alone would give."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np

from graph.base import Graph
from graph.countries import country_name, members
from graph.errors import QuestionError
from queries.caveats import base_caveats, counted
from queries.gap_trust import gap_caveats, gap_coverage
from queries.measures.affinity import salton
from queries.measures.arrays import BoolArray, FloatArray
from queries.measures.pair_verdict import Judgement, Pairs, Verdict, guarded, pairs_among
from queries.measures.possible_joint import possible_joint
from queries.pair_models import PairModel, international, papers
from queries.parameters import parameter, shown
from queries.placed import Placed, placed
from queries.question import Answer, Question, Value

SELECTED_SHARE = 0.9
"""A country in this share of the publications is what the base was collected on: its pairs cannot be assessed."""


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


COLUMNS = {
    "country_a": "ISO 3166-1 alpha-2",
    "country_b": "ISO 3166-1 alpha-2, after country_a",
    "observed": "publications of the universe that name both countries, each counted once (full counting)",
    "expected": "how many of them the null model expects",
    "ratio": "observed / expected",
    "ratio_low": "lower end of its 95 % interval (Garwood's exact Poisson interval of observed, over expected)",
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
}

_VERDICTS = {verdict.label: place for place, verdict in enumerate(Verdict)}
_VERDICT = list(COLUMNS).index("verdict")


def answer(graph: Graph, asked: GapParameters) -> Answer:
    """Every pair of the group with its figures and verdict: gaps first, then by how far observed is from expected."""
    group = members(asked.group, asked.since, asked.until, graph.groups)
    if len(group) < 2:
        raise QuestionError(
            f"group “{asked.group}” has {counted(len(group), 'member')} in this period: a pair needs two"
        )
    every = placed(graph.store, asked.since, asked.until)
    works = _considered(every, asked)
    model = _universe(works, asked)
    present = np.flatnonzero(np.isin(works.countries, group)).astype(np.int64)
    pairs = pairs_among(present, model.joint, model.papers)
    hidden = _hidden(works, model)[pairs.first, pairs.second]
    judgement, selected = _judgement(model, pairs, hidden)
    rows = [*_rows(works, model, pairs, judgement, hidden), *_absent(group, works)]
    rows.sort(key=_order)
    coverage = gap_coverage(every, works, model, group, [str(row[_VERDICT]) for row in rows])
    caveats = (*gap_caveats(coverage, model, selected, asked), *base_caveats(graph))
    limited = tuple(rows[: asked.limit] if asked.limit else rows)
    return Answer("collaboration-gaps", shown(asked), tuple(COLUMNS), limited, caveats, coverage)


def publications(graph: Graph, asked: GapParameters, key: Sequence[str]) -> list[str]:
    """The publications of the universe that name both countries of the key."""
    works = _considered(placed(graph.store, asked.since, asked.until), asked)
    unknown = [code for code in key if code.upper() not in works.countries]
    if unknown:
        return []
    columns = [works.countries.index(code.upper()) for code in key]
    both = works.incidence[:, columns].sum(axis=1) == len(set(columns))
    return [works.publications[place] for place in np.flatnonzero(both)]


def _considered(works: Placed, asked: GapParameters) -> Placed:
    return works.of(works.sizes <= asked.most_countries) if asked.most_countries else works


def _universe(works: Placed, asked: GapParameters) -> PairModel:
    return international(works) if asked.universe == "international" else papers(works)


def _hidden(works: Placed, model: PairModel) -> FloatArray:
    known = np.asarray(works.authorships.sum(axis=1)).astype(np.int64)
    return possible_joint(works.authorships, known, works.unplaced, model.expected)


def _judgement(model: PairModel, pairs: Pairs, hidden: FloatArray) -> tuple[Judgement, BoolArray]:
    """The verdicts, and which countries the base seems to have been collected on."""
    selected = model.papers > SELECTED_SHARE * max(len(model.works.publications), 1)
    concerned = selected[pairs.first] | selected[pairs.second]
    return guarded(lambda counts: model.judged(pairs, counts), pairs.observed, hidden, concerned), selected


def _rows(
    works: Placed, model: PairModel, pairs: Pairs, found: Judgement, hidden: FloatArray
) -> list[tuple[Value, ...]]:
    totals = np.asarray(works.incidence.sum(axis=0)).astype(np.int64)
    first, second = totals[pairs.first], totals[pairs.second]
    cosine = salton(model.joint[pairs.first, pairs.second], first, second)
    codes = [(works.countries[a], works.countries[b]) for a, b in zip(pairs.first, pairs.second, strict=True)]
    figures = (
        found.observed, found.expected, found.ratio, found.ratio_low, found.ratio_high, found.p, found.q, cosine,
        found.verdict, found.smoothed, hidden, first, second,
    )  # fmt: skip
    listed = zip(codes, *(values.tolist() for values in figures), strict=True)
    return [_row(*values) for values in listed]


def _row(codes: tuple[str, str], observed: int, *rest: float) -> tuple[Value, ...]:
    *statistics, cosine, verdict, smoothed, hidden, first, second = (
        None if math.isnan(value) else value for value in rest
    )
    names = (country_name(code) for code in codes)
    label = Verdict(int(verdict or 0)).label
    return (
        *codes,
        observed,
        *statistics,
        cosine,
        label,
        *names,
        smoothed,
        hidden,
        int(first or 0),
        int(second or 0),
    )


def _absent(group: Sequence[str], works: Placed) -> list[tuple[Value, ...]]:
    """The pairs of which the data say nothing: a country without any publication here."""
    there = set(works.countries)
    totals = dict(zip(works.countries, np.asarray(works.incidence.sum(axis=0)).astype(int).tolist(), strict=True))
    unknown = Verdict.NOT_ASSESSABLE.label
    return [
        (
            a,
            b,
            0,
            *[None] * 7,
            unknown,
            country_name(a),
            country_name(b),
            None,
            None,
            totals.get(a, 0),
            totals.get(b, 0),
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
    text="""For each pair of countries of a group: the publications they have together, how many are expected where
each publication keeps its number of countries and chance alone draws which, the ratio with its 95 % interval, a test
corrected for all pairs, and a verdict. A gap is significantly below (q < .05) with the whole interval under 2/3; a pair
whose verdict depends on authors without a country is not assessable.""",
    parameters=GapParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=tuple(COLUMNS)[:11],
)
