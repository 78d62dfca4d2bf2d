"""Making the search index of a world, against bare tantivy, which takes the same fields with the words as they are."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import tantivy

from benchmarks.job import Job, Measured
from graph.base import Base
from graph.search.entries import everything
from graph.search.schema import FORMAT, Entry, Stamp
from graph.search.writing import HEAP, THREADS, build
from loaders import find_loader, load


def run(world: Path, scratch: Path) -> Measured:
    """Both index the same entries, read from the store beforehand; they agree where they hold as many."""
    base = Base(scratch / "base")
    load(base, find_loader("openalex"), [world / kind for kind in ("works", "authors", "institutions", "topics")])
    base.update()
    with base.open_store() as store:
        entries = list(everything(store))
    began = time.perf_counter()
    build(scratch / "ours", entries, Stamp(FORMAT, "world", 1))
    ours = time.perf_counter() - began
    began = time.perf_counter()
    index = _bare(scratch / "bare", entries)
    peer = time.perf_counter() - began
    return Measured(ours, peer, index.searcher().num_docs == len(entries))


def _bare(folder: Path, entries: Iterable[Entry]) -> tantivy.Index:
    fields = tantivy.SchemaBuilder()
    for name in ("id", "kind", "names", "ids", "text", "countries", "topics"):
        fields.add_text_field(name, stored=name in ("id", "kind", "names"))
    fields.add_integer_field("years", indexed=True, fast=True)
    folder.mkdir()
    index = tantivy.Index(fields.build(), str(folder))
    writer = index.writer(HEAP, THREADS)
    for entry in entries:
        made = tantivy.Document()
        made.add_text("id", entry.id)
        made.add_text("kind", entry.kind)
        for name in ("names", "ids", "countries", "topics"):
            for value in getattr(entry, name):
                made.add_text(name, value)
        made.add_text("text", entry.text)
        for year in entry.years:
            made.add_integer("years", year)
        writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


JOB = Job("index-build", "tantivy", 0.5, run)
