"""Pages: first and last as numbers, however they are printed, and how two places in a volume compare."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.sameness.publication_text import known

MONTHS = {name: str(number) for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Pages(NamedTuple):
    """First and last page; the last is the first where one is given, and smaller by a slip of the source."""

    first: int
    last: int
    electronic: bool = False
    """An article number such as e12724 or c1804 and no page of print."""


class TornPages(NamedTuple):
    """A range whose first page was lost: of `Suppl-29` is known that the last page ends so."""

    ending: str


def read(given: object) -> Pages | TornPages | None:
    """First and last page: `345-8` is 345 to 348, `S30-S38` is 30 to 38, `08-Nov` (a spreadsheet's) is 8 to 11."""
    text = re.sub(r"\s*(?:[‐-―−]+|-+)\s*", "-", re.sub(r"(?<=\d)\.0$", "", known(given))).lower()
    if found := re.fullmatch(r"(\d+)-([a-z]{3})|([a-z]{3})-(\d+)", text):
        day, month = found[1] or found[4], MONTHS.get(found[2] or found[3])
        return _span(*sorted((day, month), key=int)) if month else None
    if found := re.fullmatch(r"([ivxlcdm]+)(?:-([ivxlcdm]+))?\.?", text):
        return _span(str(_roman(found[1])), str(_roman(found[2])) if found[2] else None)
    if found := re.fullmatch(r"[a-z .]+-(\d+)", text):
        return TornPages(found[1])
    found = re.match(r"[^\d]*?([a-z]*)[ .]*(\d+)[a-z]*(?:-[^\d\s]*?(\d+))?", text)
    if not found:
        return None
    numbered = not found[3] and (len(found[2]) > 5 or (len(found[1]) == 1 and found[1] not in "sp"))
    return _span(found[2], found[3], electronic=numbered)


def _span(first: str, last: str | None, *, electronic: bool = False) -> Pages:
    first, last = first[-9:], (last or first)[-9:]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return Pages(int(first), int(last), electronic)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


def compare(left: Pages | TornPages | None, right: Pages | TornPages | None) -> str:
    """`article` (one range of three pages or more), `first`, `start`, `overlap`, `apart` or `unknown`.

    `start` is a first page 1, where much begins. A page of print and an article number say nothing about each other.
    """
    if left is None or right is None:
        return "unknown"
    if isinstance(left, TornPages) or isinstance(right, TornPages):
        one, other = sorted((_ending(left), _ending(right)), key=len)
        return "overlap" if other.endswith(one) else "unknown"
    if left.first == right.first:
        return _from_one_page(left, right)
    if left.electronic != right.electronic:
        return "unknown"
    one_end = left.last == right.last and left.first != left.last and right.first != right.last
    return "overlap" if one_end or (left.first <= right.last and right.first <= left.last) else "apart"


def _from_one_page(left: Pages, right: Pages) -> str:
    if left.first <= 1:
        return "start"
    return "article" if left.last == right.last and left.last - left.first >= 2 else "first"


def _ending(pages: Pages | TornPages) -> str:
    return pages.ending if isinstance(pages, TornPages) else str(pages.last)
