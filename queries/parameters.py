"""Parameters of questions: declared once as a frozen dataclass, read from flags, URL arguments or Python alike.

A parameter of the type `Path` names a file of the machine that answers. It takes a `Path` and no text, so that the
arguments of a URL, which are texts, never reach a file; the command line makes a `Path` of its flag.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, asdict, dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from graph.errors import QuestionError
from queries.saying import Said, in_a_row, said

P = TypeVar("P")


def parameter(default: Any = MISSING, *, help: str, example: str | None = None) -> Any:
    """A field of a question's parameters: its default (none: it must be given), what it means, and an example."""
    return field(default=default, metadata={"help": help, "example": example})


@dataclass(frozen=True)
class ParameterForm:
    """One parameter as the command line, the web and the documentation need to know it."""

    name: str
    type: type
    choices: tuple[str, ...]
    required: bool
    default: Any
    help: str
    example: str | None

    @property
    def local(self) -> bool:
        """Whether it names a file of this machine, and cannot be given as text."""
        return self.type is Path


def forms(parameters: type) -> tuple[ParameterForm, ...]:
    """The parameters that a question takes, in declared order."""
    hints = get_type_hints(parameters)
    return tuple(_form(one, hints[one.name]) for one in fields(parameters))


def _form(one: Field[Any], hint: Any) -> ParameterForm:
    optional = isinstance(hint, UnionType)
    kind = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    required = one.default is MISSING
    default = None if required else one.default
    return ParameterForm(
        one.name,
        str if choices else kind,
        choices,
        required,
        default,
        one.metadata["help"],
        one.metadata["example"],
    )


def parse(parameters: type[P], given: Mapping[str, Any]) -> P:
    """The parameters from names and values; texts are read as the type that is declared.

    Raises:
        QuestionError: unknown, missing or unreadable; the message names the parameter and what it accepts.
    """
    known = {form.name: form for form in forms(parameters)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise QuestionError(
            said("no parameter is called “{name}”: give one of {names}", name=unknown[0], names=in_a_row(tuple(known)))
        )
    missing = [form for form in known.values() if form.required and given.get(form.name) in (None, "")]
    if missing:
        raise QuestionError(_told_of_missing(missing[0]))
    values = {name: _value(known[name], value) for name, value in given.items() if value not in (None, "")}
    return parameters(**values)


def _told_of_missing(form: ParameterForm) -> Said:
    if form.example:
        return said(
            "{parameter} must be given: {help}, such as {example}",
            parameter=form.name,
            help=form.help,
            example=form.example,
        )
    return said("{parameter} must be given: {help}", parameter=form.name, help=form.help)


def _told_of_unreadable(form: ParameterForm, value: str) -> Said:
    if form.type is int:
        return said("{parameter} “{value}” is not a whole number", parameter=form.name, value=value)
    if form.type is float:
        return said("{parameter} “{value}” is not a number", parameter=form.name, value=value)
    return said("{parameter} “{value}” is not a text", parameter=form.name, value=value)


def _value(form: ParameterForm, value: Any) -> Any:
    if form.local:
        return _file(form, value)
    if form.choices and value not in form.choices:
        raise QuestionError(
            said(
                "{parameter} “{value}” is not known: give one of {choices}",
                parameter=form.name,
                value=str(value),
                choices=in_a_row(form.choices),
            )
        )
    if form.type is bool and isinstance(value, str):
        if value.lower() in ("1", "true", "yes", "on"):
            return True
        if value.lower() in ("0", "false", "no", "off"):
            return False
        raise QuestionError(said("{parameter} “{value}” is not yes or no", parameter=form.name, value=value))
    try:
        return form.type(value)
    except (TypeError, ValueError) as error:
        raise QuestionError(_told_of_unreadable(form, str(value))) from error


def _file(form: ParameterForm, value: Any) -> Path:
    if not isinstance(value, Path):
        raise QuestionError(
            said(
                "{parameter} names a file where Hikma runs: give it on the command line, or as a pathlib.Path in "
                "Python",
                parameter=form.name,
            )
        )
    return value


def shown(parameters: Any) -> dict[str, Any]:
    """The parameters as an answer shows them; a file by its path."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in asdict(parameters).items()}
