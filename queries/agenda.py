"""How the priority areas of the OIC's science agenda stand: publications, people, growth, cooperation, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.reading import in_period, read, where
from queries.agenda_mapping import Agenda, agenda
from queries.caveats import base_caveats, counted, in_a_row, percent, period, said
from queries.measures.arrays import BoolArray, IntArray
from queries.parameters import parameter, shown
from queries.placed import Placed, placed
from queries.question import Answer, Question, Value
from queries.saying import Said
from queries.shortfall import Shortfall, collected_on, shortfall
from queries.themes import Themes, themes_of_areas, topics_of_works

WHOLE = "all"
"""The key of the row of all publications."""
SHOWN = 5
LONGEST_HALF = 5

_YEAR = pa.schema([("publication", pa.string()), ("year", pa.int64())])
_ID = pa.schema([("id", pa.string())])


@dataclass(frozen=True)
class AgendaParameters:
    """What the question can be asked with."""

    group: str = parameter("oic", help="whose publications are looked at: a group, all, or codes such as TR,IR,PK")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    mapping: Path | None = parameter(  # noqa: RUF009 - the name of a file
        None, help="a CSV of your own that maps topics to areas, like the one that ships", example="agenda.csv"
    )


COLUMNS = {
    "area": "code of the priority area; all: every publication of the group, in an area or in none",
    "name": "name of the area",
    "publications": "publications of the area that name a member of the group, each counted once",
    "share": "those, as a share of all publications that name a member; areas overlap",
    "countries": "members that are named on one of them or more",
    "people": "scientists with an id who name a member on one of them or more",
    "growth": "a year, on average: the publications of the last five years against those of the five before",
    "international_share": "those of two countries or more, of the whole world, as a share of publications",
    "internal_share": "those of two members or more, as a share of the international ones",
    "gaps": "pairs of members whose verdict is gap, as in collaboration-gaps, within the area",
    "under_joined": "the pairs that lack most joint publications: how many they have of how many expected",
}


@dataclass(frozen=True, eq=False)
class _Seen:
    """What the rows are counted from, for the publications of the period in the order of `works`."""

    works: Placed
    group: tuple[str, ...]
    year: IntArray
    """0 where there is none."""
    found: Authorships
    place: IntArray
    """Of each publication of `found`, its place in `works`."""
    named: BoolArray
    """Of each authorship of `found`: whether it names a member and its scientist has an id."""
    collected_on: tuple[str, ...]

    @property
    def members(self) -> IntArray:
        """How many members each publication names."""
        columns = [place for place, code in enumerate(self.works.countries) if code in self.group]
        return np.asarray(self.works.incidence[:, columns].sum(axis=1), dtype=np.int64).ravel()


def answer(graph: Graph, asked: AgendaParameters) -> Answer:
    """One row for each area, in the agenda's order, and one of all publications of the group."""
    mapping = agenda(asked.mapping)
    seen = _seen(graph, asked)
    themes = _themes(graph, asked, mapping, seen.works)
    rows = [_area_row(seen, themes, place, code, mapping) for place, code in enumerate(mapping.areas)]
    rows.append((WHOLE, said("All publications"), *_figures(seen, np.ones(seen.year.size, dtype=np.bool_))))
    coverage = _coverage(seen, themes, mapping)
    caveats = (*_caveats(coverage, mapping, asked), *base_caveats(graph))
    return Answer("agenda", shown(asked), tuple(COLUMNS), tuple(rows), caveats, coverage)


def publications(graph: Graph, asked: AgendaParameters, key: Sequence[str]) -> list[str]:
    """The publications of the area that name a member of the group."""
    mapping = agenda(asked.mapping)
    works = placed(graph.store, asked.since, asked.until)
    codes = members(asked.group, asked.since, asked.until, graph.groups)
    columns = [place for place, code in enumerate(works.countries) if code in codes]
    chosen = np.asarray(works.incidence[:, columns].sum(axis=1)).ravel() > 0
    if key[0] != WHOLE:
        if key[0] not in mapping.areas:
            raise QuestionError(
                said(
                    "area “{area}” is not known: give one of {areas} or {all}",
                    area=key[0],
                    areas=in_a_row(tuple(mapping.areas)),
                    all=WHOLE,
                )
            )
        themes = _themes(graph, asked, mapping, works)
        chosen &= themes.of(themes.ids.index(key[0]))
    return [works.publications[place] for place in np.flatnonzero(chosen)]


