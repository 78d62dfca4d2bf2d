"""Finding institutions and topics by the words of their names, in any script, with misprints."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from rapidfuzz.distance import OSA

from graph.search.found import ALL, Found, Narrowed, order
from graph.search.index import SearchIndex
from graph.search.name_words import latin
from graph.search.schema import Card
from graph.search.words import terms

CLOSE = 0.5
"""Names that share less with the text are not given."""

_LOOKED_AT = 100
_WORDS = 12
_ALIKE, _MISPRINT, _BEGUN = 0.75, 0.9, 0.9
"""From which likeness on a word may be a misprint of another; what a misprint counts, and what a beginning does."""

_WHOLE = 0.25
"""How much of the score says whether the name has no other words."""


def find_things(
    index: SearchIndex, kind: str, text: str, limit: int = 10, narrowed: Narrowed = ALL, *, unfinished: bool = False
) -> list[Found]:
    """The institutions, or topics, whose names share most with a text, the best first.

    The score is the share of the asked words that a form of the name has, each by how rare it is; a quarter of it
    hangs on how much of the name these are. With `unfinished`, the last word may be the beginning of one.
    """
    asked = list(dict.fromkeys(terms(text)))[:_WORDS]
    if not asked:
        return []
    query = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Should, clause)
            for place, word in enumerate(asked)
            for clause in _clauses(index, word, begun=unfinished and place == len(asked) - 1)
        ]
    )
    hits = index.searcher.search(narrowed.query(index, kind, query), max(_LOOKED_AT, limit), count=False).hits
    weights = [max(index.rarity("named", word), 0.5) for word in asked]
    found = [_best(index.card(address), asked, weights, unfinished=unfinished) for _, address in hits]
    return sorted((one for one in found if one.score >= CLOSE), key=order)[: limit or None]


def _clauses(index: SearchIndex, word: str, *, begun: bool) -> list[tantivy.Query]:
    forms = [word, *latin(word)]
    made = [index.term("named", form) for form in forms]
    if len(word) > 3:
        near = (
            tantivy.Query.fuzzy_term_query(index.schema, "named", form, 1 if len(form) < 7 else 2) for form in forms
        )
        made += [tantivy.Query.boost_query(one, 1.5) for one in near]
    if begun:
        made.append(tantivy.Query.fuzzy_term_query(index.schema, "named", word, 0, prefix=True))
    return made


def _best(card: Card, asked: Sequence[str], weights: Sequence[float], *, unfinished: bool) -> Found:
    scored = [(likeness(asked, weights, form, unfinished=unfinished), form) for form in card.names] or [(0.0, "")]
    score, form = max(scored, key=lambda pair: pair[0])
    return Found(card.kind, card.id, card.names[0] if card.names else card.id, form, score, card.weight)


def likeness(asked: Sequence[str], weights: Sequence[float], form: str, *, unfinished: bool = False) -> float:
    """How much of the asked words a name or title has, 0 to 1; less where it has many others too."""
    there = list(dict.fromkeys(terms(form)))
    if not there:
        return 0.0
    met = [
        max((_alike(word, other, begun=unfinished and place == len(asked) - 1) for other in there), default=0.0)
        for place, word in enumerate(asked)
    ]
    share = sum(weight * one for weight, one in zip(weights, met, strict=True)) / sum(weights)
    whole = min(sum(1 for one in met if one) / len(there), 1.0)
    return share * (1 - _WHOLE + _WHOLE * whole)


def _alike(word: str, other: str, *, begun: bool) -> float:
    if word == other:
        return 1.0
    forms, others = (word, *latin(word)), (other, *latin(other))
    if begun and any(there.startswith(form) for form in forms for there in others):
        return _BEGUN
    if min(len(word), len(other)) < 4:
        return 0.0
    alike = max(OSA.normalized_similarity(form, there, score_cutoff=_ALIKE) for form in forms for there in others)
    return _MISPRINT * alike if alike >= _ALIKE else 0.0
