"""The content of a file in pieces, unzipped where it is gzipped, as far as it can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from isal.igzip_lib import DECOMP_GZIP, IgzipDecompressor, IsalError

from graph.errors import LoadStopped
from loaders.loader import Watch

START = 1 << 18
CHUNK = 1 << 16
"""So much, unzipped, stays in the processor's cache while it is cut into records."""

# isal's types take IsalError for a value; it is an exception class.
BROKEN: tuple[type[Exception], ...] = (EOFError, OSError, IsalError)  # type: ignore[assignment]


def opened(file: Path) -> BinaryIO:
    """The file, to be read.

    Raises:
        LoadStopped: it cannot be opened, or is a zip archive.
    """
    try:
        source = file.open("rb")
    except OSError as error:
        raise LoadStopped(f"{file} cannot be opened ({error.strerror}): check that you may read it") from error
    if source.peek(4).startswith(b"PK\x03\x04"):
        source.close()
        raise LoadStopped(f"{file} is a zip archive: unpack it and load what is inside")
    return source


def content(source: BinaryIO, watch: Watch) -> Iterator[bytes]:
    """The content, unzipped where it is gzipped, in pieces; a cut one gives all that can be unzipped, then fails."""
    start = source.read(START)
    unzip = _Gunzip().pieces if start.startswith(b"\x1f\x8b") else _as_it_is
    while start:
        yield from unzip(start)
        watch(len(start))
        start = source.read(CHUNK)
    yield from unzip(b"")


def _as_it_is(piece: bytes) -> Iterator[bytes]:
    yield piece


class _Gunzip:
    """Unzips pieces of a file of one or more gzip members."""

    def __init__(self) -> None:
        self._member = IgzipDecompressor(flag=DECOMP_GZIP)
        self._begun = False

    def pieces(self, piece: bytes) -> Iterator[bytes]:
        """What the next piece of the file unzips to; the last one is empty.

        Raises:
            EOFError: the file ended within a member.
        """
        if not piece and self._begun and not self._member.eof:
            raise EOFError("it ends before its gzip stream does")
        while piece:
            if self._member.eof:
                self._member = IgzipDecompressor(flag=DECOMP_GZIP)
            self._begun = True
            yield self._member.decompress(piece)
            piece = self._member.unused_data.lstrip(b"\0") if self._member.eof else b""
