"""The publications behind a row of an answer, as an answer themselves: so that every number can be traced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.base import Graph
from graph.reading import COUNTRIES
from queries.catalogue import find_question
from queries.parameters import parse, shown
from queries.question import Answer

COLUMNS = {
    "publication": "id of the publication",
    "year": "year of publication",
    "title": "title",
    "authors": "names as printed, in the order of the byline",
    "countries": "countries of all its authorships, alpha-2",
    "doi": "DOI, without its prefix",
    "retracted": "whether the source says that it was withdrawn",
}

_ABOUT = """MATCH (p:Publication) WHERE p.id IN $ids
RETURN p.id AS publication, p.year AS year, p.title AS title, p.doi AS doi, p.retracted AS retracted"""

_AUTHORS = f"""MATCH (:Scientist)-[a:AUTHORED]->(p:Publication) WHERE p.id IN $ids
RETURN p.id AS publication, a.positions AS positions, a.names AS names, {COUNTRIES} AS countries"""


class _Byline(NamedTuple):
    authors: list[str]
    countries: list[str]


def publications_behind(graph: Graph, name: str, key: Sequence[str], **given: Any) -> Answer:
    """The publications that a row of an answer counts, newest first, then by id.

    `key` holds the row's key columns; the parameters are those of the answer.

    Raises:
        QuestionError: an unknown question or parameter, or a key that the question cannot have given.
    """
    question = find_question(name)
    parameters = parse(question.parameters, given)
    ids = question.publications(graph, parameters, key)
    bylines = _bylines(graph, ids)
    about = graph.store.rows(_ABOUT, ids=ids).to_pylist()
    about.sort(key=lambda row: (-(row["year"] or 0), row["publication"]))
    rows = tuple(tuple({**row, **bylines[row["publication"]]._asdict()}[column] for column in COLUMNS) for row in about)
    asked = {"question": name, "key": list(key), **shown(parameters)}
    return Answer("publications", asked, tuple(COLUMNS), rows, (), {"publications": len(rows)})


def _bylines(graph: Graph, ids: Sequence[str]) -> dict[str, _Byline]:
    printed: dict[str, list[tuple[int, str]]] = defaultdict(list)
    countries: dict[str, set[str]] = defaultdict(set)
    for row in graph.store.rows(_AUTHORS, ids=list(ids)).to_pylist():
        printed[row["publication"]] += zip(row["positions"], row["names"], strict=False)
        countries[row["publication"]].update(row["countries"])
    return {one: _Byline([name for _, name in sorted(printed[one])], sorted(countries[one])) for one in ids}
