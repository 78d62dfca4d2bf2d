"""The words of many texts and titles as numbers, so that one text is compared with many of them at once.

The measures are those of `queries.texts.likeness`, in numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.search.words import terms
from queries.texts.likeness import TEXT_DOUBT, TITLE_DOUBT, Rarity, weighed
from queries.texts.passages import passage

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


class Runs(NamedTuple):
    """Numbers of words, run after run."""

    words: NDArray[np.int32]
    starts: Rows
    """Where each run starts in `words`, and the end of the last."""

    def of(self, rows: Rows) -> tuple[Rows, Rows]:
        """The words of these runs one after another, and beside each the place of its run in `rows`."""
        begins, sizes = self.starts[rows], np.diff(self.starts)[rows]
        run = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(len(run)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.words[begins[run] + within].astype(np.int64), run


@dataclass(frozen=True, eq=False)
class Held:
    """Texts with titles, in a given order."""

    place: dict[str, int]
    """Of each word its number."""
    weights: Floats
    """Of each word its rarity."""
    unseen: float
    """The rarity of a word that no text has."""
    texts: Runs
    """Of each text its words, each once."""
    titles: Runs
    """Of each title its words in printed order."""
    squares: Floats
    """Of each text the sum over its words of the square of their weight."""

    def cosines(self, pieces: Iterable[frozenset[str]], rows: Rows) -> Floats:
        """Of each of these texts, the cosine with the piece that is nearest to it (`likeness.cosine`)."""
        words, run = self.texts.of(rows)
        best = np.zeros(len(rows))
        for piece in pieces:
            known = self._numbers(piece)
            weights = np.zeros(len(self.weights))
            weights[known] = self.weights[known] ** 2
            own = float(weights[known].sum()) + (len(piece) - len(known)) * self.unseen**2
            shared = np.bincount(run, weights=weights[words], minlength=len(rows))
            best = np.maximum(best, shared / (np.sqrt(own * self.squares[rows]) + TEXT_DOUBT * self.unseen**2))
        return best

    def titles_alike(self, title: str, rows: Rows) -> Floats:
        """How far each of these titles is the same as this one (`likeness.alike`)."""
        asked = [self.place.get(word, -1) for word in terms(title)]
        own = weighed(passage(title), self._rarity).weight
        words, run = self.titles.of(rows)
        many = max(len(self.weights), 1)
        next_too = run[1:] == run[:-1]
        pairs = (words[:-1] * many + words[1:])[next_too]
        sought = [a * many + b for a, b in pairwise(asked) if a >= 0 and b >= 0]
        single, single_run = _once(words, run, many)
        double, double_run = _once(pairs, run[1:][next_too], many * many)
        single_weight = self.weights[single] / 2
        double_weight = (self.weights[double // many] + self.weights[double % many]) / 4
        weight, shared = np.zeros(len(rows)), np.zeros(len(rows))
        for held, at, each, wanted in (
            (single, single_run, single_weight, asked),
            (double, double_run, double_weight, sought),
        ):
            weight += np.bincount(at, weights=each, minlength=len(rows))
            shared += np.bincount(at, weights=each * np.isin(held, wanted), minlength=len(rows))
        return shared / (np.sqrt(own * weight) + TITLE_DOUBT * self.unseen)

    def _numbers(self, words: Iterable[str]) -> Rows:
        return np.array(sorted(self.place[word] for word in words if word in self.place), dtype=np.int64)

    def _rarity(self, word: str) -> float:
        number = self.place.get(word)
        return self.unseen if number is None else float(self.weights[number])


def _once(numbers: Rows, run: Rows, many: int) -> tuple[Rows, Rows]:
    """Each number, under `many`, once in each run."""
    both = np.unique(run * many + numbers)
    return both % many, both // many


def hold(
    texts: Sequence[str],
    titles: Sequence[str],
    weigh: Callable[[Sequence[str], NDArray[np.int64]], Floats],
    unseen: float,
) -> Held:
    """These texts, whose titles are part of them; `weigh` gives the weights of words that so many texts have."""
    place: dict[str, int] = {}
    held, sizes = array("i"), array("i")
    named, lengths = array("i"), array("i")
    for text, title in zip(texts, titles, strict=True):
        words = {place.setdefault(word, len(place)) for word in terms(text)}
        held.extend(sorted(words))
        sizes.append(len(words))
        run = [place.setdefault(word, len(place)) for word in terms(title)]
        named.extend(run)
        lengths.append(len(run))
    whole = _runs(held, sizes)
    weights = weigh(list(place), np.bincount(whole.words, minlength=len(place)).astype(np.int64))
    row = np.repeat(np.arange(len(sizes)), np.diff(whole.starts))
    squares = np.bincount(row, weights=weights[whole.words] ** 2, minlength=len(sizes)).astype(np.float64)
    return Held(place, weights, unseen, whole, _runs(named, lengths), squares)


def _runs(words: array[int], sizes: array[int]) -> Runs:
    starts = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int64)
    return Runs(np.array(words, dtype=np.int32), starts)


def some(texts: Sequence[str], titles: Sequence[str], rarity: Rarity) -> Held:
    """A few texts, whose words have the rarity that they have among others."""
    return hold(
        texts, titles, lambda words, _: np.array([rarity(word) for word in words], dtype=np.float64), rarity("")
    )
