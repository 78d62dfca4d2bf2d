"""Which circles of scientists in different countries work on the same, and hardly publish together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, below_one, said
from queries.measures.arrays import IntArray
from queries.overlap_clusters import Compared, candidate_pairs, compared
from queries.overlap_rows import COLUMNS, Evidence, closest_works
from queries.overlap_trust import overlap_caveats, overlap_coverage
from queries.parameters import parameter, shown
from queries.question import Answer, Question

BEHIND = 10
"""Publications of each side that stand behind a row: the closest."""


@dataclass(frozen=True)
class OverlapParameters:
    """What the question can be asked with."""

    group: str = parameter(
        "oic", help="both clusters are in countries of this group: a group such as oic, codes such as TR,IR,PK, or all"
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(
        None, help="only publications about this topic or one below it: id or full name", example="T10001"
    )
    resolution: float = parameter(
        0.0,
        help="level of the clusters: higher for more and smaller ones, from 1; 0 for one by which clusters are of some "
        "forty scientists however large the base is",
    )
    least: int = parameter(5, help="scientists and publications that a cluster has at least")
    share: float = parameter(
        0.5, help="a cluster belongs to a country that this part of its authorships with a known country name"
    )
    similarity: float = parameter(0.1, help="how alike the two are at least, from 0 to 1")
    most_joint: float = parameter(
        0.05, help="of the publications of the one that has fewer, at most this part is joint with the other"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    limit: int = parameter(25, help="how many rows; 0 for all")
    seed: int = parameter(0, help="of the clusters", example="1")
    seeds: int = parameter(20, help="seeds from which clusters are found, to see how far they agree")


def answer(graph: Graph, asked: OverlapParameters) -> Answer:
    """The pairs of clusters, the most alike first; of equals, the first numbers."""
    found = _compared(graph, asked)
    first, second = _pairs(graph, asked, found)
    coverage = overlap_coverage(graph, asked, found, first.size)
    first, second = first[: asked.limit or None], second[: asked.limit or None]
    evidence = Evidence(graph, found, first, second) if first.size else None
    rows = tuple(evidence.row(place) for place in range(first.size)) if evidence else ()
    caveats = (*overlap_caveats(coverage, asked), *base_caveats(graph))
    return Answer("overlapping-research", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: OverlapParameters, key: Sequence[str]) -> list[str]:
    """The publications of the two clusters that are closest to the other side, up to ten of each."""
    found = _compared(graph, asked)
    if len(key) != 2 or not all(one.isdecimal() and int(one) < found.number for one in key):
        return []
    a, b = (int(one) for one in key)
    near = closest_works(found, a, b, BEHIND)
    places = np.concatenate([found.works(a)[near.first], found.works(b)[near.second]])
    return sorted({found.found.publications[place] for place in places.tolist()})


def _compared(graph: Graph, asked: OverlapParameters) -> Compared:
    """The clusters, compared; another group, limit or threshold asks for the same."""
    for name in ("least", "seeds"):
        if getattr(asked, name) < 1:
            raise QuestionError(below_one(name, getattr(asked, name)))
    if asked.resolution < 0:
        raise QuestionError(
            said(
                "resolution {resolution:g} is below 0: give 1 or more, or 0 for the usual one",
                resolution=asked.resolution,
            )
        )
    wanted = (
        asked.topic, asked.since, asked.until, asked.largest_team, asked.resolution, asked.seed, asked.seeds,
        asked.least,
    )  # fmt: skip
    return graph.memory.once(("overlapping clusters", *wanted), lambda: compared(graph, *wanted))


def _pairs(graph: Graph, asked: OverlapParameters, found: Compared) -> tuple[IntArray, IntArray]:
    codes = members(asked.group, asked.since, asked.until, graph.groups)
    everywhere = asked.group.lower() == "all"
    return candidate_pairs(
        found, None if everywhere else codes, asked.share, asked.least, asked.similarity, asked.most_joint
    )


QUESTION = Question(
    name="overlapping-research",
    title="Who works on the same in two countries without working together?",
    text="""Pairs of clusters of the co-author network that are in different countries, alike in topics, in the terms of
their titles and abstracts and in the works they cite, and have hardly any joint publication. Each row says what the two
share, which publications are closest, and who is on either side. Use it to find who should be introduced to
each other, or to ask why the same is done twice.""",
    parameters=OverlapParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=(
        "a", "b", "country_a", "country_b", "similarity", "joint", "expected", "scientists_a", "scientists_b", "name_a",
        "name_b", "shared_terms",
    ),
    ends=("a", "b"),
    weight="similarity",
)  # fmt: skip
