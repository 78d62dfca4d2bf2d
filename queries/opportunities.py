"""In which topics two countries that are both strong hardly work together, and who could start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from graph.base import Graph
from graph.countries import find_country, members
from graph.errors import QuestionError
from queries.caveats import base_caveats, counted, in_a_row, percent, period, place, said
from queries.gap_scope import small
from queries.measures.affinity import observed_over_expected
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.multiple_tests import family_q
from queries.measures.pair_fields import FieldPairs, judged_by_field
from queries.measures.pair_verdict import ALPHA, Verdict
from queries.opportunity_people import Starter, Starters
from queries.parameters import parameter, shown
from queries.placed import Placed, placed
from queries.question import Answer, Question, Value
from queries.saying import Said
from queries.shortfall import collected_on
from queries.themes import Themes, themes_of_level, themes_of_topics, topics_of_works


@dataclass(frozen=True)
class OpportunityParameters:
    """What the question can be asked with."""

    group: str = parameter("oic", help="both countries are of these: a group, all, or codes such as TR,IR,PK")
    country: str = parameter("", help="only pairs with this country, by code or name", example="TR")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    level: Literal["subfield", "topic", "field", "domain"] = parameter(
        "subfield", help="the level of the topics that are looked through"
    )
    topics: str = parameter(
        "", help="these topics instead, by id or name, each with all below it; separated by ;", example="Soil Science"
    )
    activity: float = parameter(1.0, help="activity index in the topic that both must have, 1 being the world's share")
    least: int = parameter(10, help="publications in the topic that both must have")
    joined: float = parameter(
        0.5, help="hardly joined: observed and hidden joint publications are at most this part of those expected"
    )
    gain: float = parameter(1.0, help="joint publications that they must at least be able to gain")
    most_countries: int = parameter(
        0, help="leave out publications of more than this many countries; 0 leaves none out", example="10"
    )
    people: int = parameter(3, help="how many scientists to name on each side")
    limit: int = parameter(25, help="how many rows; 0 for all")


COLUMNS = {
    "country_a": "ISO 3166-1 alpha-2",
    "country_b": "ISO 3166-1 alpha-2, after country_a",
    "topic": "id of the topic, subfield, field or domain",
    "topic_name": "its name",
    "gain": "joint publications in the topic that they could gain: expected less observed less hidden",
    "observed": "international publications of the topic that name both",
    "expected": "how many of them chance would give, each publication of the topic keeping its number of countries",
    "hidden": "joint publications that authorships without a country could hide, at three times their expected share",
    "activity_a": "activity index of country_a: its share of the topic over the share of all countries",
    "activity_b": "activity index of country_b",
    "publications_a": "publications of the topic that name country_a, domestic ones too",
    "publications_b": "publications of the topic that name country_b, domestic ones too",
    "names_a": "scientists of country_a who could start: name, publications in the topic, how many are international",
    "names_b": "scientists of country_b who could start",
    "p": "mid-p of so few joint publications",
    "q": "the same after Benjamini-Hochberg over all pairs and topics of this answer that could have come out (Tarone)",
    "verdict": "as of collaboration-gaps for this topic by itself",
    "name_a": "name of country_a in English",
    "name_b": "name of country_b in English",
    "people_a": "ids of the scientists in names_a",
    "people_b": "ids of the scientists in names_b",
}


@dataclass(frozen=True, eq=False)
class _Seen:
    """What the rows are made from; arrays are topics by countries, or topics by pairs."""

    works: Placed
    themes: Themes
    group: tuple[str, ...]
    publications: IntArray
    activity: FloatArray
    found: FieldPairs
    gain: FloatArray
    wanted: BoolArray
    collected_on: tuple[str, ...]


def answer(graph: Graph, asked: OpportunityParameters) -> Answer:
    """The pairs and topics, those with most to gain first; of equals, the first by codes and topic.

    Raises:
        QuestionError: a group, country or topic that is not known, or a period that ends before it begins.
    """
    seen = _seen(graph, asked)
    topic, pair = np.nonzero(seen.wanted)
    gain = seen.gain[topic, pair]
    order = np.lexsort((topic, pair, -gain))[: asked.limit or None]
    starters = Starters(graph, asked.since, asked.until) if order.size and asked.people else None
    every_q = _q(seen.found)
    rows = tuple(_row(seen, asked, starters, every_q, int(topic[k]), int(pair[k])) for k in order)
    coverage = _coverage(seen)
    caveats = (*_caveats(coverage, asked), *base_caveats(graph))
    return Answer("opportunities", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: OpportunityParameters, key: Sequence[str]) -> list[str]:
    """The topic's publications that name both countries, and those of the scientists who are named."""
    if len(key) != 3:
        return []
    seen = _seen(graph, asked)
    *codes, topic = key
    if topic not in seen.themes.ids or any(code not in seen.works.countries for code in codes):
        return []
    inside = seen.themes.of(seen.themes.ids.index(topic))
    columns = [seen.works.countries.index(code) for code in codes]
    both = np.asarray(seen.works.incidence[:, columns].sum(axis=1)).ravel() == len(set(codes))
    ids = seen.works.publications
    joint = {ids[place] for place in np.flatnonzero(inside & both)}
    within = [ids[place] for place in np.flatnonzero(inside)]
    starters = Starters(graph, asked.since, asked.until)
    people = [one.id for code in codes for one in starters.of(code, within, asked.people)]
    return sorted(joint.union(starters.written_by(people, within)))


