"""Who is recommended, in which order: those who are sought, without whoever may be the scientist under another id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.names import MATCH, name_similarity
from queries.caveats import said
from queries.colleague_about import About
from queries.colleague_records import Colleagues
from queries.labels import labels
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_ranking import POOL, ranked, spread, with_apart
from queries.measures.colleague_signals import signals, signals_about

if TYPE_CHECKING:
    from queries.colleagues import ColleagueParameters

_LOOKED_AT = 100
"""Of the first ones names are compared with the scientist's, beyond those that are shown."""


class Wanted(NamedTuple):
    """For whom, or for which text, colleagues are sought."""

    found: Colleagues
    of: int | None
    text: About | None
    terms: FloatArray
    topics: FloatArray
    since: int | None


class Listed(NamedTuple):
    """The places of those recommended, and what rows and caveats need."""

    order: IntArray
    scores: FloatArray
    names: dict[int, str | None]
    similar: set[int]
    left_out: list[str]
    number: int


def listed(graph: Graph, asked: ColleagueParameters, what: Wanted) -> Listed:
    """The colleagues, the likeliest first."""
    known = what.found.known
    found = signals_about(known, what.terms, what.topics) if what.of is None else signals(known, what.of)
    order, scores = ranked(found, _among(graph, asked, what), what.found.learned)
    number = len(order)
    wanted = asked.limit or number
    near = np.zeros(known.works.people, np.bool_) if what.of is None else known.network.near(what.of)
    pool = with_apart(order, near, wanted * POOL if asked.diversity else wanted + _LOOKED_AT, asked.apart)
    order, names, similar, left_out = _without_same(graph, what, pool, near)
    if asked.diversity:
        kinds = [_kinds(what.found, k) for k in order.tolist()]
        order = order[spread(scores[order], kinds, wanted, asked.diversity)]
    else:
        order = with_apart(order, near, wanted, asked.apart)
    return Listed(order, scores, names, similar, left_out, number)


def _among(graph: Graph, asked: ColleagueParameters, what: Wanted) -> BoolArray:
    found = what.found
    known = found.known
    among = known.people & known.works.sought
    if what.of is not None:
        among[what.of] = False
        if asked.never_together:
            among &= np.asarray((known.wrote @ known.wrote[[what.of]].T).toarray()).ravel() == 0
    if what.since is not None:
        # Who has no dated publication at all may well be active.
        among &= (known.last == 0) | (known.last >= what.since)
    country = np.array([one or "" for one in found.country], dtype=object)
    if asked.group.lower() != "all":
        among &= np.isin(country, list(members(asked.group, known=graph.groups)))
    if asked.other_country and what.of is not None:
        if not country[what.of]:
            raise QuestionError(said("other-country: no country of the scientist is known: give countries as group"))
        among &= (country != "") & (country != country[what.of])
    return among


def _without_same(
    graph: Graph, what: Wanted, order: IntArray, near: BoolArray
) -> tuple[IntArray, dict[int, str | None], set[int], list[str]]:
    """The order without those who seem to be the scientist under another id; names, and whose names agree."""
    ids = what.found.names.scientists
    asked = [ids[k] for k in order.tolist()] + ([] if what.of is None else [ids[what.of]])
    known = {one: label.name for (_, one), label in labels(graph.store, {"scientist": asked}).items()}
    names = {k: known.get(ids[k]) for k in order.tolist()}
    own = None if what.of is None else known.get(ids[what.of])
    if own is None or what.of is None:
        return order, names, set(), []
    alike = {k for k, name in names.items() if name and name_similarity(own, name) >= MATCH}
    mine = set(what.found.institutions_of(what.of))
    same = {k for k in alike if near[k] or mine & set(what.found.institutions_of(k))}
    kept = order[[k not in same for k in order.tolist()]]
    return kept, names, alike - same, [f"{names[k]} ({ids[k]})" for k in order.tolist() if k in same]


def _kinds(found: Colleagues, k: int) -> frozenset[str]:
    country = found.country[k]
    return frozenset([*found.institutions_of(k)[:1], *([country] if country else [])])
