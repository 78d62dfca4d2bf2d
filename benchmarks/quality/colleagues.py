"""Whom scientists start to work with, foretold and compared with what came.

`python -m benchmarks.quality.colleagues --works F --split 2019`

Works to the split are known; F is a gzipped file of OpenAlex works, one a line. What comes after the split is cut off
before anything is computed. Sought are the pairs first joined in later works, both of them known by the split; works of
more than 100 authors join nobody. Candidates of a scientist are all other known scientists but the known co-authors.
Recall at 20 is averaged over the scientists who got new colleagues, each with the number of them, at most 20, as
denominator; `no_common_neighbour` over the new colleagues with whom no co-author was shared, and those who have one
such. The list of 20 is that of the question `colleagues`, with the weights that the works to the split teach.
Beside it the scores of `colleague_baselines`, a score of 0 being no hit; of equal scores the first by id comes first.

What was chosen on what: see `queries/measures/colleague_learning.py`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from benchmarks.quality.colleague_baselines import baselines
from benchmarks.quality.colleague_records import Work, as_arrays, read_works
from queries.measures.arrays import IntArray
from queries.measures.colleague_known import Known
from queries.measures.colleague_learning import learned, others
from queries.measures.colleague_ranking import ranked
from queries.measures.colleague_signals import SIGNALS, signals

FIRST = 20
LARGEST_TEAM = 100


class Sought(NamedTuple):
    """Of each scientist who got new colleagues: these, and those of them without a common co-author."""

    new: dict[int, set[int]]
    apart: dict[int, set[int]]


def sought(works: list[Work], split: int, people: tuple[str, ...], known: Known) -> Sought:
    """Whom the works after the split join, by places in `people`."""
    place = {one: k for k, one in enumerate(people)}
    coauthors = [set(known.network.coauthors(k).tolist()) for k in range(len(people))]
    new: dict[int, set[int]] = defaultdict(set)
    for work in works:
        there = work.authors()
        if (work.publication_year or 0) <= split or len(there) > LARGEST_TEAM:
            continue
        for a, b in combinations([place[one] for one in there if one in place], 2):
            if b not in coauthors[a]:
                new[a].add(b)
                new[b].add(a)
    apart = {a: {b for b in found if not coauthors[a] & coauthors[b]} for a, found in new.items()}
    return Sought(dict(sorted(new.items())), apart)


class _Tally:
    def __init__(self, found: Sought) -> None:
        self._found = found
        self._all: list[float] = []
        self._apart: list[float] = []

    def add(self, of: int, best: set[int]) -> None:
        new, apart = self._found.new[of], self._found.apart[of]
        self._all.append(len(new & best) / min(len(new), FIRST))
        if apart:
            self._apart.append(len(apart & best) / min(len(apart), FIRST))

    def shown(self) -> dict[str, float | None]:
        return {
            "recall_at_20": round(float(np.mean(self._all)), 4) if self._all else None,
            "recall_at_20_no_common_neighbour": round(float(np.mean(self._apart)), 4) if self._apart else None,
        }


def measure(path: Path, split: int) -> dict[str, Any]:
    """The recall of the question's ranking and of the baselines."""
    every = read_works(path)
    before = [work for work in every if work.publication_year is not None and work.publication_year <= split]
    began = time.perf_counter()
    works, people = as_arrays(before)
    known, by = Known(works, split), learned(works, split)
    took = time.perf_counter() - began
    found = sought(every, split, people, known)
    plain = baselines(before, works)
    tallies: dict[str, _Tally] = defaultdict(lambda: _Tally(found))
    for of in found.new:
        among = others(known, of)
        tallies["colleagues"].add(of, set(ranked(signals(known, of), among, by)[0][:FIRST].tolist()))
        for name, scores in plain.scores(of).items():
            tallies[name].add(of, set(_best(np.where(among, scores, 0.0)).tolist()))
    pairs = sum(map(len, found.new.values()))
    return {
        "split": split,
        "scientists": len(people),
        "with_new": len(found.new),
        "new_pairs": pairs // 2,
        "share_no_common": round(sum(map(len, found.apart.values())) / pairs, 3) if pairs else None,
        **tallies["colleagues"].shown(),
        "baselines": {name: tally.shown() for name, tally in tallies.items() if name != "colleagues"},
        "learned_at": list(by.splits),
        "weights": dict(zip(SIGNALS, by.weights.round(3).tolist(), strict=True)),
        "seconds_to_read_and_learn": round(took, 1),
    }


def _best(scores: np.ndarray[Any, np.dtype[np.float64]]) -> IntArray:
    order = np.argsort(-scores, kind="stable")[:FIRST]
    return order[scores[order] > 0].astype(np.int64)


def main(arguments: list[str]) -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.colleagues", description=__doc__)
    parser.add_argument("--works", type=Path, required=True, help="gzipped OpenAlex works, one a line")
    parser.add_argument("--split", type=int, required=True, help="last year that is known")
    asked = parser.parse_args(arguments)
    sys.stdout.buffer.write(msgspec.json.encode(measure(asked.works, asked.split)) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
