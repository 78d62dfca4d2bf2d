"""What surrounds a topic or a scientist: people, institutions, countries, topics; its trend, entry points and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.base import Graph
from queries.caveats import base_caveats, said
from queries.labels import Label, labels
from queries.neighbourhood_entry import entry_points
from queries.neighbourhood_open import behind_gap, country_gaps, named, topic_gaps
from queries.neighbourhood_rows import Row
from queries.neighbourhood_trend import trend
from queries.neighbourhood_trust import neighbourhood_caveats
from queries.parameters import parameter, shown
from queries.question import Answer, Question
from queries.subject import find_subject
from queries.surroundings import Surroundings, surroundings


@dataclass(frozen=True)
class NeighbourhoodParameters:
    """What the question can be asked with."""

    of: str = parameter(help="the topic or the scientist: an id in any form, or the full name", example="A5002041459")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    limit: int = parameter(10, help="how many rows of each kind and relation; 0 for all")
    group: str = parameter("oic", help="open gaps of a topic between countries of a group, all, or codes as TR,IR,PK")


COLUMNS = {
    "kind": "scientist, institution, country, topic, publication, year, entry point or open gap",
    "id": "id; of a country its ISO 3166-1 alpha-2 code, of a pair of countries both, as OM-TR; of a year the year",
    "name": "display name; of a publication its title",
    "relation": "how it stands to the subject: author, co-author, adjoining topic, recent review, …",
    "publications": "how many publications tie the two, each counted once",
    "share": "those, as a share of all publications of the subject; they overlap",
    "country": "of a scientist, by the latest authorship with one; of an institution, where it is",
    "year": "year of the latest of these publications; of a publication its own",
    "citations": "of a publication, as its source counts them",
    "of_all": "of a year: the subject's publications as a share of all in the base of that year",
    "cited_here": "of an entry point: publications of the topic that cite it, with no author in common",
    "expected": "of an open gap: publications of the topic that chance would have join the two",
    "missing": "of an open gap: expected less those there are, and of countries less those that could be hidden",
    "why": "of an entry point its grounds; of an open gap its verdict, or what adjoins both; if a year is not over",
}

_KINDS = (said("scientist"), said("institution"), said("country"), said("topic"), said("publication"))
_ORDER = (*_KINDS, said("year"), said("entry point"), said("open gap"))
_RELATIONS = (
    said("author"),
    said("co-author"),
    said("own institution"),
    said("institution of co-authors"),
    said("institution of authors"),
    said("own country"),
    said("country of co-authors"),
    said("country of authors"),
    said("topic"),
    said("narrower topic"),
    said("adjoining topic"),
)


def answer(graph: Graph, asked: NeighbourhoodParameters) -> Answer:
    """Rows by kind and relation; within, those with most publications first, then by id."""
    around = _around(graph, asked)
    ties = _tallied(around)
    listed = [row for relation in _RELATIONS for row in _first(ties, relation, asked.limit)]
    ids: dict[str, list[str]] = {kind: [row["id"] for row in listed if row["kind"] == kind] for kind in _KINDS}
    known = labels(graph.store, ids)
    unknown = Label(None, None)
    rows = [_row(row, known.get((row["kind"], row["id"]), unknown), around.works.num_rows) for row in listed]
    rows += _publication_rows(around.works, asked.limit)
    grows = trend(graph, around.works, asked.since, asked.until)
    rows += grows.rows(asked.limit, around.works.num_rows)
    coverage = {**around.coverage(), **grows.coverage()}
    if around.subject.kind == "Topic":
        entries = entry_points(graph.store, around)
        rows += [*entries.rows(asked.limit), *_gaps(graph, around, asked)]
        coverage["citations_within"], coverage["citations_by_own_authors"] = len(entries.cited), entries.own
    answered = tuple(sorted(rows, key=lambda row: _ORDER.index(row.kind)))
    caveats = (*neighbourhood_caveats(coverage, asked.since, asked.until), *base_caveats(graph))
    return Answer("neighbourhood", shown(asked), tuple(COLUMNS), answered, caveats, coverage)


def _gaps(graph: Graph, around: Surroundings, asked: NeighbourhoodParameters) -> Iterator[Row]:
    yield from country_gaps(graph, around, asked.group, asked.limit)
    found = list(topic_gaps(graph, around, asked.limit))
    ids = sorted({one for gap, _ in found for one in (gap.topic, *gap.common)})
    names = {key[1]: label.name for key, label in labels(graph.store, {"topic": ids}).items()}
    yield from (named(row, gap, names) for gap, row in found)


def publications(graph: Graph, asked: NeighbourhoodParameters, key: Sequence[str]) -> list[str]:
    """The publications that tie the thing of this kind and id to what was asked for."""
    around = _around(graph, asked)
    if key[0] == "publication":
        return [one for one in around.works["publication"].to_pylist() if one == key[1]]
    if key[0] == "year":
        return [row["publication"] for row in around.works.to_pylist() if str(row["year"]) == key[1]]
    if key[0] in ("entry point", "open gap") and around.subject.kind != "Topic":
        return []
    if key[0] == "entry point":
        return entry_points(graph.store, around).behind(key[1])
    if key[0] == "open gap":
        return behind_gap(graph, around, key[1])
    ties = around.ties()
    found = ties.filter(pc.and_(pc.equal(ties["kind"], key[0]), pc.equal(ties["id"], key[1])))
    return sorted(found["publication"].to_pylist())


def _around(graph: Graph, asked: NeighbourhoodParameters) -> Surroundings:
    return surroundings(graph.store, find_subject(graph.store, asked.of), asked.since, asked.until)


def _tallied(around: Surroundings) -> pa.Table:
    """One row a thing: `kind, relation, id`, how many publications and the latest year; most first."""
    ties = around.ties()
    place = pc.index_in(ties["publication"], value_set=around.works["publication"])
    ties = ties.append_column("year", around.works["year"].take(place))
    tallied = ties.group_by(["kind", "relation", "id"]).aggregate([("publication", "count"), ("year", "max")])
    return tallied.sort_by([("publication_count", "descending"), ("id", "ascending")])


def _first(tallied: pa.Table, relation: str, limit: int) -> list[dict[str, Any]]:
    found = tallied.filter(pc.equal(tallied["relation"], relation))
    rows: list[dict[str, Any]] = (found.slice(0, limit) if limit else found).to_pylist()
    return rows


def _row(row: Mapping[str, Any], label: Label, total: int) -> Row:
    number = row["publication_count"]
    about = (row["kind"], row["id"], label.name, row["relation"])
    return Row(*about, number, number / total, label.country, row["year_max"])


def _publication_rows(works: pa.Table, limit: int) -> Iterator[Row]:
    """The latest publications, then the most cited of the others; without a limit all, newest first."""
    newest = [("year", "descending"), ("date", "descending"), ("publication", "ascending")]
    latest = works.sort_by(newest).to_pylist()
    if not limit:
        yield from (_publication(work, said("publication")) for work in latest)
        return
    by_citations = [("citations", "descending"), *newest]
    cited = works.filter(pc.greater(works["citations"], 0)).sort_by(by_citations).slice(0, limit).to_pylist()
    latest = latest[:limit]
    for work in latest:
        yield _publication(
            work, said("latest and most cited publication") if work in cited else said("latest publication")
        )
    yield from (_publication(work, said("most cited publication")) for work in cited if work not in latest)


def _publication(work: Mapping[str, Any], relation: str) -> Row:
    about = ("publication", work["publication"], work["title"], relation)
    return Row(*about, year=work["year"], citations=work["citations"])


QUESTION = Question(
    name="neighbourhood",
    title="Who and what surrounds this topic or this scientist?",
    text="""Of a topic (with the topics below it): its leading scientists, institutions and countries, the
topics that its publications are also about, and its latest and most cited publications. Of a scientist:
co-authors with their countries, own institutions and countries and those of co-authors, topics, and latest
and most cited publications. Each row says how many publications tie it to the subject. Of both, publications by
year. Of a topic, where to begin (recent reviews, what its publications cite most) and what is open: countries that
lack joint publications on it, and topics that have its neighbours and seldom meet it.""",
    parameters=NeighbourhoodParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=(*tuple(COLUMNS)[:9], "cited_here", "missing", "why"),
)
