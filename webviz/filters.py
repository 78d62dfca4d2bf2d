"""The fields of a page's filter, made from the parameters that its question declares."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    "text": said("Text"),
    "to": said("To scientist"),
    "size": said("Seats"),
    "topics": said("Topics"),
    "priority": said("Priority areas"),
    "level": said("Level of topics"),
    "active_since": said("Active since"),
    "per_country_max": said("At most of a country"),
    "per_institution_max": said("At most of an institution"),
    "per_theme_min": said("At least in each theme"),
    "per_priority_min": said("At least in each area"),
    "at_least": said("At least so many of"),
    "at_most": said("At most so many of"),
    "forced": said("Who has a seat"),
    "excluded": said("Who is left out"),
    "enough": said("Publications that are enough"),
    "similarity": said("Least similarity"),
    "most_joint": said("Most that is joint"),
    "least": said("At least"),
    "between": said("Pairs of"),
    "horizon": said("Years ahead"),
    "reach": said("Joint publications that count"),
    "across": said("Of two countries only"),
    "slice": said("Width of a slice in years"),
    "publication": said("Publication, by id or DOI"),
    "sweep": said("Go through the whole base"),
    "threshold": said("Least similarity"),
}
OF: dict[tuple[str, ...], str] = {
    ("scientist",): said("Scientist"),
    ("institution",): said("Institution"),
    ("topic",): said("Topic"),
    ("country",): said("Country"),
}
"""What `of` is called where it is of one kind."""


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
    made = (_field(declared[name], given, loaded) for name in view.asks)
    return tuple(replace(one, label=OF.get(view.kinds, one.label)) if one.name == "of" else one for one in made)


def kept(view: View, arguments: Arguments) -> dict[str, str]:
    """What else a URL holds and a new filter leaves as it is: all but the number of rows."""
    return {name: value for name, value in arguments.items() if name not in (*view.asks, "rows") and value}


def _field(form: ParameterForm, arguments: Arguments, loaded: Loaded) -> Field:
    default = "" if form.default is None else str(form.default)
    value = arguments.get(form.name) or default
    choices = (*loaded.groups, "all") if form.name == "group" else form.choices
    label = LABELS.get(form.name, form.name.replace("_", " ").capitalize())
    if form.name == "of" and form.choices:
        label = said("Network of")
    return Field(form.name, label, form.help, _kind(form), value, choices, form.required)


def _kind(form: ParameterForm) -> str:
    if form.name == "group":
        return "group"
    if form.choices:
        return "choice"
    if form.name == "of":
        return "search"
    return {int: "number", bool: "switch"}.get(form.type, "text")
