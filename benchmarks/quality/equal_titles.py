"""Works of equal titles: whether each finds the other, and which relation the stated rules give the two.

`python -m benchmarks.quality.equal_titles --base DIR`

Titles are equal where all their words are, after folding. The base is one into which the works were loaded. A line for
each pair (tab-separated): ids, relation, rule, years, kinds, first authors, title; then the counts as a JSON line.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import msgspec

from graph.base import Base
from graph.names import fold
from queries.duplicate_records import Texts, described, texts
from queries.duplicate_relations import relation
from queries.duplicate_search import matches


def groups(base: Texts) -> list[list[str]]:
    """Ids of works with one title, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in base.ids:
        if title := fold(base.title(id_)):
            found[title].append(id_)
    return sorted(ids for ids in found.values() if len(ids) > 1)


def main() -> int:
    """Print a line for each pair, and the counts as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.equal_titles", description=__doc__)
    given.add_argument("--base", type=Path, required=True, help="folder of the base")
    asked = given.parse_args()
    counted: Counter[str] = Counter()
    listed = 0
    with Base(asked.base).open() as graph:
        base = texts(graph)
        equal = groups(base)
        for ids in equal:
            known = described(graph, ids)
            for a, b in combinations(ids, 2):
                one, other = known[a], known[b]
                similar = {match.id: match.similarity for match in matches(base, one)}
                listed += b in similar
                is_ = relation(one, other, similar.get(b, 0.0))
                counted[is_.name or "not known"] += 1
                first = [work.authors[0].name if work.authors else "" for work in (one, other)]
                cells = (a, b, is_.name, is_.why, similar.get(b), one.year, other.year, one.kind, other.kind, *first)
                print("\t".join(str(cell) for cell in (*cells, (one.title or "")[:80])))
    report = {"groups": len(equal), "works": sum(map(len, equal)), "pairs": counted.total(), "found": listed}
    print(msgspec.json.encode({**report, "relations": dict(sorted(counted.items()))}).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
