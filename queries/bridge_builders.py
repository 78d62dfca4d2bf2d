"""Who holds the network together: scientists through whom people and countries are connected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from graph.authorships import authorships
from graph.base import Graph
from graph.network import LARGEST_TEAM
from graph.reading import in_period, read, where
from queries.bridge_filters import careers, listed
from queries.bridge_rows import COLUMNS, row
from queries.bridge_trust import bridge_caveats, bridge_coverage
from queries.caveats import base_caveats
from queries.measures.positions import Positions, positions
from queries.parameters import parameter, shown
from queries.question import Answer, Question

Measure = Literal[
    "betweenness", "constraint", "effective_size", "countries_joined", "coauthors",
    "participation", "within_module_z", "participation_countries", "within_country_z",
    "coordinator", "consultant", "gatekeeper", "representative", "liaison",
    "coordinator_z", "consultant_z", "gatekeeper_z", "representative_z", "liaison_z",
    "pairs_lost", "pairs_further",
]  # fmt: skip


@dataclass(frozen=True)
class BridgeBuilderParameters:
    """What the question can be asked with."""

    by: Measure = parameter(  # noqa: RUF009 - a choice of texts
        "betweenness", help="measure to rank by: the lowest constraint first, of the others the highest"
    )
    group: str = parameter(
        "all",
        help="whose scientists to list: a group such as oic, a country or more by code such as TR,IR,PK, or all",
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(
        None,
        help="list only authors, in the period, of a publication about this topic or one below it: id or full name",
        example="T10001",
    )
    career_from: int | None = parameter(
        None, help="list only those whose first publication is at least so many years old", example="0"
    )
    career_to: int | None = parameter(
        None, help="list only those whose first publication is at most so many years old", example="8"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    limit: int = parameter(25, help="how many rows; 0 for all")
    seed: int = parameter(0, help="of the random sample, where betweenness is sampled, and of clusters", example="1")


_PEOPLE = pa.schema([("id", pa.string()), ("name", pa.string()), ("local", pa.bool_())])


def answer(graph: Graph, asked: BridgeBuilderParameters) -> Answer:
    """The scientists in order of the measure; of equals, the one with the first id comes first."""
    placed = _positions(graph, asked)
    career = careers(graph, placed.found.scientists, asked.until)
    order = placed.order(asked.by)
    order = order[listed(graph, asked, placed, career)[order]]
    people = _people(graph, placed.found.scientists)
    first = order[: asked.limit or None].tolist()
    names = people["name"].take(pa.array(first, pa.int64())).to_pylist()
    rows = tuple(row(placed, career, k, name) for k, name in zip(first, names, strict=True))
    coverage = {
        **bridge_coverage(graph, asked, placed, career),
        "scientists_under_local_keys": int(pc.sum(people["local"]).as_py() or 0),
        "scientists_of_group": len(order),
    }
    caveats = (*bridge_caveats(coverage, placed, asked), *base_caveats(graph))
    return Answer("bridge-builders", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def _positions(graph: Graph, asked: BridgeBuilderParameters) -> Positions:
    """Where everyone stands in the network of the period; another ranking or group asks for the same."""
    key = ("positions", asked.since, asked.until, asked.largest_team, asked.seed)
    return graph.memory.once(
        key, lambda: positions(authorships(graph.store, asked.since, asked.until), asked.largest_team, asked.seed)
    )


def publications(graph: Graph, asked: BridgeBuilderParameters, key: Sequence[str]) -> list[str]:
    """The joint publications of the scientist that count: of two authors to `largest_team`."""
    period = where(*in_period(asked.since, asked.until))
    mine = f"""MATCH (:Scientist {{id: $scientist}})-[:AUTHORED]->(p:Publication){period}
        WITH p MATCH (p)<-[:AUTHORED]-(author:Scientist) WITH p, count(author) AS team
        WHERE team >= 2 AND team <= $largest RETURN p.id AS publication ORDER BY publication"""
    values = {"scientist": key[0], "largest": asked.largest_team, "since": asked.since, "until": asked.until}
    found = graph.store.rows(mine, **values)
    return [str(one) for one in found["publication"].to_pylist()]


def _people(graph: Graph, ids: Sequence[str]) -> pa.Table:
    """Name and `local` of these scientists, in their order."""
    everyone = read(graph.store, "MATCH (s:Scientist) RETURN s.id AS id, s.name AS name, s.local AS local", _PEOPLE)
    return everyone.take(pc.index_in(pa.array(ids, pa.string()), value_set=everyone["id"]))


QUESTION = Question(
    name="bridge-builders",
    title="Who holds the network together?",
    text="""Scientists by how much the co-author network depends on them. Betweenness: on how many shortest
paths between two others they lie. Burt's constraint, low where their co-authors do not publish with each
other, and effective size. Countries joined: how many other countries they publish with. Participation: over how
many clusters, or countries, their co-authors are spread. Brokerage roles: between whose countries they stand. Pairs
lost: which pairs of countries work together through them alone. Use it to find whom to invite where two circles
should meet.""",
    parameters=BridgeBuilderParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=(
        "scientist", "name", "country", "betweenness", "constraint", "effective_size", "coauthors", "countries_joined",
        "publications", "career", "participation", "liaison_z", "pairs_lost",
    ),
    ends=("scientist",),
)  # fmt: skip
