"""Who holds the network together: scientists through whom people and countries are connected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.authorships import authorships
from graph.base import Graph
from graph.countries import members
from graph.network import LARGEST_TEAM
from graph.reading import count, in_period, read, where
from queries.caveats import base_caveats, counted, percent
from queries.measures.positions import Positions, positions
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value


@dataclass(frozen=True)
class BridgeBuilderParameters:
    """What the question can be asked with."""

    by: Literal["betweenness", "constraint", "effective_size", "countries_joined", "coauthors"] = parameter(
        "betweenness", help="measure to rank by: the lowest constraint first, of the others the highest"
    )
    group: str = parameter(
        "all",
        help="whose scientists to list: a group such as oic, codes such as TR,IR,PK, or all",
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    limit: int = parameter(25, help="how many rows; 0 for all")
    seed: int = parameter(0, help="of the random sample, where betweenness is sampled", example="1")


COLUMNS = {
    "scientist": "id",
    "name": "display name",
    "country": "country of the latest authorship that names one, ISO 3166-1 alpha-2",
    "betweenness": "share of all pairs of others in the network with shortest paths through the scientist",
    "betweenness_raw": "number of those pairs; of a pair with several shortest paths, the part of the paths",
    "constraint": "Burt's, by joint publications: low where co-authors do not publish with each other",
    "effective_size": "Burt's, by joint publications: co-authors less what is redundant among them",
    "coauthors": "number of co-authors",
    "countries_joined": "number of other countries that co-authors name on joint publications",
    "countries": "those countries, alpha-2",
    "publications": "number of publications, joint or not",
    "standard_error": "of betweenness, where it is sampled; none where it is exact",
}

_PEOPLE = pa.schema([("id", pa.string()), ("name", pa.string()), ("local", pa.bool_())])


def answer(graph: Graph, asked: BridgeBuilderParameters) -> Answer:
    """The scientists in order of the measure; of equals, the one with the first id comes first."""
    wanted = _wanted(graph, asked)
    placed = _positions(graph, asked)
    people = _people(graph, placed.found.scientists)
    order = [k for k in placed.order(asked.by).tolist() if wanted is None or placed.country_code(k) in wanted]
    listed = order[: asked.limit or None]
    names = people["name"].take(pa.array(listed, pa.int64())).to_pylist()
    rows = tuple(_row(placed, k, name) for k, name in zip(listed, names, strict=True))
    local = int(pc.sum(people["local"]).as_py() or 0)
    coverage = {
        **_coverage(graph, asked, placed),
        "scientists_under_local_keys": local,
        "scientists_of_group": len(order),
    }
    caveats = (*_caveats(coverage, placed, asked), *base_caveats(graph))
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


def _wanted(graph: Graph, asked: BridgeBuilderParameters) -> frozenset[str] | None:
    """The countries whose scientists are listed; none where everyone is."""
    codes = members(asked.group, asked.since, asked.until, graph.groups)
    return None if asked.group.lower() == "all" else frozenset(codes)


def _people(graph: Graph, ids: Sequence[str]) -> pa.Table:
    """Name and `local` of these scientists, in their order."""
    everyone = read(graph.store, "MATCH (s:Scientist) RETURN s.id AS id, s.name AS name, s.local AS local", _PEOPLE)
    return everyone.take(pc.index_in(pa.array(ids, pa.string()), value_set=everyone["id"]))


def _row(placed: Positions, k: int, name: str | None) -> tuple[Value, ...]:
    joined = placed.countries_joined(k)
    return (
        placed.found.scientists[k],
        name,
        placed.country_code(k),
        float(placed.between.normalised[k]),
        float(placed.between.raw[k]),
        _defined(placed.constraint[k]),
        _defined(placed.effective_size[k]),
        int(placed.network.degree[k]),
        len(joined),
        joined,
        placed.network.attributes["publications"][k],
        float(placed.between.standard_error[k]) if placed.between.sampled[k] else None,
    )


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _coverage(graph: Graph, asked: BridgeBuilderParameters, placed: Positions) -> dict[str, Any]:
    found, between = placed.found, placed.between
    period = in_period(asked.since, asked.until)
    retracted = f"MATCH (p:Publication){where('p.retracted', *period)} RETURN count(*) AS n"
    undated = "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n"
    return {
        "publications": len(found.publications),
        "publications_without_country": int((np.diff(found.countries_by_publication.indptr) == 0).sum()),
        "publications_without_year_left_out": count(graph.store, undated) if period else 0,
        "publications_left_out_as_large": placed.network.left_out,
        "publications_retracted": count(graph.store, retracted, since=asked.since, until=asked.until),
        "scientists": len(found.scientists),
        "scientists_without_country": int((placed.country < 0).sum()),
        "scientists_without_coauthors": int((placed.network.degree == 0).sum()),
        "pairs_of_coauthors": placed.network.links,
        "betweenness": "sampled" if between.sampled.any() else "exact",
        "betweenness_sources": between.pivots if between.sampled.any() else None,
    }


def _caveats(coverage: dict[str, Any], placed: Positions, asked: BridgeBuilderParameters) -> list[str]:
    years = f"{asked.since or 'the first year'} to {asked.until or 'the last'}"
    people, works = coverage["scientists"], coverage["publications"]
    without, local = coverage["scientists_without_country"], coverage["scientists_under_local_keys"]
    said = [
        f"Network: {counted(people, 'scientist')} of {counted(works, 'publication')} from {years}, joined by "
        f"{counted(coverage['pairs_of_coauthors'], 'pair')} of co-authors. Joint publications weigh in "
        "constraint and effective size (full counting), not in betweenness.",
        _how_exact(placed, asked.seed),
        f"{counted(without, 'scientist')} of {people:,} ({percent(without, people)}) name no country: "
        "they are listed for “all” only.",
        "A bridge may be an artefact: of two people under one id, who seem to join their circles; of one "
        "person under several, whose bridge is split; or of a base that holds only one side.",
    ]
    if local:
        said.append(
            f"{counted(local, 'scientist')} ({percent(local, people)}) have no id at the source: "
            "each is a single authorship, and cannot be seen to bridge anything."
        )
    notes = {
        "publications_left_out_as_large": f"of more than {asked.largest_team} authors: they join nobody.",
        "publications_without_year_left_out": "without a year left out.",
        "publications_retracted": "counted with the others though retracted.",
    }
    return said + [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]


def _how_exact(placed: Positions, seed: int) -> str:
    between = placed.between
    if not between.sampled.any():
        return "Betweenness is exact, normalised by all pairs of scientists in the network, listed or not."
    people = counted(int(between.sampled.sum()), "scientist")
    return (
        f"Betweenness is estimated from {between.pivots:,} of {people} in the largest components, drawn at "
        f"random (seed {seed}); of two within two standard errors of each other, either may be the higher."
    )


QUESTION = Question(
    name="bridge-builders",
    title="Who holds the network together?",
    text="""Scientists by how much the co-author network depends on them. Betweenness: on how many shortest
paths between two others they lie. Burt's constraint, low where their co-authors do not publish with each
other, and effective size. Countries joined: how many other countries they publish with. Use it to find whom
to invite where two circles should meet.""",
    parameters=BridgeBuilderParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=tuple(column for column in COLUMNS if column not in ("betweenness_raw", "countries", "standard_error")),
)
