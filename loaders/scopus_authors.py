"""The authors of a row of Scopus: names, Scopus ids, affiliations, who corresponds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders.bibliographic_byline import Author, folded
from loaders.bibliographic_names import find_author, places_of
from loaders.bibliographic_values import one_line

_NOBODY = re.compile(r"\[No author (?:name|id).*\]", re.IGNORECASE)
_FULL = re.compile(r"(?P<name>.*?)\s*\((?P<id>\d+)\)")


def scopus_authors(row: Mapping[str, str]) -> list[Author]:
    """The byline; ids are linked to names where the row gives as many of both.

    Affiliations are linked where `Authors with affiliations` names the authors in their order.
    """
    names = _names(row.get("Authors", ""))
    ids = [one.strip() for one in row.get("Author(s) ID", "").split(";") if one.strip().isdecimal()]
    full = {
        found["id"]: found["name"]
        for one in row.get("Author full names", "").split(";")
        if (found := _FULL.search(one))
    }
    linked = ids if len(ids) == len(names) else [""] * len(names)
    texts = _affiliations(names, row)
    authors = [
        _author(name, number, full.get(number), tuple(held))
        for name, number, held in zip(names, linked, texts, strict=True)
    ]
    correspondent = find_author(row.get("Correspondence Address", "").split(";")[0], places_of(authors))
    if correspondent is not None:
        authors[correspondent] = authors[correspondent]._replace(corresponding=True)
    return authors


def _author(name: str, number: str, full: str | None, affiliations: tuple[str, ...]) -> Author:
    """`Phillips J.C.` is `Phillips, J.C.`: initials come last, and family names may be of several words."""
    family, _, initials = name.rpartition(" ")
    parted = f"{family}, {initials}" if family and "." in initials else name
    forms = tuple(form for form in (full, parted) if form and form != name)
    return Author(
        one_line(full) or parted,
        (name, *forms),
        id=f"scopus-author:{number}" if number else None,
        affiliations=affiliations,
    )


def _names(cell: str) -> list[str]:
    """Apart by semicolons since 2023, by commas before."""
    if _NOBODY.fullmatch(cell.strip()):
        return []
    return [name for part in cell.split(";" if ";" in cell else ",") if (name := one_line(part))]


def _affiliations(names: Sequence[str], row: Mapping[str, str]) -> list[list[str]]:
    """The affiliations of each author, found by the names in their order; none for all where a name is not found."""
    parts = [part.strip() for part in row.get("Authors with affiliations", "").split(";")]
    known = sorted(
        (one.strip() for one in row.get("Affiliations", "").split(";") if one.strip()), key=len, reverse=True
    )
    found: list[list[str]] = [[] for _ in names]
    place = -1
    for part in parts:
        follower = place + 1
        length = _name_length(names[follower], part) if follower < len(names) else 0
        if length:
            place = follower
            found[place] = _parted(part[length:].lstrip(" ,"), known)
        elif place >= 0 and part:
            # An affiliation that holds a semicolon.
            before = found[place].pop() if found[place] else ""
            found[place].append(f"{before}; {part}" if before else part)
    return found if place == len(names) - 1 else [[] for _ in names]


def _name_length(name: str, part: str) -> int:
    """How much of the part is the name, commas aside; 0 where it does not start with it."""
    wanted, seen = folded(name), ""
    for length, letter in enumerate(part, start=1):
        seen += folded(letter)
        if seen == wanted:
            rest = part[length:].lstrip(".")
            return len(part) - len(rest) if not rest or rest[0] == "," else 0
        if not wanted.startswith(seen):
            return 0
    return 0


def _parted(text: str, known: Sequence[str]) -> list[str]:
    """The affiliations in a text that lists several apart by commas, where the row names each of them too."""
    found: list[str] = []
    while text:
        one = next((one for one in known if text.startswith(one) and text[len(one) : len(one) + 1] in ("", ",")), None)
        if one is None:
            return [*found, text]
        found.append(one)
        text = text[len(one) :].lstrip(" ,")
    return found
