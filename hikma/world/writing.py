"""Writing records as gzip parts of JSON Lines, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from isal import igzip
from msgspec import Struct

from .records import ENCODER

RECORDS_A_PART = 50_000
_LEVEL = 1
_AT_ONCE = 250


class Parts:
    """The parts `part_0000.gz`, `part_0001.gz` ... of one kind of record, each of at most 50,000 records."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        for old in directory.glob("part_*.gz"):
            old.unlink()
        self._directory = directory
        self._written = 0
        self._raw: BinaryIO | None = None
        self._gzip: igzip.IGzipFile | None = None

    def write(self, records: Iterable[Struct]) -> None:
        """Add records, few at a time, beginning a new part where one is full."""
        source = iter(records)
        while some := list(islice(source, min(_AT_ONCE, RECORDS_A_PART - self._written % RECORDS_A_PART))):
            if self._written % RECORDS_A_PART == 0:
                self._next()
            assert self._gzip is not None
            self._gzip.write(ENCODER.encode_lines(some))
            self._written += len(some)

    def _next(self) -> None:
        self.close()
        number = self._written // RECORDS_A_PART
        self._raw = (self._directory / f"part_{number:04d}.gz").open("wb")
        # Neither name nor time in the gzip header: the same seed gives the same bytes.
        self._gzip = igzip.IGzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=self._raw, mtime=0)

    def close(self) -> None:
        if self._gzip is not None and self._raw is not None:
            self._gzip.close()
            self._raw.close()

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
