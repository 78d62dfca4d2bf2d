"""Ten wide regions of the world, few enough to be told apart by colour, made of the list's subregions."""

from __future__ import annotations

from typing import NamedTuple

from graph.countries import all_countries
from queries.saying import said


class Region(NamedTuple):
    """A region: the name of its colour, how it is called, and that colour on a light ground."""

    kind: str
    label: str
    colour: str


REGIONS = (
    Region("r-na", said("Northern Africa"), "#b45309"),
    Region("r-wa", said("Western Africa"), "#15803d"),
    Region("r-sa", said("Eastern, Middle and Southern Africa"), "#6b6b00"),
    Region("r-as", said("Western Asia"), "#0e7490"),
    Region("r-ca", said("Central Asia"), "#1d4ed8"),
    Region("r-so", said("Southern Asia"), "#7e22ce"),
    Region("r-ea", said("East and Southeast Asia"), "#be185d"),
    Region("r-eu", said("Europe"), "#475569"),
    Region("r-am", said("Americas"), "#b91c1c"),
    Region("r-oc", said("Oceania and Antarctica"), "#78350f"),
)
"""In the order of rows and columns of a matrix: neighbours stand together."""

_WORDS = (
    ("r-na", ("Northern Africa",)),
    ("r-wa", ("Western Africa",)),
    ("r-sa", ("Eastern Africa", "Middle Africa", "Southern Africa")),
    ("r-as", ("Western Asia",)),
    ("r-ca", ("Central Asia",)),
    ("r-so", ("Southern Asia",)),
    ("r-ea", ("Eastern Asia", "Southeast Asia")),
    ("r-eu", ("Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe")),
    ("r-am", ("Caribbean", "Central America", "Northern America", "South America")),
    ("r-oc", ("Antarctica", "Australasia", "Melanesia", "Micronesian Region", "Polynesia")),
)
_REGION_OF = {subregion: kind for kind, subregions in _WORDS for subregion in subregions}
_ORDER = {region.kind: number for number, region in enumerate(REGIONS)}


def region_of(country: str) -> str:
    """The kind of the region that a country lies in."""
    return _REGION_OF[all_countries()[country].region]


def by_region(countries: tuple[str, ...]) -> tuple[str, ...]:
    """The countries in the order of their regions, then of their names."""
    return tuple(sorted(countries, key=lambda code: (_ORDER[region_of(code)], all_countries()[code].name)))
