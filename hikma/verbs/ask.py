"""`hikma ask QUESTION …`: ask a question; its flags come from the question's own parameters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.base import Graph
from graph.errors import UsageError
from hikma.printing import answer_text
from hikma.verbs.verb import FORMATS, add_format, base_of
from queries import Answer, Question, ask, questions
from queries.evidence import publications_behind
from queries.exchange import ALL, data_state, encoded
from queries.feeds import FORMS as FEEDS
from queries.feeds import feed_text
from queries.parameters import ParameterForm, forms


class AskVerb:
    """A verb with verbs below it: one for each question."""

    name = "ask"
    title = "Ask a question of the base."

    def register(self, verbs: Any, shared: argparse.ArgumentParser) -> None:
        """Add the verb, and each question as a verb of its own below it."""
        made = verbs.add_parser(
            "ask",
            help=self.title,
            description=f"{self.title}\n\n" + "\n".join(f"  {q.name:<22} {q.title}" for q in questions().values()),
            epilog="“hikma ask QUESTION --help” explains one question, its parameters and its columns.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared],
        )
        below = made.add_subparsers(dest="question", metavar="QUESTION", required=True)
        for question in questions().values():
            self._register(question, below, shared)

    def _register(self, question: Question[Any], below: Any, shared: argparse.ArgumentParser) -> None:
        columns = "\n".join(f"  {name:<22} {meaning}" for name, meaning in question.columns.items())
        made = below.add_parser(
            question.name,
            help=question.title,
            description=f"{question.title}\n\n{question.text}\n\nColumns:\n{columns}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared],
        )
        for form in forms(question.parameters):
            _flag(made, form)
        keys = list(question.columns)[: question.key]
        made.add_argument(
            "--publications", nargs=question.key, metavar=tuple(key.upper() for key in keys),
            help="instead of the answer, the publications behind the row of this key",
        )  # fmt: skip
        add_format(made, (*FORMATS, *FEEDS, *ALL))
        made.add_argument(
            "--output", metavar="FILE", type=Path, help="the file to write it to, instead of the terminal"
        )
        made.set_defaults(run=_run)


def _flag(made: argparse.ArgumentParser, form: ParameterForm) -> None:
    flag = f"--{form.name.replace('_', '-')}"
    default = "" if form.required or form.default is None else f" (default: {form.default})"
    text = f"{form.help}{default}".replace("%", "%%")
    if form.type is bool:
        made.add_argument(flag, dest=form.name, action=argparse.BooleanOptionalAction, help=text)
    elif form.choices:
        made.add_argument(flag, dest=form.name, choices=form.choices, help=text)
    else:
        made.add_argument(
            flag,
            dest=form.name,
            metavar=form.example or form.name.upper(),
            required=form.required,
            help=text,
            type=Path if form.local else str,
        )


def _run(given: argparse.Namespace) -> int:
    question = questions()[given.question]
    parameters = {form.name: getattr(given, form.name) for form in forms(question.parameters)}
    parameters = {name: value for name, value in parameters.items() if value is not None}
    with base_of(given).open() as graph:
        if given.publications:
            answer = publications_behind(graph, question.name, given.publications, **parameters)
        else:
            answer = ask(graph, question.name, **parameters)
        written = _written(graph, answer, given.format, () if given.publications else question.brief)
    _put(written, given.output)
    return 0


def _written(graph: Graph, answer: Answer, form: str, brief: Sequence[str]) -> str | bytes:
    """The answer in the form that was asked for; forms that are no plain text are bytes."""
    if form in ALL:
        return encoded(answer, form, data_state(graph.loads, datetime.now(UTC).date()))
    return feed_text(graph, answer, form) if form in FEEDS else answer_text(answer, form, brief)


def _put(written: str | bytes, file: Path | None) -> None:
    """Write it to the file, else to stdout, of which a terminal shows texts alone."""
    if file:
        _replace(file, written.encode() + b"\n" if isinstance(written, str) else written)
    elif isinstance(written, str):
        print(written)
    elif sys.stdout.isatty() and b"\0" in written:
        raise UsageError("a terminal cannot show this form: name a file with --output")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)


def _replace(file: Path, written: bytes) -> None:
    try:
        file.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror}): name another file with --output") from error


VERB = AskVerb()
