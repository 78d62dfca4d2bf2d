"""Publications whose text overlaps with one that is asked about: found by rare words, ranked by what they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graph.search.words import terms
from queries.duplicate_records import Described, Texts
from queries.texts.likeness import Rarity, Weighed, alike, cosine, weighed
from queries.texts.passages import Passage, passage, passage_of, pieces
from queries.texts.sentences import sentences

NEAR, NEAR_TITLES, NEAR_PIECES = 60, 20, 20
"""How many candidates are compared for a text, for its title, and for each piece of a long one."""
_CLOSELY = 15
"""How many of them, the most similar, are compared sentence by sentence."""
_LONGEST_TITLE = 40
"""Words; a shorter text without a title may be one."""
_COMMON = 3
"""A sentence that so many candidates of different titles have says nothing of any of them."""
_SENTENCE = 5
"""Words of a sentence from which that is looked at."""


class Match(NamedTuple):
    """A publication and how similar it is to the asked text, 0 to 1."""

    id: str
    similarity: float
    meaning: float = 0.0
    """Cosine of the sentence vectors of the titles; 0 where they were not compared."""


class _Sought(NamedTuple):
    pieces: list[Weighed]
    title: Weighed | None


def matches(base: Texts, asked: Described) -> list[Match]:
    """The candidates, the most similar first; of equals, the first by id. The publication itself is left out.

    Of a text, its similarity to a publication is the cosine of its words with those of title and abstract there: of a
    long one, that of its best piece. Of a title, it is how far the two titles are the same. The higher one counts.
    """
    runs = [terms(one) for one in sentences(asked.text)]
    title, rarity = _title(asked), base.candidates.rarity
    sought = _sought(runs, title, rarity)
    near = [one for one in _near(base, asked.text, title, sought) if one != asked.id]
    rough = _similarities(base, sought, title, near)
    near = sorted(near, key=lambda one: (-rough[one], one))
    held = {one: [terms(sentence) for sentence in _printed(base, one)] for one in near[:_CLOSELY]}
    common = _common_sentences(base, held)
    if common:
        sought = _sought(_without(runs, common), title, rarity)
        for one, printed in held.items():
            rough[one] = _similarity(base, sought, one, passage_of(_without(printed, common)), rarity)
        rough = {one: round(value, 9) for one, value in rough.items()}
    return sorted((Match(one, rough[one]) for one in near), key=lambda one: (-one.similarity, one.id))


def _title(asked: Described) -> str | None:
    if asked.title:
        return asked.title
    first, *rest = asked.text.strip().splitlines() or [""]
    return first if first and len(first.split()) <= _LONGEST_TITLE and (rest or first == asked.text.strip()) else None


def _near(base: Texts, text: str, title: str | None, sought: _Sought) -> list[str]:
    found = base.candidates.near(text, NEAR)
    if title and title != text:
        found += base.candidates.near(title, NEAR_TITLES)
    if len(sought.pieces) > 1:
        found += [id_ for one in sought.pieces for id_ in base.candidates.near(_words(one), NEAR_PIECES)]
    return [one for one in dict.fromkeys(found) if one in base.place]


def _words(piece: Weighed) -> str:
    return " ".join(sorted(piece.passage.words))


def _similarities(base: Texts, sought: _Sought, title: str | None, near: Sequence[str]) -> dict[str, float]:
    held, rows = base.held(near)
    found = held.cosines((piece.passage.words for piece in sought.pieces), rows)
    if title:
        found = np.maximum(found, held.titles_alike(title, rows))
    return dict(zip(near, np.round(found, 9).tolist(), strict=True))


def _printed(base: Texts, id_: str) -> list[str]:
    return [base.title(id_), *sentences(base.abstract(id_))]


def _common_sentences(base: Texts, held: dict[str, list[list[str]]]) -> frozenset[str]:
    """Sentences, without figures, of several candidates: what a publisher prints on every abstract."""
    seen: dict[str, set[str]] = {}
    for one, runs in held.items():
        for run in runs[1:]:
            if len(run) >= _SENTENCE:
                seen.setdefault(_plain(run), set()).add(_plain(terms(base.title(one))))
    return frozenset(sentence for sentence, titles in seen.items() if len(titles) >= _COMMON)


def _without(runs: Sequence[list[str]], common: frozenset[str]) -> list[list[str]]:
    return [run for run in runs if _plain(run) not in common] if common else list(runs)


def _plain(run: Sequence[str]) -> str:
    return " ".join(word for word in run if not word.isdigit())


def _sought(runs: list[list[str]], title: str | None, rarity: Rarity) -> _Sought:
    words = [word for run in runs for word in run]
    parts = pieces(words)
    passages = [passage_of(runs)] if len(parts) == 1 else [passage_of([part]) for part in parts]
    return _Sought([weighed(one, rarity) for one in passages], weighed(passage(title), rarity) if title else None)


def _similarity(base: Texts, sought: _Sought, one: str, whole: Passage, rarity: Rarity) -> float:
    other = weighed(whole, rarity)
    found = max(cosine(piece, other, rarity) for piece in sought.pieces)
    if not sought.title:
        return found
    return max(found, alike(sought.title, weighed(passage(base.title(one)), rarity), rarity))
