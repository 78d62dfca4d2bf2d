"""Saved questions and what was last seen of their answers: BASE/watches/NAME.json.

Of rows nothing is kept but salted digests of their keys, and figures that are numbers; texts are digests too. So no row
names a person; what a question was asked about may, and `Watches.purge` removes it with a person who is forgotten.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import msgspec

from graph.errors import BaseError
from graph.forgetting import Forgotten, names_one

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")

Given = str | int | float | bool
Figure = str | int | float | bool | None


class Saved(msgspec.Struct, forbid_unknown_fields=True):
    """A question that is asked again and again, and its rows when it was last asked."""

    question: str
    parameters: dict[str, Given]
    figures: list[str] = []
    """The columns whose change is told."""
    salt: str = msgspec.field(default_factory=lambda: secrets.token_hex(16))
    as_of: str = ""
    """Date of the state of the sources that was last seen."""
    rows: dict[str, list[Figure]] = {}
    """The figures of each row by the digest of its key; a text among them is a digest."""

    def digest(self, value: object) -> str:
        """What is kept in place of a key or a text."""
        return blake2b(
            msgspec.json.encode(value, enc_hook=str), key=bytes.fromhex(self.salt), digest_size=16
        ).hexdigest()

    def kept(self, values: Sequence[object]) -> list[Figure]:
        """Figures as they are kept: numbers and nothing as they are, all else as a digest."""
        return [one if one is None or isinstance(one, int | float) else self.digest(one) for one in values]


class Watches:
    """The saved questions of a base, by name."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._folder = base / "watches"

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted(file.stem for file in self._folder.glob("*.json"))

    def read(self, name: str) -> Saved:
        """The saved question of that name.

        Raises:
            BaseError: there is none, or its file cannot be read.
        """
        file = self._file(name)
        try:
            return msgspec.json.decode(file.read_bytes(), type=Saved)
        except FileNotFoundError as error:
            there = ", ".join(self.names()) or "none yet: “hikma watch add NAME QUESTION” saves one"
            raise BaseError(f"no question is watched as “{name}”; there are {there}") from error
        except msgspec.MsgspecError as error:
            raise BaseError(f"{file} cannot be read ({error}): remove the watch and add it again") from error

    def write(self, name: str, saved: Saved) -> None:
        """Keep it in one step: after a crash the file is as before or as after."""
        file = self._file(name)
        fresh = file.with_suffix(".new")
        with fresh.open("wb") as handle:
            handle.write(msgspec.json.format(msgspec.json.encode(saved), indent=1) + b"\n")
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(file)

    def remove(self, name: str) -> None:
        """Watch it no longer; a BaseError where nothing is watched under that name."""
        self.read(name)
        self._file(name).unlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder alone, waiting for others: what one run has told, the next one does not tell again.

        Raises:
            BaseError: there is no base yet.
        """
        try:
            self._folder.mkdir(exist_ok=True)
        except FileNotFoundError as error:
            raise BaseError(f"{self._base} is no base yet: load something first") from error
        with (self._folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in self._folder.glob("*.new"):
                left.unlink()
            yield

    def purge(self, forgotten: Forgotten, names: Iterable[str] = ()) -> list[str]:
        """Remove the questions that name one of those who asked not to be named; the names of the watches removed.

        They are named by an id among those of `forgotten`, or by one of the names. The caller does not hold the lock.
        """
        if not self._folder.is_dir():
            return []
        known = [name for name in names if name]
        with self.locked():
            gone = [name for name in self.names() if _names_any(self.read(name), forgotten, known)]
            for name in gone:
                self._file(name).unlink()
        return gone

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise BaseError(f"“{name}” cannot name a watch: give up to 64 letters, digits, dots, dashes, underscores")
        return self._folder / f"{name}.json"


def _names_any(saved: Saved, forgotten: Forgotten, names: Iterable[str]) -> bool:
    texts = [value for value in saved.parameters.values() if isinstance(value, str)]
    pieces = {piece.strip() for text in texts for piece in text.split(";")}
    return (
        any(piece in forgotten for piece in pieces)
        or any(names_one(text, forgotten) for text in texts)
        or any(name in text for text in texts for name in names)
    )
