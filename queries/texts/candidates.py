"""Which texts of many are worth comparing: those that share rare words with the one asked about."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.search.index import SearchIndex
from graph.search.words import terms

_K1, _B = 1.2, 0.4
"""Parameters of BM25 (Robertson & Zaragoza 2009). A title without abstract is no better a find than a whole text."""
_OFTEN = 0.2
"""Words that more of the texts have are not looked for."""


class Candidates(Protocol):
    """Texts by id, and how rare a word is among them."""

    def near(self, text: str, limit: int) -> list[str]:
        """Ids of the texts that share most with this one, the nearest first."""
        ...

    def rarity(self, word: str) -> float:
        """ln(1 + N / (n + 1/2)) where n of N texts have the word: 0 to about 14."""
        ...


@dataclass(frozen=True, eq=False)
class WordIndex:
    """Texts in memory by the words that they have."""

    ids: tuple[str, ...]
    place: dict[str, int]
    """Of each word: its column."""
    starts: NDArray[np.int64]
    """Where the texts of each word start in `texts`."""
    texts: NDArray[np.int32]
    length: NDArray[np.float64]
    """What BM25 makes of the length of each text."""
    weights: list[float]
    """The rarity of each word."""

    def near(self, text: str, limit: int) -> list[str]:
        """See `Candidates.near`: by BM25 where a word counts once; of equals, the first by id."""
        scores = self.scores(text)
        few = min(limit, len(scores))
        if not few:
            return []
        cut = np.partition(scores, len(scores) - few)[len(scores) - few]
        held = np.flatnonzero((scores >= cut) & (scores > 0))
        return [self.ids[k] for k in held[np.lexsort((held, -scores[held]))][:limit].tolist()]

    def scores(self, text: str) -> NDArray[np.float64]:
        """The BM25 score of every text."""
        columns = sorted({self.place[word] for word in terms(text) if word in self.place})
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
        k = self.place.get(word)
        return _weight(len(self.ids), 0) if k is None else self.weights[k]


def _weight(texts: int, having: int) -> float:
    return math.log(1 + texts / (having + 0.5))


def word_index(ids: Sequence[str], texts: Sequence[str]) -> WordIndex:
    """The index of these texts by id, in order of id."""
    order = sorted(range(len(ids)), key=lambda k: ids[k])
    place: dict[str, int] = {}
    columns, sizes = array("i"), array("i")
    for k in order:
        words = {place.setdefault(word, len(place)) for word in terms(texts[k])}
        columns.extend(words)
        sizes.append(len(words))
    size = np.frombuffer(sizes, dtype=np.int32) if sizes else np.zeros(0, dtype=np.int32)
    column = np.frombuffer(columns, dtype=np.int32) if columns else np.zeros(0, dtype=np.int32)
    by_word = np.argsort(column, kind="stable")
    rows = np.repeat(np.arange(len(ids), dtype=np.int32), size)[by_word]
    having = np.bincount(column, minlength=len(place))
    starts = np.concatenate([[0], np.cumsum(having)]).astype(np.int64)
    mean = float(size.mean()) if len(size) else 1.0
    weights = np.log1p(len(ids) / (having + 0.5)).tolist()
    length = np.asarray((_K1 + 1) / (1 + _K1 * (1 - _B + _B * size / max(mean, 1.0))), dtype=np.float64)
    return WordIndex(tuple(ids[k] for k in order), place, starts, rows, length, weights)


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
