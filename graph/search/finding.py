"""One box: people, institutions, topics and publications that a text finds."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

import tantivy

from graph.errors import InvalidIdentifier
from graph.identifiers import parse_id
from graph.search.found import ALL, Found, Narrowed, order
from graph.search.index import SearchIndex
from graph.search.people import find_people
from graph.search.publications import find_publications
from graph.search.things import find_things

KINDS = ("Scientist", "Institution", "Topic", "Publication")


def find(
    index: SearchIndex,
    text: str,
    kinds: Collection[str] = KINDS,
    limit: int = 10,
    narrowed: Narrowed = ALL,
    *,
    unfinished: bool = False,
) -> list[Found]:
    """What a text finds, at most `limit` of each kind (0 for up to a hundred), the best first.

    A text that is an id of anything finds that. Institutions and topics have no years, topics no countries, and
    institutions no topics: where such is asked for, these kinds are left out.
    """
    known = [one for one in _by_id(index, text, narrowed) if one.kind in kinds]
    if known:
        return known
    found: list[Found] = []
    for kind in KINDS:
        if kind in kinds and can_be_narrowed(kind, narrowed):
            found += _of_kind(index, kind, text, limit or 100, narrowed, unfinished=unfinished)
    return sorted(found, key=order)


def can_be_narrowed(kind: str, narrowed: Narrowed) -> bool:
    """Whether things of a kind have what is asked of them."""
    years = narrowed.since is not None or narrowed.until is not None
    if kind == "Institution":
        return not years and narrowed.topics is None
    return kind != "Topic" or (not years and narrowed.countries is None)


def _of_kind(
    index: SearchIndex, kind: str, text: str, limit: int, narrowed: Narrowed, *, unfinished: bool
) -> list[Found]:
    if kind == "Scientist":
        return find_people(index, text, limit, narrowed, unfinished=unfinished)
    if kind == "Publication":
        return find_publications(index, text, limit, narrowed, unfinished=unfinished)
    return find_things(index, kind, text, limit, narrowed, unfinished=unfinished)


def _by_id(index: SearchIndex, text: str, narrowed: Narrowed) -> list[Found]:
    forms = [text.strip().lower()]
    with suppress(InvalidIdentifier):
        forms.append(parse_id(text.strip()).lower())
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, index.term("ids", form)) for form in dict.fromkeys(forms)]
    )
    hits = index.searcher.search(narrowed.query(index, "", query), 10, count=False).hits
    cards = [index.card(address) for _, address in hits]
    return sorted(
        (Found(card.kind, card.id, (card.names or [card.id])[0], text.strip(), 1.0, card.weight) for card in cards),
        key=order,
    )
