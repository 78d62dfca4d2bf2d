"""Places, spelling and confidence, expectations worked by hand."""

from __future__ import annotations

import math

import pytest

from graph.affiliations.places import CITY, COUNTRY, REGION, Places
from graph.affiliations.records import Organisation
from graph.affiliations.scoring import BASE, TIED, confidence, weights
from graph.affiliations.spelling import Spelling
from graph.affiliations.tokens import cleaned, tokens

PLACES = Places([Organisation("ror:1", ("X",), city="Leiden", countries=("NL",))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leiden, The Netherlands", [(CITY, ("NL",)), (COUNTRY, ("NL",))]),
        ("Princeton, NJ 08540", [(REGION, ("US",))]),
        ("Sfax, Tunisie", [(COUNTRY, ("TN",))]),
        ("القاهرة، جمهورية مصر العربية", []),
        ("بغداد، العراق", [(COUNTRY, ("IQ",))]),
        ("Ташкент, Узбекистан", [(COUNTRY, ("UZ",))]),
        ("P. R. China", [(COUNTRY, ("CN",))]),
        ("Atlanta, Georgia", [(COUNTRY, ("GE", "US"))]),
        ("Long Island", []),
        ("in turkey and in jordan", []),
    ],
)
def test_places_that_a_text_names(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = PLACES.mentions(tokens(cleaned(text)))
    assert [(one.kind, one.countries) for one in found if one.alone] == expected


def test_a_misspelt_word_is_taken_for_the_nearest() -> None:
    spelling = Spelling({"copenhagen": 5.0, "dayton": 8.0, "daytona": 9.0})
    words = tokens("Copenhagne Datyon Dayton Oxford")
    assert spelling.corrected(words) == {0: "copenhagen", 1: "dayton"}


def test_confidence_is_the_logistic_of_the_weights() -> None:
    by = {BASE: -1.0, "a": 2.0, "b": 0.5}
    assert confidence({"a", "unknown"}, by) == pytest.approx(math.e / (1 + math.e))
    assert confidence(set(), by) == pytest.approx(1 / (1 + math.e))
    assert confidence({"a", "b", TIED}, by) == 0.5


def test_a_country_that_agrees_is_worth_more_than_none_and_none_more_than_one_that_differs() -> None:
    name = {"kind_main", "has_kind", "university", "own_2", "total_2", "segment", "left_break", "right_break"}
    agrees = confidence(name | {"country_agrees", "place_agrees"})
    silent = confidence(name | {"no_place", "place_silent"})
    differs = confidence(name | {"country_differs", "place_differs"})
    assert agrees > silent > differs
    assert set(weights()) >= {BASE, "country_agrees", "country_differs"}
