"""Who could be invited to a summit: scientists of the group with the themes in which they publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.authorships import Authorships, authorships
from graph.base import Graph
from graph.errors import QuestionError
from graph.reading import in_period, read, where
from queries.measures.arrays import BoolArray, IntArray
from queries.measures.scientist_countries import latest_country
from queries.placed import Placed
from queries.saying import said
from queries.subject import find_subject
from queries.themes import Themes

if TYPE_CHECKING:
    from queries.summit import SummitParameters

_PERSON = pa.schema([("id", pa.string()), ("name", pa.string()), ("orcid", pa.string()), ("local", pa.bool_())])
_PLACED = pa.schema(
    [
        ("scientist", pa.string()),
        ("publication", pa.string()),
        ("year", pa.int64()),
        ("date", pa.string()),
        ("institutions", pa.list_(pa.string())),
    ]
)
_INSTITUTIONS = "CASE WHEN size(a.institutions) > 0 THEN a.institutions ELSE a.found_institutions END"

Works = csr_array[np.int64, tuple[int, int]]


class Person(NamedTuple):
    """One who could be invited."""

    id: str
    name: str | None
    orcid: str | None
    country: str | None
    """Of the latest authorship in the period that names one."""
    institutions: tuple[str, ...]
    """Of the latest authorship in the period that names any, in its order."""
    latest: int | None
    """Year of the latest publication in the period."""
    publications: int
    """In the themes and the period, each counted once."""


@dataclass(frozen=True, eq=False)
class People:
    """Those who could be invited, who publish most in the themes first, and then by id.

    `works` counts each one's publications in each theme.
    """

    everyone: tuple[Person, ...]
    works: Works
    left_out: Mapping[str, int]
    """How many scientists of the group with a publication in a theme were left out, and why."""
    found: Authorships

    @property
    def places(self) -> dict[str, int]:
        """Where each stands, by id."""
        return {person.id: place for place, person in enumerate(self.everyone)}

    def works_in(self, works: Placed, themes: Themes) -> Works:
        """How many publications each has in other themes of the same publications."""
        return _rows(_counts(self.found, works, themes)[0], self.found, [person.id for person in self.everyone])


def named_scientists(graph: Graph, text: str, parameter: str) -> tuple[str, ...]:
    """The ids of the scientists in a list of ids or names separated by semicolons.

    Raises:
        QuestionError: one of them is no scientist here.
    """
    found = []
    for one in (part.strip() for part in text.split(";")):
        if one:
            subject = find_subject(graph.store, one)
            if subject.kind != "Scientist":
                raise QuestionError(
                    said(
                        "{parameter}: “{text}” is a topic: give ids or names of scientists, separated by ;",
                        parameter=parameter,
                        text=one,
                    )
                )
            found.append(subject.id)
    return tuple(dict.fromkeys(found))


def people(
    graph: Graph,
    asked: SummitParameters,
    group: Sequence[str],
    works: Placed,
    themes: Themes,
    forced: Sequence[str],
    excluded: Sequence[str],
) -> People:
    """Scientists of the group with an id and a publication in a theme, active as asked; and those forced, anyway."""
    found = authorships(graph.store, asked.since, asked.until)
    counts, publications = _counts(found, works, themes)
    country, latest = latest_country(found), _latest(found)
    known = _known(graph, [*found.scientists, *forced])
    reasons = _reasons(asked, found, known, latest, excluded)
    wanted = [place for place, code in enumerate(found.countries) if code in group]
    of_group = np.isin(country, wanted) & (publications > 0)
    eligible = of_group & ~np.any(list(reasons.values()), axis=0)
    eligible |= np.isin(np.array(found.scientists, dtype=object), np.array(forced, dtype=object))
    order = sorted(np.flatnonzero(eligible).tolist(), key=lambda k: (-publications[k], found.scientists[k]))
    homes = _institutions(graph, asked, [found.scientists[k] for k in order])
    everyone = [
        Person(
            found.scientists[k],
            *known[found.scientists[k]][:2],
            found.countries[country[k]] if country[k] >= 0 else None,
            homes.get(found.scientists[k], ()),
            int(latest[k]) or None,
            int(publications[k]),
        )
        for k in order
    ]
    absent = [one for one in forced if one not in {person.id for person in everyone}]
    everyone += [Person(one, *known[one][:2], None, (), None, 0) for one in absent]
    rows = _rows(counts, found, [person.id for person in everyone])
    return People(tuple(everyone), rows, {why: int((of_group & one).sum()) for why, one in reasons.items()}, found)


def _rows(counts: Works, found: Authorships, ids: Sequence[str]) -> Works:
    """The rows of these scientists; empty ones for those without an authorship in the period."""
    places = {one: place for place, one in enumerate(found.scientists)}
    rows = [k for k, one in enumerate(ids) if one in places]
    columns = [places[ids[k]] for k in rows]
    chosen = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(ids), len(found.scientists)))
    return csr_array(chosen @ counts)


def _counts(found: Authorships, works: Placed, themes: Themes) -> tuple[Works, IntArray]:
    """Scientists by themes, how many publications; and how many each has in any theme."""
    place = np.searchsorted(np.array(works.publications, dtype=object), np.array(found.publications, dtype=object))
    about = csr_array(themes.about[place])
    by_scientist = csr_array(found.by_publication.T)
    inside = themes.any[place].astype(np.int64)
    return csr_array(by_scientist @ about), np.asarray(by_scientist @ inside, dtype=np.int64)


def _latest(found: Authorships) -> IntArray:
    """The year of each scientist's latest publication; 0 where none has one."""
    years = np.array([int(one[:4]) if one else 0 for one in found.published], dtype=np.int64)
    latest = np.zeros(len(found.scientists), dtype=np.int64)
    np.maximum.at(latest, found.scientist, years[found.publication])
    return latest


