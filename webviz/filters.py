"""The fields of a page's filter, made from the parameters that its question declares."""

from __future__ import annotations

from dataclasses import dataclass

from queries import find_question
from queries.parameters import ParameterForm, forms
from queries.saying import said
from webviz.loaded import Loaded
from webviz.view import Arguments, View

LABELS = {
    "since": said("From year"),
    "until": said("To year"),
    "of": said("Topic or scientist"),
    "by": said("Rank by"),
    "limit": said("Rows"),
}


@dataclass(frozen=True)
class Field:
    """One field: `kind` is choice, group, number, search, switch or text; `choices` are to pick from."""

    name: str
    label: str
    help: str
    kind: str
    value: str
    choices: tuple[str, ...]
    required: bool


def fields(view: View, arguments: Arguments, loaded: Loaded) -> tuple[Field, ...]:
    """The fields of a view's filter, with the values that the URL or the question gives them."""
    declared = {form.name: form for form in forms(find_question(view.question).parameters)}
    given = dict(view.begins) | dict(arguments)
    return tuple(_field(declared[name], given, loaded) for name in view.asks)


def kept(view: View, arguments: Arguments) -> dict[str, str]:
    """What else a URL holds and a new filter leaves as it is: all but the number of rows."""
    return {name: value for name, value in arguments.items() if name not in (*view.asks, "rows") and value}


def _field(form: ParameterForm, arguments: Arguments, loaded: Loaded) -> Field:
    default = "" if form.default is None else str(form.default)
    value = arguments.get(form.name) or default
    choices = (*loaded.groups, "all") if form.name == "group" else form.choices
    label = LABELS.get(form.name, form.name.replace("_", " ").capitalize())
    return Field(form.name, label, form.help, _kind(form), value, choices, form.required)


def _kind(form: ParameterForm) -> str:
    if form.name == "group":
        return "group"
    if form.name == "of":
        return "search"
    if form.choices:
        return "choice"
    return {int: "number", bool: "switch"}.get(form.type, "text")
