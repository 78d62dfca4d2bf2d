"""Every two publications of a base that say the same, by groups of different countries without a common author."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.authorships import Authorships, authorships
from graph.base import Graph
from queries.duplicate_records import Texts, words_in_memory
from queries.texts.candidates import WordIndex
from queries.texts.likeness import Weighed, alike, weighed
from queries.texts.passages import passage

MOST = 150
"""Words that more publications have are not looked for."""
NEAREST = 8
"""How many others of each publication are compared: those that share most by rare words."""
SWEEP_DOUBT = 4.5
"""As `TITLE_DOUBT`: among all pairs of a base, titles are alike by chance far more often than the title of one text."""
_AT_ONCE = 1_000


class Pair(NamedTuple):
    """Two publications, the first by id first, and how similar they are, 0 to 1."""

    a: str
    b: str
    similarity: float


class Swept(NamedTuple):
    """What going through the base found, and on how many of its publications."""

    pairs: tuple[Pair, ...]
    """The most similar first; of equals, the first by ids."""
    compared: int
    """Pairs of different countries that were compared."""
    without_country: int
    """Publications that are left out, since no country of an author is known."""


def swept(graph: Graph, base: Texts) -> Swept:
    """All pairs that were compared, made once for each state of the base."""
    return graph.memory.once(("duplicates", "sweep"), lambda: _swept(base, words_in_memory(graph), _Groups(graph)))


class _Groups:
    """Who wrote each publication, and where."""

    def __init__(self, graph: Graph) -> None:
        found: Authorships = authorships(graph.store)
        self._place = {one: k for k, one in enumerate(found.publications)}
        self._people, self._countries = found.by_publication, found.countries_by_publication

    def known(self, id_: str) -> bool:
        return bool(self._of(self._countries, id_))

    def apart(self, a: str, b: str) -> bool:
        """Whether both have countries and no country and no author is common."""
        here, there = self._of(self._countries, a), self._of(self._countries, b)
        if not here or not there or here & there:
            return False
        return not self._of(self._people, a) & self._of(self._people, b)

    def _of(self, members: csr_array[np.int64, tuple[int, int]], id_: str) -> set[int]:
        k = self._place.get(id_)
        return set() if k is None else set(members.indices[members.indptr[k] : members.indptr[k + 1]].tolist())


def _swept(base: Texts, index: WordIndex, groups: _Groups) -> Swept:
    chosen = [(a, b) for a, b in sorted(set(_near(index))) if groups.apart(a, b)]
    compare = _Comparison(base)
    found = [Pair(a, b, compare.similarity(a, b)) for a, b in chosen]
    found.sort(key=lambda one: (-one.similarity, one.a, one.b))
    return Swept(tuple(found), len(found), sum(not groups.known(one) for one in index.ids))


def _near(index: WordIndex) -> Iterator[tuple[str, str]]:
    """Pairs of ids, each first by id first: of each publication those that share most by rare words."""
    words = _rare(index)
    for start in range(0, len(index.ids), _AT_ONCE):
        block = csr_array(words[start : start + _AT_ONCE] @ words.T)
        for k in range(block.shape[0]):
            held = slice(block.indptr[k], block.indptr[k + 1])
            others, shared = block.indices[held], block.data[held]
            kept = others != start + k
            for other in _most(others[kept], shared[kept]):
                a, b = sorted((index.ids[start + k], index.ids[other]))
                yield a, b


def _most(others: NDArray[np.int32], shared: NDArray[np.float32]) -> list[int]:
    if len(others) > 4 * NEAREST:
        top = np.argpartition(-shared, 4 * NEAREST)[: 4 * NEAREST]
        others, shared = others[top], shared[top]
    return [int(others[k]) for k in np.lexsort((others, -shared))[:NEAREST]]


def _rare(index: WordIndex) -> csr_array[np.float32, tuple[int, int]]:
    having = np.diff(index.starts)
    rare = (having > 1) & (having <= MOST)
    words = np.repeat(np.arange(len(having)), having)
    kept = rare[words]
    weights = index.held.weights.astype(np.float32)[words[kept]]
    shape = (len(index.ids), len(having))
    return csr_array((weights, (index.texts[kept], words[kept])), shape=shape)


class _Comparison:
    """Similarity of two publications; passages are made as they are needed."""

    def __init__(self, base: Texts) -> None:
        self._base, self._rarity = base, base.candidates.rarity
        self._made = lru_cache(maxsize=20_000)(self._make)

    def _make(self, id_: str) -> tuple[Weighed | None, Weighed]:
        title, abstract = self._base.title(id_), self._base.abstract(id_)
        whole = weighed(passage(title, abstract), self._rarity) if abstract else None
        return whole, weighed(passage(title), self._rarity)

    def similarity(self, a: str, b: str) -> float:
        """By words and pairs of words of both texts; of the titles, where one has no abstract.

        Words alone would put all texts of a rare language together, since its words are rare.
        """
        (whole_a, title_a), (whole_b, title_b) = self._made(a), self._made(b)
        if not whole_a or not whole_b:
            return alike(title_a, title_b, self._rarity, SWEEP_DOUBT)
        return alike(whole_a, whole_b, self._rarity, SWEEP_DOUBT)
