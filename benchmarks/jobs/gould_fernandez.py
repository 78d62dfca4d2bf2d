"""Brokerage roles between countries of every scientist, with exact expectation and z; within a time limit."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from benchmarks.coauthor_network import authorships_of, network_of
from benchmarks.job import Job, Measured
from queries.measures.roles import ROLES, roles
from queries.measures.scientist_countries import latest_country

LIMIT_S = 10.0
SAMPLE = 200


def run(world: Path, scratch: Path) -> Measured:
    """The time beside the limit; agreed where the counts of a sample are those of all threes of scientists."""
    del scratch
    found, country = network_of(world), latest_country(authorships_of(world))
    began = time.perf_counter()
    ours = roles(found, country)
    ours_s = time.perf_counter() - began
    known = np.flatnonzero((country >= 0) & (found.degree > 1))
    chosen = np.random.default_rng(0).choice(known, min(SAMPLE, known.size), replace=False).tolist()
    neighbours = [set(row.indices[country[row.indices] >= 0].tolist()) for row in found.weights]
    agree = all(ours.counts[one].tolist() == _counted(one, neighbours, country.tolist()) for one in chosen)
    return Measured(ours_s, LIMIT_S, agree)


def _counted(broker: int, neighbours: list[set[int]], country: list[int]) -> list[float]:
    """The definition, pair by pair."""
    found: dict[str, float] = dict.fromkeys(ROLES, 0.0)
    for source in neighbours[broker]:
        for target in neighbours[broker] - neighbours[source] - {source}:
            ours = (country[source] == country[broker], country[target] == country[broker])
            outside = "consultant" if country[source] == country[target] else "liaison"
            named = {(True, True): "coordinator", (True, False): "representative", (False, True): "gatekeeper"}
            found[named.get(ours, outside)] += 1
    return list(found.values())


JOB = Job("gould-fernandez", f"a limit of {LIMIT_S:.0f} s", 1.0, run)
