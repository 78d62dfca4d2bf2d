"""Matching on invented organisations, each expectation worked by hand, and on ROR's labelled strings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.affiliations import count, halves, names_member, read_labelled, read_registry, scored_on
from graph.affiliations import CONFIDENT, Found, Matcher, Organisation
from graph.affiliations.tokens import cleaned


def school(number: int, *names: str, city: str, country: str, **more: object) -> Organisation:
    given = {"kind": "education", "status": "active", **more}
    return Organisation(f"ror:{number}", names, city=city, countries=(country,), **given)  # type: ignore[arg-type]


KARVAN = school(1, "University of Karvan", "دانشگاه کاروان", "KVU", city="Karvan", country="IR", acronyms=("KVU",))
MEDICAL = school(2, "Karvan University of Medical Sciences", city="Karvan", country="IR")
OLDENBRO = school(3, "Oldenbro University", "Universität Ölbrück", city="Oldenbro", country="DE")
SELMIN = school(4, "Selmin Üniversitesi", "Selmin University", city="Selmin", country="TR")
ACADEMY = school(5, "Academy of Sciences of Vardia", city="Tilsa", country="AZ", kind="government")
INSTITUTE = school(6, "Institute of Folklore", city="Tilsa", country="AZ", parents=("ror:5",), kind="facility")
HERE = school(7, "National Institute of Oceanography", city="Bandar", country="PK", kind="facility")
THERE = school(8, "National Institute of Oceanography", city="Kotha", country="IN", kind="facility")
GONE = school(9, "Withdrawn Polytechnic University", city="Tilsa", country="AZ", status="withdrawn")
BRANCH = school(10, "Morvex (Malaysia)", city="Ipoh", country="MY", kind="company")
CYRILLIC = school(11, "Джалинский государственный университет", city="Jalin", country="KZ")
HAN = school(12, "茨川大学", city="Ibakawa", country="JP")
EVERY = (KARVAN, MEDICAL, OLDENBRO, SELMIN, ACADEMY, INSTITUTE, HERE, THERE, GONE, BRANCH, CYRILLIC, HAN)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(EVERY)


def named(matcher: Matcher, text: str) -> list[str]:
    return [found.institution for found in matcher.match(text) if found.institution]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("University of Karvan", [KARVAN]),
        ("Department of Physics, University of Karvan, Karvan, Iran", [KARVAN]),
        ("Dept. of Physics &#x0026; Maths, Univ. of Karvan, Karvan 14115, Iran", [KARVAN]),
        ("DEPARTMENT OF PHYSICS, UNIVERSITY OF KARVAN, IRAN", [KARVAN]),
        ("دانشکده فیزیک، دانشگاه كاروان، ایران", [KARVAN]),
        ("University of Karvan, Karvan, Iran. ali@example.org", [KARVAN]),
        ("<I>Faculty of Science, University of Karvan</I>, Iran", [KARVAN]),
        ("Karvan University of Medical Sciences, Karvan, Iran", [MEDICAL]),
        ("Universitaet Oelbrueck, Germany", [OLDENBRO]),
        ("Universita¨t Olbruck, Germany", [OLDENBRO]),
        ("SELMİN ÜNİVERSİTESİ, Selmin, TÜRKİYE", [SELMIN]),
        ("Джалинский государственный университет, Казахстан", [CYRILLIC]),
        ("茨川大学 地球環境機構", [HAN]),
        ("University of Karvan, Karvan, Iran; Selmin University, Selmin, Turkey", [KARVAN, SELMIN]),
        ("National Institute of Oceanography, Bandar, Pakistan", [HERE]),
        ("National Institute of Oceanography, Kotha, India", [THERE]),
        ("Morvex Sdn Bhd, Ipoh, Malaysia", []),
        ("Department of PhysicsUniversity of KarvanKarvanIran", [KARVAN]),
        ("Univesity of Karvan, Karvan, Iran", [KARVAN]),
    ],
)
def test_a_text_names(matcher: Matcher, text: str, expected: list[Organisation]) -> None:
    assert named(matcher, text) == [one.id for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Karvan State University of Oldland",
        "National Institute of Oceanography",
        "National Institute of Oceanography, Dover, United Kingdom",
        "Withdrawn Polytechnic University, Tilsa, Azerbaijan",
        "Oldenbro University Press, Oldenbro, Germany",
        "Karvan University, Ohio, USA",
        "Oldenbro Hospital, Germany",
        "Department of Chemistry",
        "KVU",
        "Karvan",
        "ali@example.org",
        "",
        " ;; , ",
    ],
)
def test_a_text_names_no_institution(matcher: Matcher, text: str) -> None:
    assert named(matcher, text) == []


def test_what_is_doubtful_is_given_only_on_request(matcher: Matcher) -> None:
    text = "National Institute of Oceanography"
    asked = {one.institution: one.confidence for one in matcher.match(text, doubtful=True)}
    assert asked
    assert all(value < CONFIDENT for value in asked.values())
    assert matcher.match(text) == []


def test_the_country_is_the_institutions_and_the_text_is_what_names_it(matcher: Matcher) -> None:
    found = matcher.match("Dept. of Physics, Univ. of Karvan, Karvan, Iran")
    assert [(one.institution, one.country, one.text) for one in found] == [(KARVAN.id, "IR", "Univ. of Karvan")]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Some Unknown Place, Ankara, Türkiye", ["TR"]),
        ("مركز غير معروف، مصر", ["EG"]),
        ("An Unknown Laboratory, Palo Alto, CA 94304", ["US"]),
        ("Unknown A, Cairo, Egypt; Unknown B, Lahore, Pakistan", ["EG", "PK"]),
        ("University of Karvan, Iran; Unknown, Cairo, Egypt", ["IR", "EG"]),
        ("Unknown, Tbilisi or Atlanta, Georgia", []),
        ("No place at all", []),
    ],
)
def test_a_country_is_given_without_an_institution(matcher: Matcher, text: str, countries: list[str]) -> None:
    assert [one.country for one in matcher.match(text)] == countries


def test_the_order_of_the_registry_does_not_matter(matcher: Matcher) -> None:
    other = Matcher(reversed(EVERY))
    texts = ["University of Karvan, Iran; Selmin University", "National Institute of Oceanography, Kotha, India", "KVU"]
    assert [matcher.match(text) for text in texts] == [other.match(text) for text in texts]


def test_a_registry_of_nothing_finds_countries_alone() -> None:
    assert Matcher([]).match("Cairo University, Egypt") == [Found(None, "EG", 0.98, "Egypt")]


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["University", "of", "Karvan", ",", ";", "Iran", "(", "KVU"])).map(" ".join)
)
def test_any_text_is_answered_with_parts_of_it(matcher: Matcher, text: str) -> None:
    shown = cleaned(text)
    for found in matcher.match(text, doubtful=True):
        assert 0 <= found.confidence <= 1
        assert found.text in shown


def test_labelled_strings_that_nothing_was_fitted_on(real_data: Path) -> None:
    registry = read_registry(real_data / "ror" / "ror_v2_all_from_releases.jsonl.gz")
    _, other = halves(read_labelled(real_data / "affiliations" / "crossref_2024.json"))
    strings = scored_on(other, registry)
    matcher = Matcher(registry)
    got = count(strings, [matcher.match(one.affiliation) for one in strings])
    # ROR holds its own matcher to .95 and .70.
    assert got.precision >= 0.96
    assert got.recall >= 0.80


def test_a_string_that_names_a_member_is_told() -> None:
    countries = frozenset(("TR", "SA"))
    assert names_member("X University, Jeddah, Kingdom of Saudi Arabia", countries) is True
    assert names_member("Turkey Run College, Ohio", countries) is False
