"""A text as the words and topics that colleagues are sought for, also in another language than the base's.

Words that no publication has are taken by how they sound. Of a text of which most words are still unknown, the topics
are those whose names are closest by sentence vectors, where a model is installed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from graph.search.words import terms
from queries.colleague_records import Colleagues
from queries.measures.arrays import FloatArray
from queries.measures.colleague_works import lengths, rarity
from queries.texts.vectors import installed, sentence_vectors

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
MEANT = 0.4
"""A topic is meant whose name has at least this cosine with the text: below are pairs that have nothing in common."""
_TOPICS = 3
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
    meant: tuple[str, ...]
    """Names of the topics that the text was matched to by sentence vectors, the closest first."""


def about(found: Colleagues, text: str, topic_names: Mapping[str, str | None]) -> About:
    """The terms of the text, weighed as those of publications, and its topics.

    The topics are those of the publications closest to it; or, where more than half of its distinct words are unknown,
    those of `topic_names` (by id) whose names say the same.
    """
    counts = Counter(terms(text))
    words = found.names.terms
    instead = {one: other for one in counts if one not in words if (other := _by_sound(one, words))}
    unknown = tuple(sorted(one for one in counts if one not in words and one not in instead))
    foreign = len(unknown) > len(counts) / 2
    meant = _meant(found, text, topic_names) if foreign and installed() else []
    if meant:
        # What sounds alike in so foreign a text does so by chance.
        unknown, instead = tuple(sorted(set(counts) - set(words))), {}
    wanted = _weighed(found, counts, instead)
    topics = _topics(found, wanted)
    if meant:
        topics = np.zeros(len(found.names.topics))
        topics[[k for k, _ in meant]] = [alike for _, alike in meant]
    told = tuple(topic_names[found.names.topics[k]] or "" for k, _ in meant)
    return About(wanted, topics, tuple(sorted(set(counts) & set(words))), instead, unknown, told)


def _weighed(found: Colleagues, counts: Counter[str], instead: dict[str, str]) -> FloatArray:
    words = found.names.terms
    wanted = np.zeros(len(words))
    for one, n in counts.items():
        column = words.get(one, words.get(instead.get(one, "")))
        if column is not None:
            wanted[column] += 1 + np.log(n)
    return np.asarray(wanted * rarity(found.known.works.terms, 2), dtype=np.float64)


def _meant(found: Colleagues, text: str, topic_names: Mapping[str, str | None]) -> list[tuple[int, float]]:
    """The places of at most `_TOPICS` topics, and the cosine of their names with the text.

    Names of a single word are not compared: their vectors are near to those of words that mean nothing.
    """
    named = [(k, name) for k, one in enumerate(found.names.topics) if " " in (name := topic_names.get(one) or "")]
    if not named:
        return []
    vectors = sentence_vectors().encode([text, *(name for _, name in named)])
    alike = np.asarray(vectors[1:] @ vectors[0], dtype=np.float64).round(6)
    first = np.argsort(-alike, kind="stable")[:_TOPICS]
    return [(named[k][0], float(alike[k])) for k in first.tolist() if alike[k] >= MEANT]


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
