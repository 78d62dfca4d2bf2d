"""The publications of chosen people or institutions, as arrays: who is on which, how many others are, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.reading import in_period, read, where
from graph.store import Store
from queries.joined_members import Members
from queries.measures.arrays import BoolArray, IntArray

_AUTHORED = pa.schema(
    [("publication", pa.string()), ("scientist", pa.string()), ("institutions", pa.list_(pa.string()))]
)
_WITHHELD = pa.schema([_AUTHORED.field("publication"), _AUTHORED.field("institutions")])
_YEAR = pa.schema([("publication", pa.string()), ("year", pa.int64())])
_PART = pa.schema([("part", pa.string()), ("whole", pa.string())])

_INSTITUTIONS = "CASE WHEN size(a.institutions) > 0 THEN a.institutions ELSE a.found_institutions END"


@dataclass(frozen=True, eq=False)
class Works:
    """Publications of a period, by members: `members[w, m]` is 1 where member m is on publication w.

    `team` counts the authors of each publication who are named here, and `present` those it is divided among: these
    authors, or, for institutions, all the institutions that it names. `year` is 0 where none is known.
    """

    publications: tuple[str, ...]
    members: csr_array[np.int64, tuple[int, int]]
    team: IntArray
    present: IntArray
    year: IntArray
    nowhere: int
    """Publications that name no institution at all."""

    def of(self, keep: BoolArray) -> Works:
        """Only some of the publications."""
        chosen = tuple(np.array(self.publications, dtype=object)[keep])
        return Works(chosen, self.members[keep], self.team[keep], self.present[keep], self.year[keep], self.nowhere)


def works_of(store: Store, members: Members, since: int | None, until: int | None) -> Works:
    """The publications of the period with an author, in order of id.

    An institution is on a publication that names it, or one that is part of it, as a place of an author; one that is
    part of another chosen one counts for itself alone.
    """
    period, years = where(*in_period(since, until)), {"since": since, "until": until}
    authored = read(
        store,
        f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication){period}
        RETURN p.id AS publication, s.id AS scientist, {_INSTITUTIONS} AS institutions""",
        _AUTHORED,
        **years,
    )
    withheld = read(
        store,
        f"""MATCH (p:Publication){where("p.withheld > 0", *in_period(since, until))}
        RETURN p.id AS publication, p.withheld_institutions AS institutions""",
        _WITHHELD,
        **years,
    )
    dated = read(
        store, f"MATCH (p:Publication){period} RETURN p.id AS publication, p.year AS year", _YEAR, **years
    ).sort_by("publication")
    ids = dated["publication"].combine_chunks()
    of_people, of_places = _pairs(ids, authored, withheld)
    team = np.bincount(of_people[0], minlength=len(ids)).astype(np.int64)
    named = _distinct(*of_places, len(ids))
    present = team if members.kind == "Scientist" else named
    standing = {one: [one] for one in members.ids} if members.kind == "Scientist" else standing_for(store, members.ids)
    return Works(
        tuple(ids.to_pylist()),
        _incidence(of_people if members.kind == "Scientist" else of_places, standing, members.ids, len(ids)),
        team,
        present,
        pc.fill_null(dated["year"], 0).to_numpy().astype(np.int64),
        int((named == 0).sum()),
    )


def standing_for(store: Store, chosen: Sequence[str]) -> dict[str, list[str]]:
    """For which chosen institutions each institution stands: itself, else the nearest that it is part of."""
    query = (
        """MATCH (i:Institution)-[:PART_OF]->(w:Institution) WHERE w.id IN $ids RETURN i.id AS part, w.id AS whole"""
    )
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for row in read(store, query, _PART, ids=list(chosen)).to_pylist():
        wholes[row["part"]].add(row["whole"])
    found = {
        part: sorted(above - {whole for one in above for whole in wholes.get(one, ())})
        for part, above in wholes.items()
    }
    return found | {one: [one] for one in chosen}


def _pairs(ids: pa.Array, authored: pa.Table, withheld: pa.Table) -> tuple[tuple[IntArray, pa.Array], ...]:
    """Publications as places with their people, and with their institutions."""
    people = _places(authored["publication"], ids), authored["scientist"].combine_chunks()
    both = pa.concat_tables([authored.select(["publication", "institutions"]), withheld])
    lists = both["institutions"].combine_chunks()
    parents = pc.list_parent_indices(lists)
    return people, (_places(both["publication"].take(parents), ids), pc.list_flatten(lists))


def _distinct(work: IntArray, names: pa.Array, works: int) -> IntArray:
    """How many different names each publication has."""
    codes = pc.dictionary_encode(names).indices.to_numpy().astype(np.int64)
    once = np.unique(np.stack([work, codes]), axis=1)[0]
    return np.bincount(once, minlength=works).astype(np.int64)


def _incidence(
    on: tuple[IntArray, pa.Array], standing: dict[str, list[str]], ids: Sequence[str], works: int
) -> csr_array[np.int64, tuple[int, int]]:
    work, names = on
    chosen = np.flatnonzero(pc.is_in(names, value_set=pa.array(list(standing), pa.string())).to_numpy(False))
    place = {one: k for k, one in enumerate(ids)}
    entries = list(_stood(work[chosen].tolist(), names.take(pa.array(chosen)).to_pylist(), standing, place))
    rows, columns = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    made = csr_array((np.ones(len(entries), np.int64), (rows, columns)), shape=(works, len(ids)))
    made.sum_duplicates()
    made.data[:] = 1
    return made


def _stood(
    work: Sequence[int], names: Sequence[str], standing: dict[str, list[str]], place: dict[str, int]
) -> Iterable[tuple[int, int]]:
    for one, name in zip(work, names, strict=True):
        yield from ((one, place[member]) for member in standing[name])


def _places(values: pa.ChunkedArray, known: pa.Array) -> IntArray:
    found = pc.index_in(values, value_set=known)
    return np.asarray(found.to_numpy(), dtype=np.int64)
