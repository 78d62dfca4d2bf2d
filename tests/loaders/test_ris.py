"""RIS: worked records, broken ones, and real exports counted again by regular expressions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.model import Publication
from loaders.ris import LOADER, SAMPLE
from tests.loaders.exports import Found, found, only, stated

RECORD = b"""TY  - JOUR
A1  - Doe, Jane
T1  - A title that
goes on
N2  - <p>First</p><p>Second</p>
Y1  - 2019/12/05/
JF  - Journal of Inventions
SP  - 12-34
KW  - one; two
KW  - one
AD  - Academy, Baku, Azerbaijan
N1  - Cited By :12
LA  - Turkish
AN  - 35757629
DB  - PubMed
M3  - 10.1234/not-a-kind
UR  - https://doi.org/10.1234/A
ER  -
"""


def read(tmp_path: Path, text: bytes) -> Found:
    file = tmp_path / "export.ris"
    file.write_bytes(text)
    return found(LOADER, file)


def test_the_sample() -> None:
    one = only(LOADER, SAMPLE)
    assert one.publications == [
        Publication(
            "doi:10.99999/invented.1",
            title="An invented work",
            year=2025,
            date="2025-03-16",
            doi="10.99999/invented.1",
            kind="article",
            language="en",
            venue="Journal of Inventions",
            volume="1",
            pages="12-34",
            authors=2,
            keywords=["invention"],
        )
    ]
    assert [(s.name, s.local) for s in one.scientists] == [("Amina Invented", True), ("Bilal Imagined", True)]


def test_older_tags_and_wrapped_lines(tmp_path: Path) -> None:
    one = read(tmp_path, RECORD)
    assert one.publications == [
        Publication(
            "pmid:35757629",
            title="A title that goes on",
            abstract="First Second",
            year=2019,
            date="2019-12-05",
            doi="10.1234/a",
            kind="article",
            language="tr",
            venue="Journal of Inventions",
            pages="12-34",
            also=["doi:10.1234/a"],
            cited_by_count=12,
            authors=1,
            keywords=["one", "two"],
        )
    ]
    assert one.links[0].affiliations == ["Academy, Baku, Azerbaijan"]
    two = read(tmp_path, RECORD.replace(b"A1  - Doe", b"A1  - Roe, R\nA1  - Doe"))
    assert [link.affiliations for link in two.links] == [None, None]


def test_ids_of_databases(tmp_path: Path) -> None:
    accession, eid = b"AN  - WOS:000082252000006", b"UR  - https://www.scopus.com/x?eid=2-s2.0-1&doi=2"
    ids = [
        read(tmp_path, b"TY  - JOUR\nTI  - T\n" + line + b"\nER  - \n").publications[0].id
        for line in (accession, eid, b"AN  - 35757629", b"DO  - 10.1234/a")
    ]
    assert ids[:2] == ["wos:WOS:000082252000006", "scopus:2-s2.0-1"]
    assert ids[2].startswith("ris:")
    assert ids[3] == "doi:10.1234/a"


def test_a_record_without_its_start_or_end_is_set_aside_with_its_line(tmp_path: Path) -> None:
    whole = b"TY  - JOUR\nTI  - %s\nER  - \n\n"
    text = b"Provider: somebody\n\n" + whole % b"First" + b"TI  - lost\nER  - \n" + b"TY  - JOUR\nTI  - open\n"
    one = read(tmp_path, text + whole % b"Second" + b"TY  - JOUR\nTI  - cut o")
    assert [publication.title for publication in one.publications] == ["First", "Second"]
    assert {line: reason.split(":")[0] for line, reason in one.rejected.items()} == {
        7: "there is no TY at its start",
        9: "there is no ER at its end, it may be cut",
        15: "there is no ER at its end, it may be cut",
    }


def tagged(text: str, *tags: str) -> int:
    """How many lines give a value to one of the tags."""
    return len(re.findall(rf"(?m)^\r?(?:{'|'.join(tags)})  - ?\S", text))


@pytest.mark.parametrize(
    ("name", "records", "dois", "authors"), [("example", 25, 24, 163), ("zotero_export", 1_000, 718, 4_193)]
)
def test_the_real_exports_counted_again(real_data: Path, name: str, records: int, dois: int, authors: int) -> None:
    file = real_data / "bibliographic" / f"{name}.ris"
    text = file.read_bytes().decode("utf-8-sig")
    one = found(LOADER, file)
    assert not one.rejected
    assert len(one.parsed) == len({p.record for p in one.parsed}) == tagged(text, "TY") == records
    assert stated(one.publications, "doi") == tagged(text, "DO") == dois
    assert len(one.links) == tagged(text, "AU", "A1") == authors
    for field, tag in (("abstract", "AB"), ("title", "TI"), ("year", "PY"), ("volume", "VL"), ("issue", "IS")):
        assert stated(one.publications, field) == tagged(text, tag), field


def test_the_same_library_in_two_formats(real_data: Path) -> None:
    """The BibTeX and the RIS of one Zotero library state the same, record by record."""
    from loaders.bibtex import LOADER as BIBTEX

    folder = real_data / "bibliographic"
    ris, bibtex = (
        found(loader, folder / f"zotero_export.{end}").publications
        for loader, end in ((LOADER, "ris"), (BIBTEX, "bib"))
    )
    assert [(one.doi, one.year, one.volume, one.pages, one.authors, one.language) for one in ris] == [
        (one.doi, one.year, one.volume, one.pages, one.authors, one.language) for one in bibtex
    ]
    differ = [(a.title, b.title) for a, b in zip(ris, bibtex, strict=True) if a.title != b.title]
    assert not differ
