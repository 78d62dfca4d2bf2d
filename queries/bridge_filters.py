"""Whom of all scientists a question about bridges lists: by country, by topic and by career."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.reading import in_period, read, where
from queries.measures.arrays import BoolArray, FloatArray
from queries.measures.positions import Positions
from queries.saying import said
from queries.subject import find_subject

if TYPE_CHECKING:
    from queries.bridge_builders import BridgeBuilderParameters

_FIRST = pa.schema([("id", pa.string()), ("year", pa.int64())])
_ID = pa.schema([("id", pa.string())])


class Careers(NamedTuple):
    """How long each scientist has published, in years; NaN where no publication has a year."""

    years: FloatArray
    until: int | None
    """The year up to which it is counted."""


def careers(graph: Graph, ids: Sequence[str], until: int | None) -> Careers:
    """The years from each scientist's first publication in the base, of any period, to `until`, or its newest year."""
    dated = "MATCH (s:Scientist)-[:AUTHORED]->(p:Publication) WHERE p.year IS NOT NULL"
    first = read(graph.store, f"{dated} RETURN s.id AS id, min(p.year) AS year", _FIRST)
    newest = graph.store.rows("MATCH (p:Publication) RETURN max(p.year) AS year")["year"][0].as_py()
    began = dict(zip(first["id"].to_pylist(), first["year"].to_pylist(), strict=True))
    end = newest if until is None else until
    return Careers(np.array([end - began[one] if one in began else np.nan for one in ids], dtype=np.float64), end)


def listed(graph: Graph, asked: BridgeBuilderParameters, placed: Positions, career: Careers) -> BoolArray:
    """Whether each scientist is of the group, has published on the topic in the period, and is of the career asked.

    Raises:
        QuestionError: the group or the topic is not known, or the careers end before they begin.
    """
    chosen = _of_group(graph, asked, placed) & _of_career(asked, career)
    return chosen & _on_topic(graph, asked, placed.found.scientists) if asked.topic else chosen


def _of_group(graph: Graph, asked: BridgeBuilderParameters, placed: Positions) -> BoolArray:
    codes = members(asked.group, asked.since, asked.until, graph.groups)
    if asked.group.lower() == "all":
        return np.ones(placed.country.size, dtype=np.bool_)
    wanted = [place for place, code in enumerate(placed.found.countries) if code in codes]
    return np.isin(placed.country, wanted)


def _of_career(asked: BridgeBuilderParameters, career: Careers) -> BoolArray:
    least, most = asked.career_from, asked.career_to
    if least is not None and most is not None and least > most:
        raise QuestionError(
            said(
                "career_from {least} is more than career_to {most}: give the fewer years as career_from",
                least=least,
                most=most,
            )
        )
    chosen = np.ones(career.years.size, dtype=np.bool_)
    if least is not None:
        chosen &= career.years >= least
    if most is not None:
        chosen &= career.years <= most
    return chosen


def _on_topic(graph: Graph, asked: BridgeBuilderParameters, scientists: Sequence[str]) -> BoolArray:
    subject = find_subject(graph.store, asked.topic or "")
    if subject.kind != "Topic":
        raise QuestionError(
            said("topic “{topic}” is the scientist {id}: give a topic", topic=asked.topic, id=subject.id)
        )
    about = where("t.id IN $topics", *in_period(asked.since, asked.until))
    below = "MATCH (n:Topic)-[:BROADER*1..3]->(:Topic {id: $of}) RETURN DISTINCT n.id AS id"
    topics = [subject.id, *read(graph.store, below, _ID, of=subject.id)["id"].to_pylist()]
    wrote = f"MATCH (s:Scientist)-[:AUTHORED]->(p:Publication)-[:ABOUT]->(t:Topic){about} RETURN DISTINCT s.id AS id"
    found = read(graph.store, wrote, _ID, topics=topics, since=asked.since, until=asked.until)
    on_it = set(found["id"].to_pylist())
    return np.array([one in on_it for one in scientists], dtype=np.bool_)
