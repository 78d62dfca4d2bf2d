"""What is here and how well it is covered: by year, country and kind, what has no country, topic, abstract or ORCID."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from graph.base import Graph
from graph.countries import country_name
from graph.reading import COUNTRIES, PLACES, in_period, read, where
from queries.caveats import base_caveats, counted, said
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value

UNKNOWN = "unknown"
"""The id of the row of what has no year, country or kind."""


@dataclass(frozen=True)
class CoverageParameters:
    """What the question can be asked with."""

    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    limit: int = parameter(0, help="how many countries and kinds; 0 for all")


COLUMNS = {
    "by": "all, year, country or kind",
    "id": "the year; the country, alpha-2; the kind of publication as the source says; or unknown",
    "name": "name of it",
    "publications": "publications, each counted once; of a country those with an author of it",
    "share": "those, as a share of all; of countries they overlap",
    "without_country": "of them, publications that name no country",
    "without_topic": "of them, publications without a topic",
    "without_abstract": "of them, publications without an abstract",
    "authorships": "authorships on them, as bylines list them; of a country those of it",
    "authorships_without_country": "of these, authorships without a country",
    "authorships_without_institution": "of these, authorships without an institution",
    "authorships_without_orcid": "of these, authorships of scientists without an ORCID iD",
}

_PUBLISHED = pa.schema(
    [("publication", pa.string()), ("year", pa.int64()), ("kind", pa.string()), ("without_abstract", pa.bool_())]
)
_AUTHORED = pa.schema(
    [
        ("publication", pa.string()),
        ("places", pa.int64()),
        ("countries", pa.list_(pa.string())),
        ("without_institution", pa.bool_()),
        ("without_orcid", pa.bool_()),
    ]
)
_TOPICAL = pa.schema([("publication", pa.string())])

_BY = {
    "all": ("'all'", "published", "authored"),
    "year": (f"coalesce(year::VARCHAR, '{UNKNOWN}')", "published", "authored"),
    "country": ("country", "placed", "authored_there"),
    "kind": (f"coalesce(kind, '{UNKNOWN}')", "published", "authored"),
}
"""How each section is made: the expression of its id, the publications and the authorships that it counts."""


def answer(graph: Graph, asked: CoverageParameters) -> Answer:
    """All, then years in order, then countries and kinds, those with most publications first, then by id."""
    with _opened(graph, asked) as db:
        rows = [row for by in _BY for row in _section(db, by, asked.limit if by in ("country", "kind") else 0)]
    total = int(str(rows[0][3])) if rows else 0
    coverage = {
        name: rows[0][place] if rows else 0 for place, name in enumerate(COLUMNS) if place in (3, *range(5, 12))
    }
    return Answer(
        "coverage", shown(asked), tuple(COLUMNS), tuple(rows), (*_caveats(total, asked), *base_caveats(graph)), coverage
    )


def publications(graph: Graph, asked: CoverageParameters, key: Sequence[str]) -> list[str]:
    """The publications of a row."""
    if len(key) != 2 or key[0] not in _BY:
        return []
    expression, works, _ = _BY[key[0]]
    with _opened(graph, asked) as db:
        found = db.execute(
            f"SELECT DISTINCT publication FROM {works} WHERE {expression} = ? ORDER BY publication", [key[1]]
        ).fetchall()
    return [one for (one,) in found]


def _opened(graph: Graph, asked: CoverageParameters) -> duckdb.DuckDBPyConnection:
    """A connection that knows `published`, `authored`, and both once a country as `placed` and `authored_there`."""
    tables = graph.memory.once(("coverage", asked.since, asked.until), lambda: _tables(graph, asked))
    db = duckdb.connect()
    for name, table in tables.items():
        db.register(f"read_{name}", table)
    db.execute(
        """CREATE TABLE authored AS SELECT a.*, year, kind, coalesce(len(countries), 0) = 0 AS without_country
            FROM read_authored AS a JOIN read_published USING (publication);
        CREATE TABLE published AS
            SELECT p.*, n.publication IS NULL AS without_country, t.publication IS NULL AS without_topic
            FROM read_published AS p
            LEFT JOIN (SELECT DISTINCT publication FROM authored WHERE NOT without_country) AS n USING (publication)
            LEFT JOIN (SELECT DISTINCT publication FROM read_topical) AS t USING (publication);
        CREATE TABLE authored_there AS SELECT * EXCLUDE (countries), unnest(countries) AS country FROM authored;
        CREATE TABLE placed AS
            SELECT p.*, country FROM published AS p
            JOIN (SELECT DISTINCT publication, country FROM authored_there) USING (publication)"""
    )
    return db


def _tables(graph: Graph, asked: CoverageParameters) -> dict[str, pa.Table]:
    period = where(*in_period(asked.since, asked.until))
    given: dict[str, Any] = {"since": asked.since, "until": asked.until}
    published = f"""MATCH (p:Publication){period} RETURN p.id AS publication, p.year AS year, p.kind AS kind,
        p.abstract IS NULL AS without_abstract"""
    authored = f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication){period} RETURN p.id AS publication,
        {PLACES} AS places, {COUNTRIES} AS countries,
        size(a.institutions) = 0 AND size(a.found_institutions) = 0 AS without_institution,
        s.orcid IS NULL AS without_orcid"""
    topical = f"MATCH (p:Publication)-[:ABOUT]->(:Topic){period} RETURN DISTINCT p.id AS publication"
    return {
        "published": read(graph.store, published, _PUBLISHED, **given),
        "authored": read(graph.store, authored, _AUTHORED, **given),
        "topical": read(graph.store, topical, _TOPICAL, **given),
    }


