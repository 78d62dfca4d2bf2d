"""What the tests of bibliographic sources share: a file read and parsed, every record of it accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from graph.errors import RejectedRecord
from graph.model import Authored, Publication, Scientist
from loaders import Loader, Parsed, Raw
from tests.loaders.contract import check


class Found(NamedTuple):
    """The records of a file: those that parse, and the reasons of the others by line."""

    parsed: list[Parsed]
    rejected: dict[int, str]

    @property
    def publications(self) -> list[Publication]:
        return [fact for one in self.parsed for fact in one.facts if isinstance(fact, Publication)]

    @property
    def links(self) -> list[Authored]:
        return [fact for one in self.parsed for fact in one.facts if isinstance(fact, Authored)]

    @property
    def scientists(self) -> list[Scientist]:
        return [fact for one in self.parsed for fact in one.facts if isinstance(fact, Scientist)]


def raws(loader: Loader, file: Path) -> list[Raw]:
    """The records; every byte of the file is told once."""
    told: list[int] = []
    found = list(loader.read([file], told.append))
    assert sum(told) == file.stat().st_size
    return found


def found(loader: Loader, file: Path) -> Found:
    """The file read and parsed; the facts of each record keep the contract, and none holds an address."""
    parsed, rejected = [], {}
    for raw in raws(loader, file):
        try:
            if raw.problem:
                raise RejectedRecord(raw.problem)
            one = loader.parse(raw.data)
            check(one)
            assert "blanked" not in str(one.facts)
            parsed.append(one)
        except RejectedRecord as reason:
            rejected[raw.line] = str(reason)
    return Found(parsed, rejected)


def only(loader: Loader, data: bytes) -> Found:
    """What one record states."""
    one = loader.parse(data)
    check(one)
    return Found([one], {})


def stated(publications: list[Publication], field: str) -> int:
    """How many publications state a field."""
    return sum(getattr(one, field) is not None for one in publications)
