"""What speaks against two ids naming one thing: two identifiers of one scheme, or names that no one person has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import duckdb
import pyarrow as pa

from graph.model import INSTITUTION, PUBLICATION, SCIENTIST, Node
from graph.prevailing import rows_of

IDENTIFIERS = {PUBLICATION: ("doi", "DOIs"), INSTITUTION: ("ror", "ROR ids"), SCIENTIST: ("orcid", "ORCID iDs")}
"""The property, and scheme, of which a thing has just one."""


class Known(NamedTuple):
    """Of some ids: their identifiers, and the names of people."""

    words: str
    identifiers: dict[str, set[str]]
    names: dict[str, set[str]]

    def by_identifier(self, first: set[str], second: set[str]) -> str | None:
        """Why two classes of ids are two things, going by their identifiers; none where they may be one."""
        some, others = _all(self.identifiers, first), _all(self.identifiers, second)
        return f"they have two {self.words}" if some and others and some.isdisjoint(others) else None

    def by_name(self, first: set[str], second: set[str]) -> str | None:
        """The same, going by their names too."""
        from graph.names import compatible

        reason = self.by_identifier(first, second)
        some, others = _all(self.names, first), _all(self.names, second)
        if reason or not some or not others or any(compatible(one, other) for one in some for other in others):
            return reason
        return f"“{min(some)}” and “{min(others)}” cannot be one person's names"


def known(db: duckdb.DuckDBPyConnection, kind: Node, prevailing: str, ids: Iterable[str]) -> Known:
    """What the prevailing records say of these; an id such as `orcid:…` carries its identifier."""
    column, words = IDENTIFIERS[kind]
    scheme = f"{column}:"
    asked = sorted(set(ids))
    found = Known(words, defaultdict(set), defaultdict(set))
    for id_ in asked:
        if id_.startswith(scheme) and "#" not in id_:
            found.identifiers[id_].add(id_.removeprefix(scheme))
    db.register("asked", pa.table({"id": pa.array(asked, pa.string())}))
    names = "list(DISTINCT name) || flatten(list(DISTINCT coalesce(names, [])))" if kind is SCIENTIST else "[]"
    rows = db.execute(
        f"""SELECT id, list(DISTINCT {column}), {names}
            FROM {rows_of(kind, prevailing)} SEMI JOIN asked USING (id) GROUP BY id"""
    ).fetchall()
    db.unregister("asked")
    for id_, given, forms in rows:
        found.identifiers[id_].update(filter(None, given))
        found.names[id_].update(filter(None, forms))
    return found


def _all(of: dict[str, set[str]], ids: set[str]) -> set[str]:
    return {value for id_ in ids for value in of.get(id_, ())}
