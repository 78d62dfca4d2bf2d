"""Reading a store: pieces of Cypher text that questions share, and results with declared columns."""

from __future__ import annotations

import pyarrow as pa

from graph.errors import QuestionError
from graph.store import Store

COUNTRIES = "CASE WHEN size(a.countries) > 0 THEN a.countries ELSE a.found_countries END"
"""Cypher: the countries of an authorship `a`: those that its source states, else those recognised in its text."""

PLACES = "CASE WHEN size(a.positions) > 0 THEN size(a.positions) ELSE 1 END"
"""Cypher: how many places of its byline an authorship `a` has; one where the source gives none."""


def read(store: Store, cypher: str, columns: pa.Schema, **parameters: object) -> pa.Table:
    """The result of a query that returns these columns in this order, as these types.

    Stores alone cannot promise the types: of a column without any value, Neo4j does not know which it would
    have.
    """
    return store.rows(cypher, **parameters).cast(columns)


def count(store: Store, cypher: str, **parameters: object) -> int:
    """The one number that a query returns as `n`."""
    return int(store.rows(cypher, **parameters)["n"][0].as_py() or 0)


def where(*conditions: str) -> str:
    """The conditions as one WHERE clause with a blank before it; nothing where there are none."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def in_period(since: int | None, until: int | None) -> tuple[str, ...]:
    """The conditions that publication `p` is of the years from `$since` to `$until`, both included.

    A publication without a year meets neither.

    Raises:
        QuestionError: the period ends before it begins.
    """
    if since is not None and until is not None and since > until:
        raise QuestionError(f"since {since} is later than until {until}: give the earlier year as since")
    first = () if since is None else ("p.year >= $since",)
    last = () if until is None else ("p.year <= $until",)
    return first + last
