"""What a profile looks at: the publications of a period and topic, and the part of them that is somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from graph.base import Graph
from graph.errors import QuestionError
from graph.reading import in_period
from queries.caveats import period, said
from queries.foretell_records import last_whole_year
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.profile_corpus import Corpus, any_of
from queries.profile_reading import corpus
from queries.saying import Said
from queries.subject import find_subject

Counting: TypeAlias = Literal["full", "fractional"]
Level: TypeAlias = Literal["topic", "subfield", "field", "domain"]

TREND_YEARS = 10
"""Whole years that growth is measured over, counted back from the last one."""


@dataclass(frozen=True, eq=False)
class Scope:
    """The publications that are `inside`: of the period and, where one was named, about the topic."""

    corpus: Corpus
    inside: BoolArray
    counting: Counting
    since: int | None
    until: int | None
    last_whole: int | None
    topic: int | None
    undated: int
    """Publications that the period leaves out because they have no year."""

    @cached_property
    def placed(self) -> BoolArray:
        """Those inside that name a country."""
        return self.inside & (self.corpus.sizes > 0)

    @property
    def years(self) -> range:
        """The years of publications inside, from the first to the last."""
        seen = self.corpus.year[self.inside & (self.corpus.year > 0)]
        return range(int(seen.min()), int(seen.max()) + 1) if seen.size else range(0)

    @property
    def trend(self) -> range:
        """The last whole years inside, over which growth is measured: ten, or fewer where there are fewer."""
        if not self.years or self.last_whole is None:
            return range(0)
        last = min(self.years[-1] if self.until is None else self.until, self.last_whole)
        return range(max(self.years[0], last - TREND_YEARS + 1), last + 1)

    @property
    def period(self) -> Said:
        """The period in words."""
        return period(self.since, self.until)

    def by_year(self, weight: FloatArray, years: range) -> FloatArray:
        """The sum of weights of publications inside in each of these years."""
        kept = self.inside & (self.corpus.year >= years.start) & (self.corpus.year < years.stop)
        rows = np.flatnonzero(kept)
        sums = np.bincount(self.corpus.year[rows] - years.start, weights=weight[rows], minlength=len(years))
        return np.asarray(sums, dtype=np.float64)


class Part(NamedTuple):
    """Somebody's part of the publications inside."""

    weight: FloatArray
    """Of each publication of the base; 0 where it is not theirs."""
    leads: BoolArray
    """A leading author is theirs."""
    lead_known: BoolArray
    """Some leading author's place is known."""
    lines: BoolArray
    """Which authorships are theirs."""
    institutions: BoolArray
    """Which institutions of the base are theirs."""

    @property
    def works(self) -> IntArray:
        """Their publications by place."""
        return np.flatnonzero(self.weight > 0)


def scope(graph: Graph, since: int | None, until: int | None, counting: Counting, topic: str | None = None) -> Scope:
    """The publications from `since` to `until`, and about the topic of that id or name or one below it.

    Raises:
        QuestionError: the period ends before it begins, or no topic is called so.
    """
    dated = bool(in_period(since, until))
    held = corpus(graph)
    place = topic_place(graph, topic) if topic else None
    about = of_topic(held, place) if place is not None else np.ones(held.works, np.bool_)
    then = (held.year > 0) & (held.year >= (since or 0)) & (held.year <= (until or held.year.max(initial=0)))
    inside = about & then if dated else about
    undated = int((about & (held.year == 0)).sum()) if dated else 0
    return Scope(held, inside, counting, since, until, last_whole_year(graph), place, undated)


def topic_place(graph: Graph, text: str) -> int:
    """The place of a topic given by id or name.

    Raises:
        QuestionError: no topic, or more than one, is called so; or it is a scientist.
    """
    subject = find_subject(graph.store, text)
    if subject.kind != "Topic":
        raise QuestionError(
            said("“{text}” is a scientist ({id}): give the name or id of a topic", text=text, id=subject.id)
        )
    return corpus(graph).subjects.ids.index(subject.id)


def of_topic(held: Corpus, topic: int) -> BoolArray:
    """Which publications are about the topic or one below it."""
    return any_of(held.subjects.touched, np.array([topic])) > 0


def of_countries(seen: Scope, codes: Sequence[str]) -> Part:
    """The part of one or more countries together; fractional: their share of the countries of each publication."""
    held = seen.corpus
    columns = np.flatnonzero(np.isin(np.array(held.countries, dtype=object), list(codes)))
    number = any_of(held.placed, columns)
    return Part(
        _weight(seen, number, held.sizes),
        any_of(held.led_from, columns) > 0,
        np.diff(held.led_from.indptr) > 0,
        (any_of(held.lines.countries, columns) > 0) & seen.inside[held.lines.work],
        any_of(held.located, columns) > 0,
    )


def of_institutions(seen: Scope, columns: IntArray) -> Part:
    """The part of one or more institutions together; fractional: their share of each publication's institutions."""
    held = seen.corpus
    number = any_of(held.housed, columns)
    return Part(
        _weight(seen, number, np.diff(held.housed.indptr)),
        any_of(held.led_at, columns) > 0,
        np.diff(held.led_at.indptr) > 0,
        (any_of(held.lines.institutions, columns) > 0) & seen.inside[held.lines.work],
        np.isin(np.arange(len(held.institutions)), columns),
    )


def of_all(seen: Scope) -> Part:
    """Everything inside, each publication whole; nobody's in particular, so that nobody leads."""
    nobody = np.zeros(seen.corpus.works, np.bool_)
    every = np.ones(len(seen.corpus.institutions), np.bool_)
    return Part(seen.inside.astype(np.float64), nobody, nobody, seen.inside[seen.corpus.lines.work], every)


def _weight(seen: Scope, number: IntArray, of: IntArray) -> FloatArray:
    if seen.counting == "full":
        return ((number > 0) & seen.inside).astype(np.float64)
    return np.where(seen.inside & (number > 0), number / np.maximum(of, 1), 0.0)