def _section(db: duckdb.DuckDBPyConnection, by: str, limit: int) -> list[tuple[Value, ...]]:
    expression, works, lines = _BY[by]
    order = "id" if by == "year" else "publications DESC, id"
    rows = db.execute(
        f"""WITH works AS (
                SELECT {expression} AS id, count(*) AS publications,
                    count(*) FILTER (without_country) AS without_country,
                    count(*) FILTER (without_topic) AS without_topic,
                    count(*) FILTER (without_abstract) AS without_abstract
                FROM {works} GROUP BY ALL HAVING publications > 0
            ),
            lines AS (
                SELECT {expression} AS id, sum(places) AS authorships,
                    sum(places) FILTER (without_country) AS lines_without_country,
                    sum(places) FILTER (without_institution) AS without_institution,
                    sum(places) FILTER (without_orcid) AS without_orcid
                FROM {lines} GROUP BY ALL
            )
            SELECT id, publications, publications / (SELECT count(*) FROM published), without_country, without_topic,
                without_abstract, coalesce(authorships, 0), coalesce(lines_without_country, 0),
                coalesce(without_institution, 0), coalesce(without_orcid, 0)
            FROM works LEFT JOIN lines USING (id) ORDER BY {order}"""
    ).fetchall()
    return [(by, id_, _name(by, id_), *_numbers(figures)) for id_, *figures in rows[: limit or None]]


def _numbers(figures: Sequence[Any]) -> list[Value]:
    publications, share, *others = figures
    return [int(publications), float(share), *map(int, others)]


def _name(by: str, id_: str) -> str:
    return country_name(id_) if by == "country" else id_


def _caveats(total: int, asked: CoverageParameters) -> list[str]:
    told: list[str] = [said("Base: {publications}.", publications=counted(total, "publication"))]
    if asked.since is not None or asked.until is not None:
        told.append(said("Publications without a year are left out, as a period was asked for."))
    told.append(
        said(
            "Countries are those that a source states of an authorship, else those recognised in its text; what no "
            "source states is missing here, which is no sign that it is missing in the world."
        )
    )
    told.append(said("Sources fill the last years up for long: fewer publications there need not mean fewer written."))
    return told


QUESTION = Question(
    name="coverage",
    title="What is here, and how well is it covered?",
    text="""How many publications and authorships there are by year, country and kind, and how many of them have no
country, topic, abstract, institution or ORCID iD: what any other answer can and cannot see.""",
    parameters=CoverageParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=(
        "by", "id", "publications", "without_country", "without_topic", "without_abstract", "authorships",
        "authorships_without_country", "authorships_without_orcid",
    ),
)  # fmt: skip
