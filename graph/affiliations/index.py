"""The names of a registry's organisations, to be found by the words of a text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.affiliations.places import Places, form_of
from graph.affiliations.records import Organisation
from graph.affiliations.spelling import Spelling
from graph.affiliations.tokens import Token, cleaned, tokens

LONGEST_TURNED = 6
TURNING = frozenset(("university", "academy", "institute", "polytechnic", "college"))
"""Names with one of these words are found in another order of words too."""
MAIN, FULL, SHORT, BRANCH, PART, SCHOOL, ACRONYM = "main", "full", "short", "branch", "part", "school", "acronym"
"""How a name is written: as displayed; as another of its names; without its city; without the country in brackets;
without the name of what it is part of; `Yale School` for Yale University; an acronym."""

_COMPANY = "company"
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"})
_SHORTEST_ACRONYM = 3
# The logarithm of the 36,000 organisations that the weights were fitted on; other registries are brought to this scale.
_UNIQUE = 10.5
_SCHOOLS = ("school", "medical school", "law school", "divinity school", "business school")
# Countries whose names of places and persons are written with and without the article al.
_ARTICLE = frozenset("DZ BH EG IQ JO KW LB LY MA MR OM PS QA SA SO SD SY TN AE YE IR PK AF".split())


class Entry(NamedTuple):
    """A name leads to this organisation (its number in the index)."""

    organisation: int
    kind: str
    gaps: int
    """Bit n is set where the name itself has a comma or the like before its word n."""


class Index:
    """Every form of every name; built once, only read afterwards."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.organisations = [one for one in organisations if one.status != "withdrawn" and one.names]
        self.places = Places(self.organisations)
        cities = {one.city: form_of(one.city) for one in self.organisations if one.city}
        self.cities = [cities[one.city] if one.city else "" for one in self.organisations]
        self.entries: dict[str, tuple[Entry, ...]] = {}
        self.prefixes: set[str] = set()
        self.turned: dict[str, tuple[Entry, ...]] = {}
        self.rarity: dict[str, float] = {}
        self.children = Counter(parent for one in self.organisations for parent in one.parents)
        self._parent_keys = self._keys_of_parents()
        self._fill()

    def known(self, form: str) -> bool:
        """Whether a word stands in a name of the registry."""
        return form in self.rarity

    def weight(self, form: str) -> float:
        """How rare a word is: `_UNIQUE` where one organisation or none has it, about 0 where all have."""
        return self.rarity.get(form, _UNIQUE)

    def _keys_of_parents(self) -> dict[str, list[str]]:
        """The names of every organisation that others are part of."""
        parents = {parent for one in self.organisations for parent in one.parents}
        return {
            one.id: [key for key in (form_of(name) for name in one.names if name not in one.acronyms) if " " in key]
            for one in self.organisations
            if one.id in parents
        }

    def _fill(self) -> None:
        gathered: dict[str, dict[int, Entry]] = {}
        counted: Counter[str] = Counter()
        for number, one in enumerate(self.organisations):
            forms: set[str] = set()
            for key, kind, gaps in self._forms(number, one):
                # The first kind stands: full names come before what is cut from them.
                gathered.setdefault(key, {}).setdefault(number, Entry(number, kind, gaps))
                forms.update(key.split(" "))
            counted.update(forms)
        scale = _UNIQUE / math.log(len(self.organisations) + 2)
        self.rarity = {form: _UNIQUE - scale * math.log(count) for form, count in counted.items()}
        self.entries = {key: tuple(found.values()) for key, found in gathered.items()}
        self.spelling = Spelling(self.rarity)
        self._add_prefixes()
        self._add_turned()

    def _add_prefixes(self) -> None:
        for key in self.entries:
            space = key.find(" ")
            while space > 0:
                self.prefixes.add(key[:space])
                space = key.find(" ", space + 1)

    def _add_turned(self) -> None:
        turned: dict[str, list[Entry]] = {}
        for key, found in self.entries.items():
            words = key.split(" ")
            if 2 <= len(words) <= LONGEST_TURNED and not TURNING.isdisjoint(words):
                turned.setdefault(" ".join(sorted(words)), []).extend(one for one in found if one.kind in (MAIN, FULL))
        self.turned = {key: tuple(dict.fromkeys(found)) for key, found in turned.items() if found}

    def _forms(self, number: int, one: Organisation) -> Iterator[tuple[str, str, int]]:
        """The keys of one organisation, its full names first."""
        acronyms = set(one.acronyms)
        full: list[tuple[str, list[Token]]] = []
        for name in one.names:
            if name in acronyms:
                continue
            for written, kind in _written(name, self.places):
                words = tokens(cleaned(written))
                key = " ".join(word.form for word in words)
                if key:
                    full.append((key, words))
                    yield key, MAIN if kind == FULL and name == one.names[0] else kind, _gaps(words)
        parents = {key for parent in one.parents for key in self._parent_keys.get(parent, ())}
        for key, words in full:
            for shorter, kind in _shorter(key, words, self.cities[number], parents, one, self.places):
                yield shorter, kind, 0
        for name in one.acronyms:
            key = form_of(name)
            if len(key) >= _SHORTEST_ACRONYM:
                yield key, ACRONYM, 0
                if any("university" in name for name, _ in full):
                    yield f"{key} university", FULL, 0


def _written(name: str, places: Places) -> Iterator[tuple[str, str]]:
    yield name, FULL
    if name.translate(_UMLAUTS) != name:
        yield name.translate(_UMLAUTS), FULL
    bracketed = _BRACKETS.search(name)
    if bracketed:
        without = _BRACKETS.sub("", name)
        yield without, BRANCH if form_of(bracketed.group(1)) in places else FULL


def _gaps(words: Sequence[Token]) -> int:
    return sum(1 << place for place, word in enumerate(words) if place and word.gap)


def _shorter(
    key: str, words: Sequence[Token], city: str, parents: set[str], one: Organisation, places: Places
) -> Iterator[tuple[str, str]]:
    """Names that are made by leaving a part of a full name out."""
    forms = [word.form for word in words]
    kept = len(forms)
    while kept > 1 and forms[kept - 1] == _COMPANY:
        kept -= 1
    if kept < len(forms):
        yield " ".join(forms[:kept]), FULL
    if not _ARTICLE.isdisjoint(one.countries):
        plain = " ".join(
            form[2:] if len(form) > 6 and form[:2] in ("al", "el") and not w.role else form
            for form, w in zip(forms, words, strict=True)
        )
        if plain != key:
            yield plain, FULL
    if len(forms) == 2 and forms[1] == "university" and not words[0].role:
        yield from ((f"{forms[0]} {school}", SCHOOL) for school in _SCHOOLS)
    if city and f" {city} " in f" {key} ":
        rest = f" {key} ".replace(f" {city} ", " ").strip()
        if rest.count(" ") and (key.endswith(f" {city}") or any(not w.role and w.form not in city for w in words)):
            yield rest, SHORT
    for parent in parents:
        rest = f" {key} ".replace(f" {parent} ", " ").strip()
        if rest != key and rest.count(" ") and rest not in places:
            yield rest, PART
