"""A text as the words and topics that colleagues are sought for; words of other languages by how they sound."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from graph.search.words import terms
from queries.colleague_records import Colleagues
from queries.measures.arrays import FloatArray
from queries.measures.colleague_works import lengths, rarity

ALIKE = 0.87
"""Words at least so alike, by Jaro and Winkler, in Latin letters, are taken for one word of two languages."""
_SHORTEST = 5
_CLOSEST = 20
"""Publications whose topics stand for those of the text."""
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "h"),
    ("k", "c"),
    ("q", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("z", "s"),
)
_DOUBLED = re.compile(r"(.)\1+")


class About(NamedTuple):
    """What a text asks for."""

    terms: FloatArray
    topics: FloatArray
    known: tuple[str, ...]
    """Words that publications here have too, in order."""
    by_sound: dict[str, str]
    """Words that none has, and the word that was taken instead."""
    unknown: tuple[str, ...]


def about(found: Colleagues, text: str) -> About:
    """The terms of the text, weighed as those of publications, and the topics of the publications closest to it."""
    counts = Counter(terms(text))
    words = found.names.terms
    instead = {one: other for one in counts if one not in words if (other := _by_sound(one, words))}
    wanted = np.zeros(len(words))
    for one, n in counts.items():
        column = words.get(one, words.get(instead.get(one, "")))
        if column is not None:
            wanted[column] += 1 + np.log(n)
    held = found.known.works.terms
    wanted *= rarity(held, 2)
    unknown = tuple(sorted(one for one in counts if one not in words and one not in instead))
    return About(wanted, _topics(found, wanted), tuple(sorted(set(counts) & set(words))), instead, unknown)


def _topics(found: Colleagues, wanted: FloatArray) -> FloatArray:
    size = float(np.linalg.norm(wanted)) or 1.0
    alike = np.asarray(found.known.texts.works @ (wanted / size), dtype=np.float64)
    first = np.argsort(-np.round(alike, 9), kind="stable")[:_CLOSEST]
    topics = found.known.topics.works[first]
    return np.asarray(alike[first] @ topics, dtype=np.float64) if lengths(topics).any() else np.zeros(topics.shape[1])


def _by_sound(word: str, words: dict[str, int]) -> str | None:
    sound = _sound(word)
    if len(sound) < _SHORTEST:
        return None
    best = process.extractOne(
        sound, {one: _sound(one) for one in words if len(one) >= _SHORTEST}, scorer=JaroWinkler.similarity,
        score_cutoff=ALIKE,
    )  # fmt: skip
    return str(best[2]) if best else None


def _sound(word: str) -> str:
    latin = word if word.isascii() else anyascii(word).lower()
    for one, other in _SOUNDS:
        latin = latin.replace(one, other)
    return _DOUBLED.sub(r"\1", latin)
