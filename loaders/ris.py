"""RIS: what reference managers and most databases export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_identity import Said, identify, pubmed_id, scopus_id, wos_id
from loaders.bibliographic_markup import plain, plain_abstract
from loaders.bibliographic_tagged import Field, Form, fields_of, splitter, text, texts
from loaders.bibliographic_text import records_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
    doi_in,
    is_retracted,
    kind_of,
    language_code,
    number_in,
    one_line,
    page_range,
    pages_between,
    year_in,
)
from loaders.loader import Loader, Parsed, Raw, Watch

SUFFIXES = (".ris", ".txt", ".gz")
FORM = Form(re.compile(r"\s?(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?P<value>$| .*$)"), start="TY", end="ER")
_CITED = re.compile(r"\s*(?:Cited By|Times Cited)\s*:?\s*(\d+)", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The records of the files, streaming.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, splitter(FORM), "RIS", watch)


def parse(data: bytes) -> Parsed:
    """A publication with its authors; affiliations only where there is one author, for RIS does not link them.

    Raises:
        RejectedRecord: it has neither an id, a DOI nor a title.
    """
    fields = fields_of(FORM, data)
    authors = _authors(fields)
    title = plain(text(fields, "TI", "T1", "CT", "BT"))
    year = year_in(text(fields, "PY", "Y1", "DA"))
    doi = doi_in(text(fields, "DO")) or _linked_doi(fields)
    volume, pages = one_line(text(fields, "VL", "VO")), _pages(text(fields, "SP"), text(fields, "EP"))
    said = Said(title, year, authors[0].printed if authors else None, volume, pages)
    found = identify("ris", _ids(fields), doi, said)
    kinds = [*texts(fields, "M3"), text(fields, "TY")]
    publication = Publication(
        found.id,
        title=title,
        abstract=plain_abstract(text(fields, "AB", "N2")),
        year=year,
        date=date_of_year(year, [date_in(one, year) for one in texts(fields, "PY", "Y1", "DA")]),
        doi=found.doi,
        kind=kind_of(_telling(kinds)),
        language=language_code(text(fields, "LA")),
        venue=plain(text(fields, "T2", "JF", "JO", "JA", "J2", "BT")),
        volume=volume,
        issue=one_line(text(fields, "IS")),
        pages=pages,
        also=found.also,
        retracted=is_retracted(kinds),
        cited_by_count=_cited_by(fields),
        authors=len(authors) or None,
        keywords=_keywords(fields),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


def _telling(kinds: Sequence[str | None]) -> list[str | None]:
    """`M3` is free text, and often a DOI: taken where it is words."""
    return [kind for kind in kinds if kind and re.fullmatch(r"[^\W\d][^\d:/.]{2,40}", kind)]


def _ids(fields: Sequence[Field]) -> list[str | None]:
    """Ids that the record has in the database it comes from."""
    numbers = texts(fields, "AN", "UT", "ID")
    database = " ".join(texts(fields, "DB", "DP"))
    pubmed = [pubmed_id(one) for one in texts(fields, "AN")] if _PUBMED.search(database) else []
    return [*map(wos_id, numbers), *map(scopus_id, texts(fields, "UR", "AN")), *pubmed]


def _linked_doi(fields: Sequence[Field]) -> str | None:
    return next((doi_in(url) for url in texts(fields, "UR", "L3") if "doi.org/" in url), None)


def _authors(fields: Sequence[Field]) -> list[Author]:
    names = [name for one in texts(fields, "AU", "A1") if (name := one_line(one))]
    affiliations = tuple(line for field in fields if field.tag == "AD" for line in field.lines if line)
    return [Author(name, affiliations=affiliations if len(names) == 1 else ()) for name in names]


def _pages(first: str | None, last: str | None) -> str | None:
    return page_range(first) if first and re.search(r"\d\s*[-–]\s*\w", first) else pages_between(first, last)


def _cited_by(fields: Sequence[Field]) -> int | None:
    found = (_CITED.match(note) for note in texts(fields, "N1"))
    return next((number_in(one[1]) for one in found if one), None)


def _keywords(fields: Sequence[Field]) -> list[str] | None:
    """One a line, or several a line apart by semicolons."""
    lines = (line for field in fields if field.tag == "KW" for line in field.lines)
    words = (plain(word) for line in lines for word in line.split(";"))
    return list(dict.fromkeys(word for word in words if word)) or None


SAMPLE = b"""TY  - JOUR
TI  - An invented work
AU  - Invented, Amina
AU  - Imagined, Bilal
PY  - 2025
DA  - 2025/03/16/
T2  - Journal of Inventions
VL  - 1
SP  - 12
EP  - 34
LA  - English
DO  - 10.99999/invented.1
KW  - invention
ER  - """

LOADER = Loader(
    name="ris",
    title="RIS",
    reads="exports of reference managers and databases (.ris), such as Zotero, EndNote, Scopus, Web of Science",
    licence="that of the database it was exported from",
    address="",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
