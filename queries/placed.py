"""Publications and the countries of their authorships, as sparse counts: where questions about countries start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

from graph.reading import COUNTRIES, PLACES, in_period, read, where
from graph.store import Store
from queries.measures.arrays import BoolArray, IntArray, WorksByCountries
from queries.measures.counting import incidence

_AUTHORED = pa.schema([("publication", pa.string()), ("countries", pa.list_(pa.string())), ("authorships", pa.int64())])
_PUBLISHED = pa.schema([("publication", pa.string()), ("retracted", pa.bool_())])


@dataclass(frozen=True, eq=False)
class Placed:
    """Publications of a period by countries.

    `authorships[w, c]` counts the authorships of publication w that name country c; `unplaced[w]` those that name
    none. Publications are in order of id, countries in order of code. `retracted` counts publications.
    """

    publications: tuple[str, ...]
    countries: tuple[str, ...]
    authorships: WorksByCountries
    unplaced: IntArray
    retracted: int

    @property
    def incidence(self) -> WorksByCountries:
        """Publications by countries: 1 where an authorship names the country."""
        return incidence(self.authorships)

    @property
    def sizes(self) -> IntArray:
        """The number of countries of each publication."""
        return np.diff(self.authorships.indptr).astype(np.int64)

    def of(self, keep: BoolArray) -> Placed:
        """Only some of the publications."""
        chosen = tuple(np.array(self.publications, dtype=object)[keep])
        return Placed(chosen, self.countries, self.authorships[keep], self.unplaced[keep], self.retracted)


def placed(store: Store, since: int | None = None, until: int | None = None) -> Placed:
    """The publications of a period, each with the countries of its authorships; those without any country too.

    Authors who are not named here count with the countries that the publication keeps of them.
    Where a period is given, a publication without a year is left out.
    """
    chosen, years = where(*in_period(since, until)), {"since": since, "until": until}
    published = read(
        store,
        f"MATCH (p:Publication){chosen} RETURN p.id AS publication, p.retracted AS retracted",
        _PUBLISHED,
        **years,
    )
    authored = read(
        store,
        f"""MATCH (:Scientist)-[a:AUTHORED]->(p:Publication){chosen}
        RETURN p.id AS publication, {COUNTRIES} AS countries, {PLACES} AS authorships""",
        _AUTHORED,
        **years,
    )
    withheld = read(
        store,
        f"""MATCH (p:Publication){where("p.withheld > 0", *in_period(since, until))}
        RETURN p.id AS publication, p.withheld_countries AS countries, p.withheld AS authorships""",
        _AUTHORED,
        **years,
    )
    authored = pa.concat_tables([authored, withheld])
    ids = tuple(sorted(published["publication"].to_pylist()))
    retracted = sum(1 for value in published["retracted"].to_pylist() if value)
    return Placed(ids, *_counted(authored, ids), retracted)


def _counted(authored: pa.Table, ids: tuple[str, ...]) -> tuple[tuple[str, ...], WorksByCountries, IntArray]:
    work = _places(authored["publication"], ids)
    weight = authored["authorships"].to_numpy()
    lists = authored["countries"].combine_chunks()
    named, row = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    countries = tuple(sorted(pc.unique(named).to_pylist()))
    shape = (len(ids), len(countries))
    counts = sp.coo_array((weight[row], (work[row], _places(named, countries))), shape=shape).tocsr()
    without = pc.list_value_length(lists).to_numpy(zero_copy_only=False) == 0
    unplaced = np.bincount(work[without], weights=weight[without], minlength=len(ids)).astype(np.int64)
    return countries, counts.astype(np.int64), unplaced


def _places(values: pa.Array, known: tuple[str, ...]) -> IntArray:
    found = pc.index_in(values, value_set=pa.array(known, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.int64)
