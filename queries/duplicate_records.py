"""What a base knows of its publications, for comparing them: texts of all, and more of the few that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.base import Graph
from graph.errors import BaseError
from graph.reading import COUNTRIES, read
from graph.search.index import SearchIndex
from queries.texts.candidates import Candidates, Searched, WordIndex, word_index
from queries.texts.held import Held, some

IN_MEMORY = 150_000
"""Publications up to which the words of all are held in memory: that answers faster, after being made once."""

_TEXTS = pa.schema([("id", pa.string()), ("title", pa.string()), ("abstract", pa.string())])
_ALL = "MATCH (p:Publication) RETURN p.id AS id, p.title AS title, p.abstract AS abstract"

# One by one, the embedded store finds nodes by their key; links it reads all, however few are asked for.
_FEW = "UNWIND $ids AS one MATCH (p:Publication) WHERE p.id = one "
_PROPERTIES = f"""{_FEW}RETURN p.id AS id, p.title AS title, p.abstract AS abstract, p.year AS year, p.doi AS doi,
    p.kind AS kind, p.language AS language, p.venue AS venue, p.volume AS volume, p.issue AS issue,
    p.pages AS pages, p.references AS references, p.withheld AS withheld"""
_AUTHORS = f"""MATCH (p:Publication)<-[a:AUTHORED]-(s:Scientist){{chosen}}
    RETURN p.id AS id, s.id AS scientist, s.name AS name, a.positions AS positions, a.names AS printed,
    {COUNTRIES} AS countries"""
_TOPICS = """MATCH (p:Publication)-[:ABOUT]->(t:Topic){chosen}
    RETURN p.id AS id, t.name AS topic"""


class Author(NamedTuple):
    """One who is named in a byline."""

    id: str | None
    name: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Described:
    """A publication, or a text that is asked about, as far as it is known."""

    id: str | None
    title: str | None = None
    text: str = ""
    """Its title and abstract, or the whole text."""
    year: int | None = None
    doi: str | None = None
    kind: str | None = None
    language: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    abstract: str | None = None
    authors: tuple[Author, ...] = ()
    references: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    withheld: int = 0

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its authors, sorted."""
        return tuple(sorted({code for author in self.authors for code in author.countries}))


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of all publications, in order of id, and what finds the near ones."""

    ids: tuple[str, ...]
    table: pa.Table
    candidates: Candidates
    searched: bool
    """Whether the base's search index finds them."""
    place: dict[str, int] = field(repr=False)

    def title(self, id_: str) -> str:
        """Its title; empty where it has none."""
        return str(self.table["title"][self.place[id_]].as_py() or "")

    def abstract(self, id_: str) -> str:
        """Its abstract; empty where it has none."""
        return str(self.table["abstract"][self.place[id_]].as_py() or "")

    def held(self, ids: Sequence[str]) -> tuple[Held, NDArray[np.int64]]:
        """The words of these publications, or of more, and which row each is."""
        if isinstance(self.candidates, WordIndex):
            return self.candidates.held, np.array([self.place[one] for one in ids], dtype=np.int64)
        titles = [self.title(one) for one in ids]
        whole = [f"{title}\n{self.abstract(one)}" for one, title in zip(ids, titles, strict=True)]
        return some(whole, titles, self.candidates.rarity), np.arange(len(ids))

    @property
    def with_abstract(self) -> int:
        """How many have an abstract."""
        return len(self.table) - int(self.table["abstract"].null_count)


def texts(graph: Graph) -> Texts:
    """The texts of a base, read once."""
    return graph.memory.once(("texts",), lambda: _texts(graph))


def words_in_memory(graph: Graph) -> WordIndex:
    """The index in memory of all texts, made once: for going through all of them."""
    return graph.memory.once(("texts", "words"), lambda: _words(_table(graph)))


def _texts(graph: Graph) -> Texts:
    table = _table(graph)
    ids = tuple(table["id"].to_pylist())
    index = _index(graph, len(ids)) if len(ids) > IN_MEMORY else None
    candidates: Candidates = Searched(index) if index else _words(table)
    return Texts(ids, table, candidates, index is not None, {one: k for k, one in enumerate(ids)})


