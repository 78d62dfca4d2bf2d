"""Scopus: documents exported as CSV, in the columns of any year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import RejectedRecord
from graph.model import Publication
from loaders.bibliographic_byline import byline_facts
from loaders.bibliographic_csv import cells_of, rows_with
from loaders.bibliographic_identity import Said, identify, pubmed_id, scopus_id
from loaders.bibliographic_text import records_of
from loaders.bibliographic_values import (
    doi_in,
    dois_cited,
    is_retracted,
    kind_of,
    language_code,
    number_in,
    one_line,
    page_range,
    pages_between,
    words_of,
    year_in,
)
from loaders.loader import Loader, Parsed, Raw, Watch
from loaders.scopus_authors import scopus_authors

SUFFIXES = (".csv", ".gz")
_EID = re.compile(r"2-s2\.0-\d+")
_REPEATED = re.compile(r"Funding Texts?(?: \d+)?")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The documents of the files, streaming, each with the header of its file.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, rows_with(("Title", "EID"), "Scopus"), "Scopus (CSV)", watch)


def parse(data: bytes) -> Parsed:
    """A publication with its authors under their Scopus ids, each with the affiliations that the row links to them.

    Raises:
        RejectedRecord: not one row, more or fewer cells than columns, or no EID.
    """
    row = _row(*cells_of(data))
    own = scopus_id(row.get("EID"))
    if not own:
        raise RejectedRecord(f"EID: “{row.get('EID', '')}” is not one of Scopus, such as 2-s2.0-85107941291: mend it")
    authors = scopus_authors(row)
    year, kinds = year_in(row.get("Year")), [row.get("Document Type")]
    found = identify("scopus", [own, pubmed_id(row.get("PubMed ID"))], doi_in(row.get("DOI")), Said(row.get("Title")))
    publication = Publication(
        found.id,
        title=one_line(row.get("Title")),
        abstract=_abstract(row.get("Abstract")),
        year=year,
        doi=found.doi,
        kind=kind_of(kinds),
        language=language_code(row.get("Language of Original Document")),
        venue=one_line(row.get("Source title")),
        volume=one_line(row.get("Volume")),
        issue=one_line(row.get("Issue")),
        pages=pages_between(row.get("Page start"), row.get("Page end")) or page_range(row.get("Art. No.")),
        also=found.also,
        retracted=is_retracted(kinds),
        cited_by_count=number_in(row.get("Cited by")),
        authors=len(authors) or None,
        keywords=words_of(row.get("Author Keywords")) or words_of(row.get("Index Keywords")),
        references=dois_cited([row.get("References", "")]),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


def _abstract(text: str | None) -> str | None:
    return None if text == "[No abstract available]" else one_line(text)


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells that are not empty, by column.

    Scopus adds a column `Funding Text` for each text that a document has: files put together from several exports hold
    rows with more of them than their header. Such a row is read from both ends, if its last cells then are in place.

    Raises:
        RejectedRecord: there are more or fewer cells than columns.
    """
    more = len(cells) - len(names)
    if more > 0 and not any(cells[len(names) :]):
        cells, more = cells[: len(names)], 0
    repeated = [place for place, name in enumerate(names) if _REPEATED.fullmatch(name)]
    if more > 0 and repeated and names[-1] == "EID" and _EID.fullmatch(cells[-1]):
        after = repeated[-1] + 1
        cells, more = [*cells[:after], *cells[after + more :]], 0
    if more:
        raise RejectedRecord(f"{len(cells)} cells for {len(names)} columns: export it again, or mend its quotes")
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell}


SAMPLE = b"""Authors,Author(s) ID,Title,Year,Source title,DOI,Authors with affiliations,Document Type,EID
"Invented A., Imagined B.","1;2;","An invented work",2025,"Journal of Inventions","10.99999/invented.1",\
"Invented, A., Invented University, Almaty, Kazakhstan; Imagined, B., Imagined University, Lahore, Pakistan",\
"Article","2-s2.0-90000000001"
"""

LOADER = Loader(
    name="scopus",
    title="Scopus",
    reads="documents exported as CSV (scopus.csv), with affiliations; its BibTeX and RIS say less of authors",
    licence="Elsevier's terms: for use within the subscribing institution",
    address="https://www.scopus.com",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
