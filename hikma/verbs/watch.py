"""`hikma watch`: questions that are saved, and report what is new since they were last asked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from graph.base import Base
from graph.errors import BaseError, HikmaError, UsageError
from graph.watches import Saved, Watches
from hikma.verbs.verb import add_format, base_of

if TYPE_CHECKING:
    from hikma.watching import Report

NEWS = 3
"""The exit status where there is something to tell; 1 is a failure and 2 wrong usage, as everywhere."""
FORMS = ("table", "json", "atom", "jsonfeed")
LISTED = ("name", "question", "parameters", "figures", "rows", "as_of")


class WatchVerb:
    """A verb with verbs below it: add, run, list and remove."""

    name = "watch"
    title = "Save a question, and report what is new since it was last asked."
    text = f"""“add” asks the question and remembers its rows; “run” asks it again and tells which rows are new or have
changed, and how many are gone. The exit status of “run” is 0 where nothing is new, {NEWS} where something is, 1 after a
failure, 2 for wrong usage. What was told is remembered once it was written out: a run that was killed is told again.
Of rows, digests of their keys are kept, which name nobody.

  hikma watch add gulf collaboration-gaps --group AE,BH,KW,OM,QA,SA
  hikma watch add --figures novelty firsts latest --by first --limit 0
  hikma watch run                                        all of them, as for cron
  hikma watch run gulf --format json"""

    def register(self, verbs: Any, shared: argparse.ArgumentParser) -> None:
        """Add the verb and those below it."""
        below = _verb(verbs, self.name, self.title, self.text, shared).add_subparsers(
            dest="watch", metavar="WHAT", required=True
        )
        add = _verb(below, "add", "Save a question with its parameters, and its answer as it is now.", _ADD, shared)
        add.add_argument("--figures", metavar="A,B", help="columns whose change is told (of gaps: verdict)")
        add.add_argument("name", metavar="NAME", help="what to call it: letters, digits, dots, dashes, underscores")
        add.add_argument("asked", metavar="QUESTION …", nargs=argparse.REMAINDER, help="as after “hikma ask”")
        add.set_defaults(run=_add)
        run = _verb(below, "run", "Report what is new.", _RUN, shared)
        run.add_argument("name", metavar="NAME", nargs="?", help="which one; not given: all")
        add_format(run, FORMS)
        run.set_defaults(run=_run)
        listed = _verb(below, "list", "Show what is watched.", "", shared)
        add_format(listed)
        listed.set_defaults(run=_list)
        remove = _verb(below, "remove", "Watch it no longer.", "", shared)
        remove.add_argument("name", metavar="NAME", help="which one")
        remove.set_defaults(run=_remove)


_ADD = """The flags of a question are those of “hikma ask QUESTION”. A question with a limit watches the rows within it;
--limit 0 watches all. Flags of “add” itself come before NAME."""
_RUN = f"""Exit status: 0 nothing new, {NEWS} something new, changed or gone, 1 failure, 2 wrong usage. A feed is of one
watch."""


def _verb(verbs: Any, name: str, title: str, text: str, shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=title,
        description=f"{title}\n\n{text}".strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    return made


def _watches(base: Base) -> Watches:
    """The watches of a base, without those that name somebody who was forgotten."""
    watches = Watches(base.folder)
    if base.forgotten:
        watches.purge(base.forgotten)
    return watches


def _add(given: argparse.Namespace) -> int:
    from hikma.cli import parser
    from hikma.watching import save
    from queries import find_question
    from queries.parameters import forms

    if not given.asked:
        raise UsageError("watch add: give a question after the name, as in “hikma watch add gaps collaboration-gaps”")
    asked = parser().parse_args(["ask", *given.asked])
    if asked.publications or asked.format != "table":
        raise UsageError("watch add takes the parameters of a question: leave --publications and --format away")
    given.base, given.store = given.base or asked.base, given.store or asked.store
    parameters = {form.name: getattr(asked, form.name) for form in forms(find_question(asked.question).parameters)}
    parameters = {name: value for name, value in parameters.items() if value is not None}
    figures = None if given.figures is None else [one.strip() for one in given.figures.split(",") if one.strip()]
    base = base_of(given)
    watches = _watches(base)
    with watches.locked(), base.open() as graph:
        if given.name in watches.names():
            raise BaseError(f"“{given.name}” is watched already: remove it first, or give another name")
        saved = save(graph, asked.question, parameters, figures)
        watches.write(given.name, saved)
    print(f"Watching {asked.question} as {given.name}: {len(saved.rows):,} rows as of {saved.as_of}.")
    return 0


def _run(given: argparse.Namespace) -> int:
    """Tell of each what is new, and remember it once that was written; one that fails does not stop the others."""
    from hikma.watching import look

    base = base_of(given)
    watches = _watches(base)
    failed, reports = [], []
    with watches.locked(), base.open() as graph:
        names = [given.name] if given.name else watches.names()
        if given.format in ("atom", "jsonfeed") and len(names) != 1:
            raise UsageError(f"{given.format} is of one watch: give its name")
        told = {}
        for name in names:
            try:
                report, told[name] = look(name, watches.read(name), graph)
                reports.append(report)
            except HikmaError as error:
                failed.append(f"watch {name}: {error}")
        if reports or not failed:
            _write_out(_text(graph, reports, given.format))
        for name, saved in told.items():
            watches.write(name, saved)
    if failed:
        raise BaseError("; ".join(failed))
    return NEWS if any(report.anything for report in reports) else 0


def _write_out(text: str) -> None:
    """Write to stdout and see it off; a BaseError where nobody reads it, so that it is not taken as told."""
    try:
        print(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise BaseError("nobody read the report: it is told again next time") from error


def _text(graph: Any, reports: Sequence[Report], form: str) -> str:
    from hikma.watching import report_feed
    from queries.feeds import atom, json_feed

    if form == "json":
        return msgspec.json.encode([report.as_dict() for report in reports], enc_hook=str).decode()
    if form in ("atom", "jsonfeed"):
        made = report_feed(graph, reports[0])
        return atom(made) if form == "atom" else json_feed(made)
    return "\n\n".join(map(_shown, reports)) or "nothing is watched: “hikma watch add NAME QUESTION” saves a question"


def _shown(report: Report) -> str:
    from hikma.printing import table_text
    from queries import find_question

    head = f"{report.name} ({report.answer.question}), since {report.since}"
    if not report.anything:
        return f"{head}: nothing new as of {report.as_of}"
    question = find_question(report.answer.question)
    keys = report.answer.columns[: question.key]
    columns = (*keys, *(column for column in question.brief or report.answer.columns if column not in keys))
    rows = report.answer.records()
    counts = ((len(report.new), "new"), (len(report.changed), "changed"), (report.gone, "gone"))
    parts = [f"{head}: {', '.join(f'{number:,} {word}' for number, word in counts if number)} as of {report.as_of}"]
    if report.new:
        parts += ["New:", table_text(columns, [[rows[place][column] for column in columns] for place in report.new])]
    if report.changed:
        changes = [
            [*(rows[one.row][key] for key in keys), figure, was, rows[one.row][figure]]
            for one in report.changed
            for figure, was in one.was.items()
        ]
        parts += ["Changed:", table_text((*keys, "figure", "was", "is"), changes)]
    if report.gone:
        parts.append(f"Gone: {report.gone:,}; of rows, digests are kept, which do not say which they were.")
    return "\n".join([*parts, *(f"* {caveat}" for caveat in report.answer.caveats)])


def _list(given: argparse.Namespace) -> int:
    from hikma.printing import lines

    watches = _watches(base_of(given))
    rows = [_listed(name, watches.read(name)) for name in watches.names()]
    print(lines(LISTED, rows, given.format))
    return 0


def _listed(name: str, saved: Saved) -> list[object]:
    asked = "; ".join(f"{key}={value}" for key, value in saved.parameters.items())
    return [name, saved.question, asked, saved.figures, len(saved.rows), saved.as_of]


def _remove(given: argparse.Namespace) -> int:
    watches = _watches(base_of(given))
    with watches.locked():
        watches.remove(given.name)
    print(f"{given.name} is watched no longer.")
    return 0


VERB = WatchVerb()
