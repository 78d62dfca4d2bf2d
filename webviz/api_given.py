"""What a program gives with its request: parameters of a question, the form that it wants, and a page of the rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
from flask import abort, request

from graph.errors import QuestionError
from queries import Question
from queries.parameters import ParameterForm
from webviz.given import check_text, offered

MOST_BYTES = 16 << 20
MOST_PER_PAGE = 1_000
PER_PAGE = 100
PAGING = ("page", "per_page")
FORMS = {"json": "application/json", "csv": "text/csv"}
OWN = ("format", *PAGING)
"""The arguments that no question takes: they say how the answer is given."""

_KINDS: dict[type, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), bool: (bool,)}
_WANTED = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


class Page(NamedTuple):
    """Which rows are wanted: those of a page, the first of which is 1."""

    number: int
    rows: int

    @property
    def first(self) -> int:
        """How many rows stand before it."""
        return (self.number - 1) * self.rows


class Wanted(NamedTuple):
    """How an answer is to be given: `json` or `csv`, and one page of the rows or all."""

    form: str
    page: Page | None


def arguments(allowed: Collection[str], repeated: Collection[str] = ()) -> dict[str, str]:
    """The arguments of the URL, each given once but those that may be `repeated`, which are left out.

    Raises:
        QuestionError: one that is not allowed, given twice, or cannot be read.
    """
    found: dict[str, str] = {}
    for name, values in request.args.lists():
        if name not in (*allowed, *repeated):
            known = f"give one of {', '.join((*repeated, *allowed))}" if allowed else "give none"
            raise QuestionError(f"no parameter is called “{name}”: {known}")
        if name in repeated:
            continue
        if len(values) > 1:
            raise QuestionError(f"{name} is given {len(values)} times: give it once")
        check_text(name, values[0])
        found[name] = values[0]
    return found


def in_url(question: Question[Any], *more: str, repeated: Sequence[str] = ()) -> tuple[dict[str, Any], Wanted]:
    """The parameters of a question in the URL, and how the answer is wanted; `more` names are read over."""
    names = tuple(form.name for form in offered(question))
    given = arguments((*names, *OWN, *more), repeated)
    return {name: value for name, value in given.items() if name in names and value}, wanted(given)


def in_body(question: Question[Any]) -> tuple[dict[str, Any], Wanted]:
    """The same, with the parameters as one JSON object in the body; each of the type that is declared, or null.

    Raises:
        QuestionError: not an object, or a parameter that is unknown or of another type.
    """
    how = wanted(arguments(OWN))
    if not request.is_json:
        abort(415, description="Send the parameters as JSON, with Content-Type: application/json.")
    try:
        found = msgspec.json.decode(request.get_data(cache=False))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise QuestionError(f"the body is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise QuestionError('the body is no JSON object: give one, such as {"since": 2015}')
    declared = {form.name: form for form in offered(question)}
    for name, value in found.items():
        if name not in declared:
            raise QuestionError(f"no parameter is called “{name}”: give one of {', '.join(declared)}")
        _check_type(declared[name], value)
    return {name: value for name, value in found.items() if value is not None}, how


def wanted(given: dict[str, str]) -> Wanted:
    """How the answer is wanted: by the arguments, else by the header Accept; JSON where neither says."""
    form = given.get("format") or _accepted()
    if form not in FORMS:
        raise QuestionError(f"format “{form}” is not known: give one of {', '.join(FORMS)}")
    if not any(given.get(name) for name in PAGING):
        return Wanted(form, None)
    return Wanted(form, Page(_whole(given, "page", 1, 2**31), _whole(given, "per_page", PER_PAGE, MOST_PER_PAGE)))


def _accepted() -> str:
    best = request.accept_mimetypes.best_match(list(FORMS.values()), "application/json")
    return next(form for form, mimetype in FORMS.items() if mimetype == best)


def _whole(given: dict[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and 1 <= int(text) <= most):
        raise QuestionError(f"{name} “{text}” is not a whole number from 1 to {most}")
    return int(text)


def _check_type(form: ParameterForm, value: object) -> None:
    if value is None:
        return
    if not isinstance(value, _KINDS[form.type]) or (isinstance(value, bool) and form.type is not bool):
        raise QuestionError(f"{form.name} is not {_WANTED[form.type]}")
