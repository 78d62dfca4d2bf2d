"""Web of Science, tagged plain text: invented records written by its published field tags."""

from __future__ import annotations

from pathlib import Path

from graph.model import Publication
from loaders.wos import LOADER, SAMPLE
from tests.loaders.exports import Found, found, only

HEAD = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
RECORD = """PT J
AU Invented, AB
   Imagined, B
   Doe, J
AF Invented, Amina B.
   Imagined, Bilal
   Doe, Jale
CA Group of Inventors
TI Şehir ve su: a study
   of inventions
SO JOURNAL OF INVENTIONS
LA Turkish
DT Article; Proceedings Paper
DE water; city;
   planning
ID MODEL; SYSTEM
AB Nothing here,
   on two lines.
C1 [Invented, Amina B.; Imagined, Bilal] Invented Univ, Dept X, Almaty, Kazakhstan.
   [Imagined, Bilal] Imagined Univ, Lahore, Pakistan.
C3 Invented University; Imagined University
RP Imagined, B (corresponding author), Imagined Univ, Lahore, Pakistan.; Doe, J (corresponding author), Doe Inst, Izmir,
   Turkey.
EM someone@uni.example.org; other@uni.example.org
OI Invented, Amina/0000-0002-1825-0097; Imagined, B./0000-0002-1825-0098;
   Stranger, S/0000-0001-5109-3700
CR Doe J, 2001, J TEST, V1, P2, DOI 10.1000/a
   Roe R, 2002, BOOK
   Poe P, 2003, J TEST, V3, P4, DOI [10.1000/b, 10.1000/c]
TC 7
Z9 8
PD MAR 16
PY 2022
VL 12
IS 3
BP 120
EP 134
DI 10.1234/A
UT WOS:000000000000001
PM 35757629
ER

"""


def read(tmp_path: Path, text: str, encoding: str = "utf-8-sig") -> Found:
    file = tmp_path / "savedrecs.txt"
    file.write_bytes(text.encode(encoding))
    return found(LOADER, file)


def test_a_full_record(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + RECORD + "EF\n")
    assert not one.rejected
    assert one.publications == [
        Publication(
            "wos:WOS:000000000000001",
            title="Şehir ve su: a study of inventions",
            abstract="Nothing here, on two lines.",
            year=2022,
            date="2022-03-16",
            doi="10.1234/a",
            kind="article",
            language="tr",
            venue="JOURNAL OF INVENTIONS",
            volume="12",
            issue="3",
            pages="120-134",
            also=["pmid:35757629", "doi:10.1234/a"],
            cited_by_count=7,
            authors=4,
            keywords=["water", "city", "planning"],
            references=["doi:10.1000/a", "doi:10.1000/b", "doi:10.1000/c"],
        )
    ]


def test_addresses_orcids_and_who_corresponds_belong_to_whom_they_name(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + RECORD + "EF\n")
    home, away = "Invented Univ, Dept X, Almaty, Kazakhstan", "Imagined Univ, Lahore, Pakistan"
    assert [(link.names, link.affiliations, link.corresponding) for link in one.links] == [
        (["Invented, Amina B."], [home], None),
        (["Imagined, Bilal"], [home, away], True),
        (["Doe, Jale"], ["Doe Inst, Izmir, Turkey"], True),
        (["Group of Inventors"], None, None),
    ]
    # The second iD is mistyped, and the third is of nobody in the byline.
    assert [scientist.id for scientist in one.scientists] == [
        "orcid:0000-0002-1825-0097",
        *(f"wos:WOS:000000000000001#{place}" for place in (2, 3, 4)),
    ]
    assert one.scientists[0].names == ["Amina B. Invented", "Invented, Amina B.", "Invented, AB"]


def test_older_records(tmp_path: Path) -> None:
    """Before 2006 addresses have no names: they are one author's where there is but one."""
    old = "PT J\nAU {}\nTI T\nC1 UNIV ANKARA,ANKARA,TURKEY.\nPY 1995\nUT WOS:A1995AAAAA00001\nER\nEF\n"
    assert read(tmp_path, old.format("DOE, J")).links[0].affiliations == ["UNIV ANKARA,ANKARA,TURKEY"]
    assert [link.affiliations for link in read(tmp_path, old.format("DOE, J\n   ROE, R")).links] == [None, None]
    assert read(tmp_path, old.format("DOE, J")).publications[0].id == "wos:WOS:A1995AAAAA00001"


def test_utf_16(tmp_path: Path) -> None:
    assert (
        read(tmp_path, HEAD + RECORD + "EF\n", "utf-16").publications
        == only(LOADER, RECORD.strip().encode()).publications
    )


def test_a_cut_file_says_so(tmp_path: Path) -> None:
    between = read(tmp_path, HEAD + RECORD)
    assert len(between.parsed) == 1
    assert "does not end with EF" in next(iter(between.rejected.values()))
    within = read(tmp_path, HEAD + RECORD + RECORD[:200])
    assert len(within.parsed) == 1
    start = HEAD.count("\n") + RECORD.count("\n") + 1
    assert "no ER at its end" in within.rejected[start]


def test_files_put_together(tmp_path: Path) -> None:
    other = RECORD.replace("000000000000001", "000000000000002")
    both = read(tmp_path, HEAD + RECORD + "EF\n" + HEAD + other + "EF\n")
    assert (len(both.parsed), both.rejected) == (2, {})


def test_a_table_of_web_of_science_is_not_its_tagged_text(tmp_path: Path) -> None:
    table = read(tmp_path, "PT\tAU\tTI\nJ\tDoe, J\tT\n")
    assert not table.parsed
    assert len(table.rejected) == 1


def test_the_sample() -> None:
    assert only(LOADER, SAMPLE).scientists[0].id == "orcid:0000-0002-1825-0097"
