"""The network among chosen people or institutions: who of them is joined with whom, how strongly, by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graph.base import Graph
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM, Counting
from queries.caveats import base_caveats, said
from queries.joined_members import Members, find_members, listed
from queries.joined_pairs import Joints, Pairs, joints, pairs
from queries.joined_topics import Topics
from queries.joined_trust import among_caveats, among_coverage
from queries.joined_works import Works, works_of
from queries.labels import Label, labels
from queries.measures.arrays import IntArray
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value


@dataclass(frozen=True)
class NetworkAmongParameters:
    """What the question can be asked with."""

    of: str = parameter("", help="ids or names of scientists, or of institutions, separated by ;", example="NAMES")
    file: Path | None = parameter(  # noqa: RUF009 - the name of a file
        None, help="a text with an id or a name a line, instead of or beside of", example="list.txt"
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    counting: Counting = parameter(  # noqa: RUF009 - a choice of texts
        "full", help="what a joint publication of n authors (or institutions) adds to a pair: 1, or 1/(n - 1)"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")


COLUMNS = {
    "a": "id",
    "b": "id of the other, after a",
    "name_a": "name of a",
    "name_b": "name of b",
    "joint": "publications that both are on",
    "weight": "those, by the counting asked for",
    "first_year": "of the first of them",
    "last_year": "of the last of them",
    "salton": "Salton's cosine: joint / sqrt(publications_a publications_b)",
    "topics": "topics of the joint publications, up to five, those of most first",
    "shared_topics": "topics on which both publish, jointly or not, up to five, those first on which both have most",
    "country_a": "of a: latest country of a scientist, country of an institution, alpha-2",
    "country_b": "of b",
    "publications_a": "publications of a in the period, of teams of any size",
    "publications_b": "publications of b",
}


class _Joined(NamedTuple):
    members: Members
    works: Works
    """With one of the members or more."""
    joints: Joints
    """In places of `works`."""
    pairs: Pairs


def answer(graph: Graph, asked: NetworkAmongParameters) -> Answer:
    """The pairs with joint publications, the heaviest first; of equals, the first by ids."""
    found = _joined(graph, asked)
    of = found.pairs
    order = np.lexsort((of.second, of.first, -of.weight))
    known = labels(graph.store, {found.members.kind.lower(): found.members.ids})
    topics = Topics(graph.store, found.works.publications)
    profiles = np.asarray((found.works.members.T @ topics.about).toarray(), dtype=np.int64)
    rows = tuple(_row(found, topics, profiles, known, k) for k in order.tolist())
    coverage = among_coverage(graph, asked, found.members, found.works, of, known)
    caveats = (*among_caveats(coverage, asked), *base_caveats(graph))
    return Answer("network-among", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: NetworkAmongParameters, key: Sequence[str]) -> list[str]:
    """The joint publications of the two that count."""
    found = _joined(graph, asked)
    place = {one: k for k, one in enumerate(found.members.ids)}
    if len(key) != 2 or any(one not in place for one in key):
        return []
    return [found.works.publications[w] for w in found.joints.of(place[key[0]], place[key[1]]).tolist()]


def _joined(graph: Graph, asked: NetworkAmongParameters) -> _Joined:
    texts = listed(asked.of, asked.file)
    if not texts:
        raise QuestionError(said("of must be given: names or ids separated by ;, or a file with one a line"))
    return graph.memory.once(("network among", asked, texts), lambda: _made(graph, asked, texts))


def _made(graph: Graph, asked: NetworkAmongParameters, texts: Sequence[str]) -> _Joined:
    members = find_members(graph.store, texts)
    works = works_of(graph.store, members, asked.since, asked.until)
    works = works.of(np.diff(works.members.indptr) > 0)
    entries = joints(works.members)
    counting = works.team[entries.work] <= asked.largest_team
    entries = Joints(*(column[counting] for column in entries))
    credit = np.ones(works.team.size) if asked.counting == "full" else 1 / np.maximum(works.present - 1, 1)
    return _Joined(members, works, entries, pairs(entries, works.year, credit))


def _row(
    found: _Joined,
    topics: Topics,
    profiles: IntArray,
    known: dict[tuple[str, str], Label],
    k: int,
) -> tuple[Value, ...]:
    of, kind = found.pairs, found.members.kind.lower()
    a, b = int(of.first[k]), int(of.second[k])
    ids = [found.members.ids[one] for one in (a, b)]
    (name_a, country_a), (name_b, country_b) = (known.get((kind, one), Label(None, None)) for one in ids)
    counts = np.asarray(found.works.members.sum(axis=0)).ravel()[[a, b]].tolist()
    joint = int(of.joint[k])
    return (
        *ids,
        name_a,
        name_b,
        joint,
        float(of.weight[k]),
        int(of.first_year[k]) or None,
        int(of.last_year[k]) or None,
        joint / float(np.sqrt(counts[0] * counts[1])),
        topics.of(found.joints.of(a, b)),
        topics.shared(profiles[a], profiles[b]),
        country_a,
        country_b,
        *counts,
    )


QUESTION = Question(
    name="network-among",
    title="Who of these people or institutions works together?",
    text="""Given a list of scientists, or of institutions: the pairs among them that have published together, how
strongly they are joined, since when, on which topics, and by which publications; and who of the list is joined with
nobody else on it. Use it for the people of a meeting, the members of a consortium, the universities of a region.""",
    parameters=NetworkAmongParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("a", "b", "name_a", "name_b", "joint", "weight", "first_year", "last_year", "salton"),
    ends=("a", "b"),
    weight="weight",
)
