"""The topics of publications, and those that two of a list have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.reading import read
from graph.store import Store
from queries.measures.arrays import IntArray

SHOWN = 5

_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string())])
_NAMES = pa.schema([("topic", pa.string()), ("name", pa.string())])


class Topics:
    """What some publications are about: `about[w, t]` is 1 where publication w has topic t, in order of `ids`."""

    def __init__(self, store: Store, publications: Sequence[str]) -> None:
        about = read(
            store, "MATCH (p:Publication)-[:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic", _ABOUT
        )
        works = pa.array(publications, pa.string())
        about = about.filter(pc.is_in(about["publication"], value_set=works))
        self.ids = tuple(sorted(set(about["topic"].to_pylist())))
        query = "MATCH (t:Topic) WHERE t.id IN $ids RETURN t.id AS topic, t.name AS name"
        named = read(store, query, _NAMES, ids=list(self.ids)).to_pylist()
        names = {row["topic"]: row["name"] for row in named}
        self._names = [names[one] or one for one in self.ids]
        ends = tuple(
            pc.index_in(about[column], value_set=known).to_numpy().astype(np.int64)
            for column, known in (("publication", works), ("topic", pa.array(self.ids, pa.string())))
        )
        self.about = csr_array((np.ones(about.num_rows, np.int64), ends), shape=(len(publications), len(self.ids)))

    def of(self, works: IntArray | list[int]) -> list[str]:
        """The names of the topics that most of these publications have; of equals, the first by id."""
        return self._most(np.asarray(self.about[works].sum(axis=0), dtype=np.int64).ravel())

    def shared(self, counts: IntArray, others: IntArray) -> list[str]:
        """The topics of both, given how many publications each has on each; that first on which both have most."""
        return self._most(np.minimum(counts, others))

    def _most(self, counts: IntArray) -> list[str]:
        order = np.argsort(-counts, kind="stable")[:SHOWN]
        return [self._names[k] for k in order.tolist() if counts[k] > 0]
