"""The form of a row of what surrounds a subject."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The columns of the answer, in order; what a kind of row does not have is none."""

    kind: str
    id: str
    name: str | None
    relation: str
    publications: int | None = None
    share: float | None = None
    country: str | None = None
    year: int | None = None
    citations: int | None = None
    of_all: float | None = None
    cited_here: int | None = None
    expected: float | None = None
    missing: float | None = None
    why: str | None = None
