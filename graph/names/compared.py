"""A printed name made ready to be compared with others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.names.characters import characters
from graph.names.folding import fold
from graph.names.known import names_of
from graph.names.parsing import taken_apart
from graph.names.parts import Part
from graph.names.sounds import bones, other_readings


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A part with what its comparison needs; equal to itself alone, so that pairs of them are remembered cheaply."""

    part: Part
    bones: str
    """Its consonants; empty for an initial and a light part, which are printed joined to no other."""
    whole: str
    """The same, empty also where they are few."""
    first: str
    """What an initial of it may be."""
    inner: str
    """The same, of what follows its head."""
    syllable: str
    """Where it ends as a nickname does, the syllable before: `dan` of Danny."""
    letters: int
    """One bit for each letter that its bones may have, by any reading; all bits for an initial."""
    known: frozenset[str]
    """How the names begin that it is a form of, if any: names that begin otherwise are distinct from it."""


class Compared(NamedTuple):
    """A name with what its comparison needs."""

    parts: tuple[Part, ...]
    ready: tuple[Ready, ...]
    family: int
    """The place of the first part of the family name; the number of parts where none is known."""
    comma: bool
    """True where a comma says which part is the family's."""
    folded: str
    characters: str
    """Those of a name in Chinese characters or Hangul; empty for any other."""
    starts: tuple[str, ...]
    """The bones that two or three neighbouring parts would begin with, if printed as one word."""


@lru_cache(maxsize=65_536)
def compared(text: str) -> Compared:
    """A printed name, made ready."""
    name = taken_apart(text)
    ready = tuple([_ready(part) for part in name.parts])
    starts = tuple([one.bones for one in ready[:-1] if one.bones])
    return Compared(name.parts, ready, name.cut, name.comma, fold(text), characters(text), starts)


@lru_cache(maxsize=131_072)
def _ready(part: Part) -> Ready:
    found = "" if part.initial or part.light else bones(part.text)
    inner = _first_letters(part.readings)
    first = part.head[:1] or inner
    nick = _NICKNAME.fullmatch(part.readings[0]) if not part.head else None
    syllable = nick[1] if nick else ""
    whole = found if len(found) > 2 else ""
    return Ready(part, found, whole, first, inner, syllable, _letters(part), _known(part))


_NICKNAME = re.compile(r"(.?.[aeiou]([bdgklmnprstvz]))\2(?:y|ie)")


_ALL = (1 << 32) - 1


def _letters(part: Part) -> int:
    if part.initial:
        return _ALL
    found = _bits(part.head)
    for reading in part.readings:
        found |= _bits(bones(reading))
        for other in other_readings(reading):
            found |= _bits(bones(other))
    return found


def _bits(text: str) -> int:
    found = 0
    for letter in text.lower():
        found |= 1 << (ord(letter) & 31)
    return found


def _known(part: Part) -> frozenset[str]:
    names = [names_of(reading) for reading in part.readings]
    known = all(names) and not (part.initial or part.head)
    return frozenset([name[:2] for found in names for name in found]) if known else frozenset()


_TWO_LETTERS = {"kh": "h", "dj": "j", "dz": "j", "gh": "g", "yu": "j", "ya": "j", "ju": "y", "ja": "y"}


def _first_letters(readings: tuple[str, ...]) -> str:
    return "".join([reading[0] + _TWO_LETTERS.get(reading[:2], "") for reading in readings])
