"""Finding scientists by name: in any script, spelling and order, with initials and misprints."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy

from graph.names import name_similarity
from graph.search.found import ALL, Found, Narrowed, order
from graph.search.index import SearchIndex
from graph.search.name_words import NameWord, name_words, readings
from graph.search.schema import Card

CLOSE = 0.62
"""Names less alike than this are not given."""

_FEW, _MANY = 20, 60
"""How many candidates are compared where words are the same in one form, and where they may be misprinted."""

_PLAIN, _INITIAL, _MISPRINT = 1.5, 6.0, 4.0
"""How much the same letters count beside the same consonants, which have a weight by how rare they are; and what is
added for an initial, and for letters that are nearly the same."""

_WORDS = 8
"""More words than this are no name: the rest of them is passed over."""


def find_people(
    index: SearchIndex, text: str, limit: int = 10, narrowed: Narrowed = ALL, *, unfinished: bool = False
) -> list[Found]:
    """The scientists whose names are most like a text, the best first.

    Candidates share words in one form or another; they are put in order by `graph.names.name_similarity`, by the most
    alike form of their name; of equals, those with most publications come first. Where none is alike, words that
    differ in a letter or two are looked for as well. With `unfinished`, the last word may be the beginning of one.
    """
    asked = name_words(text)[:_WORDS]
    if not asked:
        return []
    search = _Search(index, text, asked, narrowed)
    sure = _sure(asked)
    search.compare(search.by_initials() if search.initials else search.by_words(), max(_FEW, limit))
    if unfinished:
        search.compare(search.by_beginning(), max(_MANY, limit))
    if search.best < sure:
        search.compare(search.by_misprints(), max(_MANY, limit))
    return sorted((one for one in search.found.values() if one.score >= CLOSE), key=order)[: limit or None]


def _sure(asked: Sequence[NameWord]) -> float:
    """How alike the best must be for nobody else to be looked for: about as much as such a text can be like a name."""
    if len(asked) == 1:
        return 0.77
    return 0.97 if all(word.bones for word in asked) else 0.88


class _Search:
    """One search, and who has been found so far."""

    def __init__(self, index: SearchIndex, text: str, asked: Sequence[NameWord], narrowed: Narrowed) -> None:
        self.index, self.text, self.narrowed = index, text, narrowed
        self.full = [word for word in asked if word.bones]
        self.initials = [word for word in asked if not word.bones]
        self.found: dict[str, Found] = {}

    @property
    def best(self) -> float:
        """How alike the most alike name is so far."""
        return max((one.score for one in self.found.values()), default=0.0)

    def compare(self, query: tantivy.Query, most: int) -> None:
        """Compare the candidates that a query gives, each once."""
        wanted = self.narrowed.query(self.index, "Scientist", query)
        for _, address in self.index.searcher.search(wanted, most, count=False).hits:
            card = self.index.card(address)
            if card.id not in self.found:
                self.found[card.id] = _best(self.text, card)

    def by_words(self) -> tantivy.Query:
        """Who has the words, in any form; initials count where nothing else is given."""
        forms = [(form, 1.0) for word in self.full for form in readings(word)]
        forms += [(word.plain, _PLAIN) for word in self.full]
        return self._any([self._form(*one) for one in forms] or self._letters())

    def by_initials(self) -> tantivy.Query:
        """Who has one of the words and, better, the initials too."""
        if not self.full:
            return self._any(self._letters())
        letters = [(tantivy.Occur.Should, letter) for letter in self._letters()]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self.by_words()), *letters])

    def by_beginning(self) -> tantivy.Query:
        """Who has a word that begins with the last one."""
        if not self.full:
            return self.by_words()
        begun = tantivy.Query.fuzzy_term_query(self.index.schema, "person", self.full[-1].plain, 0, prefix=True)
        return self._any([self.by_words(), tantivy.Query.boost_query(begun, _MISPRINT)])

    def by_misprints(self) -> tantivy.Query:
        """Who has the words, or words that differ from them in a letter, of long ones two."""
        near = [
            tantivy.Query.fuzzy_term_query(self.index.schema, "person", word.plain, 1 if len(word.plain) < 7 else 2)
            for word in self.full
            if len(word.plain) > 3
        ]
        return self._any([self.by_words(), *(tantivy.Query.boost_query(one, _MISPRINT) for one in near)])

    def _letters(self) -> list[tantivy.Query]:
        """Who has the initials, in whatever form; how many others have them does not matter."""
        return [
            tantivy.Query.const_score_query(self._any([self._form(form, 1.0) for form in word.initials]), _INITIAL)
            for word in self.initials
        ]

    def _form(self, form: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(self.index.term("person", form), weight)

    def _any(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


def _best(text: str, card: Card) -> Found:
    scored = [(name_similarity(text, form), form) for form in card.names[:_FORMS]] or [(0.0, "")]
    score, form = max(scored, key=lambda pair: pair[0])
    return Found(card.kind, card.id, card.names[0] if card.names else card.id, form, score, card.weight)


_FORMS = 20
"""Of a scientist with more forms of a name, the first are compared."""
