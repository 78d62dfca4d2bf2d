"""The words of the world: sentences of each language, concepts in eight languages, synonyms, coined terms."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from .shipped import shipped

LANGUAGES = ("en", "fr", "ar", "tr", "ru", "fa", "id", "ms")

# How often a country whose first language this is publishes in it; a second language, a third as often.
WRITTEN = {"fr": 0.20, "ar": 0.10, "tr": 0.16, "ru": 0.30, "fa": 0.12, "id": 0.22, "ms": 0.06}


@dataclass(frozen=True)
class Phrases:
    """The titles and sentences of one language, with the places of the words that go into them."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    name = ""
    for line in shipped("phrases.txt").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in sections.items()}


@cache
def phrases() -> dict[str, Phrases]:
    """Return the titles and sentences of every language."""
    every = _sections()
    return {code: Phrases(every[f"{code} title"], every[f"{code} sentence"]) for code in LANGUAGES}


@cache
def parallel_titles() -> tuple[str, ...]:
    """Return English titles that say what the titles of each other language say, in the same order."""
    return _sections()["en title parallel"]


@cache
def synonyms() -> dict[str, str]:
    """Return a general word's synonym, in both directions, in small letters."""
    pairs = [pair.lower().split("|") for pair in _sections()["synonyms"][0].split("; ")]
    backwards = {second: first for first, second in pairs}
    return backwards | {first: second for first, second in pairs}  # noqa: C416 (lists of two are no pairs to mypy)


@cache
def concepts() -> dict[str, tuple[dict[str, str], ...]]:
    """Return each field's few concepts, each by language."""
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in csv.DictReader(shipped("concepts.csv").splitlines()):
        found[row["field"]] = (*found.get(row["field"], ()), {code: row[code] for code in LANGUAGES})
    return found


@cache
def coined_terms() -> tuple[str, ...]:
    """Return every coined term: an adjective and a noun that no field uses."""
    adjectives, nouns = (line.split() for line in shipped("coined.txt").splitlines() if not line.startswith("#"))
    return tuple(f"{adjective} {noun}" for adjective in adjectives for noun in nouns)
