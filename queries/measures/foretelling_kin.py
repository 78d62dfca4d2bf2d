"""What two countries have in common before any publication: a language, a subregion, a continent (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from babel.languages import get_official_languages

from graph.countries import all_countries
from queries.measures.arrays import BoolArray


def common_language(countries: Sequence[str]) -> BoolArray:
    """Countries by countries: whether a language is official, by law or in fact, in the whole of both."""
    spoken = [_languages(code) for code in countries]
    return _square([[bool(one & other) for other in spoken] for one in spoken])


def same_subregion(countries: Sequence[str]) -> BoolArray:
    """Countries by countries: whether they are in one UN M49 subregion."""
    places = [_subregion(code) for code in countries]
    return _square([[one == other for other in places] for one in places])


def same_continent(countries: Sequence[str]) -> BoolArray:
    """Countries by countries: whether the names of their UN M49 subregions end alike: Africa, Asia, Europe, …"""
    ends = [_subregion(code).split()[-1] for code in countries]
    return _square([[one == other for other in ends] for one in ends])


def _subregion(code: str) -> str:
    known = all_countries()
    return known[code].region or code if code in known else code


def _languages(code: str) -> set[str]:
    return {language.split("_")[0] for language in get_official_languages(code, de_facto=True)}


def _square(rows: list[list[bool]]) -> BoolArray:
    square = np.array(rows, dtype=np.bool_).reshape(len(rows), len(rows))
    np.fill_diagonal(square, False)
    return square
