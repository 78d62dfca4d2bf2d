"""Institutions and countries recognised in affiliations that a source gives as text only; a function of what is staged.

What is recognised stands beside what sources state (`Authored.found_…`), with its confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.model import AUTHORED, INSTITUTION, LOCATED_IN, Link, Node
from graph.prevailing import BEST, rows_of
from graph.staging import Staging

if TYPE_CHECKING:
    from graph.affiliations import Found, Organisation

RECOGNISED = pa.schema(
    [
        ("text", pa.string()),
        ("institutions", pa.list_(pa.string())),
        ("countries", pa.list_(pa.string())),
        ("confidence", pa.float64()),
    ]
)
"""An affiliation as printed, and what is recognised in it: nothing, or with the confidence of the least sure part."""


def recognise(db: duckdb.DuckDBPyConnection, staging: Staging, prevailing: str, parts: int) -> pa.Table:
    """What is recognised in all affiliations after so many parts, by a table of what prevails.

    It is kept beside the parts. What was recognised earlier by the same organisations is not looked for again.
    """
    folder = staging.folder / "recognised"
    kept = next(folder.glob(f"{parts:06d}-*.parquet"), None)
    if kept:
        return pq.read_table(kept)
    every = f"SELECT DISTINCT unnest(affiliations) FROM {rows_of(AUTHORED, prevailing)} ORDER BY 1"
    texts = [text for (text,) in db.execute(every).fetchall()]
    organisations = list(_organisations(db, prevailing)) if texts else []
    registry = blake2b(msgspec.msgpack.encode(organisations), digest_size=8).hexdigest()
    earlier = max(folder.glob(f"*-{registry}.parquet"), default=None)
    known = pq.read_table(earlier) if earlier else RECOGNISED.empty_table()
    known = known.filter(pc.is_in(known["text"], value_set=pa.array(texts, pa.string())))
    new = sorted(set(texts) - set(known["text"].to_pylist()))
    found = pa.concat_tables([known, _recognised(organisations, new)]).sort_by("text")
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(found, folder / f"{parts:06d}-{registry}.parquet")
    return found


def _recognised(organisations: Sequence[Organisation], texts: Sequence[str]) -> pa.Table:
    if not texts:
        return RECOGNISED.empty_table()
    from graph.affiliations import Matcher

    matcher = Matcher(organisations)
    columns = list(zip(*(_row(text, matcher.match(text)) for text in texts), strict=True))
    arrays = [pa.array(column, kind) for column, kind in zip(columns, RECOGNISED.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=RECOGNISED)


def _row(text: str, found: Sequence[Found]) -> tuple[str, list[str], list[str], float | None]:
    institutions = list(dict.fromkeys(one.institution for one in found if one.institution))
    countries = sorted({one.country for one in found if one.country})
    return text, institutions, countries, min((one.confidence for one in found), default=None)


def _organisations(db: duckdb.DuckDBPyConnection, prevailing: str) -> Iterator[Organisation]:
    """Those with a ROR id, each once, under that id."""
    from graph.affiliations import Organisation

    found = db.execute(
        f"""WITH placed AS (
                SELECT institution AS id, list_sort(list(DISTINCT country)) AS countries
                FROM {rows_of(LOCATED_IN, prevailing)} GROUP BY institution
            )
            SELECT ror, arg_min(name, {BEST}), list_sort(list_distinct(flatten(list(coalesce(names, []))))),
                arg_min(city, {BEST}), list_sort(list_distinct(flatten(list(coalesce(countries, []))))),
                list_sort(list_distinct(flatten(list(coalesce(parents, []))))), arg_min(status, {BEST}),
                arg_min(kind, {BEST})
            FROM {rows_of(INSTITUTION, prevailing)} LEFT JOIN placed USING (id)
            WHERE ror IS NOT NULL GROUP BY ror HAVING arg_min(name, {BEST}) IS NOT NULL ORDER BY ror"""
    ).fetchall()
    for ror, name, names, city, countries, parents, status, kind in found:
        every = tuple(dict.fromkeys([name, *names]))
        acronyms = tuple(form for form in every if form.isupper() and " " not in form)
        yield Organisation(f"ror:{ror}", every, acronyms, city, tuple(countries), tuple(parents), status, kind)


def register(db: duckdb.DuckDBPyConnection, time: str, recognised: pa.Table) -> None:
    """Make `recognised_TIME`: what was recognised, under the ids that stand for the institutions at that time."""
    db.register("found", recognised)
    db.execute(
        f"""CREATE TABLE recognised_{time} AS
            WITH known AS (
                SELECT 'ror:' || ror AS found, min(coalesce(canonical, id)) AS id
                FROM {rows_of(INSTITUTION, time)} AS i LEFT JOIN {time}_Institution AS same ON i.id = alias
                WHERE ror IS NOT NULL GROUP BY ror
            ),
            named AS (
                SELECT text, list(coalesce(known.id, one) ORDER BY place) AS institutions FROM (
                    SELECT text, unnest(institutions) AS one, generate_subscripts(institutions, 1) AS place FROM found
                ) LEFT JOIN known ON one = known.found GROUP BY text
            )
            SELECT found.* REPLACE (coalesce(named.institutions, []) AS institutions)
            FROM found LEFT JOIN named USING (text) WHERE confidence IS NOT NULL"""
    )
    db.unregister("found")


def filled(kind: Node | Link, merged: str, recognised: str) -> str:
    """SQL: merged rows of authorships with what was recognised in their affiliations; other kinds as they are."""
    if kind is not AUTHORED:
        return merged
    return f"""WITH merged AS ({merged}),
        told AS (
            SELECT scientist, publication, list_sort(list_distinct(flatten(list(institutions)))) AS institutions,
                list_sort(list_distinct(flatten(list(countries)))) AS countries, min(confidence) AS confidence
            FROM (SELECT scientist, publication, unnest(affiliations) AS text FROM merged)
            JOIN {recognised} USING (text) GROUP BY scientist, publication
        )
        SELECT merged.* REPLACE (
            coalesce(told.institutions, []) AS found_institutions, coalesce(told.countries, []) AS found_countries,
            told.confidence AS found_confidence
        ) FROM merged LEFT JOIN told USING (scientist, publication)"""
