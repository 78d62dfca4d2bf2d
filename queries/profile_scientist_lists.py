"""Lists of a scientist's profile: names, years, countries, institutions, topics, co-authors, newest publications."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import country_name
from queries.measures.arrays import IntArray
from queries.profile_corpus import ones
from queries.profile_figures import Figure, figures
from queries.profile_lists import Tallied, names_of, tallied, things
from queries.profile_scientist import Person, lines_of, printed, stays, years_of
from queries.profile_scope import Part, Scope
from queries.profile_summary import Estimate, summary

OWN = (
    "publications", "international_share", "leadership", "fwci", "top_10_share", "fwci_known", "percentile_known",
    "institutions",
)  # fmt: skip
TIE = "{a} + {b}"
"""The id of a row about two co-authors, by their ids in the order of the list."""
MOST_TIES = 100
"""Co-authors among whom ties are looked for at most."""


class Profile(NamedTuple):
    """What an answer shows, and what it was made from."""

    person: Person
    scope: Scope
    part: Part
    figures: list[Figure]


def figures_of(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    """Totals, names, years, countries, institutions, topics, co-authors, ties among them, newest publications."""
    return [
        *_totals(made),
        *_names(graph, made),
        *_years(made),
        *_countries(made),
        *_institutions(graph, made, limit),
        *_topics(made, limit),
        *_coauthors(graph, made, limit),
        *_newest(graph, made, limit),
    ]


def _totals(made: Profile) -> list[Figure]:
    seen, part, person = made.scope, made.part, made.person
    found = summary(seen, part, seen.inside)
    kept = {name: found[name] for name in OWN}
    whole = found["publications"]._replace(of=part.works.size)
    kept["publications"] = whole
    kept["coauthors"] = whole._replace(value=float(_beside(made).places.size))
    return figures("totals", person.id, person.name, kept | _ends(seen, whole))


def _ends(seen: Scope, whole: Estimate) -> dict[str, Estimate]:
    """The first and the last year of what an estimate counts."""
    years = years_of(seen, whole.behind)
    if years is None:
        return {}
    return {
        name: whole._replace(value=float(year)) for name, year in zip(("first_year", "last_year"), years, strict=True)
    }


def _names(graph: Graph, made: Profile) -> list[Figure]:
    """Every form of the name, those printed most first."""
    place = dict(zip(made.scope.corpus.ids(made.part.works), made.part.works.tolist(), strict=True))
    found = printed(graph, made.person)
    counts = {name: _places([place[one] for one in works if one in place]) for name, works in found.items()}
    made_rows = []
    for name in sorted(counts, key=lambda one: (-counts[one].size, one)):
        estimate = Estimate(float(counts[name].size), None, None, counts[name], made.part.works.size)
        made_rows += figures("names", name, name, {"printed": estimate})
    return made_rows


def _places(found: Sequence[int]) -> IntArray:
    return np.array(sorted(found), dtype=np.int64)


def _years(made: Profile) -> list[Figure]:
    """Publications of every year from the first to the last."""
    years, works = years_of(made.scope, made.part.works), made.part.works
    made_rows = []
    for year in range(years[0], years[1] + 1) if years else ():
        then = works[made.scope.corpus.year[works] == year]
        estimate = Estimate(float(then.size), None, None, then, works.size)
        made_rows += figures("years", str(year), str(year), {"publications": estimate})
    return made_rows


def _countries(made: Profile) -> list[Figure]:
    """Countries of the own authorships, with the first and the last year, the latest first."""
    held, mine = made.scope.corpus, np.flatnonzero(made.part.lines)
    at = held.lines.countries[mine]
    own = ones(held.lines.work[mine][_rows_of(at)], at.indices.astype(np.int64), (held.works, len(held.countries)))
    found = tallied(made.scope, own, made.part.weight > 0)
    every = []
    for k in found.places.tolist():
        estimate = Estimate(float(found.value[k]), None, None, found.behind(k), int(found.known.sum()))
        code = held.countries[k]
        every.append((code, {"publications": estimate} | _ends(made.scope, estimate)))
    every.sort(key=lambda one: (-(one[1]["last_year"].value or 0) if "last_year" in one[1] else 0, one[0]))
    return [one for code, estimates in every for one in figures("countries", code, country_name(code), estimates)]


def _rows_of(matrix: Any) -> IntArray:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)).astype(np.int64)


def _institutions(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    """Institutions of publications and of the source's own record, the latest first."""
    held, seen = made.scope.corpus, made.scope
    mine = np.flatnonzero(made.part.lines)
    at = held.lines.institutions[mine]
    work = held.lines.work[mine][_rows_of(at)]
    of = int(np.unique(work).size)
    stated = {stay.institution: stay.years for stay in stays(graph, made.person)}
    ids = {held.institutions[k] for k in np.unique(at.indices).tolist()} | set(stated)
    place = {held.institutions[k]: k for k in np.unique(at.indices).tolist()}
    every: list[tuple[int, int, str, dict[str, Estimate]]] = []
    for id_ in ids:
        works = np.unique(work[at.indices == place[id_]]) if id_ in place else np.zeros(0, np.int64)
        years = sorted({*(stated.get(id_) or ()), *(years_of(seen, works) or ())})
        estimate = Estimate(float(works.size), None, None, works, of)
        found = {"publications": estimate}
        if years:
            found["first_year"] = estimate._replace(value=float(years[0]))
            found["last_year"] = estimate._replace(value=float(years[-1]))
        every.append((-(years[-1] if years else 0), -works.size, id_, found))
    chosen = sorted(every, key=lambda one: one[:3])[: limit or None]
    names = names_of(graph.store, "Institution")([id_ for *_, id_, _ in chosen])
    return [one for *_, id_, found in chosen for one in figures("institutions", id_, names.get(id_, id_), found)]


