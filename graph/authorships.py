"""Who wrote what, from where: the authorships of a period as arrays, from which networks are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.reading import COUNTRIES, in_period, read, where
from graph.store import Store

_AUTHORED = pa.schema([("scientist", pa.string()), ("publication", pa.string()), ("countries", pa.list_(pa.string()))])
_PUBLISHED = pa.schema([("publication", pa.string()), ("year", pa.int64()), ("date", pa.string())])
_WITHHELD = pa.schema([("publication", pa.string()), ("countries", pa.list_(pa.string()))])


@dataclass(frozen=True, eq=False)
class Authorships:
    """One authorship is one scientist on one publication; an author named twice in a byline counts once.

    `scientist[k]` and `publication[k]` are positions in `scientists` and `publications`; authorships are in
    order of scientist, then publication. `countries_of` has a row for each authorship and a column for each
    of `countries`, 1 where the authorship names the country. Ids are sorted; only those with an authorship in
    the period are there.
    """

    scientists: tuple[str, ...]
    publications: tuple[str, ...]
    published: tuple[str, ...]
    """Of each publication: its date YYYY-MM-DD, else its year, else an empty text. They sort by time."""
    countries: tuple[str, ...]
    scientist: NDArray[np.int64]
    publication: NDArray[np.int64]
    countries_of: csr_array[np.int64, tuple[int, int]]
    withheld: csr_array[np.int64, tuple[int, int]]
    """Publications by countries: 1 where an author who is not named here was."""

    @cached_property
    def by_publication(self) -> csr_array[np.int64, tuple[int, int]]:
        """Publications by scientists: 1 where the scientist is an author."""
        return _ones(self.publication, self.scientist, (len(self.publications), len(self.scientists)))

    @cached_property
    def countries_by_publication(self) -> csr_array[np.int64, tuple[int, int]]:
        """Publications by countries: 1 where an authorship names the country, or that of an author not named here."""
        row, country = self.countries_of.nonzero()
        work, other = self.withheld.nonzero()
        rows, columns = np.concatenate([self.publication[row], work]), np.concatenate([country, other])
        return _ones(rows, columns, (len(self.publications), len(self.countries)))

    @cached_property
    def team(self) -> NDArray[np.int64]:
        """The number of authors of each publication."""
        return np.bincount(self.publication, minlength=len(self.publications)).astype(np.int64)


def authorships(
    store: Store, since: int | None = None, until: int | None = None, of: Sequence[str] | None = None
) -> Authorships:
    """The authorships on publications of the years from `since` to `until`; with `of`, of these scientists.

    Where a period is given, a publication without a year is left out.
    """
    chosen = in_period(since, until)
    asked = {"since": since, "until": until, "of": list(of or ())}
    whose = () if of is None else ("s.id IN $of",)
    authored = f"""MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication){where(*whose, *chosen)}
        RETURN s.id AS scientist, p.id AS publication, {COUNTRIES} AS countries"""
    dated = "MATCH (p:Publication)" if of is None else "MATCH (s:Scientist)-[:AUTHORED]->(p:Publication)"
    published = f"""{dated}{where(*whose, *chosen)}
        RETURN DISTINCT p.id AS publication, p.year AS year, p.date AS date"""
    withheld = f"""{dated}{where("p.withheld > 0", *whose, *chosen)}
        RETURN DISTINCT p.id AS publication, p.withheld_countries AS countries"""
    return _arrays(
        read(store, authored, _AUTHORED, **asked),
        read(store, published, _PUBLISHED, **asked),
        read(store, withheld, _WITHHELD, **asked),
    )


def _arrays(authored: pa.Table, published: pa.Table, withheld: pa.Table) -> Authorships:
    scientists, scientist = _coded(authored["scientist"])
    publications, publication = _coded(authored["publication"])
    order = np.lexsort((publication, scientist))
    scientist, publication = scientist[order], publication[order]
    lists = authored["countries"].take(pa.array(order)).combine_chunks()
    others = withheld["countries"].combine_chunks()
    countries, places = _coded(pa.concat_arrays([pc.list_flatten(lists), pc.list_flatten(others)]))
    row = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    country, other = places[: len(row)], places[len(row) :]
    of = pc.index_in(withheld["publication"], value_set=publications).to_numpy(zero_copy_only=False)
    work = of[pc.list_parent_indices(others).to_numpy(zero_copy_only=False)]
    named = ~np.isnan(work.astype(float))
    return Authorships(
        tuple(scientists.to_pylist()),
        tuple(publications.to_pylist()),
        _times(publications, published),
        tuple(countries.to_pylist()),
        scientist,
        publication,
        _ones(row, country, (len(scientist), len(countries))),
        _ones(work[named].astype(np.int64), other[named], (len(publications), len(countries))),
    )


def _coded(values: Any) -> tuple[pa.Array, NDArray[np.int64]]:
    """The distinct values, sorted, and the place of each value among them."""
    distinct = pc.unique(values)
    distinct = distinct.take(pc.sort_indices(distinct))
    places = pc.index_in(values, value_set=distinct)
    return distinct, np.asarray(places.to_numpy(zero_copy_only=False), dtype=np.int64)


def _times(publications: pa.Array, published: pa.Table) -> tuple[str, ...]:
    rows = pc.index_in(publications, value_set=published["publication"])
    times = pc.coalesce(published["date"], pc.cast(published["year"], pa.string()), "")
    return tuple(times.take(rows).to_pylist())


def _ones(rows: NDArray[Any], columns: NDArray[Any], shape: tuple[int, int]) -> csr_array[np.int64, tuple[int, int]]:
    """1 at each place named, once or more often."""
    made = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
    made.sum_duplicates()
    made.data[:] = 1
    return made
