"""The parts of a load: chunks of records, taken in where they are wanted and new, and staged so many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from graph.base import Base
from graph.batch import Batch, join, pointers, without
from graph.forgetting import WITHHELD, Forgotten, names_one, withhold
from graph.staging import Known, Load, Part
from loaders.choosing import outside
from loaders.chunks import Aside, Chunk

PART_RECORDS = 20_000

Count = Callable[[int], None]
"""Is told how many records have been read since it was last told."""


class Only(NamedTuple):
    """A group of countries, by its name; of publications, those with an author in one of them are wanted."""

    group: str
    countries: frozenset[str]


class Stage(NamedTuple):
    """What staging a load needs at every step."""

    base: Base
    load: Load
    only: Only | None
    known: Known
    rejects: BinaryIO
    told: Count


def stage_all(stage: Stage, chunks: Iterator[Chunk]) -> None:
    """Stage every chunk, part by part."""
    while _stage_part(stage, chunks):
        pass


def _stage_part(stage: Stage, chunks: Iterator[Chunk]) -> bool:
    """Stage the next part; false once the input has ended."""
    part = _PartInMaking(stage)
    while part.read < PART_RECORDS and (chunk := next(chunks, None)):
        part.add(chunk)
    if not part.read:
        return False
    stage.rejects.flush()
    staging = stage.base.staging
    tally = Part(
        staging.manifest.parts + 1, part.read, part.loaded, part.unchanged, part.rejected, part.skipped,
        stage.rejects.tell(),
    )  # fmt: skip
    staging.add(stage.load, tally, join(part.batches))
    return True


class _PartInMaking:
    """The batches of one part; of a record that comes twice with different facts, the later ones stay."""

    def __init__(self, stage: Stage) -> None:
        self.batches: list[Batch] = []
        self.read = self.loaded = self.unchanged = self.rejected = self.skipped = 0
        self._stage = stage
        self._digests: dict[str, int] = {}

    def add(self, chunk: Chunk) -> None:
        """Take in what some records state, where it is wanted and new."""
        batch, stated, aside = chunk
        read = len(stated) + len(aside)
        _write_aside(self._stage.rejects, aside, self._stage.base.forgotten)
        batch, unwanted = withhold(batch, self._stage.base.forgotten)
        if self._stage.only:
            unwanted += outside(batch, self._stage.only.countries)
        left_out = set(unwanted)
        skipped = sum(record in left_out for record in stated)
        fresh = self._take(without(batch, unwanted))
        self.read += read
        self.rejected += len(aside)
        self.skipped += skipped
        self.loaded += fresh
        self.unchanged += len(stated) - skipped - fresh
        self._stage.told(read)

    def _take(self, batch: Batch) -> int:
        """Add what the batch says that is new; how many records say something new."""
        stated = {record: (kind, digest) for record, kind, digest in _rows(batch)}
        known = self._stage.known.among(stated)
        repeated = [record for record, (_, digest) in stated.items() if self._digests.get(record) == digest]
        unchanged = [record for record, of in stated.items() if record in known and known[record][:2] == of]
        replaced = [record for record in stated if record in self._digests and record not in set(repeated)]
        self.batches = [without(one, replaced) for one in self.batches]
        old = {*repeated, *unchanged}
        self.batches.append(without(batch, sorted(old)))
        self.batches.append(pointers([(record, *known[record]) for record in unchanged if record not in set(repeated)]))
        self._digests.update((record, digest) for record, (_, digest) in stated.items())
        return len(stated) - len(old)


def _rows(batch: Batch) -> Iterator[tuple[str, str, int]]:
    columns = (batch.records[name].to_pylist() for name in ("record", "kind", "digest"))
    return zip(*columns, strict=True)


def _write_aside(rejects: BinaryIO, aside: Sequence[Aside], forgotten: Forgotten) -> None:
    for record in aside:
        if forgotten and names_one(record.record, forgotten):
            record = record._replace(record="", reason=WITHHELD)  # noqa: PLW2901
        rejects.write(msgspec.json.encode(record._asdict()) + b"\n")
