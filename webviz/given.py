"""Parameters that come from elsewhere, read and checked: nothing that reaches files, breaks a store or an encoding."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.errors import QuestionError
from queries import Question, find_question
from queries.parameters import ParameterForm, forms, parse

LARGEST = 2**31 - 1
"""The largest whole number that is taken, and with a minus the smallest."""

FROM_ZERO = ("seed",)
"""Whole numbers that are never below 0, in whatever question."""


def offered(question: Question[Any]) -> tuple[ParameterForm, ...]:
    """The parameters that can be given from elsewhere: all but those that name a file of this machine."""
    return _offered(question.name)


@cache
def _offered(name: str) -> tuple[ParameterForm, ...]:
    return tuple(form for form in forms(find_question(name).parameters) if not form.local)


def read_parameters(question: Question[Any], given: Mapping[str, Any]) -> Any:
    """The parameters of a question from names and values.

    Raises:
        QuestionError: as `queries.parameters.parse`; a parameter that names a file; a number that is none or beyond
            32 bits; a text with characters that cannot be written.
    """
    names = [form.name for form in offered(question)]
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise QuestionError(f"no parameter is called “{unknown[0]}”: give one of {', '.join(names)}")
    parameters = parse(question.parameters, given)
    for form in offered(question):
        _check(form.name, getattr(parameters, form.name))
    return parameters


def _check(name: str, value: object) -> None:
    if isinstance(value, str):
        check_text(name, value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise QuestionError(f"{name} “{value}” is not a number")
    elif isinstance(value, int) and not least(name) <= value <= LARGEST:
        raise QuestionError(f"{name} is out of bounds: give a number from {least(name)} to {LARGEST}")


def least(name: str) -> int:
    """The smallest whole number that a parameter takes."""
    return 0 if name in FROM_ZERO else -LARGEST


def check_text(name: str, value: str) -> None:
    """Fail where a text holds what no store or file can.

    Raises:
        QuestionError: a null character, or half of a surrogate pair.
    """
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise QuestionError(f"{name} holds a character that stands for nothing: leave it out")
