"""Countries by ISO 3166-1, and groups of countries with dated membership; both come from data files."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pycountry
from babel import Locale, UnknownLocaleError

from graph.errors import QuestionError
from graph.identifiers import parse_country


class CountryRecord(NamedTuple):
    """One country of the shipped list."""

    country: str
    alpha_3: str
    name: str
    region: str


class Membership(NamedTuple):
    """A country belonged to a group from `since` to `until`, both included; blank means without limit."""

    group: str
    country: str
    since: str
    until: str

    def overlaps(self, since: int | None, until: int | None) -> bool:
        """Whether it held at any time in the years from `since` to `until`."""
        starts = int(self.since[:4]) if self.since else None
        ends = int(self.until[:4]) if self.until else None
        return (until is None or starts is None or starts <= until) and (since is None or ends is None or ends >= since)


@cache
def all_countries() -> dict[str, CountryRecord]:
    """Every country and territory, by alpha-2 code in order of code."""
    text = files("graph").joinpath("data/countries.csv").read_text(encoding="utf-8")
    return {row["country"]: CountryRecord(**row) for row in csv.DictReader(text.splitlines())}


@cache
def _names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError) as error:
        raise QuestionError(f"language “{language}” is not known: give an ISO 639 code such as ar, fr or tr") from error


def country_name(code: str, language: str = "en") -> str:
    """The country's name in a language (English as shipped, others of CLDR), or its code where there is none."""
    if language == "en" and code in all_countries():
        return all_countries()[code].name
    return _names(language).get(code, code)


LANGUAGES = ("en", "ar", "fr", "tr", "ru", "fa", "ur", "ms", "id", "az", "kk", "ky", "uz", "tg", "tk", "sq", "bn", "so")
"""The languages in which the name of a country is understood."""


def find_country(text: str) -> str | None:
    """The alpha-2 code of a country given by code, or by its name in a language of the OIC's or as sources write it.

    Case, accents and punctuation do not matter. None where no country, or more than one, is called so.
    """
    return _codes_by_name().get(_folded(text))


@cache
def _codes_by_name() -> dict[str, str]:
    written: dict[str, set[str]] = {}
    for code, name in _all_names():
        written.setdefault(_folded(name), set()).add(code)
    by_name = {name: codes.pop() for name, codes in written.items() if len(codes) == 1}
    return by_name | {_folded(code): code for code in all_countries()}


def _all_names() -> Iterator[tuple[str, str]]:
    for country in all_countries().values():
        yield from ((country.country, country.alpha_3), (country.country, country.name))
        yield from ((country.country, _names(language).get(country.country, country.name)) for language in LANGUAGES)
    for record in pycountry.countries:
        names = (getattr(record, kind, None) for kind in ("name", "official_name", "common_name"))
        yield from ((record.alpha_2, name) for name in names if name)
    text = files("graph").joinpath("data/country_names.csv").read_text(encoding="utf-8")
    yield from ((row["country"], row["name"]) for row in csv.DictReader(text.splitlines()))


def _folded(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    apart = unicodedata.normalize("NFKD", text.replace("ı", "i").casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def memberships(own: Path | None = None) -> tuple[Membership, ...]:
    """All memberships: those shipped, then those of a CSV of the user's with the columns of `groups.csv`.

    Raises:
        QuestionError: a row of the user's file names no group, no known country, or a date that is not one.
    """
    text = files("graph").joinpath("data/groups.csv").read_text(encoding="utf-8")
    shipped = tuple(Membership(**row) for row in csv.DictReader(text.splitlines()))
    return shipped + (_own_memberships(own) if own and own.exists() else ())


def _own_memberships(path: Path) -> tuple[Membership, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_own_membership(row, path, line) for line, row in enumerate(csv.DictReader(file), start=2))


def _own_membership(row: dict[str, str | None], path: Path, line: int) -> Membership:
    values = {name: (row.get(name) or "").strip() for name in Membership._fields}
    place = f"{path}, line {line}"
    if not values["group"]:
        raise QuestionError(f"{place}: no group is named; expected the columns {', '.join(Membership._fields)}")
    if parse_country(values["country"]) not in all_countries():
        raise QuestionError(f"{place}: “{values['country']}” is not a country of ISO 3166-1")
    for name in ("since", "until"):
        if values[name] and not values[name][:4].isdigit():
            raise QuestionError(f"{place}: {name} “{values[name]}” is not a date such as 2012-08")
    return Membership(values["group"].lower(), parse_country(values["country"]), values["since"], values["until"])


def members(
    group: str, since: int | None = None, until: int | None = None, known: Iterable[Membership] | None = None
) -> tuple[str, ...]:
    """The countries of a group that belonged to it at any time in a period, as sorted alpha-2 codes.

    `group` is the name of a group, `all`, or a list of countries such as `TR,IR,PK` or `Iran,Pakistan`.

    Raises:
        QuestionError: no group of that name; the message lists those there are.
    """
    known = tuple(memberships() if known is None else known)
    if group.lower() == "all":
        return tuple(all_countries())
    found = {m.country for m in known if m.group == group.lower() and m.overlaps(since, until)}
    if found or any(m.group == group.lower() for m in known):
        return tuple(sorted(found))
    codes = [find_country(named) for named in group.split(",")]
    if all(codes):
        return tuple(sorted({code for code in codes if code}))
    names = ", ".join(sorted({m.group for m in known}))
    raise QuestionError(f"group “{group}” is not known: give one of {names}, all, or country codes such as TR,IR,PK")
