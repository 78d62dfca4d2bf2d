"""What surrounds a topic or a scientist: people, institutions, countries, topics and publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.base import Graph
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, counted, percent
from queries.labels import Label, labels
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value
from queries.subject import find_subject
from queries.surroundings import Surroundings, surroundings


@dataclass(frozen=True)
class NeighbourhoodParameters:
    """What the question can be asked with."""

    of: str = parameter(help="the topic or the scientist: an id in any form, or the full name", example="A5002041459")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    limit: int = parameter(10, help="how many rows of each kind and relation; 0 for all")


COLUMNS = {
    "kind": "scientist, institution, country, topic or publication",
    "id": "id; of a country its ISO 3166-1 alpha-2 code",
    "name": "display name; of a publication its title",
    "relation": "how it stands to the subject: author, co-author, adjoining topic, latest publication, …",
    "publications": "how many publications tie the two, each counted once",
    "share": "those, as a share of all publications of the subject; they overlap",
    "country": "of a scientist, by the latest authorship with one; of an institution, where it is",
    "year": "year of the latest of these publications; of a publication its own",
    "citations": "of a publication, as its source counts them",
}

_KINDS = ("scientist", "institution", "country", "topic", "publication")
_RELATIONS = (
    "author", "co-author", "own institution", "institution of co-authors", "institution of authors",
    "own country", "country of co-authors", "country of authors",
    "topic", "narrower topic", "adjoining topic",
)  # fmt: skip


def answer(graph: Graph, asked: NeighbourhoodParameters) -> Answer:
    """Rows by kind and relation; within, those with most publications first, then by id."""
    around = _around(graph, asked)
    ties = _tallied(around)
    listed = [row for relation in _RELATIONS for row in _first(ties, relation, asked.limit)]
    ids = {kind: [row["id"] for row in listed if row["kind"] == kind] for kind in _KINDS}
    known = labels(graph.store, ids)
    unknown = Label(None, None)
    rows = [_row(row, known.get((row["kind"], row["id"]), unknown), around.works.num_rows) for row in listed]
    rows += _publication_rows(around.works, asked.limit)
    coverage = around.coverage()
    answered = tuple(sorted(rows, key=lambda row: _KINDS.index(str(row[0]))))
    caveats = (*_caveats(coverage, asked), *base_caveats(graph))
    return Answer("neighbourhood", shown(asked), tuple(COLUMNS), answered, caveats, coverage)


def publications(graph: Graph, asked: NeighbourhoodParameters, key: Sequence[str]) -> list[str]:
    """The publications that tie the thing of this kind and id to what was asked for."""
    around = _around(graph, asked)
    if key[0] == "publication":
        return [one for one in around.works["publication"].to_pylist() if one == key[1]]
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


def _row(row: Mapping[str, Any], label: Label, total: int) -> tuple[Value, ...]:
    number = row["publication_count"]
    named = (row["kind"], row["id"], label.name, row["relation"])
    return *named, number, number / total, label.country, row["year_max"], None


def _publication_rows(works: pa.Table, limit: int) -> Iterator[tuple[Value, ...]]:
    """The latest publications, then the most cited of the others; without a limit all, newest first."""
    newest = [("year", "descending"), ("date", "descending"), ("publication", "ascending")]
    latest = works.sort_by(newest).to_pylist()
    if not limit:
        yield from (_publication(work, "publication") for work in latest)
        return
    by_citations = [("citations", "descending"), *newest]
    cited = works.filter(pc.greater(works["citations"], 0)).sort_by(by_citations).slice(0, limit).to_pylist()
    latest = latest[:limit]
    for work in latest:
        yield _publication(work, f"latest {'and most cited ' if work in cited else ''}publication")
    yield from (_publication(work, "most cited publication") for work in cited if work not in latest)


def _publication(work: Mapping[str, Any], relation: str) -> tuple[Value, ...]:
    named = ("publication", work["publication"], work["title"], relation)
    return *named, None, None, None, work["year"], work["citations"]


def _caveats(coverage: dict[str, Any], asked: NeighbourhoodParameters) -> list[str]:
    subject, lines = coverage["of"], coverage["authorships"]
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    unplaced, homeless = coverage["authorships_without_country"], coverage["authorships_without_institution"]
    said = [
        f"{subject['kind'].capitalize()} {subject['name'] or ''} ({subject['id']}): "
        f"{counted(coverage['publications'], 'publication')} from {years}, each counted once in a row.",
        f"Of {counted(lines, 'authorship')}, {unplaced:,} ({percent(unplaced, lines)}) name no country and "
        f"{homeless:,} ({percent(homeless, lines)}) no institution: those rows count too little.",
        "A person under two ids is two rows, and two people under one id are one.",
    ]
    if coverage["authorships_under_local_keys"]:
        local = counted(coverage["authorships_under_local_keys"], "authorship")
        said.append(f"{local} of authors who have no id at the source: each is a row of its own.")
    notes = {
        "publications_without_topic": "of these about no topic that is loaded.",
        "publications_of_large_teams": f"of more than {LARGEST_TEAM} authors, who may not know each other.",
        "publications_without_year_left_out": "without a year left out.",
        "publications_retracted": "counted with the others though retracted.",
    }
    return said + [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]


QUESTION = Question(
    name="neighbourhood",
    title="Who and what surrounds this topic or this scientist?",
    text="""Of a topic (with the topics below it): its leading scientists, institutions and countries, the
topics that its publications are also about, and its latest and most cited publications. Of a scientist:
co-authors with their countries, own institutions and countries and those of co-authors, topics, and latest
and most cited publications. Each row says how many publications tie it to the subject.""",
    parameters=NeighbourhoodParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
)
