"""What Web of Science says of authors outside the byline: addresses, reprint addresses, ORCID iDs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.bibliographic_byline import Author, folded
from loaders.bibliographic_names import Places, find_author, places_of, with_affiliations, with_orcids
from loaders.bibliographic_values import orcid_in

Linked = tuple[list[int], str]
"""The places of authors in the byline, from 0, and an address of theirs."""

_BRACKETED = re.compile(r"\[(?P<names>[^\]]+)\]\s*(?P<address>[^\[]+)")
_CORRESPONDING = re.compile(r"\s*\((?:corresponding|reprint) author\)\s*,?\s*", re.IGNORECASE)
_ORCID = re.compile(r"([^;/\n]+)/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")


def with_what_is_said(authors: Sequence[Author], addresses: Iterable[str], orcids: Iterable[str]) -> list[Author]:
    """The authors with their addresses and ORCID iDs, where the record says which belong to whom.

    Addresses are lines as `[Names] Address` (tagged text), `Names, Address` (BibTeX), or `Names (corresponding
    author), Address` (both); one without names is taken only where there is one author. ORCID iDs are given as
    `Name/0000-0002-1825-0097`, several of them apart by semicolon or line.
    """
    places = places_of(authors)
    found: list[Linked] = []
    corresponding: set[int] = set()
    for line in addresses:
        if _CORRESPONDING.search(line):
            reprints = list(_reprints(line, places))
            corresponding.update(place for named, _ in reprints for place in named)
            found += reprints
        else:
            found += _addresses(line, places, alone=len(authors) == 1)
    given = [(find_author(name.strip(), places), orcid_in(iD)) for text in orcids for name, iD in _ORCID.findall(text)]
    known = with_orcids(with_affiliations(authors, found), given)
    return [one._replace(corresponding=True if place in corresponding else None) for place, one in enumerate(known)]


def _reprints(text: str, places: Places) -> Iterator[Linked]:
    """Each address ends with a point, and a semicolon before the next names."""
    names, *pieces = _CORRESPONDING.split(text)
    for piece in pieces:
        address, _, following = piece.partition(".;")
        yield _named(names, places), _ended(address)
        names = following


def _addresses(line: str, places: Places, *, alone: bool) -> list[Linked]:
    bracketed = [(_named(one["names"], places), _ended(one["address"])) for one in _BRACKETED.finditer(line)]
    if bracketed:
        return bracketed
    named, address = _leading_names(line, places)
    if named:
        return [(named, _ended(address))]
    return [([0], _ended(line))] if alone else []


def _leading_names(line: str, places: Places) -> Linked:
    """The authors at the start of `Family, Given; Family, Given, Address`, and the address; none where it is not so."""
    named: list[int] = []
    parts = line.split("; ")
    for number, part in enumerate(parts):
        place = places.exact.get(folded(part))
        if place is not None:
            named.append(place)
            continue
        words = part.split(", ")
        for length in (2, 3, 1):
            place = places.exact.get(folded(", ".join(words[:length]))) if len(words) > length else None
            if place is not None:
                return [*named, place], "; ".join([", ".join(words[length:]), *parts[number + 1 :]])
        break
    return [], line


def _named(names: str, places: Places) -> list[int]:
    found = (find_author(name.strip(), places) for name in names.split(";"))
    return list(dict.fromkeys(place for place in found if place is not None))


def _ended(address: str) -> str:
    return address.strip().rstrip(".;").strip()
