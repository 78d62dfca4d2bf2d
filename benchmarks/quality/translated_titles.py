"""How often a name in one language finds its own among all others in English, by sentence vectors and by words.

`python -m benchmarks.quality.translated_titles --organisations F [--seed 0] [--most 400]`

Organisations are ROR records, one JSON object a line (gzipped): those that have a label in the language and an English
one. The names are short and hold proper names: easier for words of one script, harder for meaning. Titles of
works would be the better test, and no open set of them in these languages is at hand. Every English name of the file is
a candidate. Nothing was tuned on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from queries.texts.candidates import word_index
from queries.texts.vectors import installed, sentence_vectors

LANGUAGES = ("ar", "tr", "ru", "fr", "id", "fa", "ms")
AT = 5


def read_names(path: Path) -> list[dict[str, str]]:
    """Of each organisation its names by language; labels before aliases."""
    found: list[dict[str, str]] = []
    with gzip.open(path) as lines:
        for line in lines:
            names = json.loads(line)["names"]
            labels = sorted(names, key=lambda name: "label" not in name["types"], reverse=True)
            found.append({name["lang"]: name["value"] for name in labels if name["lang"]})
    return found


def figures(organisations: list[dict[str, str]], seed: int, most: int) -> dict[str, Any]:
    """Recall at 5 by language, of the words alone and of the vectors where a model is installed."""
    english = sorted({names["en"] for names in organisations if "en" in names})
    place = {name: k for k, name in enumerate(english)}
    index = word_index([f"{k:06}" for k in range(len(english))], english)
    model = sentence_vectors() if installed() else None
    every = model.encode(english) if model else None
    report: dict[str, Any] = {"candidates": len(english), "at": AT}
    for language in LANGUAGES:
        pairs = sorted({(one[language], one["en"]) for one in organisations if {"en", language} <= set(one)})
        pairs = [pair for pair in pairs if pair[0].casefold() != pair[1].casefold()]
        random.Random(seed).shuffle(pairs)  # noqa: S311
        pairs = pairs[:most]
        words = [int(place[name] in map(int, index.near(asked, AT))) for asked, name in pairs]
        row: dict[str, Any] = {"pairs": len(pairs), "words": round(float(np.mean(words)), 3) if pairs else None}
        if model is not None and every is not None and pairs:
            near = np.argsort(-(model.encode([asked for asked, _ in pairs]) @ every.T), axis=1, kind="stable")[:, :AT]
            row["vectors"] = round(float(np.mean([place[name] in near[k] for k, (_, name) in enumerate(pairs)])), 3)
        report[language] = row
    return report


def main() -> int:
    """Print a table, and the same figures as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.translated_titles", description=__doc__)
    given.add_argument("--organisations", type=Path, required=True, help="ROR records, gzipped JSON Lines")
    given.add_argument("--seed", type=int, default=0, help="of what is drawn (default: 0)")
    given.add_argument("--most", type=int, default=400, help="pairs of each language (default: 400)")
    asked = given.parse_args()
    report = figures(read_names(asked.organisations), asked.seed, asked.most)
    print(f"{'language':10}{'pairs':>7}{'words':>9}{'vectors':>9}")
    for language in LANGUAGES:
        row = report[language]
        print(f"{language:10}{row['pairs']:7}{row['words'] or 0:9.3f}{row.get('vectors', float('nan')):9.3f}")
    print(msgspec.json.encode(report).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
