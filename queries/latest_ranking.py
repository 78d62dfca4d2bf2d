"""In what order recent publications are called notable: by citations of their field, by novelty, or by date."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from graph.base import Graph
from queries.labels import labels
from queries.latest_history import history
from queries.latest_novelty import First, atypical, firsts
from queries.saying import in_a_row, said

SHOWN_FIRSTS = 3

By: TypeAlias = Literal["impact", "first", "atypical", "date"]
Works: TypeAlias = Sequence[dict[str, Any]]


class Ranked(NamedTuple):
    """A publication, what is new in it if that was asked, and what it is sorted by, the smallest first."""

    work: dict[str, Any]
    novelty: float | None
    why: str | None
    order: tuple[Any, ...]


def ranked(graph: Graph, works: Works, by: By, named: str, group: Sequence[str] | None) -> list[Ranked]:
    """The publications that have what they are ranked by, in no order yet.

    `group` are the countries whose firsts are looked for, all where it is none, and `named` what they are called.
    """
    if by == "first":
        return _by_first(graph, works, named, group)
    if by == "atypical":
        return _by_atypical(graph, works)
    if by == "date":
        return [Ranked(work, None, None, _newest(work)) for work in works]
    known = (work for work in works if work["citation_percentile"] is not None or work["fwci"] is not None)
    return [Ranked(work, None, None, _most_cited(work)) for work in known]


def _most_cited(work: dict[str, Any]) -> tuple[Any, ...]:
    """Sorts by percentile, impact and citations; without any citation the percentile says nothing: those come after."""
    figures = (work["citation_percentile"], work["fwci"], work["citations"])
    return not work["citations"], *(math.inf if one is None else -one for one in figures), *_newest(work)


def _newest(work: dict[str, Any]) -> tuple[Any, ...]:
    """Sorts by date, newest first, then by id; where only the year is known, after the dates of that year."""
    day = re.findall(r"\d+", work["date"] or "") or [work["year"] or 0, 0]
    return tuple(-int(part) for part in day), work["publication"]


def _by_first(graph: Graph, works: Works, named: str, group: Sequence[str] | None) -> list[Ranked]:
    past = history(graph)
    whole = group is not None and len(group) > 1
    codes, units = past.units(past.works.countries if group is None else group, whole=whole)
    of = past.places([work["publication"] for work in works])
    made: dict[int, list[First]] = {}
    for one in firsts(past.year, units, past.main, past.works.unplaced > 0, of):
        made.setdefault(one.work, []).append(one)
    units_named = tuple(code or said("the group {group}", group=named) for code in codes)
    chosen = {place: sorted(some, key=lambda one: (-one.expected, one.unit, one.topic)) for place, some in made.items()}
    topics = {past.topic_ids[one.topic] for some in chosen.values() for one in some[:SHOWN_FIRSTS]}
    names = {key[1]: label.name or key[1] for key, label in labels(graph.store, {"topic": sorted(topics)}).items()}
    ranked = []
    for place, work in zip(of.tolist(), works, strict=True):
        if place in chosen:
            whys = [
                said(
                    "first of {unit} on {topic} ({expected:.1f} expected)",
                    unit=units_named[one.unit],
                    topic=names[past.topic_ids[one.topic]],
                    expected=float(one.expected),
                )
                for one in chosen[place][:SHOWN_FIRSTS]
            ]
            novelty = chosen[place][0].expected
            ranked.append(Ranked(work, novelty, in_a_row(whys, "; "), (-novelty, *_newest(work))))
    return ranked


def _by_atypical(graph: Graph, works: Works) -> list[Ranked]:
    past = history(graph)
    values, pairs = atypical(past.about, past.places([work["publication"] for work in works]))
    ids = {past.topic_ids[k] for pair in pairs if pair for k in pair}
    names = {key[1]: label.name or key[1] for key, label in labels(graph.store, {"topic": sorted(ids)}).items()}
    ranked = []
    for work, value, pair in zip(works, values.tolist(), pairs, strict=True):
        if pair and not np.isnan(value):
            one, other = (names[past.topic_ids[k]] for k in pair)
            why = said("{one}, with {other}", one=one, other=other)
            ranked.append(Ranked(work, value, why, (-value, *_newest(work))))
    return ranked
