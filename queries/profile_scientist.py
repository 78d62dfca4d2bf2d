"""A scientist found by id or name, what the store says of the person, and the person's part of the publications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graph.base import Graph
from graph.errors import QuestionError
from queries.measures.arrays import IntArray
from queries.profile_scope import Part, Scope
from queries.saying import said
from queries.subject import SHOWN, find_subject


class Person(NamedTuple):
    """A scientist as the store has it; `alike` are others with the same display name, up to five of `number_alike`."""

    id: str
    name: str
    orcid: str | None
    also: tuple[str, ...]
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    local: bool
    alike: tuple[str, ...]
    number_alike: int


class Stay(NamedTuple):
    """An institution that the scientist gave, with the years in which a record says so."""

    institution: str
    years: tuple[int, ...]


def find_scientist(graph: Graph, text: str) -> Person:
    """The scientist of this id, in any form, or of this name.

    Raises:
        QuestionError: none, or more than one, has that id or name; or it is a topic.
    """
    subject = find_subject(graph.store, text)
    if subject.kind != "Scientist":
        raise QuestionError(
            said("“{text}” is the topic {id}: give the name or id of a scientist", text=text, id=subject.id)
        )
    rows = graph.store.rows(
        """MATCH (s:Scientist {id: $id}) RETURN s.name AS name, s.orcid AS orcid, s.also AS also, s.names AS names,
        s.keywords AS keywords, s.local AS local""",
        id=subject.id,
    ).to_pylist()
    alike = graph.store.rows(
        "MATCH (s:Scientist) WHERE s.name = $name RETURN s.id AS id ORDER BY id", name=subject.name or ""
    )["id"].to_pylist()
    others = [one for one in alike if one != subject.id]
    row = rows[0]
    return Person(
        id=subject.id,
        name=row["name"] or subject.id,
        orcid=row["orcid"],
        also=tuple(row["also"] or ()),
        names=tuple(row["names"] or ()),
        keywords=tuple(row["keywords"] or ()),
        local=bool(row["local"]),
        alike=tuple(others[:SHOWN]),
        number_alike=len(others),
    )


def stays(graph: Graph, person: Person) -> list[Stay]:
    """The institutions of a scientist, with the years in which a publication or the source's own record says so."""
    cypher = """MATCH (s:Scientist {id: $id})-[a:AFFILIATED_WITH]->(i:Institution)
        RETURN i.id AS institution, a.years AS years ORDER BY institution"""
    rows = graph.store.rows(cypher, id=person.id).to_pylist()
    return [Stay(row["institution"], tuple(sorted(row["years"] or ()))) for row in rows]


def printed(graph: Graph, person: Person) -> dict[str, Counter[str]]:
    """Under which names each publication prints the scientist: publications by name."""
    cypher = """MATCH (s:Scientist {id: $id})-[a:AUTHORED]->(p:Publication)
        RETURN p.id AS publication, a.names AS names ORDER BY publication"""
    found: dict[str, Counter[str]] = {name: Counter() for name in person.names}
    for row in graph.store.rows(cypher, id=person.id).to_pylist():
        for name in row["names"] or ():
            found.setdefault(name, Counter())[row["publication"]] += 1
    return found


def of_scientist(seen: Scope, id_: str) -> Part:
    """The part of one scientist: each publication whole."""
    held = seen.corpus
    lines, mine = held.lines, lines_of(seen, [id_])
    works = np.bincount(lines.work[mine], minlength=held.works) > 0
    leads = np.bincount(lines.work[mine & lines.leads], minlength=held.works) > 0
    known = np.bincount(lines.work[lines.leads], minlength=held.works) > 0
    houses = np.zeros(len(held.institutions), np.bool_)
    houses[lines.institutions[np.flatnonzero(mine)].indices] = True
    return Part((works & seen.inside).astype(np.float64), leads, known, mine & seen.inside[lines.work], houses)


def lines_of(seen: Scope, ids: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which authorships are of these scientists."""
    places = np.flatnonzero(np.isin(np.array(seen.corpus.scientists, dtype=object), list(ids)))
    return np.isin(seen.corpus.lines.scientist, places)


def years_of(seen: Scope, works: IntArray) -> tuple[int, int] | None:
    """The first and the last year of some publications; none where no year of them is known."""
    years = seen.corpus.year[works]
    known = years[years > 0]
    return (int(known.min()), int(known.max())) if known.size else None
