"""Countries side by side: output, growth, openness, leadership, impact and specialisation of one group and another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from queries.caveats import base_caveats, below_one, place, said
from queries.compare_trust import (
    MEASURES,
    NAMES,
    TOGETHER,
    By,
    Compared,
    Side,
    leading,
    ranking_caveats,
    uneven_caveats,
)  # fmt: skip
from queries.parameters import parameter, shown
from queries.profile_corpus import any_of
from queries.profile_lists import most_specialised, topics
from queries.profile_scope import Part, Scope, of_all, of_countries, scope
from queries.profile_summary import TOP, Estimate, growth_of, share_of, summary, whole
from queries.profile_trust import own_caveats, scope_caveats, selection_caveats, trust
from queries.question import Answer, Question, Value
from queries.saying import Said

LEADING = "leading"


@dataclass(frozen=True)
class CompareParameters:
    """What the question can be asked with."""

    group: str = parameter("oic", help="the countries: a group, all, or codes or names such as TR,IR,PK")
    beside: str = parameter(
        LEADING, help="those beside them: leading (computed, among the group), another group, or codes or names"
    )
    leading: int = parameter(15, help="how many lead where beside is leading; ties at the end are all in")
    by: Literal["publications", "fractional", "citation-impact", "top-10", "led"] = parameter(
        "publications", help="the one measure that countries are ranked by"
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(None, help="only publications about this topic, or one below it: name or id")
    counting: Literal["full", "fractional"] = parameter(
        "full", help="full, or fractional: of n countries of a publication each gets 1/n"
    )
    level: Literal["topic", "subfield", "field", "domain"] = parameter(
        "field", help="level of the topics in which specialisation is looked for"
    )
    span: int = parameter(5, help="years in each period of the trend")
    limit: int = parameter(0, help="how many countries; 0 for all. Rows of whole groups are always there")


COLUMNS = {
    "country": "ISO 3166-1 alpha-2; of rows of several countries together: group, beside, or rest",
    "name": "name in English; of rows of several countries which they are",
    "side": "leading or others; where another group is beside: group, beside or both; together: several countries",
    "rank": "place by the measure among the countries of this answer; equals share it; none of several together",
    "measure": "the measure that is ranked by",
    "publications": "publications, each counted whole",
    "fractional": "publications, of n countries each with 1/n",
    "share": "publications (as counting says) over those of the base that name a country",
    "growth": "annual growth over the last whole years (0.05: 5 %), by Poisson regression",
    "growth_low": "lower end of its 95 % interval",
    "growth_high": "upper end of it",
    "international_share": "publications of two countries or more over all",
    "international_low": "lower end of its 95 % interval (Wilson)",
    "international_high": "upper end of it",
    "internal_share": "of the international ones, those with another country of its group; of several: among these",
    "internal_low": "lower end of its 95 % interval (Wilson)",
    "internal_high": "upper end of it",
    "leadership": "publications with a corresponding (else the first) author there, of those of which it is known",
    "leadership_low": "lower end of its 95 % interval (Wilson)",
    "leadership_high": "upper end of it",
    "fwci": "mean field-weighted citation impact; 1 is the world's",
    "fwci_low": "lower end of its 95 % interval (Student's t on the logarithm)",
    "fwci_high": "upper end of it",
    "fwci_known": "share of the publications that have one",
    "top_10_share": "publications of the most cited tenth of their field, year and type, of those with a percentile",
    "top_10_low": "lower end of its 95 % interval (Wilson)",
    "top_10_high": "upper end of it",
    "percentile_known": "share of the publications that have a percentile",
    "specialisation": "the topics of highest activity index, its interval wholly above 1: name and index",
    "scientists": "ids of scientists on these publications, from there",
    "institutions": "institutions there that these publications name",
    "trend": "publications of each period, each counted whole",
    "ranks": "the place by each of the measures",
}


def answer(graph: Graph, asked: CompareParameters) -> Answer:
    """The groups as wholes, then the countries by the measure, highest first, then by code."""
    made = _compared(graph, asked)
    seen, measure = made.scope, made.measures[asked.by]
    one_by_one = [side for side in made.sides if side.side != TOGETHER]
    one_by_one.sort(key=lambda side: (-round(measure[side.key], 9), side.key))
    listed = [side for side in made.sides if side.side == TOGETHER] + one_by_one[: asked.limit or None]
    rows = tuple(_row(seen, asked, made, side) for side in listed)
    every = of_countries(seen, sorted({code for side in made.sides for code in side.countries}))
    known = trust(seen, every, asked.level)
    known["members_without_publications"] = made.absent
    known["leading"] = list(made.leading)
    known["growth_of_base"] = growth_of(seen, of_all(seen)).value
    caveats = (
        *scope_caveats(seen, known, seen.placed),
        *ranking_caveats(asked, made),
        *own_caveats(known, asked.level),
        *uneven_caveats(asked, made),
        *selection_caveats(seen, graph, asked.level),
        *base_caveats(graph),
    )
    return Answer("compare-countries", shown(asked), tuple(COLUMNS), rows, caveats, known)


def publications(graph: Graph, asked: CompareParameters, key: Sequence[str]) -> list[str]:
    """The publications of the country, or of the countries of a row of several together."""
    made = _compared(graph, asked)
    side = next((one for one in made.sides if one.key.upper() == key[0].upper()), None)
    return made.scope.corpus.ids(of_countries(made.scope, side.countries).works) if side else []


def _compared(graph: Graph, asked: CompareParameters) -> Compared:
    key = ("compare-countries", *(value for name, value in shown(asked).items() if name != "limit"))
    return graph.memory.once(key, lambda: _made(graph, asked))


def _made(graph: Graph, asked: CompareParameters) -> Compared:
    for name in ("leading", "span"):
        if getattr(asked, name) < 1:
            raise QuestionError(below_one(name, getattr(asked, name)))
    group = members(asked.group, asked.since, asked.until, graph.groups)
    seen = scope(graph, asked.since, asked.until, asked.counting, asked.topic)
    measures = _measures(seen)
    is_leading = asked.beside.strip().lower() == LEADING
    named = () if is_leading else members(asked.beside, asked.since, asked.until, graph.groups)
    beside = leading(group, measures[asked.by], asked.leading) if is_leading else named
    there = {code for code, number in measures["publications"].items() if number}
    absent = sorted({*group, *beside} - there)
    listed = tuple(code for code in group if code in there), tuple(code for code in beside if code in there)
    return Compared(seen, _sides(asked, *listed), measures, absent, beside if is_leading else ())


def _sides(asked: CompareParameters, group: tuple[str, ...], beside: tuple[str, ...]) -> list[Side]:
    inside = asked.beside.strip().lower() == LEADING
    others = _of_leading(asked, beside) if inside else _together(asked.beside, beside)
    together = [
        Side("group", _together(asked.group, group), TOGETHER, group, group),
        Side("beside", others, TOGETHER, beside, beside),
    ]
    rest = tuple(code for code in group if code not in beside)
    if inside and rest:
        others = said("the others of {group} ({number})", group=asked.group, number=len(rest))
        together.append(Side("rest", others, TOGETHER, rest, rest))
    single = [
        Side(
            code,
            place(code),
            _side(code in group, code in beside, inside=inside),
            (code,),
            group if code in group else beside,
        )
        for code in sorted({*group, *beside})
    ]
    return [side for side in together if side.countries] + single


def _together(group: str, countries: Sequence[str]) -> Said:
    return said("{group} together ({number})", group=group, number=len(countries))


def _of_leading(asked: CompareParameters, beside: Sequence[str]) -> Said:
    return said("the {number} leading of {group} together ({number})", number=len(beside), group=asked.group)


def _side(in_group: bool, in_beside: bool, *, inside: bool) -> Said:
    if inside:
        return said("leading") if in_beside else said("others")
    if in_group and in_beside:
        return said("both")
    return said("group") if in_group else said("beside")


def _measures(seen: Scope) -> dict[By, dict[str, float]]:
    """Every measure of every country; 0 where there is nothing."""
    held, inside = seen.corpus, seen.inside.astype(np.float64)
    impact = np.nan_to_num(held.fwci)
    top = np.nan_to_num(held.percentile) >= TOP
    values = {
        "publications": inside @ held.placed,
        "fractional": (inside / np.maximum(held.sizes, 1)) @ held.placed,
        "citation-impact": (inside * impact * _worth(seen)) @ held.placed,
        "top-10": (inside * top * _worth(seen)) @ held.placed,
        "led": inside @ held.led_from,
    }
    return {by: dict(zip(held.countries, np.asarray(values[by]).tolist(), strict=True)) for by in MEASURES}


def _worth(seen: Scope) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    sizes = np.maximum(seen.corpus.sizes, 1)
    return 1.0 / sizes if seen.counting == "fractional" else np.ones(sizes.size)


def _row(seen: Scope, asked: CompareParameters, made: Compared, side: Side) -> tuple[Value, ...]:
    part = of_countries(seen, side.countries)
    found = summary(seen, part, seen.placed)
    base = seen.placed.astype(np.float64)
    special = most_specialised(seen, topics(seen, part, base, asked.level))
    single = side.side != TOGETHER
    return (
        side.key,
        side.name,
        side.side,
        _rank(made, asked.by, side.key) if single else None,
        made.measures[asked.by][side.key] if single else None,
        int(part.works.size),
        float(of_countries(_fractional(seen), side.countries).weight.sum()),
        found["share_of_base"].value,
        *_limits(found["growth"]),
        *_limits(found["international_share"]),
        *_limits(_internal(seen, part, side)),
        *_limits(found["leadership"]),
        *_limits(found["fwci"]),
        found["fwci_known"].value,
        *_limits(found["top_10_share"]),
        found["percentile_known"].value,
        _specialisation(special),
        int(found["scientists"].value or 0),
        int(found["institutions"].value or 0),
        _trend(seen, part, asked.span),
        _ranks(made, side) if single else [],
    )


def _specialisation(special: Iterable[tuple[str, float]]) -> list[str]:
    return [said("{topic} {index:.2f}", topic=topic, index=index) for topic, index in special]


def _ranks(made: Compared, side: Side) -> list[str]:
    return [said("{measure} {rank}", measure=NAMES[by], rank=_rank(made, by, side.key)) for by in MEASURES]


def _fractional(seen: Scope) -> Scope:
    return replace(seen, counting="fractional")


def _rank(made: Compared, by: By, code: str) -> int:
    """One more than the countries of the answer that have more."""
    measure = made.measures[by]
    mine = round(measure[code], 9)
    return 1 + sum(round(measure[side.key], 9) > mine for side in made.sides if side.side != TOGETHER)


def _internal(seen: Scope, part: Part, side: Side) -> Estimate:
    """Of the international publications of the row, those with two countries or more of its kin."""
    held = seen.corpus
    kin = np.flatnonzero(np.isin(np.array(held.countries, dtype=object), side.kin))
    return share_of(whole(part), any_of(held.placed, kin) > 1, held.sizes > 1)


def _limits(found: Estimate) -> tuple[float | None, float | None, float | None]:
    return found.value, found.low, found.high


def _trend(seen: Scope, part: Part, span: int) -> list[str]:
    """Publications by periods of equal length that end with the last year, the first of them perhaps shorter."""
    if not seen.years:
        return []
    told = []
    last = seen.years[-1]
    for start in range(last - span + 1, seen.years[0] - span, -span):
        period = range(max(start, seen.years[0]), start + span)
        number = int(seen.by_year((part.weight > 0).astype(np.float64), period).sum())
        told.append(f"{period[0]}-{period[-1]}: {number}" if len(period) > 1 else f"{period[0]}: {number}")
    return told[::-1]


QUESTION = Question(
    name="compare-countries",
    title="How do these countries stand beside those, and who leads?",
    text="""The countries of a group beside the leading ones among them (computed here, by one measure that you
choose) or beside another group, and each group as a whole: publications, share, growth, international and internal
share, leadership, mean citation impact and share among the most cited, each with its interval and how much is known;
topics of specialisation; people and institutions; the rank by each measure.""",
    parameters=CompareParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=(
        "country", "name", "side", "rank", "publications", "share", "growth", "international_share", "leadership",
        "fwci", "top_10_share",
    ),
)  # fmt: skip
