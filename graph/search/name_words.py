"""Words of names as they are indexed and looked up, so that other spellings and scripts of a name share some."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from graph.names.folding import Word, words
from graph.names.known import names_of
from graph.names.particles import ABD, ARTICLES, SONS, TWO_LETTER_INITIALS
from graph.names.parts import Part, single
from graph.names.sounds import bones, codes
from graph.search.words import terms


class NameWord(NamedTuple):
    """One word of a name, in the forms in which it can be met."""

    plain: str
    """In plain Latin letters."""
    bones: tuple[str, ...]
    """Its consonants, or those of the names it is a form of, each after `=`; none for an initial."""
    initials: tuple[str, ...]
    """The letters it may be shortened to, each after a full stop."""


_SILENT = frozenset(ARTICLES) | frozenset(SONS)


def readings(word: NameWord) -> tuple[str, ...]:
    """The bones of a word and of other ways to read its letters: these are looked for, and not indexed."""
    return tuple(dict.fromkeys([*word.bones, *(f"={code}" for code in codes(word.plain))])) if word.bones else ()


def name_words(text: str) -> list[NameWord]:
    """The words of a name; articles, and words for son or daughter, are left out where anything else is there."""
    return [word for token in text.split() for word in _words(token)]


@lru_cache(maxsize=262_144)
def _words(token: str) -> tuple[NameWord, ...]:
    found = words(token)
    letters = token.rstrip(".")
    if len(found) == 1 and (len(letters) == 1 or (letters != token and found[0].readings[0] in TWO_LETTER_INITIALS)):
        return (_initial(found[0]),)
    parts = [single(word) for word in found]
    return tuple([word for part in parts for word in _of_part(part)])


def _initial(word: Word) -> NameWord:
    """An initial in any script; where short vowels are not written, one that is a vowel may be any."""
    read = word.readings[0]
    letters = dict.fromkeys([read[0], bones(read)[0], *("aeiou" if word.bare and read[0] in "aiu" else "")])
    return NameWord(read, (), tuple([f".{letter}" for letter in letters]))


def _of_part(part: Part) -> list[NameWord]:
    """A word; of a compound such as Abdulaziz also what it is made with."""
    word = _word(part.readings[0], part.readings[1] if part.bare and len(part.readings) > 1 else "")
    if part.head:
        return [_word(part.head, ""), word]
    return [] if word.plain in _SILENT else [word]


def _word(text: str, other: str) -> NameWord:
    text = "abd" if text in ABD else text
    if len(text) == 1:
        return NameWord(text, (), (f".{text}",))
    found = dict.fromkeys([bones(name) for name in names_of(text) or (text,)])
    if other:
        found[bones(other)] = None
    initials = dict.fromkeys([text[0], *[one[0] for one in found]])
    return NameWord(text, tuple([f"={one}" for one in found]), tuple([f".{one}" for one in initials]))


@lru_cache(maxsize=262_144)
def _indexed(token: str) -> str:
    return " ".join([form for word in _words(token) for form in (word.plain, *word.bones, *word.initials)])


def person_words(names: Iterable[str]) -> str:
    """What is indexed of a person's names: each form of each word, with blanks between."""
    return " ".join([found for name in names for token in name.split() if (found := _indexed(token))])


def thing_words(names: Iterable[str]) -> str:
    """What is indexed of the names of an institution or topic: its words, and the same in Latin letters."""
    found = dict.fromkeys(term for name in names for term in terms(name))
    return " ".join(dict.fromkeys([*found, *(form for term in found for form in latin(term))]))


@lru_cache(maxsize=262_144)
def latin(term: str) -> tuple[str, ...]:
    """A word in plain Latin letters, where it is in another script; nothing else."""
    if term.isascii():
        return ()
    return tuple(word.readings[0] for word in words(term) if word.readings)
