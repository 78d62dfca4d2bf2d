"""Zotero: items exported as CSV; its BibTeX and RIS are read by the loaders of these formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_csv import row_of, rows_with
from loaders.bibliographic_identity import Said, identify
from loaders.bibliographic_markup import plain, plain_abstract
from loaders.bibliographic_text import records_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
    doi_in,
    kind_of,
    language_code,
    one_line,
    page_range,
    words_of,
    year_in,
)
from loaders.loader import Loader, Parsed, Raw, Watch

SUFFIXES = (".csv", ".gz")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The items of the files, streaming, each with the header of its file.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, rows_with(("Item Type", "Title"), "Zotero"), "Zotero (CSV)", watch)


def parse(data: bytes) -> Parsed:
    """A publication with its authors, under its DOI or an id made of what it says.

    Raises:
        RejectedRecord: not one row, or an item with neither a DOI nor a title.
    """
    row = row_of(data)
    authors = [Author(name) for one in row.get("Author", "").split(";") if (name := one_line(one))]
    title, volume, pages = plain(row.get("Title")), one_line(row.get("Volume")), page_range(row.get("Pages"))
    year = year_in(row.get("Publication Year")) or year_in(row.get("Date"))
    said = Said(title, year, authors[0].printed if authors else None, volume, pages)
    found = identify("zotero", [], doi_in(row.get("DOI")), said)
    publication = Publication(
        found.id,
        title=title,
        abstract=plain_abstract(row.get("Abstract Note")),
        year=year,
        date=date_of_year(year, [date_in(row.get("Date"), year)]),
        doi=found.doi,
        kind=kind_of([row.get("Item Type")]),
        language=language_code(row.get("Language")),
        venue=plain(row.get("Publication Title")),
        volume=volume,
        issue=one_line(row.get("Issue")),
        pages=pages,
        authors=len(authors) or None,
        keywords=words_of(";".join(row.get(name, "") for name in ("Manual Tags", "Automatic Tags"))),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


SAMPLE = b"""Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Date,Pages
"INVENTED","journalArticle","2025","Invented, Amina; Imagined, Bilal","An invented work","Journal of Inventions",\
"10.99999/invented.1","2025-03-16","12-34"
"""

LOADER = Loader(
    name="zotero",
    title="Zotero",
    reads="items exported as CSV; for its .bib and .ris give bibtex and ris",
    licence="that of the database the items come from",
    address="https://www.zotero.org",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
