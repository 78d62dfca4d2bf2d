"""The plan told in OpenAlex's ids and country codes, as `planted.json` holds it."""

from __future__ import annotations

import numpy as np

from .fragments import topic_id
from .persons import named, scientist_id, shown
from .places import places
from .plans import Bridge, Cluster, Duplicate, Pair, Plan
from .planted import (
    NOTICE,
    Planted,
    PlantedBridge,
    PlantedCluster,
    PlantedDuplicate,
    PlantedGroup,
    PlantedPair,
)
from .population import Population
from .topics import OPENALEX, topics
from .works import work_id


def report(
    plan: Plan, population: Population, works: int, seed: int, homophily: float, bridged: dict[int, int]
) -> Planted:
    """Return what was planted; `bridged` says on how many works each bridge-builder came to be."""
    return Planted(
        notice=NOTICE,
        works=works,
        seed=seed,
        homophily=homophily,
        gaps=tuple(_pair(one) for one in plan.pairs if one.factor < 1),
        strong=tuple(_pair(one) for one in plan.pairs if one.factor > 1),
        bridge_builders=tuple(_bridge(one, population, bridged) for one in plan.bridges),
        clusters=tuple(_cluster(one) for one in plan.clusters),
        duplicates=tuple(_duplicate(one) for one in plan.duplicates),
    )


def _short(openalex: str) -> str:
    return openalex.removeprefix(OPENALEX)


def _code(country: int) -> str:
    return places()[country].code


def _pair(one: Pair) -> PlantedPair:
    return PlantedPair((_code(one.i), _code(one.j)), one.factor, one.expected)


def _bridge(one: Bridge, population: Population, bridged: dict[int, int]) -> PlantedBridge:
    bits = int(population.bits(np.array([one.scientist]))[0])
    return PlantedBridge(
        scientist=_short(scientist_id(one.scientist)),
        name=shown(named(one.home, bits), bits),
        country=_code(one.home),
        joins=tuple(_code(c) for c in one.joins),
        works=bridged[one.scientist],
    )


def _cluster(one: Cluster) -> PlantedCluster:
    groups = tuple(
        PlantedGroup(
            country=_code(group.country),
            scientists=tuple(_short(scientist_id(number)) for number in group.scientists),
            works=tuple(_short(work_id(number)) for number in group.works),
        )
        for group in one.groups
    )
    return PlantedCluster(_short(topic_id(one.topic)), topics()[one.topic].name, one.terms, groups)


def _duplicate(one: Duplicate) -> PlantedDuplicate:
    return PlantedDuplicate(
        works=(_short(work_id(one.works[0])), _short(work_id(one.works[1]))),
        countries=(_code(one.countries[0]), _code(one.countries[1])),
        kind=one.kind,
        changed=one.changed,
        languages=one.languages,
    )
