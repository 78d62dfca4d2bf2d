"""Which texts of many are worth comparing: those that share rare words with the one asked about."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.search.index import SearchIndex
from graph.search.words import terms
from queries.texts.held import Held, hold

_K1, _B = 1.2, 0.4
"""Parameters of BM25 (Robertson & Zaragoza 2009). A title without abstract is no better a find than a whole text."""
_OFTEN = 0.2
"""Words that more of the texts have are not looked for."""
_SAMPLED = 16
"""One in so many scores is looked at to tell which of the others need not be sorted."""


class Candidates(Protocol):
    """Texts by id, and how rare a word is among them."""

    def near(self, text: str, limit: int) -> list[str]:
        """Ids of the texts that share most with this one, the nearest first."""
        ...

    def rarity(self, word: str, /) -> float:
        """ln(1 + N / (n + 1/2)) where n of N texts have the word: 0 to about 14."""
        ...


@dataclass(frozen=True, eq=False)
class WordIndex:
    """Texts in memory by the words that they have."""

    ids: tuple[str, ...]
    held: Held
    """The words of each text."""
    starts: NDArray[np.int64]
    """Where the texts of each word start in `texts`."""
    texts: NDArray[np.int32]
    weights: list[float]
    """The rarity of each word, for asking after one."""
    length: NDArray[np.float64]
    """What BM25 makes of the length of each text."""

    def near(self, text: str, limit: int) -> list[str]:
        """See `Candidates.near`: by BM25 where a word counts once; of equals, the first by id."""
        scores = self.scores(text)
        few = min(limit, len(scores))
        if not few:
            return []
        cut = _least_of_most(scores, few)
        held = np.flatnonzero((scores >= cut) & (scores > 0))
        return [self.ids[k] for k in held[np.lexsort((held, -scores[held]))][:limit].tolist()]

    def scores(self, text: str) -> NDArray[np.float64]:
        """The BM25 score of every text."""
        place = self.held.place
        columns = sorted({place[word] for word in terms(text) if word in place})
        most = max(_OFTEN * len(self.ids), 10)
        found = [self.texts[self.starts[k] : self.starts[k + 1]] for k in columns]
        found = [one for one in found if len(one) <= most] or found
        if not found:
            return np.zeros(len(self.ids))
        weight = [_weight(len(self.ids), len(one)) for one in found]
        every = np.repeat(weight, [len(one) for one in found])
        return np.bincount(np.concatenate(found), weights=every, minlength=len(self.ids)) * self.length

    def rarity(self, word: str) -> float:
        """See `Candidates.rarity`."""
        k = self.held.place.get(word)
        return self.held.unseen if k is None else self.weights[k]


def _least_of_most(scores: NDArray[np.float64], few: int) -> float:
    """The least of the so many highest scores; a sample tells which of many need not be sorted."""
    sample = scores[::_SAMPLED]
    if len(sample) > few:
        guess = np.partition(sample, len(sample) - few)[len(sample) - few]
        scores = scores[scores >= guess]
    return float(np.partition(scores, len(scores) - few)[len(scores) - few])


def _weight(texts: int, having: int) -> float:
    return math.log(1 + texts / (having + 0.5))


def word_index(ids: Sequence[str], texts: Sequence[str], titles: Sequence[str] | None = None) -> WordIndex:
    """The index of these texts by id, in order of id; `titles` are those of the texts, and part of them."""
    order = sorted(range(len(ids)), key=lambda k: ids[k])
    held = hold(
        [texts[k] for k in order],
        [titles[k] if titles else "" for k in order],
        lambda _, having: np.log1p(len(ids) / (having + 0.5)),
        _weight(len(ids), 0),
    )
    size = np.diff(held.texts.starts)
    by_word = np.argsort(held.texts.words, kind="stable")
    rows = np.repeat(np.arange(len(ids), dtype=np.int32), size)[by_word]
    having = np.bincount(held.texts.words, minlength=len(held.place))
    starts = np.concatenate([[0], np.cumsum(having)]).astype(np.int64)
    mean = float(size.mean()) if len(size) else 1.0
    length = np.asarray((_K1 + 1) / (1 + _K1 * (1 - _B + _B * size / max(mean, 1.0))), dtype=np.float64)
    return WordIndex(tuple(ids[k] for k in order), held, starts, rows, held.weights.tolist(), length)


class Searched:
    """The same of a base's search index, which needs nothing read before."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self.rarity: Callable[[str], float] = lru_cache(maxsize=200_000)(self._rarity)

    def near(self, text: str, limit: int) -> list[str]:
        """See `Candidates.near`."""
        return [id_ for id_, _ in self._index.publications_like(text, limit)]

    def _rarity(self, word: str) -> float:
        return _weight(self._index.publications, self._index.searcher.doc_freq("text", word))
