"""How two scientists are joined: the shortest paths from co-author to co-author, and the publications of each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.base import Graph
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, below_one, said
from queries.measures.shortest_paths import near_both
from queries.parameters import parameter, shown
from queries.path_elsewhere import Elsewhere, elsewhere
from queries.path_network import Between, Coauthors, Preference, between, coauthors_of
from queries.path_rows import COLUMNS, path_rows
from queries.path_trust import path_caveats, path_coverage
from queries.question import Answer, Question
from queries.subject import Subject, find_subject


@dataclass(frozen=True)
class PathParameters:
    """What the question can be asked with."""

    of: str = parameter(help="id or name of a scientist", example="NAME")
    to: str = parameter(help="id or name of another", example="NAME")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    prefer: Preference = parameter(  # noqa: RUF009 - a choice of texts
        "strong", help="of paths of equal length: that of most joint publications, or of the most recent ones"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    paths: int = parameter(3, help="how many paths at most; none is more than one step longer than the shortest")


class _Work(NamedTuple):
    of: Coauthors
    ends: tuple[Subject, Subject]
    between: Between | None
    """None where no path joins them."""
    elsewhere: Elsewhere | None
    """Only then."""


def answer(graph: Graph, asked: PathParameters) -> Answer:
    """The steps of each path, the best path first; no row where no path joins the two."""
    work = _work(graph, asked)
    rows = path_rows(graph, work.of, work.between) if work.between else ()
    coverage = path_coverage(graph, asked, work.of, work.between, work.elsewhere)
    names = tuple(end.name or end.id for end in work.ends)
    caveats = (*path_caveats(coverage, asked, (names[0], names[1]), work.elsewhere), *base_caveats(graph))
    return Answer("path", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: PathParameters, key: Sequence[str]) -> list[str]:
    """The joint publications of a step; the key is the numbers of the path and of the step."""
    work = _work(graph, asked)
    if not work.between or len(key) != 2 or not all(one.isdecimal() and int(one) for one in key):
        return []
    path, step = (int(one) - 1 for one in key)
    if path >= len(work.between.paths) or step >= len(work.between.paths[path]) - 1:
        return []
    found = work.between.joints.of(*work.between.paths[path][step : step + 2])
    return [work.of.found.publications[k] for k in found.tolist()]


def _work(graph: Graph, asked: PathParameters) -> _Work:
    for name in ("paths", "largest_team"):
        if getattr(asked, name) < 1:
            raise QuestionError(below_one(name, getattr(asked, name)))
    return graph.memory.once(("path", asked), lambda: _made(graph, asked))


def _made(graph: Graph, asked: PathParameters) -> _Work:
    ends = _scientist(graph, "of", asked.of), _scientist(graph, "to", asked.to)
    if ends[0].id == ends[1].id:
        raise QuestionError(
            said(
                "of and to are both {id} ({name}): give two scientists",
                id=ends[0].id,
                name=ends[0].name or said("no name"),
            )
        )
    of = coauthors_of(graph, asked.since, asked.until, asked.largest_team)
    places = [of.network.index.get(end.id) for end in ends]
    if places[0] is not None and places[1] is not None:
        on = near_both(of.network.weights, places[0], places[1])
        if on.any():
            found = between(of, on, places[0], places[1], asked.largest_team, asked.prefer, asked.paths)
            return _Work(of, ends, found, None)
    return _Work(of, ends, None, elsewhere(graph, of, (ends[0].id, ends[1].id)))


def _scientist(graph: Graph, name: str, text: str) -> Subject:
    subject = find_subject(graph.store, text)
    if subject.kind != "Scientist":
        raise QuestionError(
            said("{parameter} “{text}” is the topic {id}: give a scientist", parameter=name, text=text, id=subject.id)
        )
    return subject


QUESTION = Question(
    name="path",
    title="How are these two scientists joined?",
    text="""The shortest paths through the co-author network from one scientist to another: who published with whom,
how often and when last, on what, and by which publications. Of paths of equal length the strongest, or the most recent,
comes first. Where no path joins the two, it is said what else does: topics of both, institutions where people of both
circles are.""",
    parameters=PathParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("path", "step", "a", "b", "name_a", "name_b", "country_a", "country_b", "joint", "first_year", "last_year"),
    ends=("a", "b"),
    weight="joint",
)
