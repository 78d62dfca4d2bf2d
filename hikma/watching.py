"""What is new in the answer to a saved question: rows that came, rows that changed, and how many went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.watches import Figure, Given, Saved
from queries import Answer, ask, find_question
from queries.feeds import Feed, data_state, feed
from queries.parameters import forms
from queries.question import Value
from queries.subject import find_subject

FIGURES: Mapping[str, tuple[str, ...]] = {"collaboration-gaps": ("verdict",)}
"""The columns whose change is told where none are chosen."""


class Changed(NamedTuple):
    """A row whose figures differ: its place in the answer, and what each figure was that is not the same."""

    row: int
    was: dict[str, Value]


class Report(NamedTuple):
    """What an answer says that the one before did not; `new` are places of rows in the answer."""

    name: str
    answer: Answer
    since: str
    as_of: str
    new: tuple[int, ...]
    changed: tuple[Changed, ...]
    gone: int

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.changed or self.gone)

    def as_dict(self) -> dict[str, Any]:
        """The form of `--format json`: rows are objects; of those gone, how many."""
        rows = self.answer.records()
        return {
            "watch": self.name,
            "question": self.answer.question,
            "parameters": self.answer.parameters,
            "since": self.since,
            "as_of": self.as_of,
            "new": [rows[place] for place in self.new],
            "changed": [{"row": rows[one.row], "was": one.was} for one in self.changed],
            "gone": self.gone,
            "caveats": self.answer.caveats,
        }


def save(graph: Graph, question: str, given: Mapping[str, Any], figures: Sequence[str] | None = None) -> Saved:
    """The question with its answer as it is now; a scientist whom a parameter names is kept by id.

    Raises:
        QuestionError: the question cannot be asked so, or a figure is none of its columns.
    """
    columns = list(find_question(question).columns)
    chosen = list(FIGURES.get(question, ()) if figures is None else figures)
    if unknown := [figure for figure in chosen if figure not in columns]:
        raise QuestionError(f"{question} has no column “{unknown[0]}”: give some of {', '.join(columns)}")
    return look("", Saved(question, _kept(graph, question, given), chosen), graph)[1]


def look(name: str, saved: Saved, graph: Graph) -> tuple[Report, Saved]:
    """What is new since the question was last asked, and what is to be kept once that was told."""
    question = find_question(saved.question)
    files = {form.name for form in forms(question.parameters) if form.local}
    asked = {name: Path(str(value)) if name in files else value for name, value in saved.parameters.items()}
    answer, key = ask(graph, saved.question, **asked), question.key
    places = [answer.columns.index(figure) for figure in saved.figures]
    rows = {saved.digest(row[:key]): saved.kept([row[place] for place in places]) for row in answer.rows}
    new, changed = [], []
    for place, (digest, figures) in enumerate(rows.items()):
        before = saved.rows.get(digest)
        if before is None:
            new.append(place)
        elif before != figures:
            changed.append(Changed(place, _was(saved, answer, before, figures)))
    as_of = data_state(graph)[:10]
    report = Report(name, answer, saved.as_of, as_of, tuple(new), tuple(changed), len(saved.rows.keys() - rows.keys()))
    return report, msgspec.structs.replace(saved, as_of=as_of, rows=rows)


def report_feed(graph: Graph, report: Report) -> Feed:
    """The new and the changed rows as a feed: new entries, and entries that are brought up to date."""
    whole = feed(graph, report.answer, report.name)
    chosen = [whole.entries[place]._replace(updated=whole.updated) for place in report.new]
    for one in report.changed:
        entry = whole.entries[one.row]
        was = "\n".join(f"{figure} was: {value}" for figure, value in one.was.items())
        chosen.append(entry._replace(updated=whole.updated, text=f"{entry.text}\n{was}"))
    return whole._replace(entries=tuple(chosen), title=f"{report.name}: {whole.title}")


def _was(saved: Saved, answer: Answer, before: Sequence[Figure], now: Sequence[Figure]) -> dict[str, Value]:
    """The former figures that differ; a text is known again where the column still has it, else it is “another”."""
    was: dict[str, Value] = {}
    for figure, old, new in zip(saved.figures, before, now, strict=True):
        if old != new and isinstance(old, str):
            values = {saved.digest(row[answer.columns.index(figure)]): row for row in answer.rows}
            was[figure] = values[old][answer.columns.index(figure)] if old in values else "another"
        elif old != new:
            was[figure] = old
    return was


def _kept(graph: Graph, question: str, given: Mapping[str, Any]) -> dict[str, Given]:
    """The parameters as they are kept: files by their whole path, scientists by id."""
    known = {form.name: form for form in forms(find_question(question).parameters)}
    texts = {name for name, form in known.items() if form.type is str and not form.choices}
    whole = {name: str(value.resolve()) if isinstance(value, Path) else value for name, value in given.items()}
    return {name: _by_id(graph, value) if name in texts else value for name, value in whole.items()}


def _by_id(graph: Graph, text: str) -> str:
    """The text with each scientist whom it names, among others separated by semicolons, named by id."""
    return ";".join(_id_of(graph, piece) for piece in text.split(";"))


def _id_of(graph: Graph, piece: str) -> str:
    try:
        members(piece.strip(), known=graph.groups)
    except QuestionError:
        pass
    else:
        return piece
    try:
        found = find_subject(graph.store, piece)
    except QuestionError:
        return piece
    return found.id if found.kind == "Scientist" else piece
