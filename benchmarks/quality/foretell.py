"""Which country pairs start to work together, foretold and compared with what came.

`python -m benchmarks.quality.foretell --pairs F --totals F --split 2010 --reach 5`

Pairs are a CSV file with the columns year, a, b, works (joint works of two countries in a year); totals one with year,
country, coauthored_works (works with any other country). Candidates are the pairs of countries of the totals without a
joint work to the end of the split year; a pair started where it has `reach` joint works or more in the ten years after
it, or in those there are. Nothing after the split is used to foretell: it is cut off before anything is computed.

Beside it: the product of the two countries' works in the five years that end with the split (the baseline), and
resource allocation and Adamic-Adar over common partners to the end of it. Of equal scores the first pair by code is
ranked first.

What was chosen on what: see `queries/measures/foretelling_countries.py`; the choice was made with nothing after 2010.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from queries.measures.foretelling import foretell
from queries.measures.foretelling_countries import CountryYears
from queries.measures.foretelling_ranking import auroc, precision_at

FIRST = 50
LONGEST = 10


def read_years(pairs: Path, totals: Path) -> CountryYears:
    """The records of both files."""
    works, joint = _rows(totals), _rows(pairs)
    countries = tuple(sorted({row["country"] for row in works}))
    place = {code: k for k, code in enumerate(countries)}
    years = [int(row["year"]) for row in works]
    first, span = min(years), max(years) - min(years) + 1
    of_each, of_pair = np.zeros((span, len(countries))), np.zeros((span, len(countries), len(countries)))
    for row in works:
        of_each[int(row["year"]) - first, place[row["country"]]] += float(row["coauthored_works"])
    for row in joint:
        year, a, b = int(row["year"]) - first, place.get(row["a"]), place.get(row["b"])
        if a is not None and b is not None and a != b and 0 <= year < span:
            of_pair[year, a, b] += float(row["works"])
            of_pair[year, b, a] += float(row["works"])
    return CountryYears(first, countries, of_pair, of_each)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def to_the_end_of(records: CountryYears, year: int) -> CountryYears:
    """The records without the years after `year`."""
    kept = year - records.first_year + 1
    return CountryYears(records.first_year, records.countries, records.joint_works[:kept], records.works[:kept])


def measured(records: CountryYears, split: int, reach: int) -> dict[str, Any]:
    """The figures of the way that Hikma foretells, and of the three beside it.

    Raises:
        SystemExit: there are no years before or after the split.
    """
    if not records.first_year < split < records.last_year:
        raise SystemExit(f"--split {split}: give a year after {records.first_year} and before {records.last_year}")
    until = min(split + LONGEST, records.last_year)
    began = time.perf_counter()
    found = foretell(to_the_end_of(records, split), split, until - split, reach)
    seconds = time.perf_counter() - began
    started = records.joint(found.pairs, split + 1, until) >= reach
    scores = {"": found.scores} | {name: found.pairs.plain[plain] for name, plain in _BESIDE.items()}
    figures: dict[str, Any] = {}
    for name, one in scores.items():
        figures[f"{name}auroc"] = round(auroc(one, started), 4)
        figures[f"{name}precision_at_{FIRST}"] = round(precision_at(one, started, FIRST), 4)
    return {
        **figures,
        "pairs": len(started),
        "positives": int(started.sum()),
        "until": until,
        "learned_at": list(found.learned.splits),
        "seconds": round(seconds, 2),
    }


_BESIDE = {
    "baseline_": "product_of_sizes",
    "resource_allocation_": "resource_allocation",
    "adamic_adar_": "adamic_adar",
}


def table(figures: Mapping[str, Any]) -> str:
    """The figures, a line for each way of foretelling."""
    names = {"": "hikma", **{prefix: name.replace("_", " ") for prefix, name in _BESIDE.items()}}
    lines = [f"{'foretold by':22}{'AUROC':>8}{f'precision at {FIRST}':>18}"]
    for prefix, name in names.items():
        lines.append(f"{name:22}{figures[f'{prefix}auroc']:8.3f}{figures[f'{prefix}precision_at_{FIRST}']:18.2f}")
    return "\n".join(lines)


def main() -> int:
    """Print a table, and the same figures as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.foretell", description=__doc__)
    given.add_argument("--pairs", type=Path, required=True, help="CSV file: year, a, b, works")
    given.add_argument("--totals", type=Path, required=True, help="CSV file: year, country, coauthored_works")
    given.add_argument("--split", type=int, default=2010, help="last year that is known (default: 2010)")
    given.add_argument("--reach", type=int, default=5, help="joint works that count as a start (default: 5)")
    asked = given.parse_args()
    figures = measured(read_years(asked.pairs, asked.totals), asked.split, asked.reach)
    print(f"{figures['positives']} of {figures['pairs']} pairs started from {asked.split + 1} to {figures['until']}")
    print(table(figures))
    print(msgspec.json.encode(figures).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
