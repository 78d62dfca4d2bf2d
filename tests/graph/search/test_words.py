"""Words of texts in the languages of the Islamic countries; each expected list is worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search.words import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The effect of Desalination on coastal waters", ["effect", "desalination", "coastal", "waters"]),
        ("L’étude de l’eau d'Alger", ["etude", "eau", "alger"]),
        ("Türkiye'de ISI yalıtımı ve İSTANBUL’un", ["turkiye", "isi", "yalitimi", "istanbul"]),
        ("دراسة تأثير المياه والطاقة في المُدُن", ["دراسه", "تاثير", "مياه", "طاقه", "مدن"]),
        ("يادگيري ماشيني است", ["يادگيري", "ماشيني"]),
        ("یادگیری ماشینی است", ["يادگيري", "ماشيني"]),
        ("Влияние ёлки на учёбу", ["влияние", "елки", "учебу"]),
        ("Kesan pemanasan terhadap padi dan beras", ["kesan", "pemanasan", "padi", "beras"]),
        ("<i>E. coli</i> in Crohn's disease &amp; COVID-19", ["e", "coli", "crohn", "disease", "covid", "19"]),
        ("عام ۲۰۲۴ و ٢٠٢٤", ["عام", "2024", "2024"]),
        ("水质监测", ["水质", "质监", "监测"]),
        ("the of and في من و", []),
        ("", []),
    ],
)
def test_each_language_is_folded_and_its_silent_words_go(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text(max_size=60))
def test_case_and_normal_form_make_no_difference_to_plain_letters(text: str) -> None:
    plain = "".join(letter for letter in text if letter.isascii())
    assert terms(plain) == terms(plain.upper()) == terms(plain.lower())


@given(st.text(max_size=60))
def test_terms_of_terms_are_the_terms(text: str) -> None:
    once = [term for term in terms(text) if not _is_pair(term)]
    twice = terms(" ".join(once))
    assert [term for term in twice if not _is_pair(term)] == [term for term in once if term in twice]


def _is_pair(term: str) -> bool:
    return any("\u3040" <= letter <= "\u9fff" or letter >= "\uf900" for letter in term)
