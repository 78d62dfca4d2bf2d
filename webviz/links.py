"""Where a row leads: to the publications behind it, and to what is around the thing that it is about."""

from __future__ import annotations

from typing import Any

from flask import url_for

from queries import Answer


def publications(answer: Answer, *key: str) -> str:
    """The list of the publications behind the row of that key, for the answer's own parameters."""
    asked: dict[str, Any] = {name: value for name, value in answer.parameters.items() if value is not None}
    return url_for("pages.publications", question=answer.question, key=list(key), **asked)


def around(kind: str, identifier: str) -> str | None:
    """The page about a thing: of a topic what is around it, of a `topic-profile` its figures; none for other kinds."""
    if kind == "scientist":
        return url_for("pages.show", name="scientist", of=identifier)
    if kind == "topic":
        return url_for("pages.show", name="neighbourhood", of=identifier)
    if kind in ("country", "institution"):
        return url_for("pages.show", name=kind, of=identifier)
    return url_for("pages.show", name="topic", of=identifier) if kind == "topic-profile" else None
