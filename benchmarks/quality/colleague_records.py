"""OpenAlex works as the arrays in which colleagues are sought."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from scipy.sparse import csr_array

from graph.search.words import terms
from queries.measures.colleague_works import Sparse, Works


class _Named(msgspec.Struct):
    id: str | None = None


class _Keyword(msgspec.Struct):
    display_name: str | None = None


class _Topic(msgspec.Struct):
    id: str
    score: float | None = None


class _Authorship(msgspec.Struct):
    author: _Named | None = None
    institutions: list[_Named] = []
    is_corresponding: bool | None = None


class Work(msgspec.Struct):
    """What is read of a work."""

    id: str
    publication_year: int | None = None
    title: str | None = None
    abstract_inverted_index: dict[str, list[int]] | None = None
    keywords: list[_Keyword] | None = None
    topics: list[_Topic] | None = None
    referenced_works: list[str] | None = None
    authorships: list[_Authorship] = []

    def authors(self) -> list[str]:
        """The ids of its authors, sorted."""
        return sorted({one.author.id for one in self.authorships if one.author and one.author.id})

    def text(self) -> str:
        """Title, and the distinct words of the abstract."""
        return f"{self.title or ''} {' '.join(self.abstract_inverted_index or {})}"


def read_works(path: Path) -> list[Work]:
    """The works of a gzipped file of one a line."""
    decoder = msgspec.json.Decoder(Work)
    with gzip.open(path) as lines:
        return [decoder.decode(line) for line in lines]


class _Authored(NamedTuple):
    scientist: str
    work: int
    leads: bool
    institutions: frozenset[str]


def as_arrays(works: list[Work]) -> tuple[Works, tuple[str, ...]]:
    """The arrays, and the ids of the scientists in their order."""
    authored = sorted(one for k, work in enumerate(works) for one in _authored(k, work))
    people = tuple(sorted({one.scientist for one in authored}))
    place = {one: k for k, one in enumerate(people)}
    own = {work.id: k for k, work in enumerate(works)}
    references = [dict.fromkeys(work.referenced_works or (), 1.0) for work in works]
    cites = [
        {str(own[one]): 1.0 for one in cited if one in own and own[one] != k} for k, cited in enumerate(references)
    ]
    arrays = Works(
        np.array([work.publication_year or 0 for work in works], np.int64),
        np.array([one.work for one in authored], np.int64),
        np.array([place[one.scientist] for one in authored], np.int64),
        np.array([one.leads for one in authored], np.bool_),
        len(people),
        counted([_terms(work) for work in works]),
        counted([{one.id: one.score or 0.0 for one in work.topics or ()} for work in works]),
        counted(references),
        counted(cites, [str(k) for k in range(len(works))]),
        counted([dict.fromkeys(one.institutions, 1.0) for one in authored]),
        np.ones(len(people), np.bool_),
    )
    return arrays, people


def _authored(k: int, work: Work) -> Iterable[_Authored]:
    last = len(work.authorships) - 1
    found: dict[str, _Authored] = {}
    for position, one in enumerate(work.authorships):
        if not one.author or not one.author.id:
            continue
        leads = position in (0, last) or bool(one.is_corresponding)
        named = frozenset(place.id for place in one.institutions if place.id)
        before = found.get(one.author.id)
        found[one.author.id] = _Authored(
            one.author.id,
            k,
            leads or bool(before and before.leads),
            named | (before.institutions if before else frozenset()),
        )
    return found.values()


def _terms(work: Work) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for term in terms(work.title or ""):
        counts[term] += 2
    for word, positions in (work.abstract_inverted_index or {}).items():
        for term in terms(word):
            counts[term] += len(positions)
    for keyword in work.keywords or ():
        counts.update(terms(keyword.display_name or ""))
    return {term: float(n) for term, n in counts.items()}


def counted(rows: Sequence[Mapping[str, float]], names: Sequence[str] | None = None) -> Sparse:
    """Rows by the distinct names in them, sorted unless they are given."""
    column = {name: k for k, name in enumerate(names or sorted({name for row in rows for name in row}))}
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    columns = np.array([column[name] for one in rows for name in one], np.int64)
    values = np.array([value for one in rows for value in one.values()], np.float64)
    return csr_array((values, (row, columns)), shape=(len(rows), len(column)))
