"""Finding publications by words of title, abstract, keywords and topics."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy

from graph.search.found import ALL, Found, Narrowed, order
from graph.search.index import SearchIndex
from graph.search.things import likeness
from graph.search.words import terms

CLOSE = 0.5
"""Publications that have less of the asked words are not given, each word by how rare it is."""

_LOOKED_AT = 60
_WORDS = 16
_TITLE = 2.0
_IN_TITLE = 0.4
"""How much of the score hangs on the title."""


def find_publications(
    index: SearchIndex, text: str, limit: int = 10, narrowed: Narrowed = ALL, *, unfinished: bool = False
) -> list[Found]:
    """The publications that have most of the words of a text, the best first.

    Six tenths of the score are the share of the asked words that the publication has anywhere, each by how rare it is;
    four tenths how much the title has of them, and how little else. Of equals, the most cited come first. A word
    that no publication has is looked for as a misprint. With `unfinished`, the last word may be the beginning of one.
    """
    asked = list(dict.fromkeys(terms(text)))[:_WORDS]
    if not asked:
        return []
    words = [_words(index, word, begun=unfinished and word == asked[-1]) for word in asked]
    weights = [max(index.rarity("text", word), 0.5) for word in asked]
    clauses = [
        (tantivy.Occur.Should, clause)
        for word, anywhere in zip(asked, words, strict=True)
        for clause in (anywhere, tantivy.Query.boost_query(index.term("title", word), _TITLE))
    ]
    query = narrowed.query(index, "Publication", tantivy.Query.boolean_query(clauses))
    cards = {}
    for _, address in index.searcher.search(query, max(_LOOKED_AT, limit), count=False).hits:
        card = index.card(address)
        cards[card.id] = card
    shares = _shares(index, list(cards), words, weights)
    found = []
    for id_, card in cards.items():
        title = card.names[0] if card.names else ""
        named = likeness(asked, weights, title, unfinished=unfinished)
        score = (1 - _IN_TITLE) * shares.get(id_, 0.0) + _IN_TITLE * named
        if shares.get(id_, 0.0) >= CLOSE:
            found.append(Found("Publication", id_, title or id_, title if named else "", score, card.weight))
    return sorted(found, key=order)[: limit or None]


def _words(index: SearchIndex, word: str, *, begun: bool) -> tantivy.Query:
    """Where a word is; where nothing has it, where words are that differ from it in a letter or two."""
    if begun:
        return tantivy.Query.fuzzy_term_query(index.schema, "text", word, 0, prefix=True)
    if len(word) > 3 and not index.searcher.doc_freq("text", word):
        return tantivy.Query.fuzzy_term_query(index.schema, "text", word, 1 if len(word) < 7 else 2)
    return index.term("text", word)


def _shares(
    index: SearchIndex, ids: Sequence[str], words: Sequence[tantivy.Query], weights: Sequence[float]
) -> dict[str, float]:
    """Which share of the words each publication has, by their weights."""
    if not ids:
        return {}
    these = tantivy.Query.boolean_query([(tantivy.Occur.Should, index.of("Publication", id_)) for id_ in ids])
    has = [
        (tantivy.Occur.Should, tantivy.Query.const_score_query(word, weight))
        for word, weight in zip(words, weights, strict=True)
    ]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.const_score_query(these, 0.0)), *has])
    hits = index.searcher.search(query, len(ids), count=False).hits
    return {index.card(address).id: score / sum(weights) for score, address in hits}
