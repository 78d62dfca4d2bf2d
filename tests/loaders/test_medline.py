"""PubMed: worked records and a real export counted again by regular expressions."""

from __future__ import annotations

import re
from pathlib import Path

from graph.model import Publication
from loaders.medline import LOADER, SAMPLE
from tests.loaders.exports import Found, found, only, stated

AUTHORS = b"""FAU - Invented, Amina B
AU  - Invented AB
AUID- ORCID: https://orcid.org/0000-0002-1825-0097
AD  - Invented University, Almaty, Kazakhstan. Electronic address:
      someone@uni.example.org.
AD  - Academy, Baku, Azerbaijan.
FAU - Imagined, Bilal
AU  - Imagined B
AUID- ORCID: 0000-0002-1825-0098
CN  - Group of inventors
FIR - Investigator, Ida
IR  - Investigator I
AD  - Not of an author.
PT  - Review
PT  - Journal Article
PT  - Retracted Publication
OT  - *own
MH  - Humans
MH  - *Inventions/methods
"""


def read(tmp_path: Path, text: bytes) -> Found:
    file = tmp_path / "export.nbib"
    file.write_bytes(text)
    return found(LOADER, file)


def test_the_sample() -> None:
    one = only(LOADER, SAMPLE)
    assert one.publications == [
        Publication(
            "pmid:99999999",
            title="An invented work.",
            abstract="Nothing here.",
            year=2025,
            date="2025-03-16",
            doi="10.99999/invented.1",
            kind="article",
            language="en",
            venue="Journal of inventions",
            also=["doi:10.99999/invented.1"],
            authors=1,
        )
    ]
    (scientist,) = one.scientists
    assert (scientist.id, scientist.names) == (
        "orcid:0000-0002-1825-0097",
        ["Amina Invented", "Invented, Amina", "Invented A"],
    )


def test_what_stands_below_an_author_is_that_author_s(tmp_path: Path) -> None:
    start, _, rest = SAMPLE.partition(b"FAU ")
    one = read(tmp_path, start + AUTHORS + b"SO" + rest.partition(b"SO")[2])
    assert [(link.names, link.affiliations) for link in one.links] == [
        (
            ["Invented, Amina B"],
            ["Invented University, Almaty, Kazakhstan.", "Academy, Baku, Azerbaijan."],
        ),
        (["Imagined, Bilal"], None),
        (["Group of inventors"], None),
    ]
    assert [scientist.orcid for scientist in one.scientists] == ["0000-0002-1825-0097", None, None]
    publication = one.publications[0]
    assert (publication.kind, publication.retracted, publication.keywords) == ("review", True, ["own"])
    without = read(tmp_path, start + AUTHORS.replace(b"OT  - *own\n", b"") + b"SO  - J.\n")
    assert without.publications[0].keywords == ["Humans", "Inventions"]


def test_a_cut_record_and_one_without_an_id_are_set_aside(tmp_path: Path) -> None:
    nameless = SAMPLE.replace(b"PMID- 99999999\n", b"")
    whole = SAMPLE.count(b"\n") + 2
    one = read(tmp_path, SAMPLE + b"\r\n\r\n" + nameless + b"\n\n" + SAMPLE + b"\n" + SAMPLE[:150])
    assert len(one.parsed) == 2
    assert [reason.split(":")[0] for reason in one.rejected.values()] == ["there is no PMID at its start", "SO"]
    assert list(one.rejected) == [whole + 1, 3 * whole - 1]


def test_the_real_export_counted_again(real_data: Path) -> None:
    file = real_data / "bibliographic" / "pubmed.txt"
    text = file.read_bytes().decode().replace("\r\n", "\n")
    one = found(LOADER, file)
    assert not one.rejected
    numbers = re.findall(r"(?m)^PMID- (\d+)", text)
    assert [publication.id for publication in one.publications] == [f"pmid:{number}" for number in numbers]
    assert len(numbers) == len(set(numbers)) == 335
    records = text.strip().split("\n\n")
    assert stated(one.publications, "abstract") == sum("\nAB  - " in record for record in records)
    assert stated(one.publications, "doi") == sum("[doi]" in record for record in records)
    assert len(one.links) == len(re.findall(r"(?m)^(?:FAU|CN ) ?- ", text)) == 2_084
    assert sum(bool(scientist.orcid) for scientist in one.scientists) == len(re.findall(r"(?m)^AUID- ORCID", text))
    joined = re.sub(r"\n {6}", " ", text)
    with_address = len(re.findall(r"(?m)^(?:AU|CN)  - .*\n(?:AUID- .*\n)*AD  - ", joined))
    assert sum(bool(link.affiliations) for link in one.links) == with_address
    assert {publication.language for publication in one.publications} == {"en", "pt"}
