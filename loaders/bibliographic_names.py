"""Which author of a byline a name means that stands elsewhere in the record, beside an address or an ORCID iD."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loaders.bibliographic_byline import Author, family_of, folded


class Places(NamedTuple):
    """The places of a byline, from 0, by the names that mean one author alone."""

    exact: dict[str, int]
    """By every form of the name and by the family name with initials; folded."""
    families: dict[str, list[int]]
    initials: list[str]
    words: list[frozenset[str]]
    """The whole words of each name, in any order."""


def places_of(authors: Sequence[Author]) -> Places:
    """The names by which the authors of one byline can be told apart."""
    exact: dict[str, set[int]] = defaultdict(set)
    families: dict[str, list[int]] = defaultdict(list)
    for place, author in enumerate(authors):
        for form in (author.printed, *author.forms):
            exact[folded(form)].add(place)
        exact[family_of(author.printed) + _initials(author.printed)].add(place)
        families[family_of(author.printed)].append(place)
    sure = {name: places.copy().pop() for name, places in exact.items() if name and len(places) == 1}
    printed = [author.printed for author in authors]
    return Places(sure, dict(families), [_initials(name) for name in printed], [_words(name) for name in printed])


def find_author(name: str, places: Places) -> int | None:
    """The place of the one author whom a name can mean; none where it can mean several, or nobody.

    The name is a form of the author's name, or has the same family name and initials that do not contradict, or two
    whole words of it and none that the author's longer name lacks, as of a person with two family names.
    """
    if folded(name) in places.exact:
        return places.exact[folded(name)]
    mine, words = _initials(name), _words(name)
    same = [
        place
        for place in places.families.get(family_of(name), [])
        if mine and (other := places.initials[place]) and (mine.startswith(other) or other.startswith(mine))
    ]
    if len(same) != 1:
        same = [
            place
            for place, others in enumerate(places.words)
            if min(len(words), len(others)) >= 2 and (words <= others or others <= words)
        ]
    return same[0] if len(same) == 1 else None


def _words(name: str) -> frozenset[str]:
    return frozenset(word for part in re.split(r"[\s,.-]+", name) if len(word := folded(part)) > 2)


def _initials(name: str) -> str:
    """`jr` for `Figueira, Jose Rui`, `Figueira, J.R.` and `Figueira, JR`; nothing where no comma shows them."""
    _, _, given = name.partition(",")
    words = given.replace(".", " ").replace("-", " ").split()
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 4:
        return folded(words[0])
    return "".join(folded(word)[:1] for word in words)


def with_affiliations(authors: Sequence[Author], found: Iterable[tuple[Iterable[int], str]]) -> list[Author]:
    """The authors, each with the texts that stand beside the places in the byline."""
    texts: list[list[str]] = [[] for _ in authors]
    for places, text in found:
        for place in places:
            texts[place].append(text)
    return [author._replace(affiliations=tuple(held)) for author, held in zip(authors, texts, strict=True)]


def with_orcids(authors: Sequence[Author], found: Iterable[tuple[int | None, str | None]]) -> list[Author]:
    """The authors, each with the ORCID iD that stands beside the place; none where two do."""
    orcids: dict[int, set[str]] = defaultdict(set)
    for place, orcid in found:
        if place is not None and orcid:
            orcids[place].add(orcid)
    sure = {place: held.copy().pop() for place, held in orcids.items() if len(held) == 1}
    return [author._replace(orcid=sure.get(place)) for place, author in enumerate(authors)]
