"""ORCID: employments and works, worked by hand."""

from __future__ import annotations

import pytest

from graph.model import AffiliatedWith, Authored, Country, Institution, LocatedIn, Publication, Scientist
from loaders.loader import Parsed
from tests.loaders.orcid_documents import PERSON, document, id_of, of, parsed, post, version


def employed(*posts: str, modified: str = "2022-07-20T01:22:24.771Z") -> Parsed:
    held = f"<activities:employments>{''.join(posts)}</activities:employments>"
    return parsed(document("", held, f"<common:last-modified-date>{modified}</common:last-modified-date>"))


def test_employments_by_every_register() -> None:
    found = employed(
        post("ROR", "https://ror.org/038t36y30", "2010", "2012", "DE", "Heidelberg"),
        post("GRID", "grid.466955.d", "2013", "2013"),
        post("RINGGOLD", "4292", "2014", "2015", "US"),
        post("FUNDREF", "http://dx.doi.org/10.13039/501100007135", "2016", "2016"),
        post("ROR", "https://ror.org/038t36y30", "2020", ""),
        post("", "", "2017", "2018", name="Without an id"),
        post("ROR", "https://ror.org/038t36y31", "2017", "2018", name="Mistyped"),
    )
    assert of(found, Institution) == [
        Institution("ror:038t36y30", "Heidelberg", ror="038t36y30", city="City"),
        Institution("grid:grid.466955.d", "U", city="City"),
        Institution("ringgold:4292", "U", city="City"),
        Institution("fundref:501100007135", "U", city="City"),
    ]
    assert [(link.institution, link.years) for link in of(found, AffiliatedWith)] == [
        ("ror:038t36y30", [2010, 2011, 2012, 2020, 2021, 2022]),
        ("grid:grid.466955.d", [2013]),
        ("ringgold:4292", [2014, 2015]),
        ("fundref:501100007135", [2016]),
    ]
    assert Country("DE", "Germany") in found.facts
    assert {tuple(link) for link in of(found, LocatedIn)} == {
        ("ror:038t36y30", "DE"), ("ror:038t36y30", "OM"), ("grid:grid.466955.d", "OM"),
        ("ringgold:4292", "US"), ("fundref:501100007135", "OM"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2019", "", [2019, 2020, 2021, 2022]),
        ("2024", "", [2024]),
        ("", "2019", [2019]),
        ("", "", None),
        ("2019", "2018", None),
        ("1900", "2020", None),
        ("0019", "2020", [2020]),
        ("2019", "soon", None),
    ],
)
def test_the_years_of_an_employment(start: str, end: str, years: list[int] | None) -> None:
    (link,) = of(employed(post("RINGGOLD", "1", start, end)), AffiliatedWith)
    assert link.years == years


def test_without_a_last_change_an_employment_lasts_to_its_start() -> None:
    (link,) = of(employed(post("RINGGOLD", "1", "2019", ""), modified=""), AffiliatedWith)
    assert link.years == [2019]
    (odd,) = of(employed(post("RINGGOLD", "1", "2019", "2020", "QQ")), Institution)
    assert odd.id == "ringgold:1"


def test_studies_and_invitations_are_no_affiliations() -> None:
    other = post("RINGGOLD", "1", "2019", "2020")
    for kind, section in (("education", "educations"), ("invited-position", "invited-positions")):
        held = f"<activities:{section}>{other.replace('employment', kind)}</activities:{section}>"
        assert [type(fact) for fact in parsed(document("", held)).facts] == [Scientist]


def day(year: str, month: str = "", date: str = "") -> str:
    parts = [("year", year), ("month", month), ("day", date)]
    inside = "".join(f"<common:{name}>{text}</common:{name}>" for name, text in parts if text)
    return f"<common:publication-date>{inside}</common:publication-date>"


def works(*groups: str) -> list[Publication]:
    inside = "".join(f"<activities:group>{group}</activities:group>" for group in groups)
    found = parsed(document("", f"<activities:works>{inside}</activities:works>"))
    publications = of(found, Publication)
    assert of(found, Authored) == [Authored(PERSON, one.id) for one in publications]
    return publications


def test_a_group_is_one_publication_under_its_doi() -> None:
    (work,) = works(
        version(7, "Shown", id_of("eid", "2-s2.0-85000000001") + id_of("issn", "1234-5678", "part-of"), index=1)
        + version(
            5,
            "Other",
            id_of("doi", "https://doi.org/10.1234/ABC") + id_of("pmid", "PMID: 123456")
            + id_of("wosuid", "000123456700001") + id_of("doi", "10.1234/book", "part-of")
            + id_of("isbn", "9780000000000"),
            day("2020", "02", "29") + "<work:journal-title>Water</work:journal-title>",
        )
    )  # fmt: skip
    assert work == Publication(
        "doi:10.1234/abc",
        title="Shown",
        year=2020,
        date="2020-02-29",
        doi="10.1234/abc",
        kind="journal-article",
        venue="Water",
        also=["scopus:2-s2.0-85000000001", "pmid:123456", "wos:WOS:000123456700001"],
    )


def test_the_doi_of_the_version_that_is_shown_comes_first() -> None:
    (work,) = works(
        version(1, "Preprint", id_of("doi", "10.1101/x")) + version(2, "Article", id_of("doi", "10.1234/y"), index=3)
    )
    assert (work.id, work.title, work.also) == ("doi:10.1234/y", "Article", ["doi:10.1101/x"])


def test_a_work_without_a_doi_has_the_smallest_number_of_its_group() -> None:
    (work,) = works(version(30, "B", day("2020", "02", "30"), index=9) + version(4, "A"))
    assert (work.id, work.title, work.also) == (f"{PERSON}/put-code/4", "B", None)
    for told in (day("2020", "02", "30"), day("2020", "02"), day("20"), day("2020", "9" * 5000, "1")):
        (work,) = works(version(1, "A", id_of("doi", "no doi"), told))
        assert (work.id, work.date) == (f"{PERSON}/put-code/1", None)


def test_a_version_that_is_not_public_gives_nothing_to_its_group() -> None:
    (work,) = works(version(1, "Secret", id_of("doi", "10.1234/x"), shown="limited") + version(2, "Public"))
    assert (work.id, work.title) == (f"{PERSON}/put-code/2", "Public")


def test_two_groups_of_one_doi_are_one_publication() -> None:
    (work,) = works(
        version(1, "A", id_of("doi", "10.1234/y")),
        version(2, "B", id_of("doi", "10.1234/Y") + id_of("pmid", "5"), day("2020")),
    )
    assert (work.title, work.year, work.also) == ("A", 2020, ["pmid:5"])
