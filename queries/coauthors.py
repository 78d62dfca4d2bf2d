"""Who works with whom: the co-author network of a topic, of countries, or of everything, with its clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.base import Graph
from graph.network import LARGEST_TEAM, Counting
from queries.caveats import base_caveats
from queries.coauthors_network import CoauthorNetwork, coauthor_network
from queries.coauthors_trust import coauthors_caveats, coauthors_coverage
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value


@dataclass(frozen=True)
class CoauthorsParameters:
    """What the question can be asked with."""

    of: str = parameter(
        "", help="only publications of this topic, or of one below it: name or id", example="Desalination"
    )
    group: str = parameter("all", help="only scientists of these countries: a group, all, or codes as TR,IR,PK")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    counting: Counting = parameter(  # noqa: RUF009 - a choice of texts
        "full", help="what a joint publication of n authors adds to each of its pairs: 1, or 1/(n - 1)"
    )
    scientists: int = parameter(
        2000, help="at most so many scientists, those with most joint publications in the network; 0 for all"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    seed: int = parameter(0, help="of the clusters: another one may draw their borders elsewhere")
    limit: int = parameter(500, help="how many pairs; 0 for all")


COLUMNS = {
    "a": "id of a scientist",
    "b": "id of the other, after a",
    "name_a": "name of a",
    "name_b": "name of b",
    "joint": "publications that both are on",
    "weight": "those, by the counting asked for",
    "cluster_a": "cluster of a, numbered from 1, the largest first",
    "cluster_b": "cluster of b",
    "country_a": "country of the latest authorship of a that names one, alpha-2",
    "country_b": "of b",
    "publications_a": "publications of a that were looked at, joint or not",
    "publications_b": "publications of b",
}


def answer(graph: Graph, asked: CoauthorsParameters) -> Answer:
    """The pairs of co-authors, those joined most strongly first; of equals, the first by ids.

    Raises:
        QuestionError: a topic or group that is not understood.
    """
    made = coauthor_network(graph, asked)
    coverage = coauthors_coverage(graph, asked, made)
    caveats = (*coauthors_caveats(coverage, asked), *base_caveats(graph))
    return Answer("coauthors", shown(asked), tuple(COLUMNS), _rows(made, asked.limit), caveats, coverage)


def publications(graph: Graph, asked: CoauthorsParameters, key: Sequence[str]) -> list[str]:
    """The joint publications of the two that were looked at."""
    return coauthor_network(graph, asked).joint_publications(key)


def _rows(made: CoauthorNetwork, limit: int) -> tuple[tuple[Value, ...], ...]:
    first, second, weight = made.network.pairs()
    order = np.lexsort((second, first, -np.round(weight, 9)))[: limit or None]
    first, second, weight = first[order], second[order], weight[order]
    joint = made.joint_of(first, second)
    columns = (first.tolist(), second.tolist(), joint.tolist(), weight.tolist())
    return tuple(_row(made, *pair) for pair in zip(*columns, strict=True))


def _row(made: CoauthorNetwork, a: int, b: int, joint: int, weight: float) -> tuple[Value, ...]:
    ends = (a, b)
    return (
        *(made.network.ids[one] for one in ends),
        *(made.names[one] for one in ends),
        joint,
        weight,
        *(int(made.cluster[one]) + 1 for one in ends),
        *(made.country(one) for one in ends),
        *(int(made.publications[one]) for one in ends),
    )


QUESTION = Question(
    name="coauthors",
    title="Who works with whom, and in which circles?",
    text="""The scientists of a topic, of some countries, or of everything, joined by the publications that they wrote
together, and the clusters that they fall into (Leiden, by modularity). Where there are more scientists than asked for,
those stay who have most joint publications with others of the network. One row a pair of co-authors, the most strongly
joined first.""",
    parameters=CoauthorsParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("a", "name_a", "b", "name_b", "joint", "cluster_a", "cluster_b"),
    ends=("a", "b"),
    weight="weight",
)
