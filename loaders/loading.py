"""A load: read, parse, set bad records aside, stage part by part; a load that was killed goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from graph.base import Base
from graph.batch import Batch, Statement, digest, join, to_batch
from graph.errors import LoadStopped, RejectedRecord
from graph.staging import Known, Load, Part
from loaders.loader import Loader, Raw, Watch

PART_RECORDS = 20_000
BATCH_RECORDS = 2_000


class Tally(NamedTuple):
    """What became of the records of one load: read = loaded + unchanged + rejected.

    A record that says what is known already, or that the input repeats, counts as unchanged.
    """

    read: int
    loaded: int
    unchanged: int
    rejected: int
    rejected_file: Path | None
    resumed: int
    """Of `read`, how many had been staged before a kill and were not parsed again."""


class Aside(NamedTuple):
    """A record that was set aside, as a line of `rejected/`."""

    source: str
    file: str
    line: int
    reason: str
    record: str


def load(
    base: Base,
    loader: Loader,
    paths: Sequence[Path],
    *,
    as_of: str | None = None,
    collected: str | None = None,
    watch: Watch = lambda _: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Tally:
    """Stage everything that the paths hold; the base's store is brought up to date by `base.update`.

    `as_of` is the date of the state that is read (default: now); `collected` says how the collection was made.

    Raises:
        LoadStopped: the source cannot be used at all.
        BaseError: another writer holds the base.
    """
    started = now().isoformat(timespec="seconds")
    with base.writing():
        staged = base.staging.begin(loader.name, [str(path) for path in paths], as_of, started, collected)
        resumed = staged.total("read")
        try:
            _stage(base, loader, staged, islice(loader.read(paths, watch), resumed, None))
            if not staged.parts:
                raise LoadStopped(f"{', '.join(map(str, paths))}: no record in there; check the path")
        except LoadStopped:
            if not staged.parts:
                base.staging.drop(staged)
                _kept(base, staged)
            raise
        staged.finished = now().isoformat(timespec="seconds")
        base.staging.save()
    total = staged.total
    return Tally(total("read"), total("loaded"), total("unchanged"), total("rejected"), _kept(base, staged), resumed)


def _stage(base: Base, loader: Loader, staged: Load, raws: Iterator[Raw]) -> None:
    with _rejects_file(base, staged) as rejects, closing(base.staging.known(loader.name)) as known:
        while _stage_part(base, loader, staged, raws, known, rejects):
            pass


def _rejects_file(base: Base, staged: Load) -> BinaryIO:
    path = _rejects_path(base, staged)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("r+b" if path.exists() else "w+b")
    file.truncate(staged.parts[-1].rejected_bytes if staged.parts else 0)
    file.seek(0, 2)
    return file


def _rejects_path(base: Base, staged: Load) -> Path:
    return base.folder / "rejected" / f"{staged.number:04d}-{staged.source}.jsonl"


def _kept(base: Base, staged: Load) -> Path | None:
    """The file of rejected records; none, and no file, where there are no such records."""
    path = _rejects_path(base, staged)
    if path.exists() and path.stat().st_size:
        return path
    path.unlink(missing_ok=True)
    return None


def _stage_part(base: Base, loader: Loader, staged: Load, raws: Iterator[Raw], known: Known, rejects: BinaryIO) -> bool:
    """Stage the next part; false once the input has ended."""
    number = base.staging.manifest.parts + 1
    part = _PartInMaking(number, known)
    read = rejected = 0
    while read < PART_RECORDS and (chunk := list(islice(raws, BATCH_RECORDS))):
        read += len(chunk)
        statements, aside = _parse(loader, chunk)
        rejected += _write_aside(rejects, aside)
        part.add(statements)
    if not read:
        return False
    rejects.flush()
    loaded = read - part.unchanged - rejected
    base.staging.add(staged, Part(number, read, loaded, part.unchanged, rejected, rejects.tell()), join(part.batches))
    return True


def _parse(loader: Loader, chunk: Sequence[Raw]) -> tuple[list[Statement], list[Aside]]:
    statements: list[Statement] = []
    aside: list[Aside] = []
    for raw in chunk:
        try:
            if raw.problem:
                raise RejectedRecord(raw.problem)
            parsed = loader.parse(raw.data)
            statements.append(Statement(parsed.record, digest(parsed.facts), parsed.facts))
        except RejectedRecord as reason:
            aside.append(Aside(loader.name, raw.file, raw.line, str(reason), raw.data.decode(errors="replace")))
    return statements, aside


def _write_aside(rejects: BinaryIO, aside: Sequence[Aside]) -> int:
    for record in aside:
        rejects.write(msgspec.json.encode(record._asdict()) + b"\n")
    return len(aside)


class _PartInMaking:
    """The batches of one part; of a record that comes twice with different facts, the later ones stay."""

    def __init__(self, number: int, known: Known) -> None:
        self.batches: list[Batch] = []
        self.unchanged = 0
        self._number = number
        self._known = known
        self._digests: dict[str, int] = {}

    def add(self, statements: Sequence[Statement]) -> None:
        """Take in what some records state, where it is new."""
        latest = {statement.record: statement for statement in statements}
        known = self._known.among(latest)
        repeated = {record for record, s in latest.items() if self._digests.get(record) == s.digest}
        replaced = pa.array(
            [record for record in latest if record in self._digests and record not in repeated], pa.string()
        )
        if len(replaced):
            self.batches = [_without(batch, replaced) for batch in self.batches]
        fresh = [s for record, s in latest.items() if record not in repeated and not _same(s, known)]
        pointers = [(r, *known[r]) for r, s in latest.items() if r not in repeated and _same(s, known)]
        self._digests.update((record, s.digest) for record, s in latest.items())
        self.batches.append(to_batch(fresh, self._number, pointers))
        self.unchanged += len(statements) - len(fresh)


def _same(statement: Statement, known: dict[str, tuple[int, int]]) -> bool:
    digest_known, part = known.get(statement.record, (0, 0))
    return part > 0 and digest_known == statement.digest


def _without(batch: Batch, records: pa.Array) -> Batch:
    def keep(table: pa.Table) -> pa.Table:
        return table.filter(pc.invert(pc.is_in(table["record"], value_set=records)))

    return Batch(keep(batch.records), {name: keep(table) for name, table in batch.tables.items()})
