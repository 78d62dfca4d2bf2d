"""Pages in seven languages: every sentence has its translation, with the same values; numbers, countries, direction."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from flask.testing import FlaskClient

from queries.saying import counted, percent, place, said
from tests.support.messages import Message, catalogue, messages
from webviz import language
from webviz.language import LANGUAGES, decimal, in_words, speaking

OTHERS = LANGUAGES[1:]


def fields(template: str) -> set[tuple[str, str | None]]:
    return {(name, form) for _, name, form, _ in Formatter().parse(template) if name}


def forms(known: Message) -> tuple[str, ...]:
    return (known,) if isinstance(known, str) else known


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_translated_with_the_same_values(code: str) -> None:
    known = catalogue(code)
    lacking, wrong = [], []
    for message in messages():
        entry = known.get(forms(message)[0])
        strings = entry.string if entry else ""
        told = (strings,) if isinstance(strings, str) else tuple(strings or ())
        if not all(told):
            lacking.append(message)
        # A plural form may leave the number out, as Arabic does for one and two.
        allowed = set.union(*map(fields, forms(message)))
        needed = allowed - {("n", "")} if len(told) > 1 else allowed
        wrong += [text for text in told if text and not needed <= fields(text) <= allowed]
    assert lacking == [], f"{len(lacking)} sentences: python -m tests.support.messages --missing {code}"
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_kept_that_nobody_says(code: str) -> None:
    assert {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in catalogue(code) if entry.id} == set(
        messages()
    )


def test_numbers_are_written_as_in_the_language() -> None:
    # CLDR's separators and digits.
    told = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = decimal(12345.6, 1)
    assert told == {
        "en": "12,345.6", "ar": "12,345.6", "fa": "۱۲٬۳۴۵٫۶", "fr": "12\u202f345,6", "ms": "12,345.6",
        "ru": "12\u00a0345,6", "tr": "12.345,6",
    }  # fmt: skip


def test_a_sentence_without_a_translation_stays_english() -> None:
    unknown = said("{share} of {things} in {country}", share=percent(1, 3), things=counted(1200, "mosaic"), country="X")
    assert unknown == "33.3 % of 1,200 mosaics in X"
    with speaking("tr"):
        assert in_words(unknown) == "%33,3 of 1.200 mosaics in X", "its parts are said where they can be"


def test_countries_have_their_names_in_the_language() -> None:
    with speaking("ar"):
        assert in_words(said("{a}", a=place("EG"))) == "مصر"
    assert in_words(place("EG")) == "Egypt"
    with speaking("fr"):
        assert language.country("??") == "??"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_says_its_language_and_direction_and_leads_on_in_it(client: FlaskClient, code: str) -> None:
    page = client.get(f"/countries?lang={code}").text
    assert f'<html lang="{code}" dir="{"rtl" if code in ("ar", "fa") else "ltr"}">' in page
    links = re.findall(r'href="(/(?:bridges|countries|neighbourhood)[^"]*)"', page)
    assert links
    assert all("lang=" in link for link in links)


def test_the_language_is_the_browsers_where_the_url_names_none(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "fr-CA, en;q=0.5"})
    assert '<html lang="fr" dir="ltr">' in page.text
    assert "Accept-Language" in page.headers["Vary"]
    assert '<html lang="en" dir="ltr">' in client.get("/?lang=xx").text
