"""Folding to plain Latin; the forms expected are those of the standards named, without their diacritics."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import fold

FOLDED = {
    # Turkish alphabet (TDK): dotless and dotted i
    "IŞIK ÇİĞDEM": "isik cigdem",
    "İbrahim Yıldırım": "ibrahim yildirim",
    # BGN/PCGN Russian, Kazakh, Kyrgyz, Tajik
    "Щербаков Юрий Хасанович": "shcherbakov yuriy khasanovich",
    "Мұхаммед Әуезов": "mukhammed auezov",
    "Қасым-Жомарт Тоқаев": "qasym zhomart toqaev",
    "Жээнбеков Сооронбай": "zheenbekov sooronbay",
    "Эмомалӣ Раҳмон": "emomali rahmon",
    # Uzbek Latin 1995, Azerbaijani Latin, Kazakh Latin 2021
    "O‘tkir Gʻulomov": "otkir gulomov",
    "Əhməd Məmmədov": "ahmad mammadov",
    "Äuezov Ğabit": "auezov gabit",
    # ALA-LC and DMG romanisation of Arabic, and the same in Arabic script
    "Muḥammad ibn Mūsā al-Ḫwārizmī": "muhammad ibn musa al hwarizmi",
    "ʿAbd al-Raḥmān": "abd al rahman",
    "عبد الرحمن": "abd al rahman",
    "مُحَمَّد": "muhammad",
    "محمـــد": "muhammad",
    "علی رضایی": "ali razayi",
    # ISO 843 Greek, Malay, French
    "Γεώργιος Παπαδόπουλος": "georgios papadopoylos",
    "Nik Aziz b. Nik Mat": "nik aziz b nik mat",
    "Traoré, Aïcha-Noëlle": "traore aicha noelle",
    # other scripts, by anyascii
    "李明": "li ming",
    "নূরুল ইসলাম": "nurul islam",
    # compatibility forms, bidi controls, apostrophes, spaces
    "\u202bＡｈｍｅｄ\u202c\u00a0 O'Neil–Smith ": "ahmed oneil smith",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.items())
def test_forms_of_the_standards(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text(max_size=40))
def test_only_latin_letters_digits_and_single_spaces_are_left(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", fold(text))


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=40))
def test_case_does_not_matter_in_latin(text: str) -> None:
    assert fold(text.lower()) == fold(text)
