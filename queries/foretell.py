"""Which pairs of countries, or of scientists, are likely to start to work together; the test on the past beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, below_one, counted, said
from queries.foretell_reasons import Reasons
from queries.foretell_records import Known, country_records, last_whole_year, scientist_records
from queries.foretell_trust import foretell_caveats, foretell_coverage
from queries.measures.arrays import BoolArray
from queries.measures.foretelling import BackTest, Candidates, Foretold, back_test, foretell
from queries.measures.foretelling_nearest import common_neighbours
from queries.measures.foretelling_ranking import ranked
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value


@dataclass(frozen=True)
class ForetellParameters:
    """What the question can be asked with."""

    between: Literal["countries", "scientists"] = parameter("countries", help="whose pairs")
    group: str = parameter(
        "oic",
        help="both of a pair are of these countries: a group, all, or codes such as TR,IR,PK; a scientist is of the "
        "country named last",
    )
    since: int | None = parameter(None, help="first year that is looked at, included", example="2000")
    until: int | None = parameter(
        None, help="last year that is known, included; not given: the last whole year of the base", example="2020"
    )
    horizon: int = parameter(5, help="how many years ahead")
    reach: int = parameter(1, help="how many joint publications in those years count as a start")
    never_together: bool = parameter(
        True, help="only pairs without any joint publication so far; no: also those with fewer than reach"
    )
    most_countries: int = parameter(
        0, help="of countries: leave out publications of more than this many; 0 leaves none out", example="10"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="of scientists: publications of more authors join nobody")
    across: bool = parameter(False, help="of scientists: only pairs of two countries")
    least: int = parameter(3, help="of scientists: publications in the last five years that one must have")
    limit: int = parameter(25, help="how many rows; 0 for all")


COLUMNS = {
    "a": "country (ISO 3166-1 alpha-2) or id of the scientist",
    "b": "the other, after a",
    "name_a": "name of a",
    "name_b": "name of b",
    "likelihood": "of a start within the horizon, if as many start as did in the test on the past; none of too few",
    "score": "what pairs are ranked by; to be compared within one answer only",
    "common_partners": "how many both have published with",
    "growth": "publications of the last five years over those of the five before, geometric mean of the two",
    "shared_topics": "topics that both publish on, those first in which they meet most",
    "joint": "joint publications so far",
    "why": "the reasons in words",
    "country_a": "latest country of scientist a, alpha-2; of a country itself",
    "country_b": "latest country of scientist b, alpha-2; of a country itself",
    "partners": "names of the common partners with fewest partners of their own, up to five",
}


class _Work(NamedTuple):
    known: Known
    found: Foretold
    test: BackTest | None


def answer(graph: Graph, asked: ForetellParameters) -> Answer:
    """The pairs, the likeliest first; of equals, the first by ids."""
    work = _work(graph, asked)
    found = work.found
    order = ranked(found.scores)[: asked.limit or None]
    likelihoods = work.test.likelihoods(found) if work.test else None
    reasons = Reasons(graph, work.known, found.pairs.first[order], found.pairs.second[order])
    rows = tuple(
        _row(reasons, place, found, None if likelihoods is None else likelihoods[k], k)
        for place, k in enumerate(order.tolist())
    )
    coverage = foretell_coverage(work.known, found, work.test, asked)
    caveats = (*foretell_caveats(coverage, asked), *base_caveats(graph))
    return Answer("foretell", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: ForetellParameters, key: Sequence[str]) -> list[str]:
    """The joint publications so far, and those that one of the two has with a common partner."""
    known = _work(graph, asked).known
    place = {one: k for k, one in enumerate(known.ids)}
    if len(key) != 2 or any(one not in place for one in key):
        return []
    a, b = (place[one] for one in key)
    common = common_neighbours(known.records.partners(known.until), a, b)
    joined: csr_array[np.int64, tuple[int, int]] = known.members
    has_a, has_b = (np.asarray(joined[:, [one]].sum(axis=1)).ravel() > 0 for one in (a, b))
    with_common = np.asarray(joined[:, common].sum(axis=1)).ravel() > 0
    behind = (known.year > 0) & ((has_a & has_b) | ((has_a | has_b) & with_common))
    return [known.found.publications[k] for k in np.flatnonzero(behind)]


def _work(graph: Graph, asked: ForetellParameters) -> _Work:
    """What is foretold, and its test; another limit asks for the same."""
    _refuse(asked)
    group = None if asked.group.lower() == "all" else members(asked.group, asked.since, asked.until, graph.groups)
    if group is not None and len(group) < 2 and asked.between == "countries":
        raise QuestionError(
            said(
                "group “{group}” has {members} in this period: a pair needs two",
                group=asked.group,
                members=counted(len(group), "member"),
            )
        )
    key = ("foretell", *(value for name, value in shown(asked).items() if name != "limit"))
    return graph.memory.once(key, lambda: _made(graph, asked, group))


def _made(graph: Graph, asked: ForetellParameters, group: Sequence[str] | None) -> _Work:
    until = asked.until if asked.until is not None else last_whole_year(graph)
    if until is None:
        raise QuestionError(said("no publication of this base has a year: nothing can be foretold without years"))
    if asked.between == "countries":
        known = country_records(graph, group, asked.since, until, asked.most_countries)
    else:
        known = scientist_records(graph, group, asked.since, until, asked.largest_team, asked.least)
    below = 1 if asked.never_together else asked.reach

    def wanted(pairs: Candidates) -> BoolArray:
        return _wanted(known, pairs, across=asked.across)

    found = foretell(known.records, until, asked.horizon, asked.reach, below)
    found = found.only(wanted(found.pairs))
    split = until - asked.horizon
    if split < known.records.first_year + 2:
        return _Work(known, found, None)
    return _Work(known, found, back_test(known.records, split, until, asked.reach, below, among=wanted))


def _wanted(known: Known, pairs: Candidates, *, across: bool) -> BoolArray:
    both = known.listed[pairs.first] & known.listed[pairs.second]
    if not across or known.country is None:
        return both
    first, second = known.country[pairs.first], known.country[pairs.second]
    abroad: BoolArray = both & (first >= 0) & (second >= 0) & (first != second)
    return abroad


def _refuse(asked: ForetellParameters) -> None:
    for name in ("horizon", "reach", "least"):
        if getattr(asked, name) < 1:
            raise QuestionError(below_one(name, getattr(asked, name)))


def _row(reasons: Reasons, place: int, found: Foretold, likelihood: Any, k: int) -> tuple[Value, ...]:
    known = reasons.of(place)
    return (
        known.a,
        known.b,
        known.name_a,
        known.name_b,
        None if likelihood is None else float(likelihood),
        float(found.scores[k]),
        known.common,
        known.growth,
        list(known.topics),
        int(found.pairs.joint[k]),
        known.why,
        known.country_a,
        known.country_b,
        list(known.partners),
    )


QUESTION = Question(
    name="foretell",
    title="Who is likely to start to work together?",
    text="""Pairs of countries, or of scientists, that have not published together, ranked by how likely they are to
start: by what pairs like them did in earlier years of this base. Each row gives its reasons: common partners, growth,
topics that both publish on. Beside the list stands how well the same ranking, made some years ago, foretold what has
come since.""",
    parameters=ForetellParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("a", "b", "name_a", "name_b", "likelihood", "common_partners", "growth", "joint", "why"),
    ends=("a", "b"),
    weight="score",
)
