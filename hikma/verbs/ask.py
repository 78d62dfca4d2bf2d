"""`hikma ask QUESTION …`: ask a question; its flags come from the question's own parameters."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from hikma.printing import answer_text
from hikma.verbs.verb import FORMATS, add_format, base_of
from queries import Question, ask, questions
from queries.evidence import publications_behind
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
        add_format(made, (*FORMATS, *FEEDS))
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
        if given.format in FEEDS:
            print(feed_text(graph, answer, given.format))
            return 0
    print(answer_text(answer, given.format, () if given.publications else question.brief))
    return 0


VERB = AskVerb()
