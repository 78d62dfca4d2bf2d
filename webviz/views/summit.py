"""The summit planner: whom to invite under quotas, what each seat opens, and a list to print."""

from __future__ import annotations

from typing import Any

from graph.base import Graph
from queries import Answer
from queries.saying import said
from webviz.formats import ABSENT, count, share
from webviz.reading import Reading
from webviz.summit_cover import cover
from webviz.summit_seats import VIEW_NAME, excluded, excluded_ids, seats, told_of_choice
from webviz.tables import Figure
from webviz.view import Arguments, View

FIRST = ("size", "group", "topics", "priority", "level")
QUOTAS = ("per_country_max", "per_institution_max", "per_theme_min", "per_priority_min", "at_least", "at_most")
PEOPLE = ("forced", "excluded", "active_since", "since", "until", "by", "enough")
_NAMES = "MATCH (s:Scientist) WHERE s.id IN $ids RETURN s.id AS id, s.name AS name ORDER BY id"


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the seats, and the picture of who covers which countries."""
    held = answer.coverage
    countries = {str(record["country"]) for record in answer.records() if record["country"]}
    best = held["share_of_best_at_least"]
    return {
        "figures": (
            Figure(ABSENT if best is None else share(best), said("of the best possible choice, at least: certified")),
            Figure(
                said("{met} of {all}", met=held["pairs_met"], all=held["pairs"]),
                said("pairs of countries, theme by theme, with both sides in the room"),
            ),
            Figure(count(len(countries)), said("countries in the room")),
            Figure(count(held["candidates"]), said("scientists who could be invited")),
        ),
        "told": told_of_choice(answer),
        "seats": seats(answer, arguments),
        "cover": cover(answer),
    }


def beside(reading: Reading, _: Answer, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    """The names of those who were left out by id."""
    del patience
    ids = excluded_ids(arguments)
    names = reading.now(lambda graph: _names(graph, ids)) if ids else {}
    return {"excluded": excluded(arguments, names)}


def _names(graph: Graph, ids: list[str]) -> dict[str, str]:
    found = graph.store.rows(_NAMES, ids=ids).to_pylist()
    return {row["id"]: row["name"] for row in found if row["name"]}


VIEW = View(
    name=VIEW_NAME,
    title="Whom to invite, so that countries meet that should work together?",
    menu="Summit planner",
    text="A list of guests under your quotas, chosen so that the countries that publish too little together have "
    "somebody of either side in the room; what each seat opens, who else could take it, and how good the list is.",
    for_whom="Summit organisers",
    door=2,
    order=2,
    question="summit",
    template="summit.html",
    page=page,
    beside=beside,
    asks=(*FIRST, *QUOTAS, *PEOPLE),
    own=(),
)
