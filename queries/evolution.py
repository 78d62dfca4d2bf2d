"""How a network came to be: its size, its openness and its clusters, slice of time by slice of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, said
from queries.evolution_rows import COLUMNS, Telling
from queries.evolution_slices import Sliced, sliced, spans
from queries.evolution_trust import evolution_caveats, evolution_coverage, loaded
from queries.foretell_records import last_whole_year
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.clusters_through_time import Event, Followed, Rules, Slice, follow, thin_slices
from queries.overlap_content import Content, content
from queries.overlap_records import authorships_about, years
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value


@dataclass(frozen=True)
class EvolutionParameters:
    """What the question can be asked with."""

    of: Literal["scientists", "countries"] = parameter("scientists", help="whose network: co-authors, or countries")
    group: str = parameter(
        "all",
        help="only countries of this group, or scientists whose latest country in the slice is of it: a group such as "
        "oic, codes such as TR,IR,PK, or all",
    )
    since: int | None = parameter(None, help="first year, included", example="2000")
    until: int | None = parameter(
        None, help="last year, included; not given: the last whole year of the base", example="2024"
    )
    topic: str | None = parameter(
        None, help="only publications about this topic or one below it: id or full name", example="T10001"
    )
    slice: int = parameter(5, help="width of a slice in years")
    step: int = parameter(0, help="years from one slice to the next; fewer than slice makes them overlap; 0: slice")
    slices: int = parameter(0, help="so many slices of equal width instead; 0: by slice and step")
    least: int = parameter(5, help="nodes of the smallest cluster that is told; of countries 3 may be better")
    match: float = parameter(
        0.3, help="clusters of two slices are one from this Jaccard index on, among nodes that are in both slices"
    )
    change: float = parameter(0.1, help="a cluster with this part more nodes has grown, with this part less shrunk")
    resolution: float = parameter(
        0.0,
        help="level of the clusters: higher for more and smaller ones; 0: 1 for countries; for scientists one by which "
        "clusters are of some forty however large the slice is",
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    limit: int = parameter(10, help="how many clusters of each slice, the largest, and as many that are gone; 0: all")
    seed: int = parameter(0, help="of the clusters", example="1")


class _Evolved(NamedTuple):
    slices: tuple[Sliced, ...]
    held: IntArray
    """Publications of the whole base in each slice, whatever the group and the topic."""
    thin: BoolArray
    told: tuple[Followed, ...]
    codes: tuple[str, ...]
    """The countries that places of countries are of."""
    publications: tuple[str, ...]
    content: Content
    first: int
    last: int
    later: int
    undated: int


def answer(graph: Graph, asked: EvolutionParameters) -> Answer:
    """For each slice the network, then its clusters, the largest first, then those that are gone, the largest first."""
    work = _work(graph, asked)
    coverage = evolution_coverage(
        graph,
        asked,
        work.slices,
        work.held,
        work.thin,
        work.told,
        first=work.first,
        later=work.later,
        undated=work.undated,
    )
    rows = _rows(graph, asked, work)
    caveats = (*evolution_caveats(coverage, asked), *base_caveats(graph))
    return Answer("evolution", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: EvolutionParameters, key: Sequence[str]) -> list[str]:
    """Of a network, all its publications; of a cluster, those of which most nodes are in it; of one gone, its last."""
    work = _work(graph, asked)
    span, _, number = key[0].removesuffix("/gone").partition("/") if len(key) == 1 else ("", "", "")
    for one in work.slices:
        if one.span.name == span and number == "network":
            return [work.publications[place] for place in one.works.tolist()]
        if one.span.name == span and number.isdecimal():
            return [work.publications[place] for place in one.works[one.home == int(number)].tolist()]
    return []


def _rows(graph: Graph, asked: EvolutionParameters, work: _Evolved) -> tuple[tuple[Value, ...], ...]:
    telling = Telling(graph, asked.of, work.slices, work.content, work.codes)
    rows: list[tuple[Value, ...]] = []
    for k in range(len(work.slices)):
        rows.append(telling.network(k, asked.least))
        here = [one for one in work.told if one.slice == k and told_of(one, work.slices, asked.least)]
        there = [one for one in here if one.event is not Event.GONE][: asked.limit or None]
        gone = [one for one in here if one.event is Event.GONE][: asked.limit or None]
        rows += [telling.cluster(one) for one in (*there, *gone)]
    return tuple(rows)


def told_of(one: Followed, slices: Sequence[Sliced], least: int) -> bool:
    """Whether a cluster is told: it has the least size, or one that it comes from had it."""
    return one.size >= least or any(slices[k].sizes[c] >= least for k, c in one.predecessors)


def _work(graph: Graph, asked: EvolutionParameters) -> _Evolved:
    """The slices and what became of their clusters; another limit asks for the same."""
    for name, least in (("slice", 1), ("step", 0), ("slices", 0), ("least", 2)):
        if getattr(asked, name) < least:
            raise QuestionError(
                said(
                    "{parameter} {value} is below {least}: give {least} or more",
                    parameter=name,
                    value=getattr(asked, name),
                    least=least,
                )
            )
    if not 0 < asked.match <= 1:
        raise QuestionError(said("match {match:g} is no part: give more than 0, and 1 at most", match=asked.match))
    if asked.resolution < 0 or asked.change < 0:
        raise QuestionError(said("resolution and change cannot be below 0: give 0 or more"))
    until = asked.until if asked.until is not None else last_whole_year(graph)
    if until is None:
        raise QuestionError(said("no publication of this base has a year: a network without years has no evolution"))
    key = ("evolution", *(value for name, value in shown(asked).items() if name != "limit"))
    return graph.memory.once(key, lambda: _evolved(graph, asked, until))


def _evolved(graph: Graph, asked: EvolutionParameters, until: int) -> _Evolved:
    whole = authorships_about(graph, asked.topic, asked.since, asked.until)
    year = years(graph, whole)
    before = year[(year > 0) & (year <= until)]
    first = asked.since if asked.since is not None else int(before.min(initial=until))
    cuts = spans(min(first, until), until, asked.slice, asked.step or asked.slice, asked.slices)
    group = asked.group.lower()
    codes = None if group == "all" else members(asked.group, asked.since, asked.until, graph.groups)
    slices = tuple(
        sliced(whole, year, span, asked.of, codes, asked.largest_team, asked.resolution, asked.seed) for span in cuts
    )
    held = loaded(graph, cuts)
    rules = Rules(match=asked.match, change=asked.change, least=asked.least)
    thin = thin_slices(held)
    told = tuple(follow(_numbered(slices), thin, rules))
    known = content(graph, whole.publications, "titles")
    later, undated = int((year > until).sum()), int((year == 0).sum())
    return _Evolved(
        slices, held, thin, told, whole.countries, whole.publications, known, min(first, until), until, later, undated
    )


def _numbered(slices: Sequence[Sliced]) -> list[Slice]:
    """The slices with nodes as numbers, in order of id over all slices."""
    ids = np.array(sorted({node for one in slices for node in one.ids}), dtype=object)
    place = {node: k for k, node in enumerate(ids.tolist())}

    def numbers(one: Sliced) -> IntArray:
        return np.array([place[node] for node in one.ids], dtype=np.int64)

    return [Slice(numbers(one), one.cluster) for one in slices]


QUESTION = Question(
    name="evolution",
    title="How did this network come to be?",
    text="""A network of co-authors, or of countries, in slices of time: for each slice how many nodes and links, how
dense, how international, how connected; and its clusters, each with what became of it since the slice before: born,
continued, grown, shrunk, merged, split, or gone. A slice with too few publications in the base is shown, and nothing is
told from it.""",
    parameters=EvolutionParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=(
        "cluster", "event", "size", "publications", "links", "density", "international", "largest_component", "name",
        "predecessors",
    ),
    ends=("cluster",),
)  # fmt: skip
