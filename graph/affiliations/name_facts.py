"""What a candidate's name says, and what stands beside it in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.affiliations.candidates import Candidate
from graph.affiliations.context import Context
from graph.affiliations.index import ACRONYM
from graph.affiliations.tokens import HARD, NO_BREAK, Token
from graph.affiliations.words import GENERAL, KIND, MODIFIER, SUBJECT, UNIT

_PLAIN = frozenset((KIND, UNIT, MODIFIER, SUBJECT))
_MANY_CHILDREN, _MANY_NAMES, _LONG_ACRONYM, _LONG_WORD = 5, 4, 5, 7
_TOLD_KINDS = ("company", "funder", "archive", "other", "nonprofit")


def name_facts(one: Candidate, context: Context) -> Iterator[str]:
    """How much the name says by itself, and how the text writes it."""
    words = context.words[one.start : one.stop]
    yield f"kind_{one.kind}"
    yield from _of_organisation(one, context)
    yield from _rarity(one, words, context)
    if len(words) == 1:
        yield from _one_word(words[0], one, context)
    elif len(words) == 2:
        yield "two_words"
    yield from _writing(one, words, context)


def _of_organisation(one: Candidate, context: Context) -> Iterator[str]:
    organisation = context.organisation(one)
    children = context.registry.children.get(organisation.id, 0)
    if children:
        yield "has_children"
    if children >= _MANY_CHILDREN:
        yield "has_many_children"
    if len(organisation.names) >= _MANY_NAMES:
        yield "many_names"
    if organisation.status == "inactive":
        yield "inactive"
    if organisation.kind in _TOLD_KINDS:
        yield f"is_{organisation.kind}"


def _rarity(one: Candidate, words: Sequence[Token], context: Context) -> Iterator[str]:
    registry = context.registry
    weights = [registry.weight(word.form) for word in words]
    own = [word.role not in _PLAIN and word.role != GENERAL for word in words]
    yield f"own_{min(int(sum(weight for weight, is_own in zip(weights, own, strict=True) if is_own) // 5), 3)}"
    yield f"total_{min(int(sum(weights) // 6), 4)}"
    at_home = set(one.key.split()) & set(context.city(one).split())
    if not any(own):
        yield "plain"
    elif all(
        word.form in at_home or word.form in registry.places for word, is_own in zip(words, own, strict=True) if is_own
    ):
        yield "named_by_place"
    if any(word.form == "university" for word in words):
        yield "university"
    if any(word.role == KIND for word in words):
        yield "has_kind"


def _one_word(word: Token, one: Candidate, context: Context) -> Iterator[str]:
    yield "one_word"
    if word.form in context.registry.places:
        yield "one_place"
    if len(word.form) >= _LONG_WORD:
        yield "one_long"
    if one.kind == ACRONYM and word.written.isupper():
        yield "upper"
        if len(word.form) >= _LONG_ACRONYM:
            yield "acronym_long"


def _writing(one: Candidate, words: Sequence[Token], context: Context) -> Iterator[str]:
    if all(word.written.islower() for word in words):
        yield "lower"
    if any(word.form.isalpha() and not word.form.isascii() for word in words):
        yield "foreign"
    if one.corrected:
        yield "corrected"
    if one.crosses:
        city = context.city(one)
        last = len(words) - 1 - city.count(" ")
        yield "crosses_to_city" if city and one.key.endswith(f" {city}") and words[last].gap else "crosses"
    if one.crosses == HARD:
        yield "crosses_hard"


def side_facts(one: Candidate, context: Context) -> Iterator[str]:
    """What stands before and after it without a comma between."""
    words = context.words
    left, right = _left(one, context), _right(one, context)
    yield f"left_{left}"
    yield f"right_{right}"
    yield f"left_{left}_{'kind' if words[one.start].role == KIND else 'name'}"
    yield f"right_{right}_{'kind' if words[one.stop - 1].role == KIND else 'name'}"
    if left == "break" and right in ("break", "number"):
        yield "segment"
        if one.stop - one.start == len(words):
            yield "all"


def _left(one: Candidate, context: Context) -> str:
    first = context.words[one.start]
    if one.start == 0 or first.gap > NO_BREAK:
        return "break"
    return "linked" if first.link else _role(one.start - 1, context)


def _right(one: Candidate, context: Context) -> str:
    if one.stop == len(context.words) or context.words[one.stop].gap > NO_BREAK:
        return "break"
    role = _role(one.stop, context)
    if context.words[one.stop].link:
        return "linked_place" if role == "place" else "linked"
    return role


def _role(place: int, context: Context) -> str:
    word = context.words[place]
    if word.form.isdigit():
        return "number"
    if word.role:
        return word.role
    if any(mention.start <= place < mention.stop for mention in context.mentions):
        return "place"
    return "lower" if word.written.islower() else "other"
