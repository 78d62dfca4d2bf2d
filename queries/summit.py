"""Whom to invite, under quotas, so that countries meet that publish too little together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.countries import find_country, members
from graph.errors import QuestionError
from graph.reading import in_period, read, where
from queries.agenda_mapping import agenda, chosen_areas
from queries.caveats import base_caveats, counted, said
from queries.measures.invitations import Chosen, Invitations, choose
from queries.measures.invitations_bound import bound
from queries.measures.invitations_quotas import ConflictError, Quotas
from queries.parameters import parameter, shown
from queries.placed import Placed, placed
from queries.question import Answer, Question, Value
from queries.saying import Said
from queries.summit_opens import Openings, openings, reach
from queries.summit_people import People, named_scientists, people
from queries.summit_quotas import Counted, quotas, told, wishes
from queries.summit_rows import Guests
from queries.summit_trust import summit_caveats
from queries.themes import (
    Themes,
    TopicsOfWorks,
    one_theme,
    themes_of_areas,
    themes_of_level,
    themes_of_topics,
    topics_of_works,
)

MOST_SEATS = 500
_NAMED = pa.schema([("id", pa.string()), ("name", pa.string())])
_MINE = pa.schema([("publication", pa.string())])


@dataclass(frozen=True)
class SummitParameters:
    """What the question can be asked with."""

    size: int = parameter(12, help="how many people to invite")
    group: str = parameter("oic", help="the countries to bring together: a group, all, or codes such as TR,IR,PK")
    topics: str = parameter(
        "", help="themes: names or ids of topics, separated by ;", example="Water Science and Technology"
    )
    priority: str = parameter(
        "",
        help="themes: priority areas of the agenda, such as 3a,8, or all; with topics, only what is in these areas too",
        example="3a,8",
    )
    level: Literal["any", "domain", "field", "subfield"] = parameter(
        "field",
        help="themes where neither topics nor priority are given: all topics of this level; any: all publications are "
        "one theme, those without a topic too",
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    by: Literal["missing", "unjoined"] = parameter(
        "missing",
        help="what a pair of countries weighs in a theme: the joint publications it lacks, or 1 where it has none",
    )
    enough: int = parameter(3, help="publications in a theme with which one stands for it wholly; with fewer, in part")
    active_since: int | None = parameter(None, help="only those with a publication in this year or later")
    per_country_max: int = parameter(0, help="at most so many of each country; 0: no limit")
    per_institution_max: int = parameter(0, help="at most so many of each institution; 0: no limit")
    per_theme_min: int = parameter(0, help="at least so many in each theme")
    per_priority_min: int = parameter(0, help="at least so many in each priority area (those of priority, or all)")
    at_least: str = parameter(
        "", help="at least so many of a country, institution, theme or area", example="TR=2; priority 3a=1"
    )
    at_most: str = parameter("", help="at most so many of a country, institution, theme or area", example="TR=3")
    forced: str = parameter("", help="who has a seat already: ids or names of scientists, separated by ;")
    excluded: str = parameter("", help="who is not to be invited: ids or names of scientists, separated by ;")
    mapping: Path | None = parameter(  # noqa: RUF009 - the name of a file
        None, help="a CSV of your own that maps topics to areas", example="agenda.csv"
    )


COLUMNS = {
    "scientist": "id",
    "name": "display name",
    "country": "country of the latest authorship in the period that names one, ISO 3166-1 alpha-2",
    "institution": "name of the first institution of the latest authorship that names any",
    "seat": "place in the order of choice: those forced first, then whoever adds most to those before",
    "gain": "what this seat adds to the value when it is filled: half the weight of each pair it brings a side of",
    "loss": "what the value would lose without this seat, all others staying",
    "pairs": "pairs of countries, theme by theme, that the seat adds a side to",
    "pairs_met": "those of them whose other side is in the room too",
    "opens": "the pairs to which it adds most, with their joint publications and how many are expected",
    "themes": "the themes in which the scientist publishes, with the number of publications",
    "publications": "publications in the themes and the period, each counted once",
    "latest": "year of the latest publication in the period",
    "alternates": "who could take the seat under the quotas, with the change of the value",
    "forced": "whether the seat was given beforehand",
    "orcid": "ORCID iD",
    "institutions": "ids of all institutions of that authorship",
}


@dataclass(frozen=True, eq=False)
class _Summit:
    """Everything between the question and its answer."""

    works: Placed
    themes: Themes
    people: People
    openings: Openings
    problem: Invitations
    chosen: Chosen


def answer(graph: Graph, asked: SummitParameters) -> Answer:
    """One row for each seat, in the order of choice."""
    _checked(asked)
    found = _summit(graph, asked)
    homes = sorted({one for k in found.chosen.people for one in found.people.everyone[k].institutions})
    names = read(
        graph.store, "MATCH (i:Institution) WHERE i.id IN $ids RETURN i.id AS id, i.name AS name", _NAMED, ids=homes
    )
    institutions = dict(zip(names["id"].to_pylist(), names["name"].to_pylist(), strict=True))
    guests = Guests(found.problem, found.people, found.openings, found.chosen.people, institutions, asked.by)
    rows: tuple[tuple[Value, ...], ...] = tuple(guests.rows())
    coverage = _coverage(found, asked)
    caveats = (*summit_caveats(coverage, asked), *base_caveats(graph))
    return Answer("summit", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: SummitParameters, key: Sequence[str]) -> list[str]:
    """The scientist's publications in the themes and the period."""
    works = placed(graph.store, asked.since, asked.until)
    themes = _themes(graph, asked, topics_of_works(graph.store, works.publications, asked.since, asked.until))
    inside = {works.publications[place] for place in np.flatnonzero(themes.any)}
    mine = f"""MATCH (:Scientist {{id: $scientist}})-[:AUTHORED]->(p:Publication)
        {where(*in_period(asked.since, asked.until))} RETURN DISTINCT p.id AS publication ORDER BY publication"""
    rows = read(graph.store, mine, _MINE, scientist=key[0], since=asked.since, until=asked.until)
    return [one for one in rows["publication"].to_pylist() if one in inside]


