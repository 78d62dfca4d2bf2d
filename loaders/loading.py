"""A load: read, parse, set bad records aside, stage part by part; a load that was killed goes on where it stopped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from graph.base import Base
from graph.batch import Batch, join, pointers, without
from graph.errors import BaseError, LoadStopped
from graph.forgetting import WITHHELD, Forgotten, names_one, withhold
from graph.staging import Known, Load, Part
from loaders.choosing import outside
from loaders.chunks import Aside, chunk_of
from loaders.loader import Loader, Raw, Watch

PART_RECORDS = 20_000
BATCH_RECORDS = 2_000
SAMPLE_RECORDS = 1_000

Count = Callable[[int], None]
"""Is told how many records have been read since it was last told."""


class Tally(NamedTuple):
    """What became of the records of one load: read = loaded + unchanged + rejected + skipped.

    A record that says what is known already, or that the input repeats, counts as unchanged; a publication without an
    author in the countries asked for, and a record about somebody who asked not to be named, as skipped.
    """

    read: int
    loaded: int
    unchanged: int
    rejected: int
    skipped: int
    rejected_file: Path | None
    resumed: int
    """Of `read`, how many had been staged before a kill and were not parsed again."""
    lacks: tuple[str, ...] = ()
    """What the first records have no field for, a sentence each."""


class Only(NamedTuple):
    """A group of countries, by its name; of publications, those with an author in one of them are wanted."""

    group: str
    countries: frozenset[str]


class _Stage(NamedTuple):
    """What staging a load needs at every step."""

    base: Base
    loader: Loader
    load: Load
    only: Only | None
    known: Known
    rejects: BinaryIO
    told: Count
    sample: list[bytes]
    """The first records as they were read."""


def load(
    base: Base,
    loader: Loader,
    paths: Sequence[Path],
    *,
    as_of: str | None = None,
    collected: str | None = None,
    complete: bool = False,
    only: Only | None = None,
    watch: Watch = lambda _: None,
    count: Count = lambda _: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Tally:
    """Stage everything that the paths hold; the base's store is brought up to date by `base.update`.

    `as_of` is the date of the state that is read (default: what the paths tell, else now); `collected` says how the
    collection was made. A `complete` state is a whole collection: what an earlier state of the source has and this one
    has not is withdrawn. `watch` is told of bytes, `count` of records.

    Raises:
        LoadStopped: the source cannot be used at all.
        BaseError: another writer holds the base.
    """
    asked = Load(
        0, loader.name, [str(path) for path in paths], as_of or loader.date(paths) or "", _time(now),
        collected=collected, complete=complete, only=only.group if only else None,
    )  # fmt: skip
    return _load(base, loader, asked, lambda: loader.read(paths, watch), only, count, now)


def fetch(
    base: Base,
    loader: Loader,
    query: str,
    *,
    collected: str | None = None,
    only: Only | None = None,
    watch: Watch = lambda _: None,
    count: Count = lambda _: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Tally:
    """Stage what a source's API gives for a query, as of now; what was fetched before a cut is not fetched again.

    Raises:
        LoadStopped: the source has no API, or does not answer; the message says when to come back.
        BaseError: another writer holds the base.
    """
    ask = loader.fetch
    if not ask:
        raise LoadStopped(f"{loader.title} is read from files: give a path")
    asked = Load(0, loader.name, [query], "", _time(now), collected=collected, only=only.group if only else None)
    folder = fetched_folder(base, query)
    tally = _load(base, loader, asked, lambda: ask(query, folder, watch), only, count, now)
    shutil.rmtree(folder, ignore_errors=True)
    return tally


def fetched_folder(base: Base, query: str) -> Path:
    """Where what an API gave for a query is kept until its load has ended."""
    return base.folder / "fetched" / blake2b(query.encode(), digest_size=8).hexdigest()


def retry(base: Base, loader: Loader, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> list[Tally]:
    """Take the records that were set aside again, once somebody has mended them in `BASE/rejected`.

    Each file that holds a record which can be used now becomes a load of the same date as the one that set it aside;
    what still cannot be used is set aside again.

    Raises:
        LoadStopped: nothing of the source is set aside, or it is to be mended in its own file.
        BaseError: another writer holds the base, or a file is not what was written there.
    """
    if loader.mended_in_file:
        raise LoadStopped(f"{loader.title} is mended in its own file: do so, and load that again")
    files = sorted((base.folder / "rejected").glob(f"*-{loader.name}.jsonl"))
    if not files:
        raise LoadStopped(f"nothing of {loader.title} is set aside in {base.folder / 'rejected'}")
    return [tally for file in files if (tally := _retried(base, loader, file, now))]


def _retried(base: Base, loader: Loader, file: Path, now: Callable[[], datetime]) -> Tally | None:
    raws = [Raw(aside.file, aside.line, aside.record.encode()) for aside in _asides(file)]
    if not chunk_of(loader.name, loader.parse, None, raws).stated:
        return None
    first = base.staging.manifest.loads[int(file.name.partition("-")[0]) - 1]
    asked = Load(0, loader.name, [f"rejected/{file.name}"], first.as_of, _time(now), collected=first.collected)
    tally = _load(base, loader, asked, lambda: iter(raws), None, lambda _: None, now)
    file.unlink()
    return tally


def _asides(file: Path) -> Iterator[Aside]:
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        try:
            yield Aside(**msgspec.json.decode(line))
        except (msgspec.DecodeError, TypeError) as error:
            raise BaseError(
                f"{file}, line {number} is not a record that was set aside ({error}): "
                "mend what stands in its “record”, and nothing else"
            ) from error


def _time(now: Callable[[], datetime]) -> str:
    return now().isoformat(timespec="seconds")


def _load(
    base: Base,
    loader: Loader,
    asked: Load,
    read: Callable[[], Iterator[Raw]],
    only: Only | None,
    count: Count,
    now: Callable[[], datetime],
) -> Tally:
    with base.writing():
        begun = base.staging.begin(asked)
        resumed = begun.total("read")
        try:
            count(resumed)
            lacks = _stage(base, loader, begun, only, islice(read(), resumed, None), count)
            if not begun.parts:
                raise LoadStopped(f"{', '.join(asked.paths)}: no record in there; check the path")
        except LoadStopped:
            if not begun.parts:
                base.staging.drop(begun)
                _kept(base, begun)
            raise
        base.staging.finish(begun, _time(now))
    counts = {what: begun.total(what) for what in ("read", "loaded", "unchanged", "rejected", "skipped")}
    return Tally(**counts, rejected_file=_kept(base, begun), resumed=resumed, lacks=tuple(lacks))


def _stage(base: Base, loader: Loader, begun: Load, only: Only | None, raws: Iterator[Raw], count: Count) -> list[str]:
    """Stage the records; what the first of them lack."""
    with _rejects_file(base, begun) as rejects, closing(base.staging.known(loader.name)) as known:
        stage = _Stage(base, loader, begun, only, known, rejects, count, [])
        while _stage_part(stage, raws):
            pass
    return loader.lacks(stage.sample)


def _rejects_file(base: Base, begun: Load) -> BinaryIO:
    path = _rejects_path(base, begun)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("r+b" if path.exists() else "w+b")
    file.truncate(begun.parts[-1].rejected_bytes if begun.parts else 0)
    file.seek(0, 2)
    return file


def _rejects_path(base: Base, begun: Load) -> Path:
    return base.folder / "rejected" / f"{begun.number:04d}-{begun.source}.jsonl"


def _kept(base: Base, begun: Load) -> Path | None:
    """The file of rejected records; none, and no file, where there are no such records."""
    path = _rejects_path(base, begun)
    if path.exists() and path.stat().st_size:
        return path
    path.unlink(missing_ok=True)
    return None


def _stage_part(stage: _Stage, raws: Iterator[Raw]) -> bool:
    """Stage the next part; false once the input has ended."""
    part = _PartInMaking(stage)
    while part.read < PART_RECORDS and (chunk := list(islice(raws, BATCH_RECORDS))):
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

    def __init__(self, stage: _Stage) -> None:
        self.batches: list[Batch] = []
        self.read = self.loaded = self.unchanged = self.rejected = self.skipped = 0
        self._stage = stage
        self._digests: dict[str, int] = {}

    def add(self, chunk: Sequence[Raw]) -> None:
        """Take in what some records state, where it is wanted and new."""
        loader = self._stage.loader
        batch, stated, aside = chunk_of(loader.name, loader.parse, loader.columns, chunk)
        _write_aside(self._stage.rejects, aside, self._stage.base.forgotten)
        batch, unwanted = withhold(batch, self._stage.base.forgotten)
        if self._stage.only:
            unwanted += outside(batch, self._stage.only.countries)
        left_out = set(unwanted)
        skipped = sum(record in left_out for record in stated)
        fresh = self._take(without(batch, unwanted))
        self._stage.told(len(chunk))
        self._stage.sample.extend(raw.data for raw in chunk[: SAMPLE_RECORDS - len(self._stage.sample)])
        self.read += len(chunk)
        self.rejected += len(aside)
        self.skipped += skipped
        self.loaded += fresh
        self.unchanged += len(stated) - skipped - fresh

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
