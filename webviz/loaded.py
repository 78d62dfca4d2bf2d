"""What is loaded, how fresh it is and how well it is covered: the first thing that every page says."""

from __future__ import annotations

from dataclasses import dataclass

from graph import countries
from graph.base import Graph
from graph.reading import COUNTRIES
from graph.staging import Load
from graph.store import Store
from queries.saying import Said, in_a_row, percent, said

GROUP = "oic"
INVENTED = "Invented"
"""How the words on a collection begin where nothing in it is real."""

_YEARS = "MATCH (p:Publication) WHERE p.year IS NOT NULL RETURN min(p.year) AS first, max(p.year) AS last"
_WITHOUT_COUNTRY = f"""MATCH (p:Publication)
OPTIONAL MATCH (p)<-[a:AUTHORED]-(:Scientist) WHERE size({COUNTRIES}) > 0
WITH p, count(a) AS placed WHERE placed = 0 RETURN count(*) AS n"""
_COUNTRIES = "MATCH (c:Country) RETURN c.id AS country ORDER BY country"


@dataclass(frozen=True)
class Loaded:
    """The counts of each kind of node and link, the countries that are named, and the loads, oldest first.

    `group` are the members of the OIC among those countries, of `group_size` that it has had.
    """

    counts: dict[str, int]
    countries: tuple[str, ...]
    group: tuple[str, ...]
    group_size: int
    groups: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    without_country: int
    loads: tuple[Load, ...]

    @property
    def invented(self) -> str | None:
        """The notice of an invented collection, in the words of whoever loaded it."""
        texts = (load.collected for load in self.loads if load.collected)
        return next((text for text in texts if text.startswith(INVENTED)), None)

    @property
    def share_without_country(self) -> float:
        """Of all publications, the share that names no country."""
        return self.without_country / (self.counts["Publication"] or 1)

    @property
    def told(self) -> Said:
        """The source of a picture, with how much of it has no country."""
        without = percent(self.without_country, self.counts["Publication"])
        return said("{sources}; {share} of publications name no country", sources=self.sources, share=without)

    @property
    def sources(self) -> Said:
        """The sources with the dates of their latest states, as in “openalex as of 2026-03-14”."""
        latest = {load.source: load.as_of[:10] for load in sorted(self.loads, key=lambda load: load.as_of)}
        dated = [said("{source} as of {date}", source=source, date=date) for source, date in sorted(latest.items())]
        return in_a_row(dated, "; ")


def loaded(graph: Graph) -> Loaded:
    """What the graph holds now."""
    store = graph.store
    named = tuple(store.rows(_COUNTRIES)["country"].to_pylist())
    members = countries.members(GROUP, known=graph.groups)
    first, last = _years(store)
    return Loaded(
        counts=store.counts(),
        countries=named,
        group=tuple(code for code in members if code in named),
        group_size=len(members),
        groups=tuple(sorted({membership.group for membership in graph.groups})),
        first_year=first,
        last_year=last,
        without_country=int(store.rows(_WITHOUT_COUNTRY)["n"][0].as_py()),
        loads=graph.loads,
    )


def _years(store: Store) -> tuple[int | None, int | None]:
    row = store.rows(_YEARS).to_pylist()[0]
    return row["first"], row["last"]
