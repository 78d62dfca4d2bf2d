"""Writing records as gzip parts of JSON Lines, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count, islice
from pathlib import Path

from isal import igzip
from msgspec import Struct

from .encoding import ENCODER

RECORDS_A_PART = 50_000
_AT_ONCE = 250
_LEVEL = 1


def write_parts(directory: Path, records: Iterable[Struct]) -> None:
    """Write `part_0000.gz`, `part_0001.gz` ... of at most 50,000 records; parts already there are replaced.

    Few records are held at a time, however many there are.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.glob("part_*.gz"):
        old.unlink()
    source = iter(records)
    for number in count():
        some = list(islice(source, _AT_ONCE))
        if not some:
            return
        _write_part(directory / f"part_{number:04d}.gz", some, islice(source, RECORDS_A_PART - len(some)))


def _write_part(path: Path, some: list[Struct], rest: Iterable[Struct]) -> None:
    source = iter(rest)
    # Neither name nor time stands in the gzip header: the same seed gives the same bytes.
    with (
        path.open("wb") as raw,
        igzip.IGzipFile("", "wb", compresslevel=_LEVEL, fileobj=raw, mtime=0) as part,  # type: ignore[no-untyped-call]
    ):
        while some:
            part.write(ENCODER.encode_lines(some))  # type: ignore[no-untyped-call]
            some = list(islice(source, _AT_ONCE))
