"""The parts that a person's name is made of: compounds whole, articles away, initials marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.names.folding import Word
from graph.names.known import names_of
from graph.names.particles import (
    ABD,
    ARTICLES,
    ASSIMILATED,
    DIN,
    ENDINGS,
    KUNYA,
    LIGHT,
    LINKS,
    SONS,
    SPECIAL,
    ULLAH,
)  # fmt: skip


class Part(NamedTuple):
    """One part of a name."""

    readings: tuple[str, ...]
    """The word, the likeliest reading first; without its head."""
    head: str = ""
    """`abd`, `abu` or `umm` where the part is a compound with it."""
    initial: bool = False
    light: bool = False
    """A honorific or a particle, which many printings leave out."""
    bare: bool = False
    """Printed in a script without short vowels."""
    printed: str = ""
    """The letters of a word in Arabic script; empty where they are few."""

    @property
    def text(self) -> str:
        """The whole part in Latin letters."""
        return self.head + ("ul" if self.head == "abd" else "") + self.readings[0]


class Printed(NamedTuple):
    """A word as it stands in a name."""

    word: Word
    initial: bool = False
    capitals: bool = False
    """In capitals, beside words that are not."""


class Placed(NamedTuple):
    """A part, and whether it is printed in capitals beside parts that are not."""

    part: Part
    capitals: bool


def parts_of(found: Sequence[Printed], *, follows: bool) -> list[Placed]:
    """The parts of words in printed order.

    `follows` says that other words of the name stand elsewhere, so that a leading article, or `ben`, is no name.
    """
    parts: list[Placed] = []
    place = 0
    while place < len(found):
        one = found[place]
        if one.initial:
            parts.append(Placed(Part(one.word.readings, initial=True, bare=one.word.bare), capitals=False))
            place += 1
        elif one.word.readings[0] in SPECIAL:
            place = _special(found, place, parts, follows=follows)
        else:
            parts.append(Placed(single(one.word), one.capitals))
            place += 1
    return parts


def _special(found: Sequence[Printed], place: int, parts: list[Placed], *, follows: bool) -> int:
    """Take a word that may belong to the words beside it; the place of the next."""
    text = found[place].word.readings[0]
    more = place + 1 < len(found) and not found[place + 1].initial
    started = bool(parts) or follows
    if more and (text in ABD or text in KUNYA):
        return _compound(found, place, parts)
    if text in ABD and place + 1 < len(found):
        following = found[place + 1].word
        parts.append(Placed(Part(following.readings, head="abd", initial=True, bare=following.bare), capitals=False))
        return place + 2
    if more and started and _is_article(found, place):
        return _article(found, place, parts)
    if text in SONS and (started or text not in {"ben", "ulu", "uli"}) and (more or parts):
        return place + 1
    joins = bool(parts) and not parts[-1].part.initial and not parts[-1].part.light
    if joins and (text in DIN or text in ULLAH or text in ENDINGS):
        _lengthen(parts, "uddin" if text in DIN else "ullah" if text in ULLAH else text)
    else:
        parts.append(Placed(single(found[place].word), found[place].capitals))
    return place + 1


def _is_article(found: Sequence[Printed], place: int) -> bool:
    text, following = found[place].word.readings[0], found[place + 1].word.readings[0]
    return text in ARTICLES or text in LINKS or (text in ASSIMILATED and following.startswith(ASSIMILATED[text]))


def _article(found: Sequence[Printed], place: int, parts: list[Placed]) -> int:
    """Pass over an article, or join the words around it."""
    text, following = found[place].word.readings[0], found[place + 1].word.readings[0]
    if parts and not parts[-1].part.initial and not parts[-1].part.light:
        ending = (
            "uddin" if following in {"din", "deen", "dine"} else "ullah" if following == "allah"
            else text + following if text in LINKS else ""
        )  # fmt: skip
        if ending:
            _lengthen(parts, ending)
            return place + 2
    return place + 1


def _lengthen(parts: list[Placed], ending: str) -> None:
    last = parts.pop()
    longer = tuple(reading + ending for reading in last.part.readings)
    parts.append(last._replace(part=last.part._replace(readings=longer)))


def _compound(found: Sequence[Printed], place: int, parts: list[Placed]) -> int:
    """`Abd al-Rahman`, `Abu Bakr`: one part with its head."""
    text, capitals = found[place].word.readings[0], found[place].capitals
    head = "abd" if text in ABD else "abu" if text[0] == "a" else "umm"
    place += 1
    while place + 1 < len(found) and not found[place + 1].initial and _is_article(found, place):
        place += 1
    word = found[place].word
    if head == "abd" and word.readings[0] in ULLAH:
        part = Part(("abdullah",))
    elif head == "abu" and word.readings[0] == "bakr":
        part = Part(("abubakr",))
    else:
        part = Part(word.readings, head=head, bare=word.bare, printed=word.printed)
    parts.append(Placed(part, capitals))
    return place + 1


_JOINED_ABD = re.compile(r"^c?abd[aeiou]+(?:l(?=.)|([rszndt])h?(?=\1)|)(?P<rest>.{3,})$")
_ABDULLAH = re.compile(r"^c?abd[aeou]+l+[aeou]+h?i?$")
_JOINED_SON = re.compile(r"^(.{3,})(?:o[gq]h?l[uyi]|oglou|ugli|uly|[kq][iy]z[iy])$")


@lru_cache(maxsize=131_072)
def single(word: Word) -> Part:
    """The part that one word is, its head apart where it is a compound in one word."""
    text = word.readings[0]
    if text in LIGHT:
        return Part(word.readings, light=True, bare=word.bare)
    if text.startswith(("abd", "cabd")) and len(text) > 6 and not names_of(text):
        if _ABDULLAH.match(text):
            return Part(("abdullah",))
        apart = _JOINED_ABD.match(text)
        if apart:
            return Part((apart["rest"],), head="abd", bare=word.bare)
    if text.startswith("abu") and len(text) > 6 and not names_of(text):
        return Part((text[3:],), head="abu", bare=word.bare)
    son = _JOINED_SON.match(text)
    if son:
        return Part((*word.readings, son[1]), bare=word.bare)
    return Part(word.readings, bare=word.bare, printed=word.printed)
