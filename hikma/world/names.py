"""The names of scientists: common ones of each language group, put together by chance."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .shipped import shipped


class Word(NamedTuple):
    """A given or family name in Latin letters, in its own script (or empty) and in another Latin spelling."""

    latin: str
    native: str
    other: str


class Stock(NamedTuple):
    """The names that one language group draws on."""

    given: tuple[Word, ...]
    family: tuple[Word, ...]


class Person(NamedTuple):
    """One person's name; `middle` is empty or an initial with its dot."""

    given: Word
    middle: str
    family: Word

    def full(self) -> str:
        """Return the name as it is mostly shown: `Ahmed M. Al-Harbi`."""
        middle = f" {self.middle}" if self.middle else ""
        return f"{self.given.latin}{middle} {self.family.latin}"

    def initials(self) -> str:
        """Return `A. M. Al-Harbi`."""
        middle = f" {self.middle}" if self.middle else ""
        return f"{self.given.latin[0]}.{middle} {self.family.latin}"

    def inverted(self) -> str:
        """Return `Al-Harbi, Ahmed M.`."""
        return f"{self.family.latin}, {self.given.latin} {self.middle}".rstrip()

    def respelled(self) -> str:
        """Return the other Latin spelling: `Ahmad Alharbi`."""
        return f"{self.given.other} {self.family.other}"

    def native(self) -> str:
        """Return the name in its own script, or an empty text where the lists have none."""
        return f"{self.given.native} {self.family.native}" if self.given.native and self.family.native else ""

    def printed(self, style: int) -> str:
        """Return the name as a journal might print it; `style` is 0 to 99."""
        if style < 68:
            return self.full()
        if style < 78:
            return self.initials()
        if style < 86:
            return self.inverted()
        if style < 94:
            return self.respelled()
        return self.native() or self.full()


@cache
def stocks() -> dict[str, Stock]:
    """Return the names of every language group."""
    found: dict[str, dict[str, tuple[Word, ...]]] = {}
    group, part = "", ""
    for line in shipped("names.txt").splitlines():
        if line.startswith("["):
            group, part = line.strip("[]").split()
        elif line and not line.startswith("#"):
            found.setdefault(group, {})[part] = tuple(Word(*entry.split("|")) for entry in line.split(", "))
    return {group: Stock(parts["given"], parts["family"]) for group, parts in found.items()}


def person(group: str, bits: int) -> Person:
    """Return the name that these 64 bits draw from a language group: the same bits, the same name."""
    stock = stocks()[group]
    bits, g = divmod(bits, len(stock.given))
    bits, f = divmod(bits, len(stock.family))
    bits, kind = divmod(bits, 10)
    bits, m = divmod(bits, len(stock.given))
    middle = f"{stock.given[m].latin[0]}." if kind >= 6 else ""
    return Person(stock.given[g], middle, stock.family[f])


def orcid(number: int) -> str:
    """Return an ORCID of the block 0000-0000, which ORCID does not assign, with its right check character.

    >>> orcid(12345)
    '0000-0000-0012-3458'
    """
    total = 0
    digits = f"{number % 10_000_000:015d}"
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    text = digits + ("X" if check == 10 else str(check))
    return "-".join(text[k : k + 4] for k in range(0, 16, 4))
