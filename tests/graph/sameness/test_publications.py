"""References of one publication: verdicts worked by hand, laws of linking, and the labelled sets of bib-dedupe."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.duplicates import ours, read_groups, read_references, score
from graph.sameness import publication_authors, publication_pages, publication_titles, publication_venues
from graph.sameness.publication_pages import Pages, TornPages
from graph.sameness.publication_reference import read_doi, read_numbers, read_volume, read_year
from graph.sameness.publications import Linked, Reference, clusters, link

PAPER = Reference(
    "a",
    "Salt tolerance of barley in the lower Oshkal basin: a three-year field trial",
    "Tarnovik, F. and Belmuradi, G. and Quindaro, K.",
    2009,
    "International Journal of Arid Land Agronomy",
    14,
    3,
    "345-358",
)


def verdict(one: Reference, other: Reference) -> str:
    """What link says of two references alone."""
    found = link([one._replace(id="a"), other._replace(id="b")])
    return found[0].verdict if found else "two"


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": PAPER.title and PAPER.title.upper() + "."},
        {"title": "[Salt tolerance of barley in the lower Oshkal basin: a 3-year field trial]. [Review] [33 refs]"},
        {"title": "Salt tolerance of barley in the lower Oshkal basin: a three-year field trial. [Turkish]"},
        {"title": "<i>Salt</i> tolerance of barley in the lower Oshkal basin &amp; a three-year field trial"},
        {"title": "Salt tolerance of barleys in the lower Oshkal bassin: a three-year field trial"},
        {"title": "Salt tolerance of barley in the lower Oshkal basin"},
        {"title": "Tolérance de l'orge au sel dans le bassin de l'Oshkal"},
        {"authors": ["Ferran Tarnovik", "Gulnara Belmuradi", "Kerem Quindaro"]},
        {"authors": "TARNOVIK F; BELMURADI G; QUINDARO K"},
        {"authors": "TarnovikF.BelmuradiG.QuindaroK."},
        {"authors": "Tarnovik F, et al."},
        {"authors": "Oshkal Study Group"},
        {"authors": None},
        {"venue": "Int J Arid Land Agron"},
        {"venue": "Journal of Arid Land Agronomy (International)"},
        {"venue": None},
        {"pages": "345-58"},
        {"pages": "345"},
        {"pages": "Suppl-58"},
        {"pages": None},
        {"volume": "14 Suppl 1", "number": None},
        {"volume": None, "number": "14", "pages": "3"},
        {"volume": "2009", "number": "May"},
        {"year": "2010"},
        {"year": None},
        {"number": 4},
    ],
)
def test_one_publication_however_it_is_printed(other: dict[str, str]) -> None:
    assert verdict(PAPER, PAPER._replace(**other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": f"{PAPER.title}. Part 1"}, {"title": f"{PAPER.title}. Part 2", "pages": "359-371"}),
        ({"title": f"{PAPER.title}. Part 1", "pages": None}, {"title": f"{PAPER.title}. Part 2", "pages": None}),
        ({"title": "Hepatitis B in three Oshkal towns"}, {"title": "Hepatitis C in three Oshkal towns", "pages": None}),
        ({}, {"title": f"Erratum: {PAPER.title}", "pages": "401"}),
        ({}, {"title": f"{PAPER.title} (vol 14, pg 345, 2009)", "number": 4, "pages": "401"}),
        ({}, {"title": f"{PAPER.title} - Reply", "pages": "345-358"}),
        ({}, {"title": f"Comment on: {PAPER.title}", "pages": "359"}),
        ({}, {"title": f"Retracted: {PAPER.title}", "year": 2011, "volume": 16, "pages": "12"}),
        ({}, {"venue": "9th Symposium on Saline Soils", "volume": None, "number": None, "pages": None}),
        ({}, {"venue": "Preprints of Agronomy", "volume": None, "number": None, "pages": None, "year": 2008}),
        ({}, {"pages": "512-520"}),
        ({}, {"volume": 15, "year": 2010, "pages": None}),
        ({}, {"number": 4, "pages": None}),
        ({"doi": "10.1234/a1"}, {"doi": "10.1234/a2", "pages": None}),
        ({"title": None}, {}),
        ({"title": "Editorial", "pages": "1-2"}, {"title": "Editorial", "number": 4, "pages": "1-2"}),
        ({"title": "Book reviews", "pages": None}, {"title": "Book reviews", "pages": None, "number": 4}),
        ({"kind": "article"}, {"kind": "preprint", "volume": None, "number": None, "pages": None}),
        (
            {"title": "Barley yields in men's plots", "pages": "S45"},
            {"title": "Barley yields in women's plots", "pages": "S45"},
        ),
    ],
)
def test_never_one_publication_where_the_record_contradicts(one: dict[str, str], other: dict[str, str]) -> None:
    assert verdict(PAPER._replace(**one), PAPER._replace(**other)) != "same"


def test_evidence_says_what_agrees_and_what_differs() -> None:
    linked = link([PAPER, PAPER._replace(id="b", number=4, venue="Int J Arid Land Agron")])
    assert [(one.left, one.right) for one in linked] == [("a", "b")]
    assert linked[0].evidence == "equal title; authors agree; equal journal, year, volume and pages; number differs"


def test_a_talk_and_its_article_are_shown_to_a_person() -> None:
    talk = PAPER._replace(id="b", venue="9th Symposium on Saline Soils", volume=None, number=None, pages=None)
    (linked,) = link([PAPER, talk])
    assert linked.verdict == "unsure"
    assert linked.evidence == "equal title; authors agree; equal year; journal differs"


def test_two_references_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two references have one id"):
        link([PAPER, PAPER])


def test_the_watcher_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    link([PAPER, PAPER._replace(id="b")], lambda *what: told.append(what))
    assert told == [("comparing publications", 0, 1)]


@given(
    st.permutations([PAPER._replace(id=f"{n}", number=n % 2 + 3, pages=None if n == 4 else "345-58") for n in range(5)])
)
def test_the_order_of_references_does_not_matter(references: list[Reference]) -> None:
    assert link(references) == link(sorted(references))


def test_groups_are_kept_apart_where_their_members_contradict() -> None:
    article, abstract = PAPER, PAPER._replace(id="b", number=1, pages="S12")
    vague = PAPER._replace(id="c", number=None, pages=None)
    linked = link([article, abstract, vague])
    assert {(one.left, one.right): one.verdict for one in linked} == {
        ("a", "b"): "unsure",
        ("a", "c"): "same",
        ("b", "c"): "same",
    }
    assert clusters(linked) == [["a", "c"]]


def test_clusters_join_the_surest_first() -> None:
    chain = [
        Linked("a", "b", 0.7, "same", ""),
        Linked("b", "c", 0.9, "same", ""),
        Linked("a", "c", 0.1, "unsure", ""),
        Linked("d", "e", 0.4, "unsure", ""),
    ]
    assert clusters(chain) == [["b", "c"]]
    assert clusters([*chain[:2], chain[2]._replace(score=0.4)]) == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "title",
    [
        f"Erratum: {PAPER.title}",
        f"Erratum to - {PAPER.title}",
        f"Publisher’s Correction: {PAPER.title}",
        f"Author Correction: {PAPER.title}",
        f"Corrigendum to “{PAPER.title}” [Int. J. Arid Land Agron. 14(3) (2009) 345–358]",
        f"Erratum: {PAPER.title} (International Journal of Arid Land Agronomy (2009) 14:3 (345-358))",
        f"Correction for Tarnovik et al., {PAPER.title}",
        f"Correction: Tarnovik et al. {PAPER.title}. Arid Land Agronomy 2009, 14, 345",
        f"Correction to: ‘{PAPER.title}’ (2009) by Tarnovik <i>et al.</i>",
        f"{PAPER.title} (vol 14, pg 345, 2009)",
        f'"{PAPER.title}": Correction to Tarnovik et al. (2009).',
        f"{PAPER.title} – CORRIGENDUM",
        f"{PAPER.title} (Corrigendum)",
        f"Berichtigung zu: {PAPER.title}",
        f"Rectificatif : {PAPER.title}",
        f"Fe de erratas: {PAPER.title}",
        f"Düzeltme: {PAPER.title}",
        f"Исправление: {PAPER.title}",
        f"تصحيح: {PAPER.title}",
        f"Retraction notice to “{PAPER.title}”",
        f"Retraction Note: {PAPER.title}",
        f"Rétractation : {PAPER.title}",
        f"Retracted: {PAPER.title}",
        f"Statement of Retraction: {PAPER.title}",
    ],
)
def test_a_correction_or_retraction_is_told_from_its_article(title: str) -> None:
    notice = PAPER._replace(title=title, authors="Tarnovik, F.", year=2010, volume=15, number=1, pages="96")
    assert verdict(PAPER, notice) == "correction"
    assert verdict(notice, PAPER) == "correction"


@pytest.mark.parametrize(
    "notice",
    [
        {"title": f"Correction of {PAPER.title}"},
        {"title": "Erratum"},
        {"title": "Erratum: Salt tolerance of barley"},
        {"title": f"Erratum: {PAPER.title}. Part 2"},
        {"title": f"Erratum: {PAPER.title} - Reply"},
        {"title": f"Erratum: {PAPER.title}", "authors": "Somebody, E."},
        {"title": f"Erratum: {PAPER.title}", "venue": "Blood"},
        {"title": f"Erratum: {PAPER.title}", "year": 2006, "volume": 11},
        {"title": f"Retracted: {PAPER.title}", "year": 2009, "volume": 14, "number": 3, "pages": None},
    ],
)
def test_what_may_be_no_correction_of_the_article(notice: dict[str, str]) -> None:
    elsewhere = PAPER._replace(year=2010, volume=15, number=1, pages="96")
    assert verdict(PAPER, elsewhere._replace(**notice)) in ("two", "unsure")


def test_a_kind_that_says_erratum_will_do() -> None:
    assert (
        verdict(PAPER._replace(kind="article"), PAPER._replace(kind="erratum", number=4, pages="401")) == "correction"
    )


def test_corrections_are_apart_from_their_article_or_with_it() -> None:
    first = PAPER._replace(id="c", title=f"Erratum: {PAPER.title}", number=4, pages="401")
    second = PAPER._replace(id="d", title=f"Corrigendum to “{PAPER.title}”", year=2010, volume=15, number=1, pages="96")
    abstract = PAPER._replace(id="e", number=1, pages="S12")
    linked = link([PAPER, PAPER._replace(id="b", pages="345-58"), first, second, abstract])
    said = {(one.left, one.right): one for one in linked}
    assert said["a", "c"].evidence == (
        "equal title; authors agree; equal journal, year and volume; number and pages differ; "
        "one is a correction of the other"
    )
    assert said["c", "d"].verdict == "correction"
    assert all(one.score <= 0.2 for one in linked if one.verdict == "correction")
    assert clusters(linked) == [["a", "b"]]
    assert clusters(linked, corrections=True) == [["a", "b", "c", "d"]]


def test_a_correction_that_repeats_the_record_of_its_article_is_the_same() -> None:
    article = PAPER._replace(abstract=TEXT)
    notice = article._replace(id="b", title=f"Erratum to: {PAPER.title}", pages="359")
    assert verdict(article, notice) == "same"
    assert verdict(article, notice._replace(abstract=None)) == "correction"
    assert verdict(article, notice._replace(number=4)) == "correction"
    assert verdict(article, notice._replace(title=f"Retraction notice to “{PAPER.title}”")) == "correction"
    assert verdict(article._replace(kind="article"), article._replace(kind="retraction", pages="359")) == "correction"


TEXT = " ".join(f"Barley of the plot {n} bore {n * n % 97} ears on soil that was flooded with brine." for n in range(9))
PRINTED = PAPER._replace(abstract=TEXT, doi="10.1234/a1")
AGAIN = PRINTED._replace(year=2010, volume=15, pages="12-25", doi="10.1234/a2")


def test_an_article_printed_twice_is_one() -> None:
    (linked,) = link([PRINTED, AGAIN._replace(id="b")])
    assert linked.verdict == "same"
    assert linked.evidence == (
        "equal title; authors agree; equal journal, number and abstract; year, volume, pages and DOI differ; "
        "printed twice, a year apart"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"pages": "12-24"},
        {"pages": None},
        {"number": "Suppl 1"},
        {"number": 4},
        {"year": 2011, "volume": 16},
        {"volume": 19},
        {"volume": None},
        {"venue": "Journal of Saline Soils"},
        {"authors": "Somebody, E. and Quindaro, K."},
        {"authors": "Oshkal Society for Barley"},
        {"title": f"{PAPER.title}, continued"},
        {"title": f"Comment on: {PAPER.title}"},
        {"abstract": TEXT.replace("bore 4 ears", "bore 5 ears")},
        {"abstract": TEXT[:400]},
        {"abstract": None},
    ],
)
def test_yearly_reports_and_series_are_no_second_printing(other: dict[str, str]) -> None:
    assert verdict(PRINTED, AGAIN._replace(**other)) != "same"


def test_a_guideline_that_a_society_prints_each_year_is_not_one() -> None:
    society = "Oshkal Society for Barley"
    assert verdict(PRINTED._replace(authors=society), AGAIN._replace(authors=society)) != "same"


def test_work_grows_with_the_number_of_references() -> None:
    from graph.sameness.publication_blocks import candidates
    from graph.sameness.publication_reference import comparable

    many = [PAPER._replace(id=f"{n:04}", title=f"Editorial {n % 7}", pages=None, volume=None) for n in range(600)]
    assert len(candidates([comparable(one) for one in many])) < 30 * len(many)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("345-8", Pages(345, 348)),
        ("345--348", Pages(345, 348)),
        ("S30–S38", Pages(30, 38)),
        ("pp. 12-9", Pages(12, 19)),
        ("08-Nov", Pages(8, 11)),
        ("Nov-14", Pages(11, 14)),
        ("iii--xi", Pages(3, 11)),
        ("100A-101A", Pages(100, 101)),
        ("2297-2108", Pages(2297, 2108)),
        ("e12724", Pages(12724, 12724, electronic=True)),
        ("106482", Pages(106482, 106482, electronic=True)),
        ("219+", Pages(219, 219)),
        ("Suppl-29", TornPages("29")),
        ("n/a", None),
        ("UNKNOWN", None),
        (None, None),
    ],
)
def test_pages_as_printed(printed: str | None, read: Pages | TornPages | None) -> None:
    assert publication_pages.read(printed) == read


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("345-58", "345-358", "article"),
        ("S12", "12", "first"),
        ("1-10", "1-14", "start"),
        ("2141-2147", "2142-2147", "overlap"),
        ("2297-2108", "2097-2108", "overlap"),
        ("S417-S429", "Suppl-29", "overlap"),
        ("12-14", "15-17", "apart"),
        ("969-972", "a1754", "unknown"),
        ("969-972", None, "unknown"),
    ],
)
def test_pages_compared(left: str, right: str | None, level: str) -> None:
    assert publication_pages.compare(publication_pages.read(left), publication_pages.read(right)) == level
    assert publication_pages.compare(publication_pages.read(right), publication_pages.read(left)) == level


def test_other_fields_as_printed() -> None:
    assert [read_year(text) for text in ("2009", "2009-05-01", "c1998", 2010, "n.d.")] == [2009, 2009, 1998, 2010, None]
    assert [read_volume(text) for text in ("14", "44 Suppl 1", "174 AISC", "12.0", "")] == [14, 44, 174, 12, None]
    assert [set(read_numbers(text)) for text in ("3", "3-4", "3/4", "May", "Suppl. 2", "1-6")] == [
        {3}, {3, 4}, {3, 4}, {5}, set(), {1, 2, 3, 4, 5, 6},
    ]  # fmt: skip
    assert read_doi("https://doi.org/10.1000/ABC.12.") == "10.1000/abc.12"
    assert read_doi("S0140 [pii]; 10.1000/x%2812%29 [doi]") == "10.1000/x(12"
    assert read_doi("none") == ""


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Journal of the American Society of Nephrology", "J Am Soc Nephrol", "same"),
        ("Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci", "same"),
        ("Journal of the American Medical Association", "JAMA", "same"),
        ("Pediatric Nephrology.Conference: 44th Annual Meeting", "Pediatric Nephrology", "same"),
        ("BMJ (Clinical research ed.)", "BMJ", "same"),
        ("Cancer", "Cancer Research", "alike"),
        ("Transplantation", "Transplantation Proceedings", "alike"),
        ("Blood", "Haematologica", "different"),
        ("", "Blood", "unknown"),
    ],
)
def test_journals_compared(left: str, right: str, level: str) -> None:
    assert publication_venues.compare(publication_venues.read(left), publication_venues.read(right)) == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Nürnberger, Jens and Witzke, Oliver", "Nuernberger J, Witzke O", "agree"),
        ("Le Quintrec, M. and Zuber, J.", "Quintrec, M.; Zuber, J.", "agree"),
        ("Syrj?nen, K", "Syrjänen, Kari", "agree"),
        ("Zuber, J. and Philipp, T.", "Philipp, T.", "some"),
        ("ALTS Study Group", "Solomon, D", "unknown"),
        ("Zuber, J.", "Philipp, T.", "none"),
    ],
)
def test_bylines_compared(left: str, right: str, level: str) -> None:
    assert publication_authors.compare(publication_authors.read(left), publication_authors.read(right)) == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Role of CD46 in type II disease", "Role of CD 46 in type 2 disease.", "equal"),
        ("TNF-α and disease", "TNF-alpha and disease", "equal"),
        ("A trial of 10,000 persons", "A trial of 10000 persons [Abstract no: 12]", "equal"),
        ("Haemolytic uraemic syndromes", "Hemolytic uremic syndrome", "spelled"),
        ("Hypertension in the elderly", "Hypotension in the elderly", "reworded"),
        ("El suelo salino en la cuenca [Saline soil in the basin]", "Saline soil in the basin", "longer"),
        ("Barley in saline soil, part I", "Barley in saline soil, part II", "contrary"),
        ("Barley in saline soil", "The history of the plough", "different"),
    ],
)
def test_titles_compared(left: str, right: str, level: str) -> None:
    assert publication_titles.compare(publication_titles.read(left), publication_titles.read(right)) == level


def test_the_count_of_merges_worked_by_hand() -> None:
    groups = [["a", "b", "c"], ["d", "e"]]
    found = [["a", "b"], ["c", "d", "x"]]
    got = score(groups, found)
    assert got == (1, 2, 2)
    assert (got.precision, got.recall, got.f1) == (1 / 3, 1 / 3, 1 / 3)
    assert score(groups, groups) == (3, 0, 0)
    assert score(groups, []) == (0, 0, 3)


def test_columns_may_be_missing_and_named_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    file.write_text("\ufeffID,Title,authors,issue,ENTRYTYPE,booktitle,journal\nx,Barley,Tarnovik,3,article,,Soils\n")
    assert read_references(file) == [Reference("x", "Barley", "Tarnovik", "", "Soils", "", "3", "", "", "", "article")]
    file.write_text("title\nBarley\nWheat\n")
    assert [one.id for one in read_references(file)] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "least"), [("cytology_screening", 0.9961), ("haematology", 0.94117), ("digital_work", 0.997)]
)
def test_no_false_merge_in_labelled_sets(real_data: Path, name: str, least: float) -> None:
    folder = real_data / "duplicates" / name
    got = score(read_groups(folder / "merged_record_ids.csv"), ours(read_references(folder / "records_pre_merged.csv")))
    assert got.false_positives == 0
    assert got.f1 >= least
