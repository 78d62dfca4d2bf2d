"""Publications and the countries of their authorships, as sparse counts: where questions about countries start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.store import Store

_AUTHORSHIPS = """MATCH (:Scientist)-[a:AUTHORED]->(p:Publication) {where}
RETURN p.id AS publication, a.countries AS countries, size(a.positions) AS authorships"""

_PUBLICATIONS = "MATCH (p:Publication) {where} RETURN p.id AS publication, p.retracted AS retracted"


def period(since: int | None, until: int | None, name: str = "p") -> str:
    """The condition that a publication's year lies in a period, both ends included; nothing where there is none."""
    since_ = [f"{name}.year >= {int(since)}"] if since is not None else []
    until_ = [f"{name}.year <= {int(until)}"] if until is not None else []
    return " AND ".join(since_ + until_)


@dataclass(frozen=True)
class Placed:
    """Publications of a period by countries.

    `authorships[w, c]` counts the authorships of publication w that name country c; `unplaced[w]` those that name
    none. Publications are in order of id, countries in order of code.
    """

    publications: tuple[str, ...]
    countries: tuple[str, ...]
    authorships: sp.csr_array
    unplaced: NDArray[np.int64]
    retracted: int

    @property
    def incidence(self) -> sp.csr_array:
        """Which publication names which country: 1.0 or nothing."""
        ones = self.authorships.copy()
        ones.data = np.ones_like(ones.data, dtype=np.float64)
        return ones

    @property
    def sizes(self) -> NDArray[np.int64]:
        """The number of countries of each publication."""
        return np.diff(self.authorships.indptr).astype(np.int64)

    def of(self, keep: NDArray[np.bool_]) -> Placed:
        """Only some of the publications."""
        chosen = tuple(np.array(self.publications, dtype=object)[keep])
        return Placed(chosen, self.countries, self.authorships[keep], self.unplaced[keep], self.retracted)


def placed(store: Store, since: int | None = None, until: int | None = None) -> Placed:
    """The publications of a period, each with the countries of its authorships; those without any country too."""
    within = period(since, until)
    where = f"WHERE {within}" if within else ""
    works = store.rows(_PUBLICATIONS.format(where=where))
    ids = tuple(sorted(works["publication"].to_pylist()))
    rows = store.rows(_AUTHORSHIPS.format(where=where))
    retracted = sum(1 for value in works["retracted"].to_pylist() if value)
    if not rows.num_rows:
        return Placed(ids, (), sp.csr_array((len(ids), 0)), np.zeros(len(ids), np.int64), retracted)
    work = pc.index_in(rows["publication"], value_set=pa.array(ids)).to_numpy()
    weight = rows["authorships"].to_numpy()
    lists = rows["countries"].cast(pa.list_(pa.string())).combine_chunks()
    named = pc.list_flatten(lists)
    parent = pc.list_parent_indices(lists).to_numpy()
    countries = tuple(sorted(code for code in pc.unique(named).to_pylist() if code))
    place = pc.index_in(named, value_set=pa.array(countries, pa.string())).to_numpy()
    counts = sp.coo_array((weight[parent], (work[parent], place)), shape=(len(ids), len(countries))).tocsr()
    without = pc.list_value_length(lists).to_numpy() == 0
    unplaced = np.bincount(work[without], weights=weight[without], minlength=len(ids)).astype(np.int64)
    return Placed(ids, countries, counts, unplaced, retracted)
