"""A mention of a scientist: the names that one id, or one authorship, is printed with, and what its works say."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """One id or authorship of a base; of sets that are not known, give the empty one: it says nothing either way.

    `coauthors` are ids, or `person_key` of the printed names, of the others on the same works; leave out works with
    more than 100 authors. `topics` may hold keywords too. `references` are the works that its works cite.
    """

    id: str
    names: tuple[str, ...]
    coauthors: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    publications: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    orcid: str | None = None
