"""Words of a text, expectations worked by hand."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from graph.affiliations.tokens import HARD, NO_BREAK, SOFT, cleaned, tokens
from graph.affiliations.words import GENERAL, KIND, MODIFIER, STOP, SUBJECT, UNIT, fold, word


def forms(text: str) -> list[str]:
    return [one.form for one in tokens(cleaned(text), {"mcgill"}.__contains__)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Université de l’Environnement", ["university", "environment"]),
        ("Science &amp;#x0026; Arts", ["science", "arts"]),
        ("Rheinisch-Westfa¨lische", ["rheinisch", "westfalische"]),
        ("U. S. Geol. Surv.", ["us", "geological", "survey"]),
        ("U. of Illinois", ["university", "illinoi"]),
        ("Children’s Hosp.", ["children", "hospital"]),
        ("McGill TamilNadu", ["mcgill", "tamil", "nadu"]),
        ("1Department 00-664Warsaw", ["1", "department", "00", "664", "warsaw"]),
        ("北京 大学", ["北", "京", "大", "学"]),
        ("الجامعة الأردنيّة", ["university", fold("الأردنية")]),
        ("see www.example.org or a@b.example", ["see", "or"]),
    ],
)
def test_words_in_the_form_that_is_compared(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_gaps_and_links() -> None:
    found = tokens("School of Law, Oldenbro; Iran")
    assert [(one.form, one.gap, one.link) for one in found] == [
        ("school", HARD, ""),
        ("law", NO_BREAK, "of"),
        ("oldenbro", SOFT, ""),
        ("iran", HARD, ""),
    ]


def test_a_word_says_where_it_stands() -> None:
    text = cleaned("Univ. of Karvan, U.S.A.")
    assert [text[one.start : one.end] for one in tokens(text)] == ["Univ", "Karvan", "U.S.A."]


def test_each_listed_word_is_listed_once_and_has_a_known_role() -> None:
    text = files("graph").joinpath("data/affiliations/words.csv").read_text(encoding="utf-8")
    listed = list(csv.DictReader(text.splitlines()))
    assert {row["role"] for row in listed} == {STOP, KIND, UNIT, MODIFIER, SUBJECT, GENERAL, ""}
    every = [fold(one) for row in listed for one in row["words"].split()]
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("text", ["Üniversitesi", "UNIV", "universidad", "جامعة", "университет", "Uniwersytet"])
def test_university_in_any_language_is_one_word(text: str) -> None:
    assert word(text) == ("university", KIND)
