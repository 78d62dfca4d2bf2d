"""Two plain ways to find a text that is nearly another: TF-IDF over words, and MinHash over pairs of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.search.words import terms
from queries.duplicate_records import Described

_KEPT = 50
_PRIME = (1 << 61) - 1


class TfIdf:
    """Cosine of sublinear TF-IDF with every work (Salton & Buckley 1988)."""

    def __init__(self, works: Sequence[Described]) -> None:
        self._ids = [str(one.id) for one in works]
        held = [terms(one.text) for one in works]
        self._place = {word: k for k, word in enumerate(sorted({word for words in held for word in words}))}
        self._rarity = np.ones(len(self._place))
        rows = self._counts(held)
        having = np.bincount(rows.indices, minlength=len(self._place))
        self._rarity = np.log((1 + len(works)) / (1 + having)) + 1
        self._works = self._weighed(rows)

    def __call__(self, asked: Described) -> list[tuple[str, float]]:
        """The nearest works and their cosines."""
        query = self._weighed(self._counts([terms(asked.text)]))
        scores = np.asarray((self._works @ query.T).todense()).ravel()
        return [(self._ids[k], float(scores[k])) for k in np.argsort(-scores, kind="stable")[:_KEPT].tolist()]

    def _counts(self, texts: Sequence[Sequence[str]]) -> csr_array[np.float64, tuple[int, int]]:
        row = [k for k, words in enumerate(texts) for word in words if word in self._place]
        column = [self._place[word] for words in texts for word in words if word in self._place]
        shape = (len(texts), len(self._place))
        return csr_array((np.ones(len(row)), (row, column)), shape=shape)

    def _weighed(self, counts: csr_array[np.float64, tuple[int, int]]) -> csr_array[np.float64, tuple[int, int]]:
        made = counts.copy()
        made.sum_duplicates()
        made.data = (1 + np.log(made.data)) * self._rarity[made.indices]
        norm = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
        made.data /= np.repeat(np.maximum(norm, 1e-12), np.diff(made.indptr))
        return made


class MinHash:
    """The share of equal minima of 128 permutations: estimates the Jaccard index of pairs of neighbouring words."""

    def __init__(self, works: Sequence[Described], seed: int) -> None:
        chance = np.random.default_rng(seed)
        self._factor, self._added = chance.integers(1, 1 << 29, 128), chance.integers(0, 1 << 29, 128)
        self._ids = [str(one.id) for one in works]
        self._works = np.stack([self._signature(one.text) for one in works])

    def __call__(self, asked: Described) -> list[tuple[str, float]]:
        """The nearest works and their estimated Jaccard indices."""
        scores = (self._works == self._signature(asked.text)).mean(axis=1)
        return [(self._ids[k], float(scores[k])) for k in np.argsort(-scores, kind="stable")[:_KEPT].tolist()]

    def _signature(self, text: str) -> NDArray[np.int64]:
        words = terms(text)
        pairs = [f"{a} {b}" for a, b in pairwise(words)] or words or [text]
        hashed = np.array([crc32(pair.encode()) for pair in pairs], dtype=np.int64)
        minima: NDArray[np.int64] = ((hashed[:, None] * self._factor + self._added) % _PRIME).min(axis=0)
        return minima
