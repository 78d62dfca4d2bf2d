"""A process that makes some of the chunks of a source, and the form in which it hands them over.

It is told its task on its standard input, and writes each chunk to its standard output, behind its length.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from typing import IO

import msgspec
import pyarrow as pa

from graph.batch import Batch
from graph.errors import LoadStopped
from loaders.catalogue import find_loader
from loaders.chunks import Aside, Chunk, chunk_of
from loaders.loader import Loader

_LENGTH = 8


class Task(msgspec.Struct):
    """Which chunks to make: the `share`-th of each `of` chunks of `size` records, after the first `skip` records."""

    source: str
    paths: list[str]
    share: int
    of: int
    size: int
    skip: int


class Made(msgspec.Struct, tag=True):
    """A chunk, its tables as Arrow streams; and how many bytes of the input were read since the last one."""

    tables: dict[str, bytes]
    stated: list[str]
    aside: list[Aside]
    read: int

    def chunk(self) -> Chunk:
        """The chunk; its tables lie in the bytes that were handed over."""
        tables = {name: pa.ipc.open_stream(pa.py_buffer(table)).read_all() for name, table in self.tables.items()}
        return Chunk(Batch(tables.pop(_RECORDS), tables), self.stated, self.aside)


class Ended(msgspec.Struct, tag=True):
    """There are no more records."""

    read: int


class Stopped(msgspec.Struct, tag=True):
    """The source cannot be read."""

    reason: str


_RECORDS = "records"
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Made | Ended | Stopped)


def hand_over(message: Made | Ended | Stopped, to: IO[bytes]) -> None:
    """Write a message."""
    encoded = _encoder.encode(message)
    to.write(len(encoded).to_bytes(_LENGTH, "little"))
    to.write(encoded)
    to.flush()


def handed_over(by: IO[bytes]) -> Iterator[Made | Ended | Stopped]:
    """Every message, until the process that writes them ends."""
    while len(start := by.read(_LENGTH)) == _LENGTH:
        length = int.from_bytes(start, "little")
        if len(message := by.read(length)) < length:
            return
        yield _decoder.decode(message)


def made(task: Task) -> Iterator[Made | Ended]:
    """The chunks of a task, then the end.

    Raises:
        LoadStopped: the source cannot be read.
    """
    loader, read = _loader(task.source), _Count()
    raws = islice(loader.read([Path(path) for path in task.paths], read.add), task.skip, None)
    for number in count():
        some = list(islice(raws, task.size))
        if not some:
            yield Ended(read.taken())
            return
        if number % task.of == task.share:
            chunk = chunk_of(loader.name, loader.parse, loader.columns, some)
            tables = {_RECORDS: chunk.batch.records, **chunk.batch.tables}
            streams = {name: _stream(table) for name, table in tables.items()}
            yield Made(streams, chunk.stated, chunk.aside, read.taken())


def _loader(name: str) -> Loader:
    """The loader of that name; its own module alone is imported where it is called so."""
    found = getattr(import_module(f"loaders.{name}"), "LOADER", None) if find_spec(f"loaders.{name}") else None
    return found if isinstance(found, Loader) and found.name == name else find_loader(name)


class _Count:
    def __init__(self) -> None:
        self._bytes = 0

    def add(self, more: int) -> None:
        self._bytes += more

    def taken(self) -> int:
        """What has been counted since this was last asked."""
        counted, self._bytes = self._bytes, 0
        return counted


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    stream_: bytes = sink.getvalue().to_pybytes()
    return stream_


class _WithoutPandas(MetaPathFinder):
    """Where pandas is installed, pyarrow imports it to look whether a list is one of its; that takes a second."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> int:
    """Make the chunks of the task on standard input; end without a word where nobody takes them any more."""
    sys.meta_path.insert(0, _WithoutPandas())
    # Who interrupts a load interrupts the process that this one works for.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    try:
        try:
            for message in made(task):
                hand_over(message, out)
        except LoadStopped as reason:
            hand_over(Stopped(str(reason)), out)
    except BrokenPipeError:
        os._exit(0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
