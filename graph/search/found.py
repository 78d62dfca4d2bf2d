"""What a search gives back, and what narrows it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import tantivy

from graph.search.index import SearchIndex


class Found(NamedTuple):
    """One thing that was found; the best have the highest score, 0 to 1."""

    kind: str
    """Scientist, Institution, Topic or Publication."""
    id: str
    name: str
    """Display name or title; the id where there is none."""
    matched: str
    """The form of the name that matched; empty where it was not the name."""
    score: float
    weight: int
    """Which of equal scores comes first: publications, affiliated scientists or citations."""


def order(found: Found) -> tuple[float, int, str]:
    """Sorts the best first: by score to three decimals, then by weight, then by id."""
    return -round(found.score, 3), -found.weight, found.id


class Narrowed(NamedTuple):
    """What things must have; nothing is asked of them where a field is none."""

    countries: Collection[str] | None = None
    """At least one of these, alpha-2."""
    since: int | None = None
    until: int | None = None
    topics: Collection[str] | None = None
    """Ids of topics: about one of these, or a narrower one."""

    def query(self, index: SearchIndex, kind: str, words: tantivy.Query) -> tantivy.Query:
        """The query for things of a kind that have the words and all that is asked."""
        asked = [
            tantivy.Query.const_score_query(_one_of(index, field, values), 0.0)
            for field, values in (("countries", self.countries), ("topics", self.topics))
            if values is not None
        ]
        if self.since is not None or self.until is not None:
            years = tantivy.Query.range_query(index.schema, "years", tantivy.FieldType.Integer, self.since, self.until)
            asked.append(tantivy.Query.const_score_query(years, 0.0))
        if kind in ("Institution", "Topic"):
            asked.append(tantivy.Query.const_score_query(index.term("kind", kind), 0.0))
        must = [(tantivy.Occur.Must, one) for one in (words, *asked)]
        return tantivy.Query.boolean_query(must) if asked else words


def _one_of(index: SearchIndex, field: str, values: Collection[str]) -> tantivy.Query:
    if not values:
        return tantivy.Query.empty_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, index.term(field, one)) for one in sorted(values)])


ALL = Narrowed()
"""Nothing is asked."""
