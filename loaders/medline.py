"""PubMed: records in the MEDLINE format (.nbib, or “PubMed” as the format of a saved search)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import RejectedRecord
from graph.model import Publication
from loaders.bibliographic_byline import Author, byline_facts
from loaders.bibliographic_identity import Said, identify, pubmed_id
from loaders.bibliographic_markup import plain
from loaders.bibliographic_tagged import Field, Form, fields_of, splitter, text, texts
from loaders.bibliographic_text import records_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
    doi_in,
    is_retracted,
    kind_of,
    language_code,
    one_line,
    orcid_in,
    page_range,
    whole_date,
    year_in,
)
from loaders.loader import Loader, Parsed, Raw, Watch

SUFFIXES = (".txt", ".nbib", ".medline", ".gz")
FORM = Form(re.compile(r"(?=.{4}-)(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?P<value>.*)$"), start="PMID")
_FORMS_OF_REVIEW = ("review", "systematic review", "meta-analysis")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The records of the files, streaming.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, splitter(FORM), "PubMed (MEDLINE)", watch)


def parse(data: bytes) -> Parsed:
    """A publication with its authors, their affiliations and ORCID iDs.

    Raises:
        RejectedRecord: it has no PubMed id, or is cut.
    """
    fields = fields_of(FORM, data)
    own = pubmed_id(text(fields, "PMID"))
    if not own:
        raise RejectedRecord(f"PMID: “{text(fields, 'PMID') or ''}” is not a PubMed id: export the record again")
    # Every record ends with its source; of a book, whose title comes early, PubMed gives none.
    if not texts(fields, "SO", "BTI"):
        raise RejectedRecord("SO: there is none, the record is cut: export it again")
    authors = _authors(fields)
    said = text(fields, "DP")
    year = year_in(said) or year_in(text(fields, "DEP"))
    doi = next((doi_in(one) for one in texts(fields, "LID", "AID") if one.endswith("[doi]")), None)
    title = plain(text(fields, "TI", "BTI"))
    found = identify("medline", [own], doi, Said(title))
    kinds = texts(fields, "PT")
    publication = Publication(
        found.id,
        title=title,
        abstract=plain(text(fields, "AB")),
        year=year,
        date=date_of_year(year, [_published(said, year), _electronic(text(fields, "DEP"))]),
        doi=found.doi,
        kind=_kind(kinds),
        language=language_code(text(fields, "LA")),
        venue=plain(text(fields, "JT", "TA", "CTI")),
        volume=one_line(text(fields, "VI")),
        issue=one_line(text(fields, "IP")),
        pages=page_range(text(fields, "PG")),
        also=found.also,
        retracted=is_retracted(kinds),
        authors=len(authors) or None,
        keywords=_keywords(fields),
    )
    return Parsed(found.id, [publication, *byline_facts(found.id, year, authors)])


def _published(said: str | None, year: int | None) -> str | None:
    """The day of `2022 Mar 16`; none of `2022 Mar-Apr`."""
    return date_in(re.sub(r"^\d{4}\s*", "", said or ""), year)


def _electronic(said: str | None) -> str | None:
    """The day of `20220316`."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", said or "")
    return whole_date(*(int(part) for part in found.groups())) if found else None


def _kind(kinds: Sequence[str]) -> str | None:
    """A review where one of the types says so, else an article, else the first type that is none of funding."""
    words = [kind.casefold() for kind in kinds]
    if any(word in _FORMS_OF_REVIEW for word in words):
        return "review"
    if "journal article" in words and "preprint" not in words:
        return "article"
    return kind_of(word for word in words if not word.startswith("research support"))


def _keywords(fields: Sequence[Field]) -> list[str] | None:
    """The authors' own; where there are none, the MeSH headings without their qualifiers."""
    own = (one_line(word.removeprefix("*")) for word in texts(fields, "OT"))
    headings = (one_line(word.split("/")[0].removeprefix("*")) for word in texts(fields, "MH"))
    return list(dict.fromkeys(word for word in own if word)) or list(dict.fromkeys(w for w in headings if w)) or None


def _authors(fields: Sequence[Field]) -> list[Author]:
    """Each author with what stands below the name, up to the next; a group is one too, an investigator none."""
    authors: list[Author] = []
    open_to = ""
    for field in fields:
        value = one_line(field.text)
        if field.tag in ("FAU", "AU", "CN", "FIR", "IR", "FED", "ED"):
            new = field.tag in ("FAU", "CN") or (field.tag == "AU" and open_to != "FAU")
            if new and value:
                authors.append(Author(value, shown=value if field.tag == "CN" else None))
            elif field.tag == "AU" and value and authors:
                authors[-1] = authors[-1]._replace(forms=(value,))
            open_to = field.tag
        elif open_to in ("FAU", "AU", "CN") and authors and value:
            if field.tag == "AD":
                authors[-1] = authors[-1]._replace(affiliations=(*authors[-1].affiliations, value))
            elif field.tag == "AUID" and orcid_in(value):
                authors[-1] = authors[-1]._replace(orcid=orcid_in(value))
    return authors


SAMPLE = b"""PMID- 99999999
DP  - 2025 Mar 16
TI  - An invented
      work.
AB  - Nothing here.
FAU - Invented, Amina
AU  - Invented A
AUID- ORCID: 0000-0002-1825-0097
AD  - Invented University, Almaty, Kazakhstan.
LA  - eng
PT  - Journal Article
JT  - Journal of inventions
LID - 10.99999/invented.1 [doi]
SO  - J Invent. 2025 Mar 16."""

LOADER = Loader(
    name="medline",
    title="PubMed",
    reads="records in the MEDLINE format (.nbib, or the format “PubMed” of a saved search)",
    licence="US National Library of Medicine's terms; abstracts may be under copyright",
    address="https://pubmed.ncbi.nlm.nih.gov",
    sample=SAMPLE,
    read=read,
    parse=parse,
)
