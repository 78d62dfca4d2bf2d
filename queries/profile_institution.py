"""An institution found by id or by any of its names, and the organisations below and above it."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import InvalidIdentifier, QuestionError
from graph.identifiers import parse_id
from graph.store import Store
from queries.saying import Said, in_a_row, said
from queries.subject import SHOWN, folded


class House(NamedTuple):
    """An institution that was found, and the countries it is in."""

    id: str
    name: str
    countries: tuple[str, ...]


def find_institution(store: Store, text: str) -> House:
    """The institution of this id (also its ROR id, or another of its ids) or of this name in any language.

    A display name is looked for as it is written; then, among display names and all other names, regardless of case
    and accents.

    Raises:
        QuestionError: none, or more than one, has that id or name; the message lists up to five.
    """
    text = text.strip()
    if not folded(text):
        raise QuestionError(said("of “{text}” is no name: give the id of an institution, or its name", text=text))
    found = _by_id(store, text) or _matching(store, "i.name = $name", name=text)
    if not found:
        named = _names(store)
        found = {id_: name for id_, name, form in named if form == folded(text)}
        close = {id_: name for id_, name, form in named if folded(text) in form}
        if not found:
            raise QuestionError(_nothing(text, close))
    if len(found) > 1:
        raise QuestionError(
            said(
                "“{text}” names {number} institutions: give the id of one, such as {names}",
                text=text,
                number=len(found),
                names=_listed(found),
            )
        )
    ((id_, name),) = found.items()
    where = (
        "MATCH (i:Institution {id: $id})-[:LOCATED_IN]->(c:Country) RETURN DISTINCT c.id AS country ORDER BY country"
    )
    return House(id_, name, tuple(store.rows(where, id=id_)["country"].to_pylist()))


class Family(NamedTuple):
    """Ids of the organisations that are part of an institution, and of those it is part of, through any number."""

    parts: frozenset[str]
    wholes: frozenset[str]


def family(store: Store, id_: str) -> Family:
    """The organisations below and above an institution by PART_OF; sources may give direct links alone."""
    rows = store.rows("MATCH (i:Institution)-[:PART_OF]->(w:Institution) RETURN i.id AS part, w.id AS whole")
    links = list(zip(rows["part"].to_pylist(), rows["whole"].to_pylist(), strict=True))
    return Family(_reached(id_, [(whole, part) for part, whole in links]), _reached(id_, links))


def _reached(start: str, links: list[tuple[str, str]]) -> frozenset[str]:
    after: dict[str, set[str]] = {}
    for one, other in links:
        after.setdefault(one, set()).add(other)
    found, waiting = {start}, [start]
    while waiting:
        new = after.get(waiting.pop(), set()) - found
        found |= new
        waiting += sorted(new)
    return frozenset(found - {start})


def _by_id(store: Store, text: str) -> dict[str, str]:
    try:
        ids = [text, parse_id(text)]
    except InvalidIdentifier:
        ids = [text]
    rors = [one.removeprefix("ror:") for one in ids if one.startswith("ror:")]
    return (
        _matching(store, "i.id IN $ids", ids=ids)
        or (_matching(store, "i.ror IN $rors", rors=rors) if rors else {})
        or _matching(store, "$other IN i.also", other=ids[-1])
    )


def _matching(store: Store, condition: str, **values: object) -> dict[str, str]:
    cypher = f"MATCH (i:Institution) WHERE {condition} RETURN i.id AS id, i.name AS name"
    return {row["id"]: row["name"] or row["id"] for row in store.rows(cypher, **values).to_pylist()}


def _names(store: Store) -> list[tuple[str, str, str]]:
    """Id, display name and one folded form of the name, for every form of every institution."""
    rows = store.rows("MATCH (i:Institution) RETURN i.id AS id, i.name AS name, i.names AS names").to_pylist()
    return [
        (row["id"], row["name"] or row["id"], folded(form))
        for row in rows
        for form in dict.fromkeys((row["name"], *(row["names"] or ())))
        if form
    ]


def _nothing(text: str, close: dict[str, str]) -> Said:
    if close:
        return said(
            "no institution here is called “{text}”; names that contain it: {names}", text=text, names=_listed(close)
        )
    return said(
        "no institution here is called “{text}”: give a full name, an OpenAlex id (I…) or a ROR id, or load it",
        text=text,
    )


def _listed(found: dict[str, str]) -> Said:
    names = in_a_row([f"{id_} ({found[id_]})" for id_ in sorted(found)[:SHOWN]], "; ")
    return said("{names}; and {more} more", names=names, more=len(found) - SHOWN) if len(found) > SHOWN else names
