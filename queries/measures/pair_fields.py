"""Every pair of some countries in every field of research at once: joint papers, expectations, tests and verdicts.

What comes out for a field is what its papers by themselves would give by `fixed_size`, `pair_tails` and `pair_verdict`;
only the way there is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray, WorksByCountries
from queries.measures.counting import incidence
from queries.measures.fixed_size_many import fit_many
from queries.measures.pair_tails import PairTails
from queries.measures.pair_tails_many import pair_tails_many
from queries.measures.pair_verdict import Judgement, guarded, judge
from queries.measures.possible_joint import possible_joint_by_field

SELECTED_SHARE = 0.9
"""A country in this share of a field's international papers: its pairs cannot be assessed there."""
_FIELDS_AT_ONCE = 256


@dataclass(frozen=True)
class FieldPairs:
    """Pairs of countries a column, fields a row: shape (fields, pairs) for all but `first` and `second`.

    `first` and `second` are places of countries, first < second. `hidden` is what authorships without a country could
    hide, at three times their expected share; `selected` is true where a country is in nearly all international papers
    of a field. `judgement` has figures of that shape; each field is a family of tests.
    """

    first: IntArray
    second: IntArray
    hidden: FloatArray
    selected: BoolArray
    judgement: Judgement
    smallest_low: FloatArray
    """The smallest p towards too few that each could have had."""


def judged_by_field(
    authorships: WorksByCountries, unplaced: IntArray, about: WorksByCountries, members: IntArray
) -> FieldPairs:
    """The pairs of `members` (ascending places of countries) in each field (column) of `about`.

    `authorships` counts the authorships of each paper by country, `unplaced` those without any; `about` is 1 where a
    paper belongs to a field, of which it may have several or none. Fields are worked 256 at a time.
    """
    one, other = np.triu_indices(members.size, 1)
    first, second = members[one], members[other]
    held = incidence(authorships)
    joined = works_by_pairs(held, members)
    parts = [
        _judged(authorships, held, joined, unplaced, about[:, some], (first, second))
        for some in _blocks(about.shape[1])
    ]
    judgements = [part.judgement for part in parts]
    judgement = Judgement(
        *(np.concatenate([getattr(one, name.name) for one in judgements]) for name in fields(Judgement))
    )
    hidden, selected, smallest = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("hidden", "selected", "smallest_low")
    )
    return FieldPairs(first, second, hidden, selected, judgement, smallest)


def works_by_pairs(held: WorksByCountries, members: IntArray) -> WorksByCountries:
    """Works by pairs of `members` in the order of np.triu_indices: 1 where the work holds both."""
    inside = csr_array(held[:, members])
    inside.sort_indices()
    sizes = np.diff(inside.indptr)
    rows, columns = [], []
    for size in np.unique(sizes[sizes >= 2]):
        works = np.flatnonzero(sizes == size)
        places = inside.indices[inside.indptr[works][:, None] + np.arange(size)].astype(np.int64)
        one, other = np.triu_indices(int(size), 1)
        low, high = places[:, one], places[:, other]
        columns.append((low * (2 * members.size - low - 1) // 2 + high - low - 1).ravel())
        rows.append(np.repeat(works, one.size))
    shape = (held.shape[0], members.size * (members.size - 1) // 2)
    if not rows:
        return csr_array(shape, dtype=np.int64)
    row, column = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.ones(row.size, np.int64), (row, column)), shape=shape)


def _blocks(number: int) -> Iterator[IntArray]:
    for start in range(0, max(number, 1), _FIELDS_AT_ONCE):
        yield np.arange(start, min(start + _FIELDS_AT_ONCE, number))


def _judged(
    authorships: WorksByCountries,
    held: WorksByCountries,
    joined: WorksByCountries,
    unplaced: IntArray,
    about: WorksByCountries,
    pairs: tuple[IntArray, IntArray],
) -> FieldPairs:
    first, second = pairs
    size = np.diff(held.indptr)
    universe = csr_array(about.multiply((size >= 2).astype(np.int64)[:, np.newaxis]))
    margins = (universe.T @ held).toarray().astype(np.int64)
    sizes = _sizes(universe, size)
    model = fit_many(sizes, margins.astype(np.float64))
    chances = model.pair_probabilities(first, second)
    expected = np.einsum("fpd,fd->fp", chances, sizes.astype(np.float64))
    observed = (universe.T @ joined).toarray().astype(np.int64)
    hidden = possible_joint_by_field(authorships, joined, unplaced, about, expected, pairs)
    most = np.minimum(margins[:, first], margins[:, second])
    nearly_all = margins > SELECTED_SHARE * np.maximum(universe.sum(axis=0), 1)[:, None]
    selected: BoolArray = nearly_all[:, first] | nearly_all[:, second]

    papers = np.broadcast_to(sizes[:, None, :], chances.shape)

    def tails_of(counts: IntArray, at: tuple[IntArray, ...]) -> PairTails:
        return pair_tails_many(counts[at], np.maximum(most[at], counts[at]), papers[at], chances[at])

    plain = tails_of(observed, np.nonzero(np.ones(observed.shape, dtype=np.bool_))).shaped(observed.shape)

    def judged(counts: IntArray) -> Judgement:
        changed = np.nonzero(counts != observed)
        tails = plain.replaced(changed, tails_of(counts, changed)) if changed[0].size else plain
        return judge(counts, expected, tails)

    return FieldPairs(first, second, hidden, selected, guarded(judged, observed, hidden, selected), plain.smallest_low)


def _sizes(universe: WorksByCountries, size: IntArray) -> IntArray:
    """Papers of each field by their number of countries, from 0 to the most in any."""
    entries = universe.tocoo()
    largest = int(size[entries.row].max(initial=1))
    counts = np.zeros((universe.shape[1], largest + 1), dtype=np.int64)
    np.add.at(counts, (entries.col, size[entries.row]), entries.data)
    return counts