def _themes(graph: Graph, asked: AgendaParameters, mapping: Agenda, works: Placed) -> Themes:
    topics = topics_of_works(graph.store, works.publications, asked.since, asked.until)
    return themes_of_areas(topics, mapping, tuple(mapping.areas))


def _seen(graph: Graph, asked: AgendaParameters) -> _Seen:
    group = members(asked.group, asked.since, asked.until, graph.groups)
    works = placed(graph.store, asked.since, asked.until)
    found = authorships(graph.store, asked.since, asked.until)
    local = set(read(graph.store, "MATCH (s:Scientist) WHERE s.local RETURN s.id AS id", _ID)["id"].to_pylist())
    columns = [place for place, code in enumerate(found.countries) if code in group]
    known = np.array([one not in local for one in found.scientists], dtype=np.bool_)
    named = np.asarray(found.countries_of[:, columns].sum(axis=1)).ravel() > 0
    place = np.searchsorted(np.array(works.publications, dtype=object), np.array(found.publications, dtype=object))
    return _Seen(
        works,
        group,
        _years(graph, asked, works.publications),
        found,
        place.astype(np.int64),
        named & known[found.scientist],
        collected_on(works),
    )


def _years(graph: Graph, asked: AgendaParameters, publications: Sequence[str]) -> IntArray:
    dated = (
        f"MATCH (p:Publication){where(*in_period(asked.since, asked.until))} RETURN p.id AS publication, p.year AS year"
    )
    rows = read(graph.store, dated, _YEAR, since=asked.since, until=asked.until)
    by_id = dict(zip(rows["publication"].to_pylist(), rows["year"].to_pylist(), strict=True))
    return np.array([by_id[one] or 0 for one in publications], dtype=np.int64)


def _area_row(seen: _Seen, themes: Themes, place: int, code: str, mapping: Agenda) -> tuple[Value, ...]:
    if not mapping.taken[code]:
        return (code, mapping.areas[code], *[None] * (len(COLUMNS) - 3), [])
    return (code, mapping.areas[code], *_figures(seen, themes.of(place)))


def _figures(seen: _Seen, within: BoolArray) -> tuple[Value, ...]:
    """Everything beyond the first two columns, of the publications `within` an area."""
    its = within & (seen.members > 0)
    international = its & (seen.works.sizes >= 2)
    internal = its & (seen.members >= 2)
    some = seen.works.incidence[np.flatnonzero(its)]
    there = np.asarray(some.sum(axis=0)).ravel() > 0
    authored = seen.named & its[seen.place][seen.found.publication]
    lacking = shortfall(seen.works.of(within), seen.group, seen.collected_on)
    gaps = lacking.gaps()
    return (
        int(its.sum()),
        _share(its.sum(), (seen.members > 0).sum()),
        int(sum(there[place] for place, code in enumerate(seen.works.countries) if code in seen.group)),
        int(np.unique(seen.found.scientist[authored]).size),
        growth(seen.year[its], *_span(seen)),
        _share(international.sum(), its.sum()),
        _share(internal.sum(), international.sum()),
        int(gaps.sum()),
        _under_joined(lacking, gaps, seen.works.countries),
    )


def _span(seen: _Seen) -> tuple[int, int]:
    """First and last year of the members' publications; the last is often not yet whole."""
    years = seen.year[(seen.members > 0) & (seen.year > 0)]
    return (int(years.min()), int(years.max())) if years.size else (0, 0)