def _checked(asked: SummitParameters) -> None:
    if not 1 <= asked.size <= MOST_SEATS:
        raise QuestionError(
            said("size {size}: give a number of seats from 1 to {most}", size=asked.size, most=MOST_SEATS)
        )
    if asked.enough < 1:
        raise QuestionError(said("enough {enough}: give a number of publications from 1 on", enough=asked.enough))
    for name in ("per_country_max", "per_institution_max", "per_theme_min", "per_priority_min"):
        if getattr(asked, name) < 0:
            raise QuestionError(
                said(
                    "{parameter} {value}: give 0 for none, or a number of people",
                    parameter=name,
                    value=getattr(asked, name),
                )
            )


def _summit(graph: Graph, asked: SummitParameters) -> _Summit:
    group = members(asked.group, asked.since, asked.until, graph.groups)
    if len(group) < 2:
        raise QuestionError(
            said(
                "group “{group}” has {members}: a pair needs two",
                group=asked.group,
                members=counted(len(group), "member"),
            )
        )
    forced, excluded = _named(graph, asked)
    works = placed(graph.store, asked.since, asked.until)
    topics = topics_of_works(graph.store, works.publications, asked.since, asked.until)
    themes = _themes(graph, asked, topics)
    invitable = people(graph, asked, group, works, themes, forced, excluded)
    reached = reach(invitable, works.countries, group, asked.enough)
    to_open = openings(works, themes, group, reached, asked.by)
    limits = quotas(asked, _counted(asked, works, topics, themes, invitable))
    seats = Quotas(asked.size, len(invitable.everyone), limits)
    problem = Invitations(reached, to_open.links, seats, tuple(invitable.places[one] for one in forced))
    try:
        chosen = choose(problem)
    except ConflictError as conflict:
        raise told(conflict, asked.size, seats.count, len(forced)) from conflict
    return _Summit(works, themes, invitable, to_open, problem, chosen)


