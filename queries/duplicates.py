"""Which publications overlap with a text, a file or a publication, with the evidence; or which pairs of a base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.base import Graph
from graph.errors import QuestionError
from queries.duplicate_asked import DuplicatesParameters, asked_about, shown_without_text
from queries.duplicate_meaning import meaning_matches
from queries.duplicate_records import Described, Texts, described, texts
from queries.duplicate_relations import SAME_MEANING
from queries.duplicate_rows import COLUMNS, ranked, read_asked, row
from queries.duplicate_search import Match, matches
from queries.duplicate_sweep import Swept, swept
from queries.duplicate_trust import alarms, caveats, coverage
from queries.measures.duplicate_alarms import Alarms
from queries.question import Answer, Question, Value
from queries.saying import said

Row = tuple[Value, ...]


def answer(graph: Graph, asked: DuplicatesParameters) -> Answer:
    """The overlapping publications, the most similar first; of equals, the first by id."""
    _refuse(asked)
    subject = None if asked.sweep or not _given(asked) else asked_about(graph, asked)
    base = texts(graph)
    rates = alarms(graph, base, here=asked.measure)
    found: Swept | None = None
    if subject is None:
        found = swept(graph, base)
        rows, listed = _pairs(graph, base, asked, found)
    else:
        rows, listed = _overlapping(graph, base, asked, subject, rates)
    numbers = coverage(base, asked, rates, found, listed)
    told = caveats(graph, numbers, swept=found is not None)
    return Answer("duplicates", shown_without_text(asked), tuple(COLUMNS), tuple(rows), told, numbers)


def publications(graph: Graph, asked: DuplicatesParameters, key: Sequence[str]) -> list[str]:
    """The two publications of a row; of a text only the one found."""
    del asked
    if len(key) != 2:
        return []
    return sorted(described(graph, list(dict.fromkeys(key))))


def _given(asked: DuplicatesParameters) -> bool:
    return any((asked.text, asked.title, asked.abstract, asked.file, asked.publication))


def _refuse(asked: DuplicatesParameters) -> None:
    if not 0 <= asked.threshold <= 1:
        raise QuestionError(
            said("threshold {threshold:g} is no share: give a number from 0 to 1", threshold=asked.threshold)
        )
    if asked.sweep and _given(asked):
        raise QuestionError(said("sweep goes through the whole base: give it alone, or a text without sweep"))


def _overlapping(
    graph: Graph, base: Texts, asked: DuplicatesParameters, subject: Described, rates: Alarms
) -> tuple[list[Row], int]:
    others = meaning_matches(graph, base, subject) if asked.across_languages else []
    found = ranked(matches(base, subject), others, asked.threshold, SAME_MEANING)
    shown = found[: asked.limit or None]
    known = described(graph, [one.id for one in shown]) if shown else {}
    read_once = read_asked(base, subject)
    return [row(base, read_once, known[one.id], one, rates) for one in shown], len(found)


def _pairs(graph: Graph, base: Texts, asked: DuplicatesParameters, found: Swept) -> tuple[list[Row], int]:
    """The pairs of the sweep; the rates of false alarm are of another similarity, and none stands beside them."""
    listed = [pair for pair in found.pairs if pair.similarity >= asked.threshold]
    shown = listed[: asked.limit or None]
    known = described(graph, sorted({id_ for pair in shown for id_ in (pair.a, pair.b)})) if shown else {}
    made = [
        row(base, read_asked(base, known[pair.a]), known[pair.b], Match(pair.b, pair.similarity), None)
        for pair in shown
    ]
    return made, len(listed)


TEXT = """Publications of this base that overlap with a text, a file or another publication, the most similar first,
with the evidence: terms, sentences and references in common, who wrote them, where and when, and what the two are to
each other by stated rules. Without anything to compare, the whole base is gone through for pairs of groups in different
countries that say the same. It is no verdict: the measured rate of false alarms stands beside the answer. The text is
kept nowhere."""

QUESTION: Question[Any] = Question(
    name="duplicates",
    title="Has this been done already?",
    text=TEXT,
    parameters=DuplicatesParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("asked", "found", "title", "similarity", "false_alarms", "relation", "countries", "year"),
)
