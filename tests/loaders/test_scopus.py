"""Scopus CSV: worked rows in the columns of several years, broken ones, and a real export counted again by csv."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from graph.model import Publication
from loaders.scopus import LOADER, SAMPLE
from tests.loaders.exports import Found, found, only, stated

NEW = """"Authors",\
"Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start",\
"Page end","Cited by","DOI","Affiliations","Authors with affiliations","Abstract","Author Keywords","Funding Texts",\
"References","Correspondence Address","PubMed ID","Language of Original Document","Document Type","EID"
"Invented A.B.; van Imagined B.; Group of Inventors",\
"Invented, Amina B. (111); van Imagined, Bilal (222); Inventors (333)",\
"111; 222; 333","A ""quoted"" work,
on two lines","2022","J. Inv.","1","2","104","","","7","10.1234/A",\
"Dept X, Academy, Baku, Azerbaijan; Univ Y; Z, Izmir, Turkey",\
"Invented A.B., Dept X, Academy, Baku, Azerbaijan, Univ Y; Z, Izmir, Turkey; \
van Imagined B., Univ Y; Z, Izmir, Turkey; \
Group of Inventors","[No abstract available]","one; two","","Doe, J., T, J, (2001), doi: 10.1000/a",\
"A.B. Invented; Academy; \
email: someone@uni.example.org","35757629","Persian; English","Conference paper","2-s2.0-90000000001"
"""


def read(tmp_path: Path, text: str) -> Found:
    file = tmp_path / "scopus.csv"
    file.write_text(text, encoding="utf-8-sig")
    return found(LOADER, file)


def test_the_sample() -> None:
    one = only(LOADER, SAMPLE)
    assert [(link.scientist, link.affiliations) for link in one.links] == [
        ("scopus-author:1", ["Invented University, Almaty, Kazakhstan"]),
        ("scopus-author:2", ["Imagined University, Lahore, Pakistan"]),
    ]
    assert [(one.name, one.names, one.local) for one in one.scientists] == [
        ("A. Invented", ["A. Invented", "Invented, A.", "Invented A."], False),
        ("B. Imagined", ["B. Imagined", "Imagined, B.", "Imagined B."], False),
    ]


def test_a_row_of_today(tmp_path: Path) -> None:
    one = read(tmp_path, NEW)
    assert one.publications == [
        Publication(
            "scopus:2-s2.0-90000000001",
            title='A "quoted" work, on two lines',
            year=2022,
            doi="10.1234/a",
            kind="proceedings-article",
            language="fa",
            venue="J. Inv.",
            volume="1",
            issue="2",
            pages="104",
            also=["pmid:35757629", "doi:10.1234/a"],
            cited_by_count=7,
            authors=3,
            keywords=["one", "two"],
            references=["doi:10.1000/a"],
        )
    ]
    assert [(link.scientist, link.names, link.affiliations) for link in one.links] == [
        (
            "scopus-author:111",
            ["Invented, Amina B."],
            ["Dept X, Academy, Baku, Azerbaijan", "Univ Y; Z, Izmir, Turkey"],
        ),
        ("scopus-author:222", ["van Imagined, Bilal"], ["Univ Y; Z, Izmir, Turkey"]),
        ("scopus-author:333", ["Inventors"], None),
    ]
    assert one.scientists[1].name == "Bilal van Imagined"


def test_ids_that_do_not_match_the_names_are_not_linked(tmp_path: Path) -> None:
    one = read(tmp_path, NEW.replace('"111; 222; 333"', '"111; 222"'))
    assert [scientist.local for scientist in one.scientists] == [True] * 3


def test_a_broken_row_is_set_aside_and_the_rest_is_kept(tmp_path: Path) -> None:
    header, _, row = NEW.partition('"EID"\n')
    other = row.replace("90000000001", "90000000002")
    short = '"Doe J.","","","A title","2020"\n'
    one = read(tmp_path, header + '"EID"\n' + row + short + other.replace("2-s2.0-", "") + other)
    assert len({publication.id for publication in one.publications}) == 2
    assert list(one.rejected) == [4, 5]
    assert "5 cells for 24 columns" in one.rejected[4]
    assert "EID: “90000000002” is not one of Scopus" in one.rejected[5]


def test_a_cut_file(tmp_path: Path) -> None:
    one = read(tmp_path, NEW + NEW.partition('"EID"\n')[2][:-40])
    assert (len(one.parsed), list(one.rejected)) == (1, [4])
    assert "quote" in one.rejected[4] or "cells for" in one.rejected[4]


def test_a_table_of_something_else(tmp_path: Path) -> None:
    one = read(tmp_path, "publication,scientist\n1,a\n2,b\n")
    assert not one.parsed
    assert "names no column “Title”: export it from Scopus as CSV" in one.rejected[1]


def test_the_real_export_counted_again(real_data: Path) -> None:
    """Its rows are of several exports, 56 of them with a column more than the header names: before `References`."""
    file = real_data / "bibliographic" / "scopus.csv"
    with file.open(encoding="utf-8-sig", newline="") as text:
        header, *rows = csv.reader(text)
    one = found(LOADER, file)
    assert not one.rejected
    assert [publication.id for publication in one.publications] == [f"scopus:{row[-1]}" for row in rows]
    assert len(rows) == 58
    assert sum(len(row) > len(header) for row in rows) == 56
    place = {name: header.index(name) for name in header}
    named = [row for row in rows if not row[place["Authors"]].startswith("[No author")]
    assert len(one.links) == sum(row[place["Authors"]].count(", ") + 1 for row in named) == 213
    ids = {f"scopus-author:{number}" for row in named for number in re.findall(r"\d+", row[place["Author(s) ID"]])}
    assert {link.scientist for link in one.links} == ids
    assert all(link.affiliations for link in one.links)
    texts = {text for row in rows for text in row[place["Affiliations"]].split("; ")}
    parted = [text for link in one.links for text in link.affiliations or []]
    assert sum(text in texts for text in parted) > 0.9 * len(parted)
    assert stated(one.publications, "doi") == sum(bool(row[place["DOI"]]) for row in rows)
    empty = sum(row[place["Abstract"]] == "[No abstract available]" for row in rows)
    assert stated(one.publications, "abstract") == len(rows) - empty
    assert {publication.language for publication in one.publications} == {"en"}
