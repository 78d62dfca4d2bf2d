"""The text of a file that a reader sends: read in memory; PDF and DOCX by a process of its own, in bounds.

Nothing of it is written to a disk, kept, or told to a log.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from graph.errors import QuestionError
from queries.saying import Said, said
from webviz import uploaded_reader
from webviz.uploaded_reader import SECONDS, Told, read_here

AT_ONCE = 2
"""Files that are read at the same time; further ones wait, as long as one may take."""
LONGEST_NAME = 80
_PACKED = (b"%PDF-", b"PK\x03\x04")

_room = threading.BoundedSemaphore(AT_ONCE)


def text_of(name: str, data: bytes) -> str:
    """The text of a file of that name.

    Raises:
        QuestionError: it cannot be read, or takes too long or too much room; the message says what to do.
    """
    shown = _plain(name)
    if not any(mark in data[:1024] for mark in _PACKED):
        return read_here(shown, data)
    if not _room.acquire(timeout=SECONDS):
        raise QuestionError(said("too many files are being read at the same time: send it again in a minute"))
    try:
        told = _read_apart(shown, data)
    finally:
        _room.release()
    if told.problem:
        raise QuestionError(told.problem)
    return told.text


def _read_apart(name: str, data: bytes) -> Told:
    try:
        made = subprocess.run(  # noqa: S603 - this program itself; the name of the file is made plain
            [sys.executable, uploaded_reader.__file__, name], input=data, capture_output=True, timeout=SECONDS,
            env=_environment(), check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise QuestionError(_too_much(name)) from None
    return msgspec.json.decode(made.stdout, type=Told)


def _environment() -> dict[str, str]:
    """That of this process, with the folders that it finds its modules in, and none other."""
    folders = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return dict(os.environ) | {"PYTHONPATH": folders, "PYTHONSAFEPATH": "1"}


def _too_much(name: str) -> Said:
    return said("{name} takes too long or too much room to be read: save it anew, or paste its text", name=name)


def _plain(name: str) -> str:
    """The last part of a file's name, without what cannot be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME].lstrip("-") or "the file"
