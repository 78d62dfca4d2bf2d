"""Whether groups that were planted to overlap without working together are found, whatever the seed of the clusters.

`python -m benchmarks.quality.overlaps` makes Hikma's invented world (`--works 5000 --world 2026`), loads it, and asks
overlapping-research with its defaults, for all countries, from 20 seeds; `--base F --planted F/world/planted.json` asks
a base that is loaded already. Planted are pairs of groups in different countries with the same topic and the same
coined terms, and no joint publication. A pair is found in the row whose clusters hold more than half of either group.

It prints one JSON line: for each planted pair its ranks over the seeds (none where no row holds it), for each seed how
many are among the first as many rows as there are planted pairs, and how far the clusters of the seeds agree (mean
adjusted Rand index).

How features are weighed, and the scale of clusters, were chosen on the worlds 2026, 1 and 2 of 20,000 works.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

import hikma
from graph.base import Graph
from hikma.demo import load_world
from hikma.world import make_world
from queries.measures.communities import Communities, stability
from queries.overlap_clusters import Compared, candidate_pairs, compared
from queries.overlapping_research import OverlapParameters

SEEDS = 20


def ranks(found: Compared, planted: Sequence[dict[str, Any]], asked: OverlapParameters) -> list[int | None]:
    """The row, from 1, of each planted pair; none where it is in none."""
    first, second = candidate_pairs(found, None, asked.share, asked.least, asked.similarity, asked.most_joint)
    rows = {frozenset(pair): k for k, pair in enumerate(zip(first.tolist(), second.tolist(), strict=True), start=1)}
    place = {scientist: k for k, scientist in enumerate(found.found.scientists)}
    return [
        rows.get(frozenset(_cluster(found, place, group["scientists"]) for group in pair["groups"])) for pair in planted
    ]


def _cluster(found: Compared, place: dict[str, int], scientists: Sequence[str]) -> int:
    """The cluster with more than half of the group; -1 where there is none."""
    there = [place[one] for one in (f"openalex:{short}" for short in scientists) if one in place]
    counts = np.bincount(found.partition.cluster[there])
    return int(counts.argmax()) if there and 2 * counts.max() > len(scientists) else -1


def measured(graph: Graph, planted: Sequence[dict[str, Any]], seeds: int) -> dict[str, Any]:
    """The figures of the planted pairs over the seeds."""
    asked = OverlapParameters()
    found: list[list[int | None]] = []
    partitions: list[Communities] = []
    began = time.perf_counter()
    for seed in range(seeds):
        one = compared(graph, None, None, None, asked.largest_team, asked.resolution, seed, 1, asked.least)
        found.append(ranks(one, planted, asked))
        partitions.append(one.partition)
    seconds = (time.perf_counter() - began) / seeds
    return {
        "planted": ["-".join(group["country"] for group in pair["groups"]) for pair in planted],
        "ranks": [list(of_pair) for of_pair in zip(*found, strict=True)],
        "first_rows_planted": [sum(bool(k and k <= len(planted)) for k in of_seed) for of_seed in found],
        "adjusted_rand": round(stability(partitions), 4),
        "clusters": [len(one.sizes[one.sizes >= asked.least]) for one in partitions],
        "seconds_a_seed": round(seconds, 2),
    }


def main() -> int:
    """Print the figures as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.overlaps", description=__doc__)
    given.add_argument("--works", type=int, default=5_000, help="works of the invented world (default: 5000)")
    given.add_argument("--world", type=int, default=2026, help="seed of the invented world (default: 2026)")
    given.add_argument("--seeds", type=int, default=SEEDS, help="seeds of the clusters (default: 20)")
    given.add_argument("--base", type=Path, help="a base that holds an invented world, instead")
    given.add_argument("--planted", type=Path, help="planted.json of that world")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, planted = (
            asked.base or Path(scratch) / "base",
            asked.planted or Path(scratch) / "world" / "planted.json",
        )
        with hikma.open(folder) as base:
            if asked.base is None:
                make_world(planted.parent, works=asked.works, seed=asked.world)
                load_world(base.base, planted.parent)
            clusters = msgspec.json.decode(planted.read_bytes())["clusters"]
            print(msgspec.json.encode(measured(base.graph, clusters, asked.seeds)).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
