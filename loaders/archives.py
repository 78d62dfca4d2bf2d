"""Members of tar and zip archives, one after the other, without unpacking anything to disk."""

from __future__ import annotations

import tarfile as tar
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from graph.errors import LoadStopped
from loaders.loader import Watch
from loaders.opening import BROKEN, CHUNK, content, opened

MEMBER_BYTES = 1 << 28
"""A member that is larger is no single record, and is not read."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAR = (".tar", ".tar.gz", ".tgz")
_AGAIN = "fetch it again"
_BROKEN_TAR: tuple[type[Exception], ...] = (tar.TarError, *BROKEN)
# What zipfile raises for a damaged, encrypted or newly compressed member.
_BROKEN_ZIP = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)


class Member(NamedTuple):
    """A file inside an archive; `problem` says why it, or the rest of the archive, could not be read."""

    name: str
    place: int
    """Which of the files of the archive it is, from 1."""
    data: bytes
    problem: str | None = None


def is_archive(path: Path) -> bool:
    """Whether it is a zip archive or a tar archive, plain or gzipped; a path that cannot be opened is none."""
    return is_zip(path) or _is_tar(path)


def is_zip(path: Path) -> bool:
    """Whether it is a zip archive; a path that cannot be opened is none."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _ZIP
    except OSError:
        return False


def _is_tar(path: Path) -> bool:
    if path.name.endswith(_TAR):
        return True
    try:
        with opened(path) as source:
            return next(content(source, lambda _: None), b"")[257:262] == b"ustar"
    except LoadStopped:
        return False
    except BROKEN:
        return False


def members(path: Path, watch: Watch, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The files of an archive whose name is wanted, in its order; only one is held in memory at a time.

    Nothing but plain files is read: no links, no folders. Where the archive is cut or damaged, the members before
    that place come first, then one with a `problem`; so does a member that is larger than `MEMBER_BYTES`.

    Raises:
        LoadStopped: the archive cannot be opened.
    """
    return _zip_members(path, watch, wanted) if is_zip(path) else _tar_members(path, watch, wanted)


def _tar_members(path: Path, watch: Watch, wanted: Callable[[str], bool]) -> Iterator[Member]:
    place = 0
    with opened(path) as source:
        try:
            stream = _Forward(content(source, watch))
            with _Tar(fileobj=cast("tar._Fileobj", stream)) as archive:
                while member := archive.next():
                    archive.members.clear()
                    if member.isreg():
                        place += 1
                        if wanted(member.name):
                            yield _tar_member(stream, member, place)
            # What follows the end mark is zeros, and the check of gzip.
            while stream.read(CHUNK):
                pass
        except _BROKEN_TAR as error:
            after = f"after file {place}" if place else "at its start"
            yield Member("", place + 1, b"", f"the archive is cut or damaged {after} ({error}): {_AGAIN}")


def _tar_member(stream: _Forward, member: tar.TarInfo, place: int) -> Member:
    if member.size > MEMBER_BYTES:
        return Member(member.name, place, b"", _too_large(member.size))
    data = stream.read(member.size)
    if len(data) < member.size:
        raise EOFError(f"it ends within {member.name}")
    return Member(member.name, place, data)


def _too_large(size: int) -> str:
    return f"the file has {size:,} bytes, more than a record can have: leave it out"


class _Header(tar.TarInfo):
    """A header of a tar archive; where there is none, and no end mark either, tarfile would just stop."""

    @classmethod
    def fromtarfile(cls, tarfile: tar.TarFile) -> _Header:
        """The next header.

        Raises:
            EOFError: the archive ends here without its end mark, or what follows is no header.
        """
        try:
            return super().fromtarfile(tarfile)
        except _NO_HEADER as error:
            raise EOFError(str(error)) from error


# tarfile does not export these three.
_NO_HEADER: tuple[type[Exception], ...] = tuple(
    getattr(tar, name) for name in ("EmptyHeaderError", "InvalidHeaderError", "TruncatedHeaderError")
)


class _Tar(tar.TarFile):
    """A tar archive; `members` are the headers that were read, and would be kept."""

    tarinfo = _Header
    members: list[tar.TarInfo]


class _Forward:
    """Pieces of bytes as a file that is read from start to end, as far as tarfile asks of one."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = b""
        self._at = 0
        self._before = 0

    def tell(self) -> int:
        """The place in the whole."""
        return self._before + self._at

    def seek(self, place: int) -> None:
        """Go on to a later place."""
        ahead = place - self.tell()
        while ahead > 0 and (passed := min(ahead, CHUNK)):
            if not self.read(passed):
                return
            ahead -= passed

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        if self._at + size <= len(self._piece):
            start, self._at = self._at, self._at + size
            return self._piece[start : self._at]
        parts = [self._piece[self._at :]]
        missing = size - len(parts[0])
        while missing > 0 and self._next():
            self._at = min(missing, len(self._piece))
            parts.append(self._piece[: self._at])
            missing -= self._at
        return b"".join(parts)

    def _next(self) -> bool:
        self._before += len(self._piece)
        self._piece, self._at = next((piece for piece in self._pieces if piece), b""), 0
        return bool(self._piece)


def _zip_members(path: Path, watch: Watch, wanted: Callable[[str], bool]) -> Iterator[Member]:
    try:
        with ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            for place, info in enumerate(files, start=1):
                if wanted(info.filename):
                    yield _zip_member(archive, info, place)
                    watch(info.compress_size)
    except BadZipFile as error:
        yield Member("", 0, b"", f"the archive is cut or damaged ({error}): {_AGAIN}")
    except OSError as error:
        raise LoadStopped(f"{path} cannot be opened ({error.strerror}): check that you may read it") from error


def _zip_member(archive: ZipFile, info: ZipInfo, place: int) -> Member:
    if info.file_size > MEMBER_BYTES:
        return Member(info.filename, place, b"", _too_large(info.file_size))
    try:
        with archive.open(info) as file:
            data = file.read(MEMBER_BYTES)
    except _BROKEN_ZIP as error:
        return Member(info.filename, place, b"", f"the file cannot be read out of the archive ({error}): {_AGAIN}")
    return Member(info.filename, place, data)


def zip_names(path: Path) -> list[str]:
    """The names of the files of a zip archive, in its order.

    Raises:
        BadZipFile: the archive is cut or damaged.
    """
    with ZipFile(path) as archive:
        return [info.filename for info in archive.infolist() if not info.is_dir()]


def zip_content(path: Path, name: str, watch: Watch) -> Iterator[bytes]:
    """One file of a zip archive in pieces, however large it is.

    Raises:
        BadZipFile: the file is damaged; so do other errors that zipfile has for what it cannot read.
    """
    with ZipFile(path) as archive, archive.open(name) as file:
        told = 0
        while piece := file.read(CHUNK):
            yield piece
            # The file below stands between members that were read and what is left of this one.
            share = archive.getinfo(name)
            now = round(share.compress_size * file.tell() / max(share.file_size, 1))
            watch(now - told)
            told = now