def _seen(graph: Graph, asked: OpportunityParameters) -> _Seen:
    """The tests of all pairs in all topics; another limit or number of people asks for the same."""
    key = ("opportunities", *(value for name, value in shown(asked).items() if name not in ("limit", "people")))
    return graph.memory.once(key, lambda: _made(graph, asked))


def _made(graph: Graph, asked: OpportunityParameters) -> _Seen:
    group = members(asked.group, asked.since, asked.until, graph.groups)
    if len(group) < 2:
        raise QuestionError(
            said(
                "group “{group}” has {members} in this period: a pair needs two",
                group=asked.group,
                members=counted(len(group), "member"),
            )
        )
    country = _country(asked.country)
    whole = placed(graph.store, asked.since, asked.until)
    works, themes = small(whole, asked.most_countries), _themes(graph, asked, whole)
    named = works.incidence
    inside = (themes.about.T @ named).toarray().astype(np.int64)
    totals = np.asarray(named.sum(axis=0), dtype=np.int64)
    active = observed_over_expected(inside, totals[None, :], inside.sum(axis=1, keepdims=True), float(totals.sum()))
    present = np.flatnonzero(np.isin(works.countries, group)).astype(np.int64)
    found = judged_by_field(works.authorships, works.unplaced, themes.about, present)
    on = collected_on(works)
    strong = (active >= asked.activity) & (inside >= asked.least) & ~np.isin(works.countries, on)[None, :]
    both = strong[:, found.first] & strong[:, found.second] & ~found.selected
    if country:
        both &= np.isin(np.array(works.countries)[np.stack((found.first, found.second))], [country]).any(axis=0)
    expected, held = found.judgement.expected, found.judgement.observed + found.hidden
    both &= (held <= asked.joined * expected) & (expected - held >= asked.gain)
    return _Seen(works, themes, group, inside, active, found, expected - held, both, on)


def _themes(graph: Graph, asked: OpportunityParameters, whole: Placed) -> Themes:
    """The topics of all publications of the period that are not too large."""
    topics = topics_of_works(graph.store, whole.publications, asked.since, asked.until)
    found = (
        themes_of_topics(graph.store, topics, asked.topics)
        if asked.topics.strip()
        else themes_of_level(graph.store, topics, asked.level)
    )
    if not asked.most_countries:
        return found
    return Themes(found.ids, found.names, found.about[np.flatnonzero(whole.sizes <= asked.most_countries)])


def _country(text: str) -> str:
    code = find_country(text) if text.strip() else ""
    if code is None:
        raise QuestionError(said("country “{text}” is not known: give an ISO 3166-1 code or a name", text=text))
    return code


def _q(found: FieldPairs) -> FloatArray:
    """Of all pairs and topics as one family, towards too few; nan for those that could not have come out."""
    low = found.judgement.p_low
    return family_q(low.ravel(), found.smallest_low.ravel(), ALPHA).reshape(low.shape)


def _shown(people: Sequence[Sequence[Starter]]) -> list[list[str]]:
    return [[one.shown for one in side] for side in people]


