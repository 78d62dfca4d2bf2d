"""Duplicate references against labelled groups: `python -m benchmarks.quality.duplicates --records R --groups G`.

Records are a CSV file of references with a header (ID, title, author, year, journal or booktitle, volume, number,
pages, doi, abstract, ENTRYTYPE; what is missing counts as not known); groups are a CSV file whose `merged_ids` lists
the ids of one publication with semicolons between them. `--peer` runs bib-dedupe on the same files, where it is
installed.

The count: a true group of k records that are found in m clusters gives k - m true positives and m - 1 misses, a record
of no group being a cluster of its own; a found cluster over g true groups gives g - 1 false positives. Seconds are of
the linkage alone, from records in memory to clusters.

Whether a correction is one record with its article is a matter of use, and the labels do both: where both are in a
set, 3 corrections of `haematology` and 1 of `digital_work` are labelled as one with it, 1 and 7 are not. The main
figures are therefore those of Hikma's own reading, in which they are two publications, unless the correction repeats
its article's record; the figures with each correction put with its article stand beside, in a row of their own and as
`corrections_precision` and so on.

What was tuned on what: rules and points were written while looking at `cytology_screening`, `haematology` and
`digital_work` (CoLRev-Environment/bib-dedupe); the rules for an article printed twice and for a correction that repeats
its article were written for one pair of `digital_work` each, and nothing else in the three sets falls under them.
Other sets of that collection were not looked at.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from graph.sameness.publications import Reference, clusters, link

_COLUMNS = {
    "title": ("title",),
    "authors": ("author", "authors"),
    "year": ("year", "publication_year"),
    "venue": ("journal", "booktitle", "container_title", "secondary_title", "series"),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages", "page"),
    "doi": ("doi",),
    "abstract": ("abstract",),
    "kind": ("entrytype", "type"),
}
_COUNTED = ("precision", "recall", "f1", "true_positives", "false_positives", "false_negatives")


class Score(NamedTuple):
    """How found clusters fit true groups."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        """The share of merges that are right; 1 where nothing is merged."""
        return _share(self.true_positives, self.false_positives)

    @property
    def recall(self) -> float:
        """The share of true merges that are found; 1 where there are none."""
        return _share(self.true_positives, self.false_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.true_positives, self.false_positives + self.false_negatives)


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def score(groups: Iterable[Sequence[str]], found: Iterable[Sequence[str]]) -> Score:
    """The count of the module's docstring; ids in no group and in no cluster stand alone."""
    true, clustered = [list(group) for group in groups], [list(cluster) for cluster in found]
    group_of = {member: f"group {place}" for place, group in enumerate(true) for member in group}
    cluster_of = {member: f"cluster {place}" for place, cluster in enumerate(clustered) for member in cluster}
    pieces = [len({cluster_of.get(member, member) for member in group}) for group in true]
    return Score(
        sum(len(group) - parts for group, parts in zip(true, pieces, strict=True)),
        sum(len({group_of.get(member, member) for member in cluster}) - 1 for cluster in clustered),
        sum(parts - 1 for parts in pieces),
    )


def read_references(path: Path) -> list[Reference]:
    """The references of a CSV file, with whatever of the columns it has; rows without ID are numbered from 1."""
    return [_reference(place, row) for place, row in enumerate(_rows(path), 1)]


def read_groups(path: Path) -> list[list[str]]:
    """The groups of ids of a CSV file."""
    return [[one.strip() for one in row["merged_ids"].split(";") if one.strip()] for row in _rows(path)]


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        return [{(name or "").strip().lower(): value or "" for name, value in row.items()} for row in rows]


def _reference(place: int, row: Mapping[str, str]) -> Reference:
    def first(field: str) -> str:
        return next((row[column] for column in _COLUMNS[field] if row.get(column, "").strip()), "")

    return Reference(row.get("id") or str(place), **{field: first(field) for field in _COLUMNS})


def ours(references: Sequence[Reference], *, corrections: bool = False) -> list[list[str]]:
    """The clusters that Hikma finds, with each correction apart from its article, or put with it."""
    return clusters(link(references), corrections=corrections)


def peers(records: Path) -> tuple[Callable[[], list[list[str]]], str]:
    """How to run bib-dedupe on the same file, and its name.

    Raises:
        SystemExit: it is not installed.
    """
    if find_spec("bib_dedupe") is None:
        raise SystemExit("bib-dedupe is not installed: `pip install bib-dedupe`, or leave out --peer")
    import pandas as pd
    from bib_dedupe import bib_dedupe  # type: ignore[import-not-found]

    table = pd.read_csv(records)

    def run() -> list[list[str]]:
        prepared = bib_dedupe.prep(table, verbosity_level=0)
        matched = bib_dedupe.match(bib_dedupe.block(prepared, verbosity_level=0), verbosity_level=0)
        return [list(map(str, cluster)) for cluster in bib_dedupe.cluster(matched, verbosity_level=0)]

    return run, "bib-dedupe"


def measured(run: Callable[[], list[list[str]]], groups: Sequence[Sequence[str]], records: int) -> dict[str, Any]:
    """What one way of linking scores, and how long it takes."""
    began = time.perf_counter()
    found = run()
    seconds = time.perf_counter() - began
    got = score(groups, found)
    return {
        "precision": round(got.precision, 4),
        "recall": round(got.recall, 4),
        "f1": round(got.f1, 4),
        **got._asdict(),
        "records": records,
        "groups": len(groups),
        "seconds": round(seconds, 2),
    }


def main() -> int:
    """Print a table, lines for Hikma with corrections apart and joined and for the peer, and Hikma's as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.duplicates", description=__doc__)
    given.add_argument("--records", type=Path, required=True, help="CSV file of references")
    given.add_argument("--groups", type=Path, required=True, help="CSV file of true groups, column merged_ids")
    given.add_argument("--peer", action="store_true", help="run bib-dedupe beside it")
    asked = given.parse_args()
    references, groups = read_references(asked.records), read_groups(asked.groups)
    strict = measured(lambda: ours(references), groups, len(references))
    joined = measured(lambda: ours(references, corrections=True), groups, len(references))
    rows = {"hikma": strict, "hikma, corrections joined": joined}
    if asked.peer:
        run, name = peers(asked.records)
        rows[name] = measured(run, groups, len(references))
    width = max(map(len, rows))
    print("  ".join(["linked by".ljust(width), *strict]))
    for name, row in rows.items():
        print("  ".join([name.ljust(width), *(str(value).rjust(len(column)) for column, value in row.items())]))
    beside = {f"corrections_{column}": joined[column] for column in _COUNTED}
    print(msgspec.json.encode(strict | beside).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
