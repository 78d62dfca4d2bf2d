"""Gaps and strong pairs in worlds whose answer is known: planted ones, none, and countries that were lost.

`python -m benchmarks.quality.gaps [--works 200000] [--nulls 200] [--removals 100] [--end-to-end 20000]`

* Planted: of the pairs that expect 20 joint works or more, 30 avoid and 30 seek each other. Precision counts every pair
  of the 57 countries that is called gap or strong, planted or not.
* Nulls: worlds drawn from the null model that was fitted to a world without affinities; the share with any gap or
  strong pair is to be no more than 16 of 200.
* Removals: in such worlds half of one country's affiliations are lost at random, by authorship and by whole work in
  turn, each country in its turn; a gap of that country is one too many.
* End to end: an invented world of files is loaded and asked, and compared with what was planted in it; 0 for none.

These worlds, but the last, are arrays (`gap_worlds`). Nothing is fitted to them: the rules of the verdict are those of
the reference page, and their seed is `--seed`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.quality.gap_worlds import (
    ENOUGH,
    Judged,
    judged,
    members,
    null_world,
    of_country,
    plain_world,
    planted_world,
    without_half,
)
from benchmarks.quality.measures import Counts, count
from graph.base import Base
from hikma.world import make_world
from hikma.world.mixing import generator
from loaders import find_loader, load
from queries import ask
from queries.measures.arrays import IntArray
from queries.measures.pair_verdict import Verdict

PAIRS = 30


def planted(seed: int, works: int) -> dict[str, Any]:
    """Precision and recall of gaps and strong pairs; and how far apart the planted ones came out."""
    made = planted_world(generator(seed, 1), works, PAIRS)
    of = judged(made.world)
    figures: dict[str, Any] = {}
    for name, verdict, true in (("gap", Verdict.GAP, made.gaps), ("strong", Verdict.STRONG, made.strong)):
        ratio = of.found.ratio[true]
        every, large = _counts(of, verdict, true), _counts(of, verdict, true, of.found.expected >= ENOUGH)
        figures |= {
            f"{name}_planted": int(true.size),
            f"{name}_ratio": [round(float(np.min(ratio)), 3), round(float(np.max(ratio)), 3)],
            f"{name}_precision": round(every.precision, 4),
            f"{name}_recall": round(every.recall, 4),
            f"{name}_precision_of_large": round(large.precision, 4),
        }
    return figures


def _counts(of: Judged, verdict: Verdict, true: IntArray, among: Any = True) -> Counts:
    is_true = np.isin(np.arange(of.found.verdict.size), true)
    looked_at = np.flatnonzero(np.broadcast_to(among, is_true.shape) | is_true)
    called = (of.found.verdict == verdict)[looked_at].tolist()
    return count(zip(called, is_true[looked_at].tolist(), strict=True))


def nulls(seed: int, works: int, worlds: int, removals: int) -> dict[str, Any]:
    """How many worlds of chance alone have a verdict, and how many gaps half of a country's affiliations make."""
    like = judged(plain_world(generator(seed, 2), works))
    worlds_with, verdicts, gaps = 0, 0, 0
    for k in range(max(worlds, removals)):
        rng = generator(seed, 3, k)
        world = null_world(rng, like)
        if k < worlds:
            called = int((judged(world).found.verdict <= Verdict.STRONG).sum())
            worlds_with, verdicts = worlds_with + (called > 0), verdicts + called
        if k < removals:
            country = int(members()[k % members().size])
            after = judged(without_half(rng, world, country, whole_works=k % 2 == 1))
            gaps += int((after.found.verdict == Verdict.GAP)[of_country(after.pairs, country)].sum())
    return {
        "null_worlds": worlds,
        "null_worlds_with_a_verdict": worlds_with,
        "null_verdicts": verdicts,
        "removals": removals,
        "gaps_after_removal": gaps,
    }


def end_to_end(seed: int, works: int) -> dict[str, Any]:
    """A world of files, without homophily, loaded and asked."""
    with tempfile.TemporaryDirectory(prefix="hikma-gaps-") as folder:
        world, base = Path(folder) / "world", Base(Path(folder) / "base")
        told = make_world(world, works, seed=seed, homophily=0.0)
        load(base, find_loader("openalex"), [world / "works"])
        base.update()
        with base.open() as graph:
            rows = ask(graph, "collaboration-gaps", limit=0).records()
    figures: dict[str, Any] = {"end_to_end_works": works}
    for name, true in (("gap", told.gaps), ("strong", told.strong)):
        pairs = {tuple(sorted(one.countries)) for one in true}
        tally = count(_called(rows, name, pairs))
        figures |= {
            f"end_to_end_{name}_planted": len(pairs),
            f"end_to_end_{name}_precision": round(tally.precision, 4),
            f"end_to_end_{name}_recall": round(tally.recall, 4),
        }
    return figures


def _called(rows: list[dict[str, Any]], verdict: str, true: set[tuple[str, ...]]) -> Iterable[tuple[bool, bool]]:
    return ((row["verdict"] == verdict, (row["country_a"], row["country_b"]) in true) for row in rows)


def main() -> int:
    """Print the figures, and the same as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.gaps", description=__doc__)
    given.add_argument("--works", type=int, default=200_000, help="works of each world (default: 200000)")
    given.add_argument("--nulls", type=int, default=200, help="worlds of chance alone (default: 200)")
    given.add_argument("--removals", type=int, default=100, help="of those, how many lose affiliations (default: 100)")
    given.add_argument("--end-to-end", type=int, default=20_000, help="works of the world of files; 0 for none")
    given.add_argument("--seed", type=int, default=1, help="of all worlds (default: 1)")
    asked = given.parse_args()
    began = time.perf_counter()
    figures = {"works": asked.works, "seed": asked.seed, **planted(asked.seed, asked.works)}
    figures |= nulls(asked.seed, asked.works, asked.nulls, asked.removals)
    if asked.end_to_end:
        figures |= end_to_end(asked.seed, asked.end_to_end)
    figures["seconds"] = round(time.perf_counter() - began, 1)
    print("\n".join(f"{name:34}{value}" for name, value in figures.items()))
    print(msgspec.json.encode(figures).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
