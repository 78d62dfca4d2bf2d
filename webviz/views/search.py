"""The page of one box for everything: people, institutions, topics and publications that a text finds, by kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from graph.identifiers import web_address
from queries import Answer
from queries.saying import counted, place, said
from webviz import links
from webviz.marking import Piece, marked
from webviz.view import Arguments, View

KINDS = (
    ("scientist", "people", said("People")),
    ("institution", "institutions", said("Institutions")),
    ("topic", "topics", said("Topics")),
    ("publication", "publications", said("Publications")),
)
MORE = 50
"""Results of one kind when only that is wanted."""


class Hit(NamedTuple):
    """A result: its name with what matched marked, another form that matched, what is known of it, and its page."""

    id: str
    name: tuple[Piece, ...]
    matched: tuple[Piece, ...]
    facts: tuple[str, ...]
    href: str | None
    away: str | None


class Group(NamedTuple):
    """The results of one kind; `kind` is what the filter calls it."""

    kind: str
    label: str
    hits: tuple[Hit, ...]
    full: bool
    """There may be more than are shown."""


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The results in groups, the group of the best result first."""
    asked = str(answer.parameters["text"])
    limit = answer.parameters["limit"]
    records = answer.records()
    best: dict[str, float] = {}
    for one in records:
        best[str(one["kind"])] = max(best.get(str(one["kind"]), 0.0), float(one["score"]))  # type: ignore[arg-type]
    groups = [_group(records, kind, wanted, label, asked, limit) for kind, wanted, label in KINDS]
    by_kind = {wanted: kind for kind, wanted, _ in KINDS}
    shown = [one for one in groups if one.hits]
    return {
        "groups": sorted(shown, key=lambda one: -best[by_kind[one.kind]]),
        "filters": tuple((wanted, label) for _, wanted, label in KINDS),
        "chosen": str(answer.parameters["kind"]),
        "asked": asked,
        "more": MORE,
    }


def _group(records: list[dict[str, Any]], kind: str, wanted: str, label: str, asked: str, limit: Any) -> Group:
    found = [one for one in records if one["kind"] == kind]
    hits = tuple(_hit(one, asked) for one in found)
    return Group(wanted, label, hits, bool(limit) and len(hits) >= limit and limit < MORE)


def _hit(one: dict[str, Any], asked: str) -> Hit:
    name = one["name"] or one["id"]
    other = one["matched"] if one["matched"] and one["matched"] != name else ""
    away = web_address(one["id"]) if one["kind"] == "publication" else None
    return Hit(one["id"], marked(name, asked), marked(other, asked), _facts(one), _href(one), away)


def _href(one: dict[str, Any]) -> str | None:
    if one["kind"] == "publication":
        return None
    return links.around(one["kind"], one["id"])


def _facts(one: dict[str, Any]) -> tuple[str, ...]:
    where = [place(code) for code in one["where"]]
    parts: list[str] = [str(one["year"])] if one["year"] is not None else []
    if one["institution"]:
        parts.append(one["institution"])
    parts += where[:6]
    if len(where) > len(where[:6]):
        parts.append(said("and {n} more", n=len(where) - 6))
    if one["kind"] != "publication":
        parts.append(counted(one["publications"], "publication"))
    return tuple(parts)


VIEW = View(
    name="search",
    title="Who and what is here?",
    menu="Search",
    text="People, institutions, topics and publications from one box: names in any script and spelling, with initials "
    "or misprints, and words of titles and abstracts.",
    for_whom="Everyone",
    door=0,
    order=1,
    question="search",
    template="search.html",
    page=page,
    asks=("text", "country", "since", "until"),
    own=(),
)
