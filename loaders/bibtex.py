"""BibTeX and BibLaTeX: exports of Scopus, Web of Science and reference managers, or one's own list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from graph.model import Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_identity import Said, identify, pubmed_id, scopus_id, wos_id
from loaders.bibliographic_markup import plain, plain_abstract
from loaders.bibliographic_names import find_author, places_of
from loaders.bibliographic_text import text_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
    doi_in,
    dois_cited,
    is_retracted,
    kind_of,
    language_code,
    month_number,
    number_in,
    one_line,
    page_range,
    whole_date,
    words_of,
    year_in,
)
from loaders.bibtex_entry import ParsedEntry, latex_to_text, parsed_entry
from loaders.bibtex_reading import read
from loaders.loader import Loader, Parsed
from loaders.wos_authors import with_what_is_said

_CITED = re.compile(r"\s*cited by:?\s*(\d+)", re.IGNORECASE)


def parse(data: bytes) -> Parsed:
    """A publication with its authors; affiliations where the entry says whose they are.

    Raises:
        RejectedRecord: not one whole entry, or one without an id, a DOI and a title.
    """
    entry = parsed_entry(text_of(data))
    authors = _authors(entry)
    title, year = _title(entry), year_in(_first(entry, "year", "date"))
    doi = doi_in(_first(entry, "doi")) or _linked_doi(entry)
    volume = one_line(_first(entry, "volume"))
    pages = page_range(_first(entry, "pages", "art_number", "article-number", "eid"))
    said = Said(title, year, authors[0].printed if authors else None, volume, pages)
    found = identify("bibtex", _ids(entry), doi, said)
    kinds = [_first(entry, "document_type"), entry.fields.get("type", "").strip("{}"), entry.kind]
    publication = Publication(
        found.id,
        title=title,
        abstract=plain_abstract(_first(entry, "abstract")),
        year=year,
        date=date_of_year(year, _dates(entry, year)),
        doi=found.doi,
        kind=_kind(entry.kind, kinds),
        language=language_code(_first(entry, "language", "langid")),
        venue=plain(_first(entry, "journal", "journaltitle", "booktitle", "series")),
        volume=volume,
        issue=one_line(_first(entry, "number", "issue")),
        pages=pages,
        also=found.also,
        retracted=is_retracted(kinds),
        cited_by_count=_cited_by(entry),
        authors=len(authors) or None,
        keywords=words_of(_first(entry, "author_keywords")) or _keywords(_first(entry, "keywords")),
        references=dois_cited(_lines(entry, "cited-references", "references")),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


def _first(entry: ParsedEntry, *names: str) -> str | None:
    """The text of the first of the fields that has one."""
    texts = (latex_to_text(entry.fields[name]).strip() for name in names if name in entry.fields)
    return next((text for text in texts if text), None)


def _lines(entry: ParsedEntry, *names: str) -> list[str]:
    """The lines of the fields, each as text."""
    lines = (line for name in names for line in entry.fields.get(name, "").strip("{}").split("\n"))
    return [text for line in lines if (text := latex_to_text(line).strip())]


def _title(entry: ParsedEntry) -> str | None:
    title, subtitle = plain(_first(entry, "title")), plain(_first(entry, "subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _kind(entry_type: str, kinds: Sequence[str | None]) -> str | None:
    """The type that the database gives; of a thesis and a report `type` says only which sort."""
    return kind_of(kinds if entry_type in ("article", "inproceedings", "conference", "book", "misc") else [entry_type])


def _ids(entry: ParsedEntry) -> list[str | None]:
    """Ids that the entry has in the database it comes from."""
    address = entry.fields.get("url") if "scopus.com" in entry.fields.get("url", "") else None
    accession = wos_id(entry.fields.get("unique-id")) or wos_id(entry.key)
    return [accession, scopus_id(address), pubmed_id(_first(entry, "pubmed_id", "pmid"))]


def _linked_doi(entry: ParsedEntry) -> str | None:
    url = _first(entry, "url") or ""
    return doi_in(url) if "doi.org/" in url else None


def _dates(entry: ParsedEntry, year: int | None) -> list[str | None]:
    month = _first(entry, "month")
    day = number_in(_first(entry, "day"))
    return [date_in(_first(entry, "date")), date_in(month, year), whole_date(year, month_number(month), day)]


def _keywords(text: str | None) -> list[str] | None:
    """Apart by semicolons, or where there are none by commas."""
    return words_of(text, ";" if ";" in (text or "") else ",")


def _cited_by(entry: ParsedEntry) -> int | None:
    noted = _CITED.match(_first(entry, "note") or "")
    return number_in(noted[1] if noted else _first(entry, "times-cited"))


def _authors(entry: ParsedEntry) -> list[Author]:
    names = [name for name in split_multiple_persons_names(_one_line(entry.fields.get("author", ""))) if name]
    authors = [author for name in names if name.lower() != "others" and (author := _author(name))]
    if not authors:
        return []
    if "scopus.com" in entry.fields.get("url", ""):
        return _of_scopus(entry, authors)
    if "affiliation" not in entry.fields:
        return authors
    orcids = _lines(entry, "orcid-numbers")
    return with_what_is_said(authors, _lines(entry, "affiliation", "affiliations"), orcids)


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    whole = len(text) > 2 and text[0] == "{" and text[-1] == "}" and " and " in text and text.count("{") == 1
    return text[1:-1] if whole else text


def _author(name: str) -> Author | None:
    """A person; a name in braces is one of an organisation, and stays as it is."""
    printed = one_line(latex_to_text(name).replace("~", " ").replace("\xa0", " "))
    if not printed:
        return None
    if name.startswith("{") and name.endswith("}"):
        return Author(printed, shown=printed)
    shown = latex_to_text(parse_single_name_into_parts(name, strict=False).merge_first_name_first)
    return Author(printed, shown=one_line(shown))


def _of_scopus(entry: ParsedEntry, authors: list[Author]) -> list[Author]:
    """Scopus lists the affiliations of all authors together: they are linked only where there is one author."""
    correspondents = {find_author((_first(entry, "correspondence_address1") or "").split(";")[0], places_of(authors))}
    texts = tuple((_first(entry, "affiliation") or "").split(";")) if len(authors) == 1 else ()
    return [
        author._replace(affiliations=texts, corresponding=True if place in correspondents else None)
        for place, author in enumerate(authors)
    ]


SAMPLE = b"""@string{joi = "Journal of Inventions"}
@article{invented2025,
  author = {Invented, Amina and {\\.I}magined, Bilal},
  title = {An {Invented} Work},
  journal = joi,
  year = 2025,
  month = mar,
  pages = {12--34},
  doi = {10.99999/invented.1},
}"""

LOADER = Loader(
    name="bibtex",
    title="BibTeX",
    reads="entries of .bib files, such as exports of Scopus, Web of Science, Zotero, or one's own list",
    licence="that of the database it was exported from",
    address="",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
