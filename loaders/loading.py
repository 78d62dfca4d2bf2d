"""A load: read, parse, set bad records aside, stage part by part; a load that was killed goes on where it stopped."""

from __future__ import annotations

import os
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
from graph.errors import BaseError, LoadStopped
from graph.staging import Load
from loaders.chunks import Aside, Chunk, chunk_of
from loaders.loader import Loader, Raw, Watch
from loaders.parts import Count, Only, Stage, stage_all

BATCH_RECORDS = 2_000
SAMPLE_RECORDS = 1_000
MANY_BYTES = 64 << 20
"""From this size of the input on, several processes are worth their start."""


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


def load(
    base: Base,
    loader: Loader,
    paths: Sequence[Path],
    *,
    as_of: str | None = None,
    collected: str | None = None,
    complete: bool = False,
    only: Only | None = None,
    processes: int = 1,
    watch: Watch = lambda _: None,
    count: Count = lambda _: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Tally:
    """Stage everything that the paths hold; the base's store is brought up to date by `base.update`.

    `as_of` is the date of the state that is read (default: what the paths tell, else now); `collected` says how the
    collection was made. A `complete` state is a whole collection: what an earlier state of the source has and this one
    has not is withdrawn. With more than one of `processes`, they share the parsing. `watch` is told of bytes, `count`
    of records.

    Raises:
        LoadStopped: the source cannot be used at all.
        BaseError: another writer holds the base.
    """
    asked = Load(
        0, loader.name, [str(path) for path in paths], as_of or loader.date(paths) or "", _time(now),
        collected=collected, complete=complete, only=only.group if only else None,
    )  # fmt: skip

    def chunks(skip: int) -> Iterator[Chunk]:
        if processes > 1:
            from loaders.parallel import chunks_of_all

            return chunks_of_all(loader.name, paths, processes, BATCH_RECORDS, skip, watch)
        return _chunks(loader, islice(loader.read(paths, watch), skip, None))

    tally = _load(base, asked, chunks, only, count, now)
    first = [raw.data for raw in islice(loader.read(paths, lambda _: None), SAMPLE_RECORDS)]
    return tally._replace(lacks=tuple(loader.lacks(first)))


def processes_for(size: int) -> int:
    """How many processes are worth it for an input of so many bytes on this machine."""
    return min(os.cpu_count() or 1, 8) if size >= MANY_BYTES else 1


def _chunks(loader: Loader, raws: Iterator[Raw]) -> Iterator[Chunk]:
    while some := list(islice(raws, BATCH_RECORDS)):
        yield chunk_of(loader.name, loader.parse, loader.columns, some)


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

    def chunks(skip: int) -> Iterator[Chunk]:
        return _chunks(loader, islice(ask(query, folder, watch), skip, None))

    tally = _load(base, asked, chunks, only, count, now)
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

    def chunks(skip: int) -> Iterator[Chunk]:
        return _chunks(loader, islice(raws, skip, None))

    tally = _load(base, asked, chunks, None, lambda _: None, now)
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
    asked: Load,
    chunks: Callable[[int], Iterator[Chunk]],
    only: Only | None,
    count: Count,
    now: Callable[[], datetime],
) -> Tally:
    """Stage the chunks, which are asked for after so many records that were staged before."""
    with base.writing():
        begun = base.staging.begin(asked)
        resumed = begun.total("read")
        count(resumed)
        try:
            with _rejects_file(base, begun) as rejects, closing(base.staging.known(asked.source)) as known:
                stage_all(Stage(base, begun, only, known, rejects, count), chunks(resumed))
            if not begun.parts:
                raise LoadStopped(f"{', '.join(asked.paths)}: no record in there; check the path")
        except LoadStopped:
            if not begun.parts:
                base.staging.drop(begun)
                _kept(base, begun)
            raise
        base.staging.finish(begun, _time(now))
    read, loaded, unchanged, rejected, skipped = map(
        begun.total, ("read", "loaded", "unchanged", "rejected", "skipped")
    )
    return Tally(read, loaded, unchanged, rejected, skipped, _kept(base, begun), resumed)


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
