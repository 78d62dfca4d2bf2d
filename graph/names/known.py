"""Names whose spellings no rule of letters joins, from `data/names/`: alone, or with an ending of family names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from graph.names.arabic_letters import plain_arabic
from graph.names.letters import to_latin


class Known(NamedTuple):
    """One name with its forms."""

    name: str
    arabic: tuple[str, ...]
    variants: tuple[str, ...]


@cache
def known_names(table: str = "known") -> tuple[Known, ...]:
    """Every row of `known.csv` or `diminutives.csv`, the variants folded to Latin."""
    text = files("graph").joinpath(f"data/names/{table}.csv").read_text(encoding="utf-8")
    return tuple(_known(row) for row in csv.DictReader(text.splitlines()))


def _known(row: dict[str, str]) -> Known:
    variants = (to_latin(form) for form in row["variants"].split())
    arabic = (plain_arabic(form) for form in row.get("arabic", "").split())
    return Known(row["name"], tuple(arabic), tuple(variants))


@cache
def arabic_names() -> dict[str, tuple[str, ...]]:
    """The names that a word in Arabic script may be; its letters are those that `plain_arabic` leaves."""
    return _gathered((form, known.name) for known in known_names() for form in known.arabic)


@cache
def _latin_names(table: str) -> dict[str, tuple[str, ...]]:
    return _gathered((form, known.name) for known in known_names(table) for form in (known.name, *known.variants))


def _gathered(pairs: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, list[str]] = {}
    for form, name in pairs:
        held = gathered.setdefault(form, [])
        if name not in held:
            held.append(name)
    return {form: tuple(names) for form, names in gathered.items()}


def is_given_name(word: str) -> bool:
    """Whether a folded word is a European given name, or a form of one."""
    return word in _latin_names("diminutives")


_ENDINGS = {
    **dict.fromkeys("iyeva iyev ieva iev yeva yev eva ova ev ov eff off".split(), "ov"),
    **dict.fromkeys("zadeh zade zada zoda".split(), "zadeh"),
    **dict.fromkeys("oglu oglou ogli".split(), "oglu"),
    **dict.fromkeys("nejad nezhad".split(), "nejad"),
    **dict.fromkeys("pour poor pur".split(), "pour"),
    **dict.fromkeys("uddin eddine eddin addin ettin oddin uddeen aldin aldeen".split(), "uddin"),
    **dict.fromkeys("ullah ollah ulla ulloh oullah".split(), "ullah"),
    **dict.fromkeys("bek beg bey".split(), "bek"),
    **dict.fromkeys("aei aee vi wi ei ai iy ii ie y i".split(), "i"),
}


@lru_cache(maxsize=131_072)
def names_of(word: str) -> tuple[str, ...]:
    """The known names that a folded Latin word is a form of, with the ending that it has: `karimova` is `karimov`."""
    known, short = _latin_names("known"), _latin_names("diminutives")
    if word in known or word in short:
        return known.get(word, ()) + short.get(word, ())
    for length in range(6, 0, -1):
        stem, common = word[:-length], _ENDINGS.get(word[-length:])
        if common and len(stem) > 2 + (common == "i") and stem in known:
            return tuple(name + common for name in known[stem])
    return ()
