"""Entries out of BibTeX files: each with the macros that it uses, streaming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from loaders.bibliographic_text import Line, Record, records_of
from loaders.loader import Raw, Watch

SUFFIXES = (".bib", ".bibtex", ".biblatex", ".gz")
_START = re.compile(rb"(?:^|(?<=\}))[ \t]*@[ \t]*(?P<kind>[A-Za-z]+)[ \t]*(?:[{(]|$)")
_MACRO = re.compile(rb"@\s*string\s*[{(]\s*([^\s=]+)\s*=", re.IGNORECASE)
_USED = re.compile(rb"[=#]\s*([A-Za-z][^\s,#{}\"=()]*)")
_NO_ENTRIES = (b"comment", b"preamble")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """The entries of the files, each after the @string macros that it uses; @comment and @preamble are left out.

    An entry begins at the start of a line, or after the brace that closes another: one that is not closed reaches
    to the next, and no further.

    Raises:
        LoadStopped: a path does not exist, or a folder holds no file to read.
    """
    return records_of(paths, SUFFIXES, _split, "BibTeX", watch)


def _split(lines: Iterable[Line]) -> Iterator[Record]:
    macros: dict[bytes, bytes] = {}
    for line, kind, block in _blocks(lines):
        if kind == b"string":
            name = _MACRO.match(block.lstrip())
            if name:
                macros[name[1].lower()] = block.strip()
        elif kind not in _NO_ENTRIES:
            yield Record(line, _with_macros(block, macros))


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[int, bytes, bytes]]:
    """Each block with its line and its kind in lower case; text before the first is a comment."""
    first, kind, held = 0, b"", []
    for number, data in lines:
        start = 0
        for found in _START.finditer(data) if b"@" in data else ():
            held.append(data[start : found.start()])
            if kind:
                yield first, kind, b"\n".join(held).strip()
            first, kind, held, start = number, found["kind"].lower(), [], found.start()
        held.append(data[start:])
        if not kind:
            held.clear()
    if kind:
        yield first, kind, b"\n".join(held).strip()


def _with_macros(entry: bytes, macros: dict[bytes, bytes]) -> bytes:
    """The entry after the definitions of the macros that it uses, and of those that these use."""
    used: dict[bytes, bytes] = {}
    ahead = [entry] if macros else []
    while ahead:
        for name in _USED.findall(ahead.pop()):
            macro = name.lower()
            if macro in macros and macro not in used:
                used[macro] = macros[macro]
                ahead.append(macros[macro])
    # A macro is made of macros that were defined before it.
    return b"\n".join([*(macros[name] for name in macros if name in used), entry])
