"""Values as bibliographic exports write them: years, dates, languages, kinds, pages, DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

import pycountry
from babel import Locale

from graph.errors import InvalidIdentifier
from graph.identifiers import parse_doi, parse_orcid
from loaders.cleaning import clean

_YEAR = re.compile(r"(?<!\d)(1\d{3}|2[01]\d{2})(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY = re.compile(
    r"(?:(?P<month>[^\W\d]{3,})\.?\s+(?P<day>\d{1,2}))|(?:(?P<day2>\d{1,2})\s+(?P<month2>[^\W\d]{3,})\.?)"
)
_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"{}|\\^]+")
_CITED = re.compile(r"(?:\bdoi[\s:.]*(?:\[|doi\s+)?|doi\.org/|,\s*)(10\.\d{4,9}/[^\s,\]\"]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,18}")


def one_line(text: str | None) -> str | None:
    """The text on one line, without e-mail addresses; none where nothing is left."""
    return clean(" ".join(text.split())) if text else None


def year_in(text: str | None) -> int | None:
    """The first year that a text names; none in “in press”."""
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def number_in(text: str | None) -> int | None:
    """The first whole number in a text."""
    found = _NUMBER.search(text or "")
    return int(found[0]) if found else None


def whole_date(year: int | None, month: int | None, day: int | None) -> str | None:
    """The date as YYYY-MM-DD; none where a part is missing, or there is no such day."""
    try:
        return date(year, month, day).isoformat() if year and month and day else None
    except ValueError:
        return None


def month_number(text: str | None) -> int | None:
    """The number of a month given by number or by its name in English; none for a season or several months."""
    word = (text or "").strip().rstrip(".").lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS and word.isalpha() else None


def date_in(text: str | None, year: int | None = None) -> str | None:
    """The date of a day in a text: `2019-12-05`, `2019/12/05/`, or of the year given `MAR 16` and `16 March`."""
    numbers = _DATE.search(text or "")
    if numbers:
        return whole_date(*(int(part) for part in numbers.groups()))
    words = _DAY.fullmatch((text or "").strip())
    if not words:
        return None
    return whole_date(year, month_number(words["month"] or words["month2"]), int(words["day"] or words["day2"]))


def date_of_year(year: int | None, dates: Iterable[str | None]) -> str | None:
    """The earliest of the dates that fall in the year of publication: year and date never disagree."""
    return min((one for one in dates if one and one[:4] == str(year)), default=None)


@lru_cache(maxsize=1 << 10)
def language_code(text: str | None) -> str | None:
    """The code of ISO 639 (two letters where there are) for a language given by code or by its name in English."""
    first = re.split(r"[;,/]", text or "")[0].strip().casefold()
    if not first or first in ("und", "mul"):
        return None
    if first in _languages():
        return _languages()[first]
    tag = re.split(r"[-_]", first)[0]
    if len(tag) == 2 and tag.isascii() and tag.isalpha():
        return tag
    known = pycountry.languages.get(alpha_3=tag) or pycountry.languages.get(bibliographic=tag)
    return (getattr(known, "alpha_2", None) or known.alpha_3) if known else None


@cache
def _languages() -> dict[str, str]:
    names = {name.casefold(): code for code, name in Locale("en").languages.items() if len(code) in (2, 3)}
    return names | {"farsi": "fa", "moldavian": "ro", "serbo-croatian": "sh", "norwegian": "no"}


_KINDS = {
    "journal article": "article", "article-journal": "article", "jour": "article", "ejour": "article",
    "jfull": "article", "mgzn": "magazine-article", "news": "newspaper-article", "inpr": "article",
    "article in press": "article", "conference paper": "proceedings-article",
    "proceedings paper": "proceedings-article",
    "inproceedings": "proceedings-article", "conference": "proceedings-article", "cpaper": "proceedings-article",
    "conf": "proceedings-article", "conferencepaper": "proceedings-article", "journalarticle": "article",
    "chap": "book-chapter", "echap": "book-chapter", "incollection": "book-chapter", "inbook": "book-chapter",
    "booksection": "book-chapter", "edbook": "book", "ebook": "book", "mvbook": "book", "collection": "book",
    "thes": "dissertation", "thesis": "dissertation", "phdthesis": "dissertation", "mastersthesis": "dissertation",
    "rprt": "report", "techreport": "report", "data": "dataset", "comp": "software", "pat": "patent",
    "preprint": "preprint", "unpb": "unpublished", "manuscript": "unpublished", "editorial material": "editorial",
    "correction": "erratum", "published erratum": "erratum", "systematic review": "review", "meta-analysis": "review",
    "elec": "web-page", "electronic": "web-page", "online": "web-page", "webpage": "web-page",
}  # fmt: skip
_NO_KIND = ("", "misc", "gen", "other", "document", "serial", "blog")
_RETRACTED = ("retracted", "retracted publication", "retracted article")


def kind_of(texts: Iterable[str | None]) -> str | None:
    """What the publication is, by the first of the texts that says it: article, book-chapter, review, …"""
    for text in texts:
        word = (text or "").split(";")[0].strip().casefold()
        if word not in _NO_KIND and word not in _RETRACTED:
            return _KINDS.get(word) or re.sub(r"[\W_]+", "-", word).strip("-")
    return None


def is_retracted(texts: Iterable[str | None]) -> bool | None:
    """True where the type of the document says that it was retracted; none else, for no export denies it."""
    said = {part.strip().casefold() for text in texts for part in (text or "").split(";")}
    return True if said.intersection(_RETRACTED) else None


def page_range(text: str | None) -> str | None:
    """Pages as 120-134, however the dash is written, and one page as 120."""
    pages = one_line(re.sub(r"\s*[-‐‑‒–—]+\s*", "-", text)) if text else None
    first, _, last = (pages or "").partition("-")
    return first if first == last and first else pages


def pages_between(first: str | None, last: str | None) -> str | None:
    """First and last page as one text."""
    return page_range(f"{first}-{last}" if first and last else first or last)


def doi_in(text: str | None) -> str | None:
    """The first DOI of a text, in lower case; none where there is none."""
    found = _DOI.search((text or "").replace("%2f", "/").replace("%2F", "/"))
    return _checked_doi(found[0]) if found else None


def _checked_doi(text: str) -> str | None:
    doi = text.rstrip(".,;:'")
    if doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1]
    # A SICI that was cut has an opening bracket alone.
    if doi.count("<") != doi.count(">"):
        return None
    try:
        return parse_doi(doi)
    except InvalidIdentifier:
        return None


def dois_cited(texts: Iterable[str]) -> list[str] | None:
    """Ids of the works cited, where a reference gives a DOI and says so; none where no reference does."""
    found = (_checked_doi(doi) for text in texts if "10." in text for doi in _CITED.findall(text))
    return list(dict.fromkeys(f"doi:{doi}" for doi in found if doi)) or None


def orcid_in(text: str | None) -> str | None:
    """The ORCID iD in a text; none where there is none, or its check digit is wrong."""
    try:
        return parse_orcid((text or "").strip().removeprefix("ORCID:")) if text else None
    except InvalidIdentifier:
        return None


def words_of(text: str | None, separators: str = ";") -> list[str] | None:
    """The keywords of a text, each once; none where there are none."""
    parts = re.split(f"[{separators}]", text or "")
    return list(dict.fromkeys(word for part in parts if (word := one_line(part)))) or None
