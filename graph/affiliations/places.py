"""Countries, their parts and cities that a text names, with where it names them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.affiliations.records import Organisation
from graph.affiliations.tokens import NO_BREAK, Token, cleaned, tokens
from graph.countries import LANGUAGES, all_countries, country_name, find_country

COUNTRY, REGION, CITY = "country", "region", "city"
"""How much a mention says: names the country, a part of it, or a city that the registry knows there."""

_LANGUAGES = (*LANGUAGES, "de", "es", "it", "pt", "nl", "pl", "zh", "ja", "ko")
# Iceland in German and other languages; in most texts an English word.
_NO_COUNTRY = frozenset(("island",))
_LONGEST = 6


class Mention(NamedTuple):
    """Words `start` to `stop` (excluded) of a text name a place in one of these countries."""

    kind: str
    countries: tuple[str, ...]
    start: int
    stop: int
    alone: bool
    """Nothing but a number stands between it and the next comma, or the end."""


def form_of(text: str) -> str:
    """The words of a text in the form that is compared, as one text."""
    return " ".join(token.form for token in tokens(cleaned(text)))


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    named: dict[str, set[str]] = {}
    for code in all_countries():
        for language in _LANGUAGES:
            name = country_name(code, language)
            if name != code and (language not in LANGUAGES or find_country(name) == code):
                named.setdefault(form_of(name), set()).add(code)
    certain = {
        name: tuple(codes) for name, codes in named.items() if name not in _NO_COUNTRY and name and len(codes) == 1
    }
    return certain | {form_of(name): codes for codes, name in _listed("countries")}


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    return {form_of(name): codes for codes, name in _listed("regions") if not _is_code(name)}


@cache
def _region_codes() -> dict[str, tuple[str, ...]]:
    return {name: codes for codes, name in _listed("regions") if _is_code(name)}


def _is_code(name: str) -> bool:
    return name.isupper() and len(name) <= 3 and name.isalpha()


def _listed(which: str) -> Iterator[tuple[tuple[str, ...], str]]:
    text = files("graph").joinpath(f"data/affiliations/{which}.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield from ((tuple(row["countries"].split()), name) for name in row["names"].split("|"))


class Places:
    """Countries and their parts, and the cities of a registry."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        cities = _cities(organisations)
        self._named: dict[str, tuple[str, tuple[str, ...]]] = {
            **{form: (CITY, codes) for form, codes in cities.items()},
            **{form: (REGION, codes) for form, codes in _regions().items()},
            **{form: (COUNTRY, codes) for form, codes in _countries().items()},
        }
        self._starts = {form.split(" ", 1)[0] for form in self._named}

    def __contains__(self, form: str) -> bool:
        """Whether these words are the name of a place."""
        return form in self._named

    def mentions(self, words: Sequence[Token]) -> list[Mention]:
        """The places that a text names, the longest name at each word, in order."""
        found: list[Mention] = []
        place = 0
        while place < len(words):
            mention = self._at(words, place)
            if mention:
                found.append(mention)
            place = mention.stop if mention else place + 1
        return found

    def _at(self, words: Sequence[Token], start: int) -> Mention | None:
        first = words[start]
        longest: Mention | None = None
        if first.form in self._starts:
            form = ""
            for stop in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                form = f"{form} {words[stop - 1].form}" if form else first.form
                named = self._named.get(form)
                if named and (stop - start > 1 or not first.written.islower()):
                    longest = Mention(*named, start, stop, _ends(words, stop))
        if not longest and first.written.isupper():
            codes = _region_codes().get(first.written)
            if codes and _ends(words, start + 1):
                return Mention(REGION, codes, start, start + 1, alone=True)
        return longest


def _ends(words: Sequence[Token], stop: int) -> bool:
    """Whether what follows a place name is a comma, numbers, or nothing."""
    return stop == len(words) or words[stop].gap > NO_BREAK or words[stop].form.isdigit()


def _cities(organisations: Iterable[Organisation]) -> Mapping[str, tuple[str, ...]]:
    named: dict[str, Counter[str]] = {}
    for one in organisations:
        if one.city and one.countries:
            named.setdefault(one.city, Counter()).update(one.countries)
    forms: dict[str, Counter[str]] = {}
    for city, counted in named.items():
        form = form_of(city)
        if form and not form.isdigit():
            forms.setdefault(form, Counter()).update(counted)
    return {form: tuple(sorted(counted)) for form, counted in forms.items()}
