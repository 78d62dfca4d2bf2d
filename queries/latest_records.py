"""The recent publications of a base: how far back recent reaches, what is kept of each, and who wrote it where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from graph.base import Graph
from graph.reading import COUNTRIES, read, where

NO_ACHIEVEMENT = ("erratum", "retraction", "paratext", "peer-review", "supplementary-materials")
"""Kinds of record that are about another publication."""

_WORKS = pa.schema(
    [
        ("publication", pa.string()),
        ("title", pa.string()),
        ("year", pa.int64()),
        ("date", pa.string()),
        ("kind", pa.string()),
        ("venue", pa.string()),
        ("doi", pa.string()),
        ("retracted", pa.bool_()),
        ("fwci", pa.float64()),
        ("citation_percentile", pa.float64()),
        ("citations", pa.int64()),
        ("team", pa.int64()),
        ("withheld_countries", pa.list_(pa.string())),
    ]
)
_AUTHORED = pa.schema(
    [
        ("publication", pa.string()),
        ("positions", pa.list_(pa.int64())),
        ("names", pa.list_(pa.string())),
        ("name", pa.string()),
        ("countries", pa.list_(pa.string())),
    ]
)
_TOPICS = pa.schema(
    [("publication", pa.string()), ("topic", pa.string()), ("main", pa.bool_()), ("score", pa.float64())]
)


class Window(NamedTuple):
    """Recent is later than `after`, to `last`; publications that have only a year, of the years after that of `after`.

    `last` is the latest date of a publication that is not later than the day on which a source was last read.
    """

    after: str
    last: str

    @property
    def after_year(self) -> int:
        """The last year that is not recent where only the year is known."""
        return int(self.after[:4])

    @property
    def last_year(self) -> int:
        """The last year."""
        return int(self.last[:4])


class Byline(NamedTuple):
    """Who wrote a publication, and where: names in order, countries sorted, authorships that name no country."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    unplaced: int


def window(graph: Graph, years: int) -> Window | None:
    """The last so many years of the base; none where no publication has a date or a year."""
    read_on = max((load.as_of[:10] for load in graph.loads if _day(load.as_of[:10])), default="9999-12-31")
    dated = "MATCH (p:Publication) WHERE p.date <= $day RETURN max(p.date) AS last"
    yearly = "MATCH (p:Publication) WHERE p.date IS NULL AND p.year <= $year RETURN max(p.year) AS last"
    day = graph.store.rows(dated, day=read_on)["last"].to_pylist()
    year = graph.store.rows(yearly, year=int(read_on[:4]))["last"].to_pylist()
    ends = [one for one in day if one and _day(one)]
    ends += [min(f"{one:04d}-12-31", read_on) for one in year if one is not None]
    if not ends:
        return None
    last = max(ends)
    return Window(f"{int(last[:4]) - years:04d}{last[4:]}", last)


def recent(graph: Graph, period: Window, topic: str | None) -> list[dict[str, Any]]:
    """The publications of the window, those about a topic or one below it where a topic is given, in order of id."""
    match = "MATCH (p:Publication)"
    if topic:
        match = "MATCH (:Topic {id: $of})<-[:BROADER*0..3]-(:Topic)<-[:ABOUT]-(p:Publication)"
    returned = """RETURN p.id AS publication, p.title AS title, p.year AS year, p.date AS date, p.kind AS kind,
        p.venue AS venue, p.doi AS doi, p.retracted AS retracted, p.fwci AS fwci,
        p.citation_percentile AS citation_percentile, p.cited_by_count AS citations, p.authors AS team,
        p.withheld_countries AS withheld_countries"""
    cypher = f"{match}{where(_IN_WINDOW)} WITH DISTINCT p {returned}"
    rows: list[dict[str, Any]] = read(graph.store, cypher, _WORKS, **_asked(period), of=topic or "").to_pylist()
    return sorted(rows, key=lambda row: str(row["publication"]))


def bylines(graph: Graph, period: Window, works: Sequence[dict[str, Any]]) -> dict[str, Byline]:
    """The byline of each of these publications of the window, by id."""
    wanted = {work["publication"]: work["withheld_countries"] or [] for work in works}
    printed: dict[str, list[tuple[int, str]]] = defaultdict(list)
    countries: dict[str, set[str]] = defaultdict(set)
    unplaced: dict[str, int] = defaultdict(int)
    cypher = f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication){where(_IN_WINDOW)}
        RETURN p.id AS publication, a.positions AS positions, a.names AS names, s.name AS name,
        {COUNTRIES} AS countries"""
    for row in read(graph.store, cypher, _AUTHORED, **_asked(period)).to_pylist():
        one = row["publication"]
        if one in wanted:
            names = row["names"] or []
            for place, position in enumerate(row["positions"] or [0]):
                name = (names[place] if place < len(names) else "") or row["name"]
                printed[one] += [(position, name)] if name else []
            countries[one].update(row["countries"] or ())
            unplaced[one] += not row["countries"]
    return {
        one: Byline(
            tuple(name for _, name in sorted(printed[one])),
            tuple(sorted(countries[one].union(withheld))),
            unplaced[one],
        )
        for one, withheld in wanted.items()
    }


def main_topics(graph: Graph, publications: Sequence[str]) -> dict[str, str]:
    """The topic that each of these is most about: the one marked as main, else of highest score, else first by id."""
    cypher = """MATCH (p:Publication)-[a:ABOUT]->(t:Topic) WHERE p.id IN $ids
        RETURN p.id AS publication, t.id AS topic, a.main AS main, a.score AS score"""
    rows = read(graph.store, cypher, _TOPICS, ids=list(publications)).to_pylist()
    rows.sort(key=lambda row: (not row["main"], -(row["score"] or 0), row["topic"]))
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["publication"], row["topic"])
    return found


_IN_WINDOW = "((p.date > $after AND p.date <= $last) OR (p.date IS NULL AND p.year > $early AND p.year <= $late))"


def _asked(period: Window) -> dict[str, object]:
    return {"after": period.after, "last": period.last, "early": period.after_year, "late": period.last_year}


def _day(text: str) -> bool:
    """Whether the text is a date, YYYY-MM-DD."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
