"""`hikma questions`: what can be asked."""

from __future__ import annotations

import argparse

import msgspec

from hikma.printing import csv_text, table_text
from hikma.verbs.verb import Verb, add_format
from queries import questions

COLUMNS = ("question", "title")


def _run(given: argparse.Namespace) -> int:
    rows = [(question.name, question.title) for question in questions().values()]
    if given.format == "json":
        print(msgspec.json.encode([dict(zip(COLUMNS, row, strict=True)) for row in rows]).decode())
    else:
        print(csv_text(COLUMNS, rows) if given.format == "csv" else table_text(COLUMNS, rows))
    return 0


VERB = Verb(
    "questions",
    "List the questions that can be asked.",
    "“hikma ask QUESTION --help” explains one.",
    add_format,
    _run,
)
