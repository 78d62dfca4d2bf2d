"""Judgements on identity: staged like what any source states, so that they are kept through every later load.

One by hand prevails over identifiers and scores, the latest over earlier ones; each can be taken back. Scored ones are
made anew all at once (`graph.resolving`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import pyarrow as pa

from graph import prevailing
from graph.base import Base
from graph.batch import to_batch
from graph.errors import BaseError
from graph.identity import identify
from graph.model import INSTITUTION, JUDGED, PUBLICATION, SCIENTIST, Judged
from graph.prevailing import BEST, NAME, rows_of
from graph.staging import BY_HAND, Load, Part

PART_RECORDS = 20_000


class Pair(NamedTuple):
    """Two ids (or a scientist's id and a name), and what is judged of them by whom."""

    kind: str
    left: str
    right: str
    verdict: str
    by: str
    score: float | None
    reason: str | None
    as_of: str | None


def judge(
    base: Base,
    left: str,
    right: str,
    verdict: str,
    reason: str | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> str:
    """Judge by hand that two ids name one thing (`same`), two (`different`), or take that back (`withdrawn`).

    Returns the kind of the two. The graph changes with the next `base.update`.

    Raises:
        BaseError: an id that no record names, or the two are of different kinds.
    """
    kinds = {id_: _kind_of(base, id_) for id_ in (left, right)}
    if kinds[left] != kinds[right]:
        raise BaseError(f"{left} is a {kinds[left]} and {right} a {kinds[right]}: they cannot be judged as one thing")
    first, second = sorted((left, right))
    state(base, BY_HAND, [judged(kinds[left], first, second, verdict, reason=reason)], now)
    return kinds[left]


def detach(
    base: Base,
    scientist: str,
    name: str,
    verdict: str = "different",
    reason: str | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> str:
    """Judge by hand that what is printed for an id under a name is another person's; returns that person's id."""
    state(base, BY_HAND, [judged(NAME, scientist, name, verdict, reason=reason)], now)
    return f"{scientist}#{name}"


def judged(
    kind: str, left: str, right: str, verdict: str, score: float | None = None, reason: str | None = None
) -> Judged:
    """The judgement, under the id that a later one of the same two has as well."""
    return Judged(f"judged:{kind} {left} {right}", kind, left, right, verdict, score, reason)


def state(
    base: Base, source: str, judgements: Sequence[Judged], now: Callable[[], datetime], *, complete: bool = False
) -> None:
    """Stage judgements as a load of their own; a complete one replaces all that the source has judged."""
    time = now().isoformat(timespec="seconds")
    # A whole state speaks for the kinds of records that it holds: this one is there where there is no judgement.
    judgements = [judged("", "", "", "withdrawn"), *judgements] if complete else judgements
    with base.writing():
        load = base.staging.begin(Load(0, source, [time], time, started=time, complete=complete))
        for start in range(0, len(judgements), PART_RECORDS):
            some = judgements[start : start + PART_RECORDS]
            number = base.staging.manifest.parts + 1
            batch = to_batch((one.id, [one]) for one in some)
            base.staging.add(load, Part(number, len(some), len(some), 0, 0, 0, 0), batch)
        base.staging.finish(load, time)


def pairs(base: Base, verdict: str | None = None) -> list[Pair]:
    """The judgements that stand, and the pairs on which identifiers and names disagree (`unsure`, by `identifier`)."""
    with prevailing.opened(base.staging) as db:
        rows = db.execute(
            f"""SELECT kind, "left", "right", verdict, j.source, score, reason, as_of
                FROM {rows_of(JUDGED, "now")} AS j JOIN parts USING (part) WHERE verdict <> 'withdrawn'"""
        ).fetchall()
        unsure = identify(db, base.staging, "now", base.staging.manifest.parts).unsure.to_pylist()
    found = [Pair(*row) for row in rows]
    found += [
        Pair(row["kind"], row["left"], row["right"], "unsure", "identifier", None, row["reason"], None)
        for row in unsure
    ]
    decided = {(one.left, one.right) for one in found if one.by == BY_HAND}
    return sorted(
        one
        for one in found
        if verdict in (None, one.verdict) and (one.by == BY_HAND or (one.left, one.right) not in decided)
    )


def names_of(base: Base, ids: Iterable[str]) -> dict[str, str]:
    """What records call the things of these ids: name or title."""
    with prevailing.opened(base.staging) as db:
        db.register("asked", pa.table({"id": pa.array(sorted(set(ids)), pa.string())}))
        found: dict[str, str] = {}
        for kind, column in ((SCIENTIST, "name"), (INSTITUTION, "name"), (PUBLICATION, "title")):
            rows = f"{rows_of(kind, 'now')} SEMI JOIN asked USING (id)"
            called = f"SELECT id, arg_min({column}, {BEST}) AS called FROM {rows} GROUP BY id HAVING called IS NOT NULL"
            found.update(db.execute(called).fetchall())
    return found


def aliases(base: Base, id_: str) -> list[str]:
    """All ids of the thing that an id names: the canonical one first, then the others in order."""
    with prevailing.opened(base.staging) as db:
        same = identify(db, base.staging, "now", base.staging.manifest.parts).same
        db.register("same", same)
        first = db.execute("SELECT canonical FROM same WHERE id = ?", [id_]).fetchone()
        chosen: str = first[0] if first else id_
        others = db.execute("SELECT id FROM same WHERE canonical = ? ORDER BY id", [chosen]).fetchall()
    return [chosen, *(other for (other,) in others)]


def printed_for(base: Base, ids: Sequence[str], name: str) -> list[str]:
    """Those of some ids of a scientist for which publications print a name.

    Raises:
        BaseError: none of them.
    """
    with prevailing.opened(base.staging) as db:
        found = db.execute(
            """SELECT DISTINCT scientist FROM all_AUTHORED SEMI JOIN now USING (record, part)
                WHERE list_contains(names, ?) AND list_contains(?, scientist) ORDER BY 1""",
            [name, list(ids)],
        ).fetchall()
    if not found:
        raise BaseError(f"no publication prints “{name}” for {ids[0]}: give the name exactly as it is printed")
    return [id_ for (id_,) in found]


def _kind_of(base: Base, id_: str) -> str:
    with prevailing.opened(base.staging) as db:
        for kind in (SCIENTIST, PUBLICATION, INSTITUTION):
            if db.execute(f"SELECT 1 FROM {rows_of(kind, 'now')} WHERE id = ? LIMIT 1", [id_]).fetchone():
                return kind.name
    raise BaseError(f"no record names {id_}: check the id")
