r"""BibTeX: worked entries, broken ones, LaTeX, and real exports counted again by regular expressions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import RejectedRecord
from graph.model import Publication
from loaders.bibtex import LOADER, SAMPLE, parse
from loaders.bibtex_entry import latex_to_text, value_of
from tests.loaders.exports import Found, found, only, raws, stated

WOS = rb"""@article{ WOS:000000000000001,
Author = {Invented, Amina B. and de Imagined, Bilal and Invented, Ali},
Title = {{A \& B: {[}sic] 5\% of   it}},
Journal = {{JOURNAL OF INVENTIONS}},
Year = {{2022}}, Month = {{MAR 16}},
Affiliation = {{de Imagined, B (Corresponding Author), Imagined Univ, Lahore, Pakistan.
   Invented, Amina B.; de Imagined, Bilal, Invented Univ, Dept X; Y, Almaty, Kazakhstan.
   Nobody, N., Elsewhere.}},
ORCID-Numbers = {{Invented, Amina/0000-0002-1825-0097
   Invented, A/0000-0001-5109-3700}},
Cited-References = {{Doe J, 2001, J, V1, P2, DOI 10.1000/a\_1.
   Roe R, 2002, BOOK.}},
Times-Cited = {{7}}, Type = {{Proceedings Paper}}, Language = {{Turkish}},
Author-Email = {{someone@uni.example.org}},
DOI = {{10.1234/A\_1}}, Unique-ID = {{WOS:000000000000001}},
}"""


def read(tmp_path: Path, text: bytes) -> Found:
    file = tmp_path / "list.bib"
    file.write_bytes(text)
    return found(LOADER, file)


def test_the_sample(tmp_path: Path) -> None:
    one = read(tmp_path, SAMPLE)
    assert one.publications == [
        Publication(
            "doi:10.99999/invented.1",
            title="An Invented Work",
            year=2025,
            doi="10.99999/invented.1",
            kind="article",
            venue="Journal of Inventions",
            pages="12-34",
            authors=2,
        )
    ]
    assert [(one.name, one.names, one.local) for one in one.scientists] == [
        ("Amina Invented", ["Amina Invented", "Invented, Amina"], True),
        ("Bilal İmagined", ["Bilal İmagined", "İmagined, Bilal"], True),
    ]


def test_an_entry_of_web_of_science() -> None:
    one = only(LOADER, WOS)
    assert one.publications == [
        Publication(
            "wos:WOS:000000000000001",
            title="A & B: [sic] 5% of it",
            year=2022,
            date="2022-03-16",
            doi="10.1234/a_1",
            kind="proceedings-article",
            language="tr",
            venue="JOURNAL OF INVENTIONS",
            also=["doi:10.1234/a_1"],
            cited_by_count=7,
            authors=3,
            references=["doi:10.1000/a_1"],
        )
    ]
    home, away = "Invented Univ, Dept X; Y, Almaty, Kazakhstan", "Imagined Univ, Lahore, Pakistan"
    assert [(link.affiliations, link.corresponding) for link in one.links] == [
        ([home], None),
        ([away, home], True),
        (None, None),
    ]
    # `Invented, A` is how Web of Science writes Ali; Amina B. would be `Invented, AB`.
    assert [scientist.orcid for scientist in one.scientists] == ["0000-0002-1825-0097", None, "0000-0001-5109-3700"]


def test_an_entry_of_scopus() -> None:
    entry = b"""@ARTICLE{Invented2022, author={Invented, A.}, title={T}, year={2022}, note={cited By 12; Conference},
    url={https://www.scopus.com/inward/record.uri?eid=2-s2.0-90000000001&doi=10.1}, affiliation={Academy, Baku; Other},
    correspondence_address1={Invented, A.; Academy; email: someone@uni.example.org}, document_type={Review},
    keywords={index}, author_keywords={one;  two}}"""
    one = only(LOADER, entry)
    publication = one.publications[0]
    assert (publication.id, publication.kind, publication.cited_by_count, publication.keywords) == (
        "scopus:2-s2.0-90000000001",
        "review",
        12,
        ["one", "two"],
    )
    assert (one.links[0].affiliations, one.links[0].corresponding) == (["Academy, Baku", "Other"], True)
    two = only(LOADER, entry.replace(b"Invented, A.}, t", b"Invented, A. and Doe, J.}, t"))
    assert [link.affiliations for link in two.links] == [None, None]


def test_names() -> None:
    names = b"{World Health Organization} and van Beethoven, Ludwig and {\\'A}d{\\'a}m~Nagy and King, Jr., Martin"
    one = only(LOADER, b"@misc{a, title = {T}, author = {%s and others}}" % names)
    shown = ["World Health Organization", "Ludwig van Beethoven", "Ádám Nagy", "Martin King Jr."]
    assert [scientist.name for scientist in one.scientists] == shown
    assert (one.publications[0].authors, one.publications[0].kind) == (4, None)


def test_biblatex_and_theses() -> None:
    entry = (
        b"@thesis{a, title={T}, subtitle={S}, date={2019-12-05}, journaltitle={J}, langid={french}, type={phdthesis}}"
    )
    one = only(LOADER, entry).publications[0]
    assert (one.title, one.date, one.year, one.venue, one.language, one.kind) == (
        "T: S", "2019-12-05", 2019, "J", "fr", "dissertation",
    )  # fmt: skip
    assert one.id.startswith("bibtex:")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del, Erd{\H o}s, {\c S}ahin, \.{I}\c{s}{\i}k, \'{e}", "Gödel, Erdős, Şahin, İşık, é"),
        (r"10\% of 5% \& {\textless}3 \emph{in} vitro", "10% of 5% & <3 in vitro"),
        (r"{$\alpha$}-helix costs \$5", "α-helix costs $5"),
        ("a 5% share, $5, x_1 ~ y", "a 5% share, $5, x_1 ~ y"),
        (r"$5 \'and", "$5 ánd"),
    ],
)
def test_latex(latex: str, text: str) -> None:
    assert latex_to_text(latex) == text


def test_macros_are_joined_and_passed_on_with_the_entries_that_use_them(tmp_path: Path) -> None:
    text = b"""@comment{not this} @preamble{"nor this"}
@STRING(pub = "Press")
@string{joi = "Journal of " # Pub}
@string{unused = "no"}
@article{a, title = "One # two", journal = JOI # { B}, year = 2020}
@article{b, title = {Three}, journal = {joi}, year = 2020}"""
    file = tmp_path / "list.bib"
    file.write_bytes(text)
    first, second = raws(LOADER, file)
    assert (first.line, second.line) == (5, 6)
    assert first.data.splitlines()[:2] == [b'@STRING(pub = "Press")', b'@string{joi = "Journal of " # Pub}']
    assert second.data.startswith(b"@article{b")
    one = found(LOADER, file)
    assert [(p.title, p.venue) for p in one.publications] == [("One # two", "Journal of Press B"), ("Three", "joi")]
    assert value_of("x", "mar", {"mar": "march"}) == "march"


BROKEN = {
    "a brace that is not closed": b"@article{x, title = {A {B}, year = 2020}",
    "a quote that is not closed": b'@article{x, title = "A, year = 2020}',
    "a brace too many": b"@article{x, title = {A}}, year = {2020}}",
    "a comma that is missing": b"@article{x, title = {A} year = 2020}",
    "no key": b"@article{title = {A}, year = 2020}",
    "nothing to know it by": b"@article{x, year = 2020}",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_entry_is_set_aside_with_its_line_and_the_others_are_kept(tmp_path: Path, what: str) -> None:
    good = b"@article{%s,\n title = {%s},\n}\n"
    one = read(tmp_path, b"a comment\n" + good % (b"a", b"First") + BROKEN[what] + b"\n\n" + good % (b"b", b"Second"))
    assert [publication.title for publication in one.publications] == ["First", "Second"]
    assert list(one.rejected) == [5]
    assert ": mend" in one.rejected[5] or "leave the record out" in one.rejected[5]


def test_a_cut_file_keeps_what_is_whole(tmp_path: Path) -> None:
    one = read(tmp_path, b"@article{a, title = {First}}\n@article{b,\n title = {Sec")
    assert (len(one.parsed), list(one.rejected)) == (1, [2])


def test_entries_on_one_line_and_fields_that_come_twice(tmp_path: Path) -> None:
    one = read(tmp_path, b"@misc{a, title={A}, note={x}, note={y}} @misc{b, title={B}}@misc{c, title={me @ {C}}}")
    assert [publication.title for publication in one.publications] == ["A", "B", "me @ C"]


def test_what_is_not_utf8_is_rejected_by_parse() -> None:
    with pytest.raises(RejectedRecord, match="not UTF-8"):
        parse(b"@misc{a, title={caf\xe9}}")


def test_twice_is_once(tmp_path: Path) -> None:
    one = read(tmp_path, b"@misc{a, title={A {B}}, year=2001}\n@misc{b, title={a b.}, year=2001}")
    assert len({publication.id for publication in one.publications}) == 1


def fields(text: str, name: str) -> int:
    """How many lines give a value to a field."""
    return len(re.findall(rf"(?mi)^\s*{name}\s*=\s*\{{+[^}}]", text))


@pytest.mark.parametrize(
    ("name", "entries", "dois"), [("scopus", 263, 236), ("wos", 236, 198), ("zotero_export", 1_000, 718)]
)
def test_the_real_exports_counted_again(real_data: Path, name: str, entries: int, dois: int) -> None:
    file = real_data / "bibliographic" / f"{name}.bib"
    text = file.read_text(encoding="utf-8-sig")
    one = found(LOADER, file)
    assert not one.rejected
    assert len(one.parsed) == len({p.record for p in one.parsed}) == len(re.findall(r"(?m)^@\w+\{", text)) == entries
    assert stated(one.publications, "doi") == fields(text, "doi") == dois
    for field in ("abstract", "title", "volume", "year"):
        assert stated(one.publications, field) == fields(text, field), field
    bylines = re.findall(r"(?mis)^\s*author\s*=\s*\{+(.*?)\}+,\s*$", text)
    assert len(one.links) == sum(len(re.split(r"\s+and\s+", byline)) for byline in bylines)
    assert not [link for link in one.links for printed in link.names or [] if set(printed) & set("{}\\~")]


def test_the_real_ids(real_data: Path) -> None:
    folder = real_data / "bibliographic"
    scopus = set(re.findall(r"eid=(2-s2\.0-\d+)", (folder / "scopus.bib").read_text(encoding="utf-8")))
    wos = set(re.findall(r"(?m)^Unique-ID = \{\{(.*)\}\}", (folder / "wos.bib").read_text(encoding="utf-8")))
    assert {f"scopus:{eid}" for eid in scopus} == {p.id for p in found(LOADER, folder / "scopus.bib").publications}
    assert {f"wos:{number}" for number in wos} == {p.id for p in found(LOADER, folder / "wos.bib").publications}


def test_the_real_authors_of_web_of_science(real_data: Path) -> None:
    """683 authors have an address that names them; an iD is linked unless its name can mean several, or is another."""
    file = real_data / "bibliographic" / "wos.bib"
    one = found(LOADER, file)
    text = file.read_text(encoding="utf-8")
    listed = re.findall(r"/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", "".join(re.findall(r"(?s)ORCID-Numbers = .*?\}\}", text)))
    linked = [scientist.orcid for scientist in one.scientists if scientist.orcid]
    assert len(linked) <= len(listed)
    assert set(linked) <= set(listed)
    assert len(linked) > 0.85 * len(listed)
    reprints = len(re.findall(r"\(Corresponding Author\)", text))
    assert sum(bool(link.corresponding) for link in one.links) == 219 <= reprints
    assert sum(bool(link.affiliations) for link in one.links) == 683
    assert not [
        t for link in one.links for t in link.affiliations or [] if "Corresponding" in t or "\\" in t or "{" in t
    ]
