"""Some records of a source as columns: each once, as it is stated last; and those that cannot be used, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph.batch import Batch, join, to_batch, without
from graph.errors import RejectedRecord
from loaders.loader import Columns, Parsed, Raw


class Aside(NamedTuple):
    """A record that was set aside, as a line of `rejected/`."""

    source: str
    file: str
    line: int
    reason: str
    record: str


class Chunk(NamedTuple):
    """What some records state. `stated` has the id of each that could be used, also of those that come again."""

    batch: Batch
    stated: list[str]
    aside: list[Aside]


def chunk_of(
    source: str,
    parse: Callable[[bytes], Parsed],
    columns: Callable[[Sequence[bytes]], Columns] | None,
    raws: Sequence[Raw],
) -> Chunk:
    """What the records state: by way of `columns` where a source has that, which leaves some to `parse`."""
    usable = [place for place, raw in enumerate(raws) if not raw.problem]
    quick = (
        columns([raws[place].data for place in usable])
        if columns
        else Columns(to_batch([]), [], list(range(len(usable))))
    )
    parsed, reasons = _parsed(parse, raws, [usable[place] for place in quick.left])
    reasons |= {place: raw.problem for place, raw in enumerate(raws) if raw.problem}
    by_place = dict(
        zip((usable[place] for place in quick.places), quick.batch.records["record"].to_pylist(), strict=True)
    )
    records = dict(sorted((by_place | {place: one.record for place, one in parsed.items()}).items()))
    last = {record: place for place, record in records.items()}
    batch = without(quick.batch, [record for place, record in by_place.items() if last[record] != place])
    if parsed:
        batch = join([batch, to_batch([one for place, one in parsed.items() if last[one.record] == place])])
    return Chunk(
        batch, list(records.values()), [_aside(source, raws[place], reasons[place]) for place in sorted(reasons)]
    )


def _parsed(
    parse: Callable[[bytes], Parsed], raws: Sequence[Raw], places: Sequence[int]
) -> tuple[dict[int, Parsed], dict[int, str]]:
    """What the records at these places state, or why they cannot be used."""
    parsed: dict[int, Parsed] = {}
    reasons: dict[int, str] = {}
    for place in places:
        try:
            parsed[place] = parse(raws[place].data)
        except RejectedRecord as reason:
            reasons[place] = str(reason)
    return parsed, reasons


def _aside(source: str, raw: Raw, reason: str) -> Aside:
    return Aside(source, raw.file, raw.line, reason, raw.data.decode(errors="replace"))
