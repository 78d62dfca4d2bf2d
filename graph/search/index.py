"""The search index of a base, open for reading: one state of it, however long it is held."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import tantivy

from graph.search.opened import opened
from graph.search.schema import Card, key
from graph.search.words import terms

INFORMATIVE = 30
"""How many words of a text are looked for, where publications like it are wanted: those that tell most."""

_K1, _OFTEN = 1.2, 0.5
"""How fast more of one word in the asked text counts less; a word that more of the publications have is no help."""


class SearchIndex:
    """What has been indexed; any number of threads may ask.

    Raises:
        Unusable: there is no index in the folder, or it is damaged or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index, self.stamp = opened(folder)
        self.schema = self._index.schema
        self.searcher = self._index.searcher()

    @cached_property
    def publications(self) -> int:
        """How many publications there are."""
        return self.count("Publication")

    def count(self, kind: str) -> int:
        """How many entries of a kind there are."""
        # The frequency of the term would count what was replaced too, until segments are merged.
        return int(self.searcher.search(self.term("kind", kind), 1).count or 0)  # type: ignore[attr-defined]

    def publications_like(self, text: str, limit: int = 200) -> list[tuple[str, float]]:
        """Ids of publications whose title, abstract, keywords and topics share most with a text, and their BM25 scores.

        The text is looked for by its most informative words: by how often each stands in it, and by how few
        publications have it. The highest score comes first, of equals the smallest id. A publication with that very
        text is among them; drop its id where it is not wanted.
        """
        words = self.informative(text)
        if not words:
            return []
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.boost_query(self.term("text", word), weight))
                for word, weight in words
            ]
        )
        hits = self.searcher.search(query, limit, count=False).hits
        found = [(self.card(address).id, float(score)) for score, address in hits]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def informative(self, text: str, most: int = INFORMATIVE) -> list[tuple[str, float]]:
        """The words of a text that tell most about it, with how much their number in it counts."""
        counted = Counter(terms(text))
        weighed = [
            (word, times * (_K1 + 1) / (times + _K1), self.rarity("text", word)) for word, times in counted.items()
        ]
        known = [one for one in weighed if one[2] > 0]
        known.sort(key=lambda one: (-one[1] * one[2], one[0]))
        # What a single publication has finds that one alone, which may be the very text.
        alone = [word for word, *_ in known if self.searcher.doc_freq("text", word) == 1]
        kept = {word for word, *_ in known} - set(alone[most // 3 :])
        return [(word, often) for word, often, _ in known if word in kept][:most]

    def rarity(self, field: str, word: str) -> float:
        """How much a word tells: its inverse document frequency; 0 where nobody has it, or too many have."""
        having, total = self.searcher.doc_freq(field, word), max(self.publications, 1)
        if not having or having > max(_OFTEN * total, 10):
            return 0.0
        return math.log(1 + (total - having + 0.5) / (having + 0.5)) if total > having else 0.1

    def term(self, field: str, word: str) -> tantivy.Query:
        """The query for one word of one field."""
        return tantivy.Query.term_query(self.schema, field, word, "basic")

    def of(self, kind: str, id_: str) -> tantivy.Query:
        """The query for one node."""
        return self.term("key", key(kind, id_))

    def card(self, address: tantivy.DocAddress) -> Card:
        """What is kept of the entry at an address."""
        return _card(bytes(self.searcher.doc(address).get_first("card") or b""))

    def cards(self, kind: str, ids: Sequence[str]) -> dict[str, Card]:
        """What is kept of these nodes of a kind, by id."""
        found = (self.searcher.search(self.of(kind, one), 1, count=False).hits for one in ids)
        cards = (self.card(hits[0][1]) for hits in found if hits)
        return {card.id: card for card in cards}


_card = msgspec.msgpack.Decoder(Card).decode