def _row(
    seen: _Seen, asked: OpportunityParameters, starters: Starters | None, q: FloatArray, topic: int, pair: int
) -> tuple[Value, ...]:
    found, countries = seen.found, seen.works.countries
    places = [int(found.first[pair]), int(found.second[pair])]
    codes = [countries[place] for place in places]
    within = [seen.works.publications[place] for place in np.flatnonzero(seen.themes.of(topic))]
    people: list[tuple[Starter, ...]] = [starters.of(code, within, asked.people) if starters else () for code in codes]
    of_all = float(q[topic, pair])
    return (
        *codes,
        seen.themes.ids[topic],
        seen.themes.names[topic],
        float(seen.gain[topic, pair]),
        int(found.judgement.observed[topic, pair]),
        float(found.judgement.expected[topic, pair]),
        float(found.hidden[topic, pair]),
        *(float(seen.activity[topic, place]) for place in places),
        *(int(seen.publications[topic, place]) for place in places),
        *_shown(people),
        float(found.judgement.p_low[topic, pair]),
        None if np.isnan(of_all) else of_all,
        Verdict(int(found.judgement.verdict[topic, pair])).label,
        *(place(code) for code in codes),
        *([one.id for one in side] for side in people),
    )


def _coverage(seen: _Seen) -> dict[str, Any]:
    works, inside = seen.works, seen.themes.any
    return {
        "publications": len(works.publications),
        "publications_in_a_topic": int(inside.sum()),
        "publications_without_country": int((works.sizes == 0).sum()),
        "publications_without_country_in_a_topic": int((inside & (works.sizes == 0)).sum()),
        "international_publications_in_a_topic": int((inside & (works.sizes >= 2)).sum()),
        "topics": len(seen.themes.ids),
        "pairs": int(seen.found.first.size),
        "tests": int(seen.wanted.size),
        "opportunities": int(seen.wanted.sum()),
        "members": len(seen.group),
        "collected_on": list(seen.collected_on),
    }


def _caveats(coverage: dict[str, Any], asked: OpportunityParameters) -> list[Said]:
    within, without = coverage["publications_in_a_topic"], coverage["publications_without_country_in_a_topic"]
    return [
        said(
            "Base: {publications} {period} in {topics}, by main topic; {within} of {all} publications have one of "
            "these. Full counting.",
            publications=counted(coverage["international_publications_in_a_topic"], "international publication"),
            period=period(asked.since, asked.until),
            topics=counted(coverage["topics"], "topic"),
            within=within,
            all=coverage["publications"],
        ),
        said(
            "Listed: {pairs} within a topic, of {tests}: both with an activity index of {activity:g} and "
            "{publications} in it or more, observed and hidden joint publications at most {joined:g} of those "
            "expected, and {gain:g} or more to gain.",
            pairs=counted(coverage["opportunities"], "pair"),
            tests=coverage["tests"],
            activity=asked.activity,
            publications=counted(asked.least, "publication"),
            joined=asked.joined,
            gain=asked.gain,
        ),
        said(
            "gain is what chance would give and is not there; that two countries are strong in a topic does not mean "
            "that they do the same in it. Most rows are no significant gaps by themselves: see verdict and q."
        ),
        said(
            "{publications} in a topic ({share}) name no country.",
            publications=counted(without, "publication"),
            share=percent(without, within),
        ),
        said("Scientists are of the country that their latest authorship names; those without an id are not named."),
        *_lacks(coverage, asked),
    ]


def _lacks(coverage: dict[str, Any], asked: OpportunityParameters) -> list[Said]:
    told = []
    if not coverage["topics"]:
        told.append(
            said("No publication here belongs to a {level}: give another level, or topics by name.", level=asked.level)
        )
    elif not coverage["opportunities"]:
        told.append(
            said(
                "None is found where a topic has few international publications: ask for a wider level, such as field, "
                "or lower activity, least or gain."
            )
        )
    if coverage["collected_on"]:
        told.append(
            said(
                "{countries}: in nearly every international publication; the base was collected on it, and its pairs "
                "are left out.",
                countries=in_a_row(coverage["collected_on"]),
            )
        )
    return told


QUESTION = Question(
    name="opportunities",
    title="Where could two countries gain most by working together?",
    text="""Pairs of countries that are both strong in a topic and hardly publish together in it, those first that lack
most joint publications against what chance would give, with the scientists on each side who could start.""",
    parameters=OpportunityParameters,
    columns=COLUMNS,
    key=3,
    answer=answer,
    publications=publications,
    brief=(
        "country_a",
        "country_b",
        "topic_name",
        "gain",
        "observed",
        "expected",
        "activity_a",
        "activity_b",
        "names_a",
        "names_b",
    ),
    ends=("country_a", "country_b"),
    weight="gain",
)