def _index(graph: Graph, publications: int) -> SearchIndex | None:
    """The base's search index; none where it cannot be used or is of another state: the texts are then indexed here."""
    try:
        index = graph.search.index if graph.search else None
    except BaseError:
        return None
    return index if index and index.publications == publications else None


def _table(graph: Graph) -> pa.Table:
    return read(graph.store, _ALL, _TEXTS).sort_by("id").combine_chunks()


def _words(table: pa.Table) -> WordIndex:
    titles = [title or "" for title in table["title"].to_pylist()]
    pairs = zip(titles, table["abstract"].to_pylist(), strict=True)
    return word_index(table["id"].to_pylist(), [f"{title}\n{abstract or ''}" for title, abstract in pairs], titles)


class _Links(NamedTuple):
    """The links of all publications, in order of the publication."""

    table: pa.Table
    place: dict[str, int]
    starts: NDArray[np.int64]

    def of(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """The links of these publications, which may be named more than once."""
        places = [self.place[one] for one in dict.fromkeys(ids) if one in self.place]
        spans = [(int(self.starts[k]), int(self.starts[k + 1])) for k in places]
        return [row for start, end in spans for row in self.table.slice(start, end - start).to_pylist()]


def _linked(graph: Graph, cypher: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The links of these publications: of all that are held in memory, else by a query."""
    if len(texts(graph).ids) > IN_MEMORY:
        rows = graph.store.rows(cypher.format(chosen=" WHERE p.id IN $ids"), ids=list(ids))
        asked: list[dict[str, Any]] = rows.to_pylist()
        return asked
    return graph.memory.once(("texts", "links", cypher), lambda: _links(graph, cypher)).of(ids)


def _links(graph: Graph, cypher: str) -> _Links:
    table = graph.store.rows(cypher.format(chosen="")).sort_by("id").combine_chunks()
    if not table.num_rows:
        return _Links(table, {}, np.zeros(1, dtype=np.int64))
    coded = table["id"].combine_chunks().dictionary_encode()
    codes = coded.indices.to_numpy()
    starts = np.searchsorted(codes, np.arange(len(coded.dictionary) + 1))
    return _Links(table, {one: k for k, one in enumerate(coded.dictionary.to_pylist())}, starts)


def described(graph: Graph, ids: Sequence[str]) -> dict[str, Described]:
    """These publications by id, with authors in order of the byline; an id that is none is left out."""
    asked = list(ids)
    authors: dict[str, list[tuple[int, str, Author]]] = {}
    for row in _linked(graph, _AUTHORS, asked):
        name = row["name"] or next(iter(row["printed"] or ()), None) or row["scientist"]
        author = Author(row["scientist"], name, tuple(row["countries"] or ()))
        authors.setdefault(row["id"], []).append((min(row["positions"] or [10**6]), row["scientist"], author))
    topics: dict[str, set[str]] = {}
    for row in _linked(graph, _TOPICS, asked):
        if row["topic"]:
            topics.setdefault(row["id"], set()).add(row["topic"])
    return {
        row["id"]: _described(row, authors.get(row["id"], ()), topics.get(row["id"], set()))
        for row in graph.store.rows(_PROPERTIES, ids=asked).to_pylist()
    }


def _described(row: dict[str, Any], authors: Sequence[tuple[int, str, Author]], topics: set[str]) -> Described:
    copied = ("id", "title", "abstract", "year", "doi", "kind", "language", "venue", "volume", "issue", "pages")
    return Described(
        **{name: row[name] for name in copied},
        text="\n".join(part for part in (row["title"], row["abstract"]) if part),
        authors=tuple(author for *_, author in sorted(authors, key=lambda one: one[:2])),
        references=frozenset(row["references"] or ()),
        topics=tuple(sorted(topics)),
        withheld=row["withheld"] or 0,
    )
