"""Countries that complete what a reader types, in English and in the reader's language; those of the base alone."""

from __future__ import annotations

from collections.abc import Mapping

from graph.base import Graph
from graph.countries import all_countries, country_name, find_country
from graph.reading import COUNTRIES
from webviz.language import country

MOST = 24

_PUBLICATIONS = f"""MATCH (:Scientist)-[a:AUTHORED]->(p:Publication)
WITH p, {COUNTRIES} AS named UNWIND named AS at
RETURN at AS id, count(DISTINCT p) AS publications"""


def publications(graph: Graph) -> Mapping[str, int]:
    """How many publications name each country; read once."""
    return graph.memory.once(
        ("publications of countries",),
        lambda: {row["id"]: row["publications"] for row in graph.store.rows(_PUBLICATIONS).to_pylist() if row["id"]},
    )


def countries(graph: Graph, typed: str = "") -> list[tuple[str, str, int]]:
    """Codes, names and publications of the countries that what was typed names or begins; all, the largest first."""
    wanted, known = typed.strip().casefold(), publications(graph)
    whole = find_country(typed) if wanted else None
    there = [code for code in known if code in all_countries()]
    found = [code for code in there if code == whole or any(_begins(name, wanted) for name in _names(code))]
    found.sort(key=lambda code: (code != whole, -known[code], code))
    return [(code, str(country(code)), known[code]) for code in found[:MOST]]


def _names(code: str) -> tuple[str, str]:
    return country_name(code), country(code)


def _begins(name: str, wanted: str) -> bool:
    """Whether any word of a name begins so."""
    return name.casefold().startswith(wanted) or any(word.startswith(wanted) for word in name.casefold().split())