def _named(graph: Graph, asked: SummitParameters) -> tuple[tuple[str, ...], tuple[str, ...]]:
    forced = named_scientists(graph, asked.forced, "forced")
    excluded = named_scientists(graph, asked.excluded, "excluded")
    if both := sorted(set(forced) & set(excluded)):
        raise QuestionError(said("{id} is both forced and excluded: name it once", id=both[0]))
    if len(forced) > asked.size:
        raise QuestionError(
            said(
                "{forced} are forced into {seats}: raise size, or force fewer",
                forced=len(forced),
                seats=counted(asked.size, "seat"),
            )
        )
    return forced, excluded


def _themes(graph: Graph, asked: SummitParameters, topics: TopicsOfWorks) -> Themes:
    mapping = agenda(asked.mapping)
    areas = themes_of_areas(topics, mapping, chosen_areas(mapping, asked.priority)) if asked.priority else None
    if not asked.topics:
        return areas or (one_theme(topics.works) if asked.level == "any" else _level(graph, asked, topics))
    named = themes_of_topics(graph.store, topics, asked.topics)
    return named.within(areas.any) if areas else named


def _level(graph: Graph, asked: SummitParameters, topics: TopicsOfWorks) -> Themes:
    themes = themes_of_level(graph.store, topics, asked.level)
    if not themes.ids:
        raise QuestionError(
            said(
                "no publication here belongs to a {level}: give another level (any takes all), topics, or a priority",
                level=asked.level,
            )
        )
    return themes


def _counted(
    asked: SummitParameters, works: Placed, topics: TopicsOfWorks, themes: Themes, invitable: People
) -> Counted:
    """What quotas count by; people's publications in areas are looked at only where a quota asks for it."""
    mapping = agenda(asked.mapping)
    wanted = asked.per_priority_min or "priority" in (asked.at_least + asked.at_most).lower()
    codes = chosen_areas(mapping, asked.priority or "all") if wanted else ()
    areas = themes_of_areas(topics, mapping, codes)
    return Counted(invitable, themes, areas, invitable.works_in(works, areas), asked.enough)


def _coverage(found: _Summit, asked: SummitParameters) -> dict[str, Any]:
    problem, openings_ = found.problem, found.openings
    covered = problem.covered(found.chosen.people)
    value, best = problem.value(covered), bound(problem, found.chosen.people)
    both = np.minimum(covered[openings_.first], covered[openings_.second])
    return {
        "publications": len(found.works.publications),
        "publications_in_themes": int(found.themes.any.sum()),
        "publications_without_country": int((found.works.sizes == 0).sum()),
        "themes": len(found.themes.ids),
        "candidates": len(found.people.everyone),
        "scientists_left_out": dict(found.people.left_out),
        "pairs": int(openings_.weight.size),
        "pairs_met": int((both > 0).sum()),
        "pairs_out_of_reach": openings_.out_of_reach,
        "weight": float(openings_.weight.sum()),
        "weight_met": problem.met(covered),
        "value": value,
        "value_greedy": problem.value(problem.covered(found.chosen.greedy)),
        "value_at_most": best,
        "share_of_best_at_least": min(value / best, 1.0) if best > 0 else None,
        "guarantee": _guarantee(asked),
        "collected_on": list(openings_.collected_on),
    }


def _guarantee(asked: SummitParameters) -> Said:
    """What is sure of any answer with these kinds of quotas, before it is computed."""
    named = (*wishes(asked.at_least, "at_least"), *wishes(asked.at_most, "at_most"))
    overlap = asked.per_theme_min or asked.per_priority_min or not all(find_country(wish.what) for wish in named)
    if overlap or (asked.per_institution_max and asked.at_least):
        return said("nothing, since these quotas may overlap")
    return said("1/2, where each has one institution") if asked.per_institution_max else said("1 - 1/e of it")


QUESTION = Question(
    name="summit",
    title="Whom to invite, so that countries meet that should work together?",
    text="""People to invite, as many as there are seats, under quotas for countries, institutions, themes and priority
areas, so that the pairs of countries that publish too little together in these themes have somebody of either side in
the room. For each seat: what it opens and what it would lose, with numbers, and who else could take it. The answer
says how far from the best possible choice it can be at most.""",
    parameters=SummitParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=tuple(COLUMNS)[:10],
)
