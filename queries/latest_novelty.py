"""How new a publication is: topics its country had never published on, and topics that seldom meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray

EXCESS = 3.0
"""How many times their expected share a country is given of the publications that may hide it."""

Counts = csr_array[np.int64, tuple[int, int]]


class First(NamedTuple):
    """A publication is of the first year in which the unit, a country or a group, publishes on the topic."""

    work: int
    unit: int
    topic: int
    expected: float
    """Publications of the unit on the topic before that year, if it published on topics as all do."""


def firsts(year: IntArray, units: Counts, topics: Counts, unplaced: BoolArray, of: IntArray) -> list[First]:
    """The firsts among the publications `of`, by publication, then unit, then topic.

    `units[w, u]` and `topics[w, t]` are 1 where publication w is of unit u and on topic t; `year` is 0 where it is not
    known; `unplaced` are publications with an author whose country is not known. Of earlier years are those before the
    year of the publication: dates within a year are often those of a volume. With N publications of earlier years that
    are of some country, n_u of the unit and n_t on the topic, n_u n_t / N are expected. Where the unplaced ones on
    the topic might be the unit's, at three times its share of N, nothing is called a first.
    """
    made: list[First] = []
    for one in sorted({int(value) for value in year[of] if value > 0}):
        before = (year > 0) & (year < one)
        made += _of_year(one, before, year, units, topics, unplaced, of)
    return sorted(made)


def _of_year(
    one: int, before: BoolArray, year: IntArray, units: Counts, topics: Counts, unplaced: BoolArray, of: IntArray
) -> list[First]:
    earlier = np.flatnonzero(before)
    has_unit, has_topic = units[earlier], topics[earlier]
    seen = csr_array(has_unit.T @ has_topic)
    placed = np.diff(has_unit.indptr) > 0
    total = int(placed.sum())
    if not total:
        return []
    of_unit: IntArray = np.asarray(has_unit.sum(axis=0)).ravel()
    on_topic: IntArray = np.asarray(has_topic[np.flatnonzero(placed)].sum(axis=0)).ravel()
    hiding: IntArray = np.asarray(has_topic[np.flatnonzero(unplaced[earlier])].sum(axis=0)).ravel()
    made = []
    for work in of[year[of] == one].tolist():
        for unit in _columns(units, work):
            share = of_unit[unit] / total
            made += [
                First(work, unit, topic, float(share * on_topic[topic]))
                for topic in _columns(topics, work)
                if not seen[unit, topic] and EXCESS * share * hiding[topic] < 1
            ]
    return made


def atypical(topics: Counts, of: IntArray) -> tuple[FloatArray, Sequence[tuple[int, int] | None]]:
    """Of each publication `of`, how seldom its two least akin topics meet, and which two; nan for fewer than two.

    Commonness of two topics is c N / (n_i n_j): c publications on both, n_i and n_j on each, N on any. The measure is
    -ln of the least commonness among the pairs of a publication: 0 where the two meet as often as chance would have
    it, above 0 where they meet less often (Lee, Wang & Walsh 2015, doi:10.1016/j.respol.2014.10.007, on pairs of
    cited journals, after Uzzi et al. 2013, doi:10.1126/science.1240474).
    """
    together = csr_array(topics.T @ topics)
    size = together.diagonal()
    total = int((np.diff(topics.indptr) > 0).sum())
    values = np.full(len(of), np.nan)
    pairs: list[tuple[int, int] | None] = [None] * len(of)
    for place, work in enumerate(of.tolist()):
        own = _columns(topics, work)
        met = [(together[a, b] * total / (size[a] * size[b]), (a, b)) for k, a in enumerate(own) for b in own[k + 1 :]]
        if met:
            least, pairs[place] = min(met)
            values[place] = -np.log(least) + 0.0
    return values, pairs


def _columns(counts: Counts, row: int) -> list[int]:
    return sorted(counts.indices[counts.indptr[row] : counts.indptr[row + 1]].tolist())
