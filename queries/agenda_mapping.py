"""Which topics belong to which priority area: the mapping that ships, or one of the user's own.

A mapping is a CSV with the columns of `data/agenda_2026.csv`. A row maps a topic, subfield or field, with all that is
below it, to an area; with `out` in the column `use` it takes a topic, with all below it, out of the area again. An area
without topics has one row with an empty topic.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from graph.errors import QuestionError
from graph.reading import read
from graph.store import Store
from queries.saying import Said, in_a_row, said

SHIPPED = "data/agenda_2026.csv"
COLUMNS = ("version", "date", "area", "area_name", "topic", "topic_name", "level", "use", "rule")
_NEEDED = ("area", "area_name", "topic")
_BROADER = pa.schema([("topic", pa.string()), ("broader", pa.string())])
_LEVELS = 4


@dataclass(frozen=True)
class Agenda:
    """A mapping: its areas by code in order, and the topics mapped into and out of each."""

    version: str
    date: str
    areas: Mapping[str, str]
    """Name by code."""
    taken: Mapping[str, frozenset[str]]
    left_out: Mapping[str, frozenset[str]]

    def areas_of(self, lineage: Sequence[str]) -> tuple[str, ...]:
        """The codes of the areas of a topic, given its own id and the ids of all above it."""
        line = set(lineage)
        return tuple(code for code in self.areas if line & self.taken[code] and not line & self.left_out[code])


def agenda(path: Path | None = None) -> Agenda:
    """The mapping that ships, or the one in a file.

    Raises:
        QuestionError: the file cannot be read or is no mapping; the message names the line, and repeats none of it.
    """
    if path is None:
        return _shipped()
    if path.suffix.lower() != ".csv":
        raise QuestionError(
            said(
                "mapping “{path}” is no CSV: give a file like {shipped}, its name ending in .csv",
                path=str(path),
                shipped=SHIPPED,
            )
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            said("mapping “{path}” cannot be read: give a CSV in UTF-8 like {shipped}", path=str(path), shipped=SHIPPED)
        ) from error
    return _parsed(text, str(path))


@cache
def _shipped() -> Agenda:
    return _parsed(files("queries").joinpath(SHIPPED).read_text(encoding="utf-8"), SHIPPED)


def _parsed(text: str, name: str) -> Agenda:
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or any(column not in rows[0] for column in _NEEDED):
        raise QuestionError(
            said(
                "mapping “{mapping}”: no rows with the columns {columns}: see {shipped}",
                mapping=name,
                columns=in_a_row(COLUMNS),
                shipped=SHIPPED,
            )
        )
    areas: dict[str, str] = {}
    taken: dict[str, set[str]] = {}
    left_out: dict[str, set[str]] = {}
    for line, row in enumerate(rows, start=2):
        code, use = (row["area"] or "").strip(), (row.get("use") or "in").strip()
        if not code or use not in ("in", "out"):
            raise QuestionError(
                said(
                    "mapping “{mapping}”, line {line}: expected an area, and in or out as its use",
                    mapping=name,
                    line=line,
                )
            )
        areas.setdefault(code, (row["area_name"] or code).strip())
        for one in (taken, left_out):
            one.setdefault(code, set())
        if topic := (row["topic"] or "").strip():
            (taken if use == "in" else left_out)[code].add(topic)
    sets = ({code: frozenset(topics) for code, topics in one.items()} for one in (taken, left_out))
    return Agenda(rows[0].get("version") or "", rows[0].get("date") or "", areas, *sets)


def areas_of(store: Store, topics: Sequence[str], mapping: Agenda | None = None) -> dict[str, tuple[str, ...]]:
    """The codes of the priority areas of each of these topics, by what the store knows to be above them."""
    above = lineages(store)
    known = mapping or agenda()
    return {topic: known.areas_of(above.get(topic, (topic,))) for topic in topics}


def chosen_areas(mapping: Agenda, text: str) -> tuple[str, ...]:
    """The codes of the areas in a list such as `3a,8`; of all that have topics where it says `all`.

    Raises:
        QuestionError: no such area, or one without topics.
    """
    with_topics = tuple(code for code in mapping.areas if mapping.taken[code])
    if text.strip().lower() == "all":
        return with_topics
    codes = tuple(dict.fromkeys(one.strip().lower() for one in text.split(",") if one.strip()))
    for code in codes:
        if code not in with_topics:
            raise QuestionError(_no_priority(code, with_topics, known=code in mapping.areas))
    return codes


def _no_priority(code: str, with_topics: Sequence[str], *, known: bool) -> Said:
    areas = in_a_row(with_topics)
    if known:
        return said("priority “{code}” has no topics of its own: give some of {areas}, or all", code=code, areas=areas)
    return said("priority “{code}” is not known: give some of {areas}, or all", code=code, areas=areas)


def lineages(store: Store) -> dict[str, tuple[str, ...]]:
    """Each topic that has a wider one: its own id, then the ids of all above it."""
    rows = read(store, "MATCH (n:Topic)-[:BROADER]->(w:Topic) RETURN n.id AS topic, w.id AS broader", _BROADER)
    wider: dict[str, set[str]] = {}
    for topic, broader in zip(rows["topic"].to_pylist(), rows["broader"].to_pylist(), strict=True):
        wider.setdefault(topic, set()).add(broader)
    return {topic: _upwards(topic, wider) for topic in sorted(wider)}


def _upwards(topic: str, wider: Mapping[str, set[str]]) -> tuple[str, ...]:
    line = [topic]
    for _ in range(_LEVELS):
        line += sorted({above for one in line for above in wider.get(one, ())} - set(line))
    return tuple(line)