def _known(graph: Graph, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None, bool]]:
    rows = read(
        graph.store,
        "MATCH (s:Scientist) RETURN s.id AS id, s.name AS name, s.orcid AS orcid, s.local AS local",
        _PERSON,
    )
    asked = rows.filter(pc.is_in(rows["id"], value_set=pa.array(ids, pa.string())))
    return {row["id"]: (row["name"], row["orcid"], bool(row["local"])) for row in asked.to_pylist()}


def _reasons(
    asked: SummitParameters,
    found: Authorships,
    known: Mapping[str, tuple[str | None, str | None, bool]],
    latest: IntArray,
    excluded: Sequence[str],
) -> dict[str, BoolArray]:
    out = set(excluded)
    return {
        "without_id": np.array([known[one][2] for one in found.scientists], dtype=np.bool_),
        "not_active": latest < (asked.active_since or 0),
        "excluded": np.array([one in out for one in found.scientists], dtype=np.bool_),
    }


def _institutions(graph: Graph, asked: SummitParameters, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Of the latest authorship of each that names any; of equal dates, the publication with the first id."""
    rows = read(
        graph.store,
        f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication){where(*in_period(asked.since, asked.until))}
        RETURN s.id AS scientist, p.id AS publication, p.year AS year, p.date AS date,
        {_INSTITUTIONS} AS institutions""",
        _PLACED,
        since=asked.since,
        until=asked.until,
    )
    named = pc.and_(
        pc.greater(pc.fill_null(pc.list_value_length(rows["institutions"]), 0), 0),
        pc.is_in(rows["scientist"], value_set=pa.array(ids, pa.string())),
    )
    rows = rows.filter(named)
    rows = rows.append_column("time", pc.coalesce(rows["date"], pc.cast(rows["year"], pa.string()), ""))
    rows = rows.sort_by([("time", "ascending"), ("publication", "descending")])
    pairs = zip(rows["scientist"].to_pylist(), rows["institutions"].to_pylist(), strict=True)
    return {scientist: tuple(institutions) for scientist, institutions in pairs}
