"""What a question is about: a scientist or a topic, found by id or by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from graph.errors import InvalidIdentifier, QuestionError
from graph.identifiers import parse_id
from graph.store import Store
from queries.saying import Said, in_a_row, said

SHOWN = 5
_KINDS = {"Scientist": said("scientist"), "Topic": said("topic")}


class Subject(NamedTuple):
    """A node that was found."""

    kind: Literal["Scientist", "Topic"]
    id: str
    name: str | None


def find_subject(store: Store, text: str) -> Subject:
    """The scientist or topic of this id, in any form, or else of this name.

    A scientist's ORCID iD, and every other id of the person, finds the scientist too. A display name is looked for as
    it is written; then, among all forms of names, regardless of case and accents.

    Raises:
        QuestionError: nothing, or more than one, has that id or name; the message lists up to five.
    """
    text = text.strip()
    if not folded(text):
        raise QuestionError(
            said("“{text}” is no name: give the full name or the id of a scientist or a topic", text=text)
        )
    for found in (_by_id(store, text), _by_name(store, text)):
        if found:
            return _only(text, found)
    named = list(_names(store))
    alike = {subject for subject, name in named if folded(name) == folded(text)}
    if alike:
        return _only(text, alike)
    close = {subject for subject, name in named if folded(text) in folded(name)}
    shown = {subject for subject in close if folded(text) in folded(subject.name or "")}
    raise QuestionError(_nothing(text, shown or close))


def folded(text: str) -> str:
    """The text without case, accents and differences of spacing, for comparison."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def _by_id(store: Store, text: str) -> set[Subject]:
    try:
        ids = [text, parse_id(text)]
    except InvalidIdentifier:
        ids = [text]
    orcids = [one.removeprefix("orcid:") for one in ids if one.startswith("orcid:")]
    return _matching(store, "n.id IN $ids", ids=ids) or (
        _rows(store, "Scientist", "n.orcid IN $orcids", orcids=orcids)
        if orcids
        else _rows(store, "Scientist", "$other IN n.also", other=ids[-1])
    )


def _by_name(store: Store, text: str) -> set[Subject]:
    return _matching(store, "n.name = $name", name=text)


def _matching(store: Store, condition: str, **values: object) -> set[Subject]:
    return _rows(store, "Scientist", condition, **values) | _rows(store, "Topic", condition, **values)


def _rows(store: Store, kind: Literal["Scientist", "Topic"], condition: str, **values: object) -> set[Subject]:
    cypher = f"MATCH (n:{kind}) WHERE {condition} RETURN n.id AS id, n.name AS name"
    return {Subject(kind, **row) for row in store.rows(cypher, **values).to_pylist()}


def _names(store: Store) -> Iterable[tuple[Subject, str]]:
    """Every form of the name of every scientist and topic."""
    for row in store.rows("MATCH (n:Topic) RETURN n.id AS id, n.name AS name").to_pylist():
        if row["name"]:
            yield Subject("Topic", row["id"], row["name"]), row["name"]
    for row in store.rows("MATCH (n:Scientist) RETURN n.id AS id, n.name AS name, n.names AS names").to_pylist():
        for form in {*([row["name"]] if row["name"] else []), *(row["names"] or ())}:
            yield Subject("Scientist", row["id"], row["name"]), form


def _only(text: str, found: set[Subject]) -> Subject:
    if len(found) > 1:
        raise QuestionError(
            said(
                "“{text}” names {number}: give the id of one, such as {names}",
                text=text,
                number=len(found),
                names=_listed(found),
            )
        )
    return next(iter(found))


def _nothing(text: str, close: set[Subject]) -> Said:
    if close:
        return said(
            "no scientist or topic here is called “{text}”; names that contain it: {names}",
            text=text,
            names=_listed(close),
        )
    try:
        return said(
            "no scientist or topic here has the id {id} or that name: look it up, or load it", id=parse_id(text)
        )
    except InvalidIdentifier as error:
        return said(
            "no scientist or topic here is called “{text}”: give a full name or an id ({why})",
            text=text,
            why=str(error),
        )


def _listed(found: set[Subject]) -> Said:
    first = sorted(found, key=lambda subject: (subject.kind, subject.id))[:SHOWN]
    names = in_a_row(
        [
            said(
                "{id} ({about})", id=subject.id, about=in_a_row([subject.name or said("no name"), _KINDS[subject.kind]])
            )
            for subject in first
        ],
        "; ",
    )
    return said("{names}; and {more} more", names=names, more=len(found) - SHOWN) if len(found) > SHOWN else names
