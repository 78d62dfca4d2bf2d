"""Web of Science: full records as tagged plain text (the format of ISI Export)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graph.model import Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_identity import Said, identify, pubmed_id, wos_id
from loaders.bibliographic_tagged import Field, Form, fields_of, splitter, text, texts
from loaders.bibliographic_text import Line, Record, records_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
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
from loaders.wos_authors import with_what_is_said

SUFFIXES = (".txt", ".ciw", ".isi", ".gz")
FORM = Form(re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?P<value>$| .*$)"), start="PT", end="ER", outside=("FN", "VR", "EF"))
_END = re.compile(rb"EF\s*")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The records of the files, streaming; a file that does not end with EF is cut.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, _split, "Web of Science (tagged plain text)", watch)


def _split(lines: Iterable[Line]) -> Iterator[Record]:
    """The records; a problem of its own where the file ends between two of them."""
    last, ended, any_record = 0, True, False

    def watched() -> Iterator[Line]:
        nonlocal last, ended
        for line in lines:
            if line.data.strip():
                last, ended = line.number, bool(_END.fullmatch(line.data))
            yield line

    for record in splitter(FORM)(watched()):
        any_record = True
        yield record
    if any_record and not ended:
        yield Record(last, b"", "the file does not end with EF: records may be missing, export it again")


def parse(data: bytes) -> Parsed:
    """A publication with its authors, their addresses and ORCID iDs.

    Raises:
        RejectedRecord: it has neither an accession number, a DOI nor a title.
    """
    fields = fields_of(FORM, data)
    authors = _authors(fields)
    title, year = one_line(text(fields, "TI")), year_in(text(fields, "PY"))
    own = [wos_id(text(fields, "UT")), pubmed_id(text(fields, "PM"))]
    volume = one_line(text(fields, "VL"))
    pages = pages_between(text(fields, "BP"), text(fields, "EP")) or page_range(text(fields, "AR"))
    said = Said(title, year, authors[0].printed if authors else None, volume, pages)
    found = identify("wos", own, doi_in(text(fields, "DI")), said)
    publication = Publication(
        found.id,
        title=title,
        abstract=one_line(text(fields, "AB")),
        year=year,
        date=date_of_year(year, [date_in(text(fields, "PD"), year)]),
        doi=found.doi,
        kind=kind_of([text(fields, "DT")]),
        language=language_code(text(fields, "LA")),
        venue=one_line(text(fields, "SO")),
        volume=volume,
        issue=one_line(text(fields, "IS")),
        pages=pages,
        also=found.also,
        retracted=is_retracted([text(fields, "DT")]),
        cited_by_count=number_in(text(fields, "TC")),
        authors=len(authors) or None,
        keywords=words_of(text(fields, "DE")) or words_of(text(fields, "ID")),
        references=dois_cited(_lines(fields, "CR")),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


def _lines(fields: Sequence[Field], *tags: str) -> list[str]:
    return [line for field in fields if field.tag in tags for line in field.lines if line]


def _authors(fields: Sequence[Field]) -> list[Author]:
    """People in order of the byline, then groups: AF is the full form of AU, where both name as many."""
    short, full = _lines(fields, "AU") or _lines(fields, "BA"), _lines(fields, "AF") or _lines(fields, "BF")
    if len(full) == len(short):
        named = [Author(one_line(name) or name, (other,)) for name, other in zip(full, short, strict=True)]
    else:
        named = [Author(one_line(name) or name) for name in short or full]
    groups = [Author(name, shown=name) for line in _lines(fields, "CA") if (name := one_line(line))]
    addresses = [*_lines(fields, "C1"), *texts(fields, "RP")]
    return [*with_what_is_said(named, addresses, texts(fields, "OI")), *groups]


SAMPLE = b"""PT J
AU Invented, A
   Imagined, B
AF Invented, Amina
   Imagined, Bilal
TI An invented
   work
SO JOURNAL OF INVENTIONS
LA English
DT Article
C1 [Invented, Amina] Invented Univ, Almaty, Kazakhstan.
   [Imagined, Bilal] Imagined Univ, Lahore, Pakistan.
OI Invented, Amina/0000-0002-1825-0097
TC 3
PD MAR 16
PY 2025
DI 10.99999/invented.1
UT WOS:000000000000001
ER"""

LOADER = Loader(
    name="wos",
    title="Web of Science",
    reads="full records exported as plain text (savedrecs.txt, .ciw), with addresses and cited references",
    licence="Clarivate's terms: for use within the subscribing institution",
    address="https://www.webofscience.com",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