def _topics(made: Profile, limit: int) -> list[Figure]:
    """Topics of the level that the source gives a publication, by how many publications have them."""
    subjects = made.scope.corpus.subjects
    found = tallied(made.scope, subjects.about, made.part.weight > 0)
    names = {id_: name or id_ for id_, name in zip(subjects.ids, subjects.names, strict=True)}
    return things("topics", found, subjects.ids, limit, lambda ids: {id_: names[id_] for id_ in ids})


def _beside(made: Profile) -> Tallied:
    """The scientists on the same publications."""
    held = made.scope.corpus
    own = made.part.weight > 0
    lines = held.lines
    there = (lines.scientist >= 0) & own[lines.work] & ~lines_of(made.scope, [made.person.id])
    beside = ones(lines.work[there], lines.scientist[there], (held.works, len(held.scientists)))
    return tallied(made.scope, beside, own)


def _coauthors(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    """Those with most joint publications, with the last year; then pairs of them, by their own joint publications."""
    held, found = made.scope.corpus, _beside(made)
    works = made.part.works.size
    chosen: list[int] = found.places[: limit or None].tolist()
    names = names_of(graph.store, "Scientist")([held.scientists[k] for k in chosen])
    made_rows = []
    for k in chosen:
        id_, joint = held.scientists[k], found.behind(k)
        estimate = Estimate(float(joint.size), None, None, joint, works)
        made_rows += figures("co-authors", id_, names.get(id_, id_), {"joint": estimate} | _ends(made.scope, estimate))
    return made_rows + _ties(made, chosen[:MOST_TIES], names)


def _ties(made: Profile, chosen: Sequence[int], names: dict[str, str]) -> list[Figure]:
    """Pairs of co-authors who are on a publication together, with the scientist or without."""
    held, seen = made.scope.corpus, made.scope
    lines = held.lines
    there = np.isin(lines.scientist, list(chosen)) & seen.inside[lines.work]
    at = {k: set(lines.work[there & (lines.scientist == k)].tolist()) for k in chosen}
    made_rows = []
    for a, b in combinations(chosen, 2):
        joint = _places(list(at[a] & at[b]))
        if joint.size:
            left, right = held.scientists[a], held.scientists[b]
            pair = f"{names.get(left, left)} – {names.get(right, right)}"
            estimate = Estimate(float(joint.size), None, None, joint, len(at[a] | at[b]))
            made_rows += figures("ties", TIE.format(a=left, b=right), pair, {"joint": estimate})
    return made_rows


def _newest(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    """The newest publications, with their year."""
    held, works = made.scope.corpus, made.part.works
    order = np.lexsort((works, -held.year[works]))
    chosen = works[order][: limit or None]
    ids = held.ids(chosen)
    cypher = "MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.title AS title"
    titles = {row["id"]: row["title"] for row in graph.store.rows(cypher, ids=ids).to_pylist()}
    made_rows = []
    for id_, place in zip(ids, chosen.tolist(), strict=True):
        year = float(held.year[place]) or None
        estimate = Estimate(year, None, None, np.array([place], dtype=np.int64), works.size)
        made_rows += figures("newest", id_, titles.get(id_) or id_, {"year": estimate})
    return made_rows
