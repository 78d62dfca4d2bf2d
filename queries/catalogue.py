"""The questions there are: every module of this room that has a `QUESTION`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from graph.base import Graph
from graph.errors import QuestionError
from queries.parameters import parse
from queries.question import Answer, Question
from queries.saying import in_a_row, said


@cache
def questions() -> dict[str, Question[Any]]:
    """Every question by its name, in order of name."""
    import queries as room

    modules = (import_module(f"queries.{module.name}") for module in iter_modules(room.__path__))
    found = [module.QUESTION for module in modules if hasattr(module, "QUESTION")]
    return {question.name: question for question in sorted(found, key=lambda question: question.name)}


def find_question(name: str) -> Question[Any]:
    """The question of that name.

    Raises:
        QuestionError: there is none; the message lists those there are.
    """
    if name not in questions():
        raise QuestionError(
            said("no question is called “{name}”: give one of {names}", name=name, names=in_a_row(tuple(questions())))
        )
    return questions()[name]


def ask(graph: Graph, name: str, **given: Any) -> Answer:
    """Ask a question by name, with parameters by name; those not given have their defaults.

    Raises:
        QuestionError: an unknown question or parameter, or a value that cannot be answered.
        StoreError: the store is out of reach.
    """
    question = find_question(name)
    answer: Answer = question.answer(graph, parse(question.parameters, given))
    return answer
