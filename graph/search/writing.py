"""Writing the index: whole, or only what changed since an earlier state of the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import tantivy

from graph.errors import BaseError
from graph.model import (
    ABOUT,
    AFFILIATED_WITH,
    AUTHORED,
    BROADER,
    INSTITUTION,
    LOCATED_IN,
    PUBLICATION,
    SCIENTIST,
    TOPIC,
    Link,
    Node,
)
from graph.search.entries import Topics, entries, topics_of
from graph.search.opened import opened
from graph.search.schema import STAMP, Card, Entry, Stamp, document, key, schema, stamp_document
from graph.store import Changes, Store, Watch

HEAP = 96 << 20
"""Bytes that documents may take before they are written out."""

THREADS = 1

_AUTHORS = """UNWIND $ids AS wanted MATCH (p:Publication {id: wanted})<-[:AUTHORED]-(s:Scientist)
RETURN DISTINCT s.id AS id"""
_ON_TOPIC = """UNWIND $ids AS wanted MATCH (t:Topic {id: wanted})<-[:ABOUT]-(p:Publication)
RETURN DISTINCT p.id AS id"""
_ASKED_AT_ONCE = 5_000


def build(folder: Path, found: Iterable[Entry], stamp: Stamp) -> None:
    """Make the index of these entries in an empty folder.

    Raises:
        BaseError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _writing(folder, tantivy.Index(schema(), str(folder))) as writer:
        _add(writer, found)
        writer.add_document(stamp_document(stamp))


def update(store: Store, folder: Path, changes: Changes, stamp: Stamp, watch: Watch = lambda *_: None) -> None:
    """Bring the index to the state of the store, given what changed since the state that the index holds.

    Raises:
        Unusable: there is no index, or it cannot be read.
        BaseError: it cannot be written.
    """
    index, _ = opened(folder)
    topics = topics_of(store)
    affected = _affected(store, index, changes, topics)
    with _writing(folder, index) as writer:
        writer.delete_documents_by_term("kind", STAMP)
        for kind, ids in affected.items():
            for id_ in ids:
                writer.delete_documents_by_term("key", key(kind, id_))
            _add(writer, entries(store, kind, ids, topics, watch))
        writer.add_document(stamp_document(stamp))


def _add(writer: tantivy.IndexWriter, found: Iterable[Entry]) -> None:
    for entry in found:
        writer.add_document(document(entry))


@contextmanager
def _writing(folder: Path, index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """A writer, whose documents count once all are there; nothing changes where it is stopped."""
    try:
        writer = index.writer(HEAP, THREADS)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        raise BaseError(f"{folder}: the search index cannot be written ({error}): see to room on the disk") from error


def _affected(store: Store, index: tantivy.Index, changes: Changes, topics: Topics) -> dict[str, list[str]]:
    """The ids of each kind whose entries may differ now: what changed, and what tells of that."""
    turned = _turned(index, topics)
    publications = (
        _ids(changes, PUBLICATION, "id") | _ids(changes, AUTHORED, "publication") | _ids(changes, ABOUT, "publication")
        | _asked(store, _ON_TOPIC, turned)
    )  # fmt: skip
    authors = _asked(store, _AUTHORS, publications)
    places = _ids(changes, LOCATED_IN, "institution") | _ids(changes, AFFILIATED_WITH, "institution")
    found = {
        "Topic": _ids(changes, TOPIC, "id") | _ids(changes, ABOUT, "topic") | _ids(changes, BROADER, "topic") | turned,
        "Institution": _ids(changes, INSTITUTION, "id") | places,
        "Scientist": _ids(changes, SCIENTIST, "id") | _ids(changes, AUTHORED, "scientist") | authors,
        "Publication": publications,
    }
    return {kind: sorted(ids) for kind, ids in found.items()}


def _ids(changes: Changes, kind: Node | Link, column: str) -> set[str]:
    files = (file for file in (changes.made(kind), changes.gone(kind)) if file.exists())
    return {value for file in files for value in pq.read_table(file, columns=[column])[column].to_pylist()}


def _asked(store: Store, cypher: str, ids: set[str]) -> set[str]:
    ordered = sorted(ids)
    batches = (ordered[start : start + _ASKED_AT_ONCE] for start in range(0, len(ordered), _ASKED_AT_ONCE))
    return {value for batch in batches for value in store.rows(cypher, ids=batch)["id"].to_pylist()}


def _turned(index: tantivy.Index, topics: Topics) -> set[str]:
    """Topics that are called otherwise than the index says, or have other ones above them."""
    searcher = index.searcher()
    found = searcher.search(tantivy.Query.term_query(index.schema, "kind", "Topic"), max(searcher.num_docs, 1)).hits
    cards = (
        msgspec.msgpack.decode(bytes(searcher.doc(address).get_first("card") or b""), type=Card) for _, address in found
    )
    before = {card.id: (card.names[:1], card.broader) for card in cards}
    now = {id_: ([name] if name else [], topics.broader[id_]) for id_, name in topics.names.items()}
    return {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
