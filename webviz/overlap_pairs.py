"""Pairs of circles that work on the same, with the evidence side by side, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.base import Graph
from graph.identifiers import web_address
from queries import Answer
from queries.saying import counted, place, said
from webviz import links
from webviz.formats import ABSENT, count, number, share
from webviz.overlap_scene import cluster

Record = Mapping[str, Any]
STABLE = 0.6
"""A cluster with a stability below this is not to be relied on, as the question says."""
_TITLES = "MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.title AS title ORDER BY id"


class Linked(NamedTuple):
    """A text with where it leads, if anywhere."""

    text: str
    href: str | None


class Side(NamedTuple):
    """One circle of a pair."""

    name: str
    country: str
    page: str | None
    size: str
    placed: str
    unstable: bool
    people: tuple[Linked, ...]


class Near(NamedTuple):
    """Two publications that are alike, one of either side."""

    a: Linked
    b: Linked
    alike: str


class Pair(NamedTuple):
    """Two circles, what they share, and what stands between them."""

    anchor: str
    sides: tuple[Side, Side]
    figures: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    terms: tuple[str, ...]
    near: tuple[Near, ...]
    references: tuple[Linked, ...]
    references_shared: int
    names_on_both: tuple[str, ...]
    behind: str


def anchor(record: Record) -> str:
    """The name of the place on the page where a row's evidence stands."""
    return f"pair-{record['a']}-{record['b']}"


def pair(answer: Answer, record: Record, titles: Mapping[str, str]) -> Pair:
    """A row with its evidence; `titles` are those of publications of the base, by id."""
    return Pair(
        anchor=anchor(record),
        sides=(_side(record, "a"), _side(record, "b")),
        figures=_figures(record),
        topics=tuple(record["shared_topics"]),
        terms=tuple(record["shared_terms"]),
        near=_near(record),
        references=tuple(Linked(titles.get(one) or one, web_address(one)) for one in record["shared_references"]),
        references_shared=record["references_shared"],
        names_on_both=tuple(record["names_on_both"]),
        behind=links.publications(answer, str(record["a"]), str(record["b"])),
    )


def titles(graph: Graph, records: list[dict[str, Any]]) -> dict[str, str]:
    """The titles of what both sides cite, as far as it is in the base."""
    ids = sorted({one for record in records for one in record["shared_references"]})
    found = graph.store.rows(_TITLES, ids=ids).to_pylist() if ids else []
    return {row["id"]: row["title"] for row in found if row["title"]}


def _side(record: Record, side: str) -> Side:
    told = cluster(record, side)
    people = zip(record[f"people_{side}"], record[f"people_ids_{side}"], strict=True)
    return Side(
        name=told.name,
        country=place(told.country),
        page=links.around("country", told.country),
        size=said(
            "{people}, {works}",
            people=counted(told.scientists, "scientist"),
            works=counted(told.publications, "publication"),
        ),
        placed=said(
            "{share} of the authorships that name a country name it; {known} of all name one",
            share=share(record[f"share_{side}"]),
            known=share(record[f"known_{side}"]),
        ),
        unstable=record[f"stability_{side}"] < STABLE,
        people=tuple(Linked(name, links.around("scientist", id_)) for name, id_ in people),
    )


def _figures(record: Record) -> tuple[tuple[str, str], ...]:
    return (
        (said("likeness"), number(record["similarity"])),
        (said("by topics"), number(record["similarity_topics"])),
        (said("by terms"), number(record["similarity_terms"])),
        (said("by works cited"), number(record["similarity_references"])),
        (said("joint publications"), count(record["joint"])),
        (said("expected"), ABSENT if record["expected"] is None else number(record["expected"])),
        (said("citations between them"), count(record["cites"])),
    )


def _near(record: Record) -> tuple[Near, ...]:
    triples = zip(record["closest"], record["closest_a"], record["closest_b"], strict=True)
    return tuple(
        Near(
            _work(told.values["one"], a),
            _work(told.values["other"], b),
            said("{alike:.2f}", alike=told.values["similarity"]),
        )
        for told, a, b in triples
    )


def _work(text: str, id_: str) -> Linked:
    """A publication that the answer tells as `id “title”`, or by its id alone."""
    title = text.removeprefix(id_).strip().removeprefix("“").removesuffix("”")
    return Linked(title or id_, web_address(id_))
