"""The fields of the search index, and an entry of it as a document."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec
import tantivy

from graph.search.name_words import person_words, thing_words
from graph.search.words import terms

FORMAT = 1
"""To be raised with every change of what is indexed or how: an index of another format is made anew."""

STAMP = "stamp"
"""The kind of the one document that says which state of the base is indexed."""


class Entry(NamedTuple):
    """What the index holds of one node."""

    kind: str
    """Scientist, Institution, Topic or Publication."""
    id: str
    names: list[str]
    """The display name or title first, then all other forms of the name; of a topic, its keywords."""
    ids: list[str] = []
    """Other ids of the same thing."""
    text: str = ""
    """Further words that find a publication: abstract, keywords, names of topics."""
    countries: list[str] = []
    years: list[int] = []
    topics: list[str] = []
    """Ids of topics that it is about, with all that are broader."""
    weight: int = 0
    """Which of equals comes first: publications, affiliated scientists, citations."""


class Card(msgspec.Struct, array_like=True):
    """What is kept of an entry beside its words."""

    kind: str
    id: str
    names: list[str]
    weight: int
    broader: list[str] = []
    """Of a topic: the ids of those above it."""


class Stamp(msgspec.Struct, array_like=True):
    """Which state of which base is indexed, in which format."""

    format: int
    base: str
    applied: int


@cache
def schema() -> tantivy.Schema:
    """The fields; words are folded before they come to the index, so that blanks alone part them there."""
    made = tantivy.SchemaBuilder()
    for name in ("key", "kind", "ids"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("countries", "topics"):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    # The engine passes over what cannot be among the best only in fields that know how often a word is there.
    for name in ("person", "named", "title", "text"):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    made.add_integer_field("years", indexed=True, fast=True)
    made.add_bytes_field("card", stored=True)
    return made.build()


def key(kind: str, id_: str) -> str:
    """What a document is found by when it is replaced."""
    return f"{kind} {id_}"


def document(entry: Entry) -> tantivy.Document:
    """An entry as the index takes it."""
    names = [name for name in entry.names if name and "@" not in name]
    made = tantivy.Document()
    made.add_text("key", key(entry.kind, entry.id))
    made.add_text("kind", entry.kind)
    for one in (entry.id, *entry.ids):
        made.add_text("ids", one.lower())
    if entry.kind == "Scientist":
        made.add_text("person", person_words(names))
    elif entry.kind == "Publication":
        title = " ".join([term for name in names for term in terms(name)])
        made.add_text("title", title)
        made.add_text("text", f"{title} {' '.join(terms(entry.text))}")
    else:
        made.add_text("named", thing_words(names))
    if entry.countries:
        made.add_text("countries", " ".join(entry.countries))
    if entry.topics:
        made.add_text("topics", " ".join(entry.topics))
    for year in entry.years:
        made.add_integer("years", year)
    broader = entry.topics if entry.kind == "Topic" else []
    made.add_bytes("card", _encode(Card(entry.kind, entry.id, names, entry.weight, broader)))
    return made


def stamp_document(stamp: Stamp) -> tantivy.Document:
    """The stamp as a document."""
    made = tantivy.Document()
    made.add_text("key", STAMP)
    made.add_text("kind", STAMP)
    made.add_bytes("card", _encode(stamp))
    return made


_encode = msgspec.msgpack.Encoder().encode