def growth(years: IntArray, first: int, last: int) -> float | None:
    """The mean growth a year: (n of the later years / n of the earlier)^(1 / number of each) - 1.

    The later years are the last five up to `last`, or as many as half of the span holds; the earlier ones as many
    before. None where the span is a single year, or one of the two has no publication.
    """
    half = min(LONGEST_HALF, (last - first + 1) // 2)
    later = int(np.sum((years > last - half) & (years <= last)))
    earlier = int(np.sum((years > last - 2 * half) & (years <= last - half)))
    if not half or not later or not earlier:
        return None
    return float((later / earlier) ** (1 / half) - 1)


def _share(part: Any, whole: Any) -> float | None:
    return float(part / whole) if whole else None


def _under_joined(lacking: Shortfall, gaps: BoolArray, countries: Sequence[str]) -> list[str]:
    order = np.lexsort((np.arange(gaps.size), -lacking.missing))[:SHOWN]
    return [_lack(lacking, k, countries, gap=bool(gaps[k])) for k in order.tolist() if lacking.missing[k] > 0]


def _lack(lacking: Shortfall, k: int, countries: Sequence[str], *, gap: bool) -> Said:
    a, b = (countries[int(side[k])] for side in (lacking.pairs.first, lacking.pairs.second))
    observed, expected = int(lacking.observed[k]), float(lacking.expected[k])
    if gap:
        return said("{a}–{b} {observed} of {expected:.1f} (gap)", a=a, b=b, observed=observed, expected=expected)
    return said("{a}–{b} {observed} of {expected:.1f}", a=a, b=b, observed=observed, expected=expected)


def _coverage(seen: _Seen, themes: Themes, mapping: Agenda) -> dict[str, Any]:
    works, named = seen.works, seen.members > 0
    return {
        "publications": len(works.publications),
        "publications_in_an_area": int(themes.any.sum()),
        "publications_of_the_group": int(named.sum()),
        "publications_of_the_group_in_an_area": int((named & themes.any).sum()),
        "publications_without_country": int((works.sizes == 0).sum()),
        "publications_without_country_in_an_area": int(((works.sizes == 0) & themes.any).sum()),
        "publications_retracted": works.retracted,
        "members": len(seen.group),
        "collected_on": list(seen.collected_on),
        "mapping_version": mapping.version,
        "mapping_date": mapping.date,
        "areas_without_topics": [code for code in mapping.areas if not mapping.taken[code]],
    }


def _caveats(coverage: dict[str, Any], mapping: Agenda, asked: AgendaParameters) -> list[Said]:
    total, inside = coverage["publications_of_the_group"], coverage["publications_of_the_group_in_an_area"]
    everything, without = coverage["publications"], coverage["publications_without_country"]
    told = [
        said(
            "Base: {publications} {period} that name a member; {inside} of them ({share}) fall under an area, by the "
            "main topic (by all topics where none is marked). One may fall under several. Full counting.",
            publications=counted(total, "publication"),
            period=period(asked.since, asked.until),
            inside=inside,
            share=percent(inside, total),
        ),
        said(
            "Which topics belong to which area is a judgement: {mapping}, version {version} of {date}. The names of "
            "the areas are COMSTECH's; the OIC has published no list of topics, and no target is shown.",
            mapping=str(asked.mapping) if asked.mapping else said("the mapping that ships with Hikma"),
            version=mapping.version or said("not stated"),
            date=mapping.date or said("no date"),
        ),
        said(
            "{publications} of {all} ({share}) name no country and are in no row.",
            publications=counted(without, "publication"),
            all=everything,
            share=percent(without, everything),
        ),
        said(
            "Gaps are judged within the area, by the same test as in collaboration-gaps, for each area by itself. The "
            "last year is often not yet whole, which lowers growth: end the period before it."
        ),
    ]
    told += [
        said(
            "Area {code} ({name}) is about how the others are done and has no topics: read it from "
            "internal_share, of all publications in the row {row}.",
            code=code,
            name=mapping.areas[code],
            row=WHOLE,
        )
        for code in coverage["areas_without_topics"]
    ]
    if coverage["collected_on"]:
        told.append(
            said(
                "{countries}: in nearly every international publication; the base was collected on it, and its pairs "
                "are left out of gaps and under_joined.",
                countries=in_a_row(coverage["collected_on"]),
            )
        )
    return told


QUESTION = Question(
    name="agenda",
    title="How do the priority areas of the OIC's science agenda stand?",
    text="""For each priority area of the OIC Science, Technology and Innovation Agenda 2026: the publications of the
group's members, how many of them and of their scientists take part, growth, the international share, the share among
members, and the pairs of members that publish too little together in it. Which topics make up an area is a mapping
that ships as a file, with a version, and can be replaced by your own.""",
    parameters=AgendaParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
)
