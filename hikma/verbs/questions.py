"""`hikma questions`: what can be asked."""

from __future__ import annotations

import argparse

from hikma.printing import lines
from hikma.verbs.verb import Verb, add_format
from queries import questions

COLUMNS = ("question", "title")


def _run(given: argparse.Namespace) -> int:
    rows = [(question.name, question.title) for question in questions().values()]
    print(lines(COLUMNS, rows, given.format))
    return 0


VERB = Verb(
    "questions",
    "List the questions that can be asked.",
    "“hikma ask QUESTION --help” explains one.",
    add_format,
    _run,
)
