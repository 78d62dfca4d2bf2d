"""Clusters of people by what they publish: whose a publication is, how alike two clusters are, what they share.

A cluster's profile says which part of its publications has a feature (a topic, a term, a work cited), each feature
weighed by how few clusters have it: class-based TF-IDF (Grootendorst 2022, arXiv:2203.05794) of parts, the rarity
squared, so that what two share with everybody makes them little alike, and what they share with nobody else, much.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csr_array, diags_array

from queries.measures.arrays import BoolArray, FloatArray, IntArray

Features: TypeAlias = csr_array[np.float64, tuple[int, int]]


class Closest(NamedTuple):
    """Pairs of publications, the most alike first, none in two pairs; places in the two lists that were given."""

    first: IntArray
    second: IntArray
    similarity: FloatArray


def homes(authors: csr_array[np.int64, tuple[int, int]], cluster: IntArray, joins: BoolArray) -> IntArray:
    """The cluster of which most authors of each publication are; of equals the first number.

    -1 for a publication without authors, and where `joins` is false. `authors` has a row for each publication.
    """
    work, author = csr_array(authors.multiply(joins.astype(np.int64)[:, np.newaxis])).nonzero()
    clusters = int(cluster.max(initial=-1)) + 1
    of = csr_array((np.ones(work.size, np.int64), (work, cluster[author])), shape=(authors.shape[0], clusters))
    of.sum_duplicates()
    row = np.repeat(np.arange(of.shape[0]), np.diff(of.indptr))
    order = np.lexsort((of.indices, -of.data, row))
    home = np.full(of.shape[0], -1, dtype=np.int64)
    rows, first = np.unique(row[order], return_index=True)
    home[rows] = of.indices[order][first]
    return home


def parts(counts: csr_array[Any, tuple[int, int]], home: IntArray, clusters: int) -> Features:
    """Clusters 0 to `clusters` - 1 by features: the part of a cluster's publications that have the feature.

    Of those publications that have any feature of this kind; an empty row where none has.
    """
    having = np.flatnonzero((np.diff(counts.indptr) > 0) & (home >= 0) & (home < clusters))
    number = np.maximum(np.bincount(home[having], minlength=clusters), 1)
    gather = csr_array((1.0 / number[home[having]], (home[having], having)), shape=(clusters, counts.shape[0]))
    has = csr_array((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
    made = csr_array(gather @ has)
    made.sort_indices()
    return made


def profiles(part: Features) -> Features:
    """Rows of length 1: each part times ln((1 + clusters) / clusters that have the feature), squared.

    A feature of one cluster alone joins no two, and is left out.
    """
    having = np.bincount(part.indices, minlength=part.shape[1])
    rare: FloatArray = np.log((1 + part.shape[0]) / np.maximum(having, 1)) ** 2 * (having > 1)
    return _unit(csr_array(part @ diags_array(rare)).astype(np.float64))


def weighted(counts: csr_array[Any, tuple[int, int]]) -> Features:
    """Publications as rows of length 1: TF-IDF, (1 + ln count) ln(rows with any feature / rows with this one).

    A feature of a single row joins no two, and is left out.
    """
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    known = int((np.diff(counts.indptr) > 0).sum())
    rare = np.log(max(known, 1) / np.maximum(having, 1)) * (having > 1)
    seen = 1 + np.log(counts.data.astype(np.float64))
    made = csr_array((seen, counts.indices, counts.indptr), shape=counts.shape)
    return _unit(csr_array(made @ diags_array(rare)).astype(np.float64))


def likeness(profile: Features) -> FloatArray:
    """The cosine of every two profiles, from 0 to 1: symmetric, NaN where one is empty."""
    product: FloatArray = np.clip(csr_array(profile @ profile.T).toarray(), 0, 1)
    empty = np.diff(profile.indptr) == 0
    product[empty] = np.nan
    product[:, empty] = np.nan
    return product


def shared(profile: Features, first: int, second: int) -> list[int]:
    """The features that two profiles share, those that make them most alike first; of equals, the first."""
    both = csr_array(profile[[first]].multiply(profile[[second]]))
    both.sort_indices()
    order = np.argsort(-np.round(both.data, 12), kind="stable")
    return [int(one) for one in both.indices[order]]


def closest(first: Features, second: Features, limit: int) -> Closest:
    """The most alike of the rows of one and of the other; each row is used once; of equals the first."""
    product = csr_array(first @ second.T).tocoo()
    order = np.lexsort((product.col, product.row, -np.round(product.data, 9)))
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[int] = []
    for k in order.tolist():
        row, column = int(product.row[k]), int(product.col[k])
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append(k)
        if len(found) == limit:
            break
    kept = np.array(found, dtype=np.int64)
    return Closest(product.row[kept].astype(np.int64), product.col[kept].astype(np.int64), product.data[kept])


def _unit(rows: Features) -> Features:
    rows.eliminate_zeros()
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_array(diags_array(np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)) @ rows)
