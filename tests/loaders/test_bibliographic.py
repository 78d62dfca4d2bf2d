"""What all bibliographic sources share: encodings, damage, markup, values, bylines and ids; worked by hand."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.errors import LoadStopped, RejectedRecord
from graph.model import Authored, Scientist
from loaders import Loader, find_loader
from loaders.bibliographic_byline import Author, byline_facts, given_first
from loaders.bibliographic_identity import Said, identify, pubmed_id, scopus_id, wos_id
from loaders.bibliographic_markup import plain, plain_abstract
from loaders.bibliographic_names import find_author, places_of
from loaders.bibliographic_values import (
    date_in,
    date_of_year,
    doi_in,
    dois_cited,
    kind_of,
    language_code,
    pages_between,
    year_in,
)
from tests.loaders.exports import found, raws

NAMES = ("bibtex", "medline", "ris", "scopus", "wos", "zotero")
HTML = b"<!DOCTYPE html>\n<html><head><style>\n@media (x) { }\n</style></head><body>Sign in</body></html>\n"
RIS = "TY  - JOUR\nTI  - {}\nDO  - 10.1234/a\nER  - \n"


@pytest.fixture(params=NAMES)
def loader(request: pytest.FixtureRequest) -> Loader:
    return find_loader(request.param)


def test_an_empty_file_is_told(loader: Loader, tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.write_bytes(b"\n \n")
    assert found(loader, file).rejected == {0: "the file is empty: export it again"}


def test_html_is_no_export(loader: Loader, tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_bytes(HTML)
    page = found(loader, file)
    assert not page.parsed
    (reason,) = page.rejected.values()
    assert "begins with “<!DOCTYPE html>”" in reason or "names no column" in reason or "title: there is none" in reason


def test_a_cut_gzip_gives_what_is_whole_and_says_so(loader: Loader, tmp_path: Path) -> None:
    file = tmp_path / "cut.gz"
    header, _, rest = loader.sample.partition(b"\n")
    records = header + b"\n" + rest * 400 if loader.name in ("scopus", "zotero") else (loader.sample + b"\n\n") * 400
    whole = gzip.compress(records, compresslevel=0)
    file.write_bytes(whole[: len(whole) // 2])
    cut = found(loader, file)
    assert 100 < len(cut.parsed) < 300
    assert "cut or damaged (it ends before its gzip stream does)" in list(cut.rejected.values())[-1]


def test_a_path_that_does_not_exist_stops_the_load(loader: Loader, tmp_path: Path) -> None:
    with pytest.raises(LoadStopped, match="does not exist"):
        raws(loader, tmp_path / "nothing")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_of_western_text(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "export.ris"
    file.write_bytes(RIS.format("Événement à Genève – “un”").encode(encoding))
    (publication,) = found(find_loader("ris"), file).publications
    assert publication.title == "Événement à Genève – “un”"


@pytest.mark.parametrize(("text", "encoding"), [("Işık", "cp1254"), ("Наука", "cp1251"), ("علوم الحاسوب", "cp1256")])
def test_letters_are_not_guessed(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "export.ris"
    file.write_bytes(RIS.format("Whole").encode() + RIS.format(text).encode(encoding))
    mixed = found(find_loader("ris"), file)
    assert [one.title for one in mixed.publications] == ["Whole"]
    assert list(mixed.rejected) == [5]
    assert "not UTF-8" in mixed.rejected[5]


def test_lines_that_end_as_on_old_macintoshes(tmp_path: Path) -> None:
    file = tmp_path / "export.ris"
    file.write_bytes(RIS.format("Whole").replace("\n", "\r").encode())
    assert [one.title for one in found(find_loader("ris"), file).publications] == ["Whole"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<jats:p>A<jats:sub>2</jats:sub> &amp; b</jats:p>\n <jats:p>c</jats:p>", "A2 & b c"),
        ("p<0.05, a <b and c> d; AT&T", "p<0.05, a <b and c> d; AT&T"),
        ("&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt;", "E. coli"),
        ("<mml:math><mml:mi>x</mml:mi><mml:annotation>\\x</mml:annotation></mml:math>", "x"),
        ("<p>write to someone@uni.example.org</p>", "write to"),
        ("  ", None),
    ],
)
def test_markup(text: str, expected: str | None) -> None:
    assert plain(text) == expected


def test_the_heading_of_an_abstract_is_no_part_of_it() -> None:
    assert plain_abstract("<jats:title>Abstract</jats:title><jats:p>We show.</jats:p>") == "We show."
    assert plain_abstract("Abstract algebra is old.") == "Abstract algebra is old."


def test_values() -> None:
    assert [year_in(text) for text in ("2019/12/05/", "c1998", "in press", None)] == [2019, 1998, None, None]
    assert date_in("2019/12/05/") == date_in("2019-12-05") == date_in("DEC 5", 2019) == date_in("5 Dec.", 2019)
    assert [date_in(text, 2019) for text in ("1999/08//undefined", "FEB 30", "JUL-AUG", "SPR")] == [None] * 4
    assert date_of_year(2020, ["2019-12-30", None, "2020-03-02", "2020-01-05"]) == "2020-01-05"
    assert [language_code(text) for text in ("English", "eng", "ger", "fa", "Persian; English", "en-US")] == [
        "en", "en", "de", "fa", "fa", "en",
    ]  # fmt: skip
    assert [language_code(text) for text in ("", "und", "Klingonese", None)] == [None] * 4
    assert pages_between("120", "134") == pages_between("120–134", None) == "120-134"
    assert kind_of(["misc", "Proceedings Paper"]) == kind_of(["inproceedings"]) == "proceedings-article"
    assert kind_of(["Book Review"]) == "book-review"


def test_dois_are_taken_where_they_are_whole() -> None:
    assert doi_in("https://doi.org/10.1016%2fJ.EJOR.2021.05.017.") == "10.1016/j.ejor.2021.05.017"
    assert doi_in("10.1016/S0377-2217(01)00250-8") == "10.1016/s0377-2217(01)00250-8"
    assert doi_in("n/a") is None
    cited = [
        "A B, 2001, J, V1, P2, DOI 10.1000/a(1)2.",
        "C, DOI [10.1000/b, 10.1000/B]",
        "D, DOI DOI 10.1000/x<74::AID-.",
    ]
    assert dois_cited(cited) == ["doi:10.1000/a(1)2", "doi:10.1000/b"]
    assert dois_cited(["A B, 2001, J, V1, P2"]) is None


def test_ids() -> None:
    assert wos_id("ISI:000082252000006") is None
    assert wos_id("WOS:000082252000006") == "wos:WOS:000082252000006"
    assert scopus_id("https://www.scopus.com/x?eid=2-s2.0-85107941291&doi=1") == "scopus:2-s2.0-85107941291"
    assert [pubmed_id(text) for text in ("35757629", "PMC123", "0", None)] == ["pmid:35757629", None, None, None]
    assert identify("ris", ["wos:1"], "10.1/a", Said("T")).also == ["doi:10.1/a"]
    assert identify("ris", [None], "10.1/a", Said(None)).also is None
    same = {identify("ris", [], None, Said(title, 2001, "Doe, J.")).id for title in ("A Work.", "a work", "A  WORK")}
    assert len(same) == 1
    assert identify("ris", [], None, Said("A work", 2002, "Doe, J.")).id not in same
    with pytest.raises(RejectedRecord, match="title: there is none, nor a DOI"):
        identify("ris", [], None, Said(" - "))


def test_names() -> None:
    assert [given_first(name) for name in ("Lovelace, Ada", "King, Jr., Martin", "Plato", "A, B, C, D")] == [
        "Ada Lovelace", "Martin King Jr.", "Plato", "A, B, C, D",
    ]  # fmt: skip
    byline = [Author("Figueira, Jose Rui"), Author("Al-Said, Vera Anna"), Author("Al-Said, Victor A.")]
    places = places_of(byline)
    meant = ("Figueira, JR", "FIGUEIRA, J.", "Al-Said, VA", "Al-Said, Victor", "Roy, B", "Said, Vera Al")
    assert [find_author(name, places) for name in meant] == [0, 0, None, 2, None, 1]


def test_one_orcid_of_two_families_is_nobodys_and_of_one_is_one_person() -> None:
    orcid = "0000-0002-1825-0097"
    facts = byline_facts("doi:1", 2020, [Author("Doe, J", orcid=orcid), None, Author("Roe, R", orcid=orcid)])
    scientists = [fact for fact in facts if isinstance(fact, Scientist)]
    assert [(one.id, one.local, one.orcid) for one in scientists] == [("doi:1#1", True, None), ("doi:1#3", True, None)]
    twice = byline_facts("doi:1", None, [Author("Doe, J", orcid=orcid), Author("Doe, Jane", orcid=orcid)])
    (link,) = [fact for fact in twice if isinstance(fact, Authored)]
    assert (link.positions, link.names, link.last) == ([1, 2], ["Doe, J", "Doe, Jane"], True)
