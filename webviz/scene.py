"""What a page draws: dots, lines and a matrix as plain values, the same for SVG, JSON and files."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True)
class Dot:
    """One thing on the picture.

    `group` names its colour and stands in the legend; `size` is the number that the radius shows; `facts`
    says in a sentence what a reader who does not see the picture should know. `short` is drawn in the dot,
    `label` beside it at `label_at` (x, y, text-anchor) where there is room.
    """

    id: str
    label: str
    short: str
    group: str
    size: float
    x: float
    y: float
    radius: float
    facts: str
    label_at: tuple[float, float, str] | None = None


@dataclass(frozen=True)
class Line:
    """A link between two dots, drawn along the SVG path `path` and `width` wide.

    Lines that are not `shown` are weak: they appear when one of their ends is chosen.
    """

    a: str
    b: str
    kind: str
    size: float
    width: float
    path: str
    shown: bool
    facts: str


@dataclass(frozen=True)
class Matrix:
    """A square of pairs, in the order of `ids`: `kinds` names each cell's colour, `facts` says what it holds.

    `values` is what a cell shows (null where undefined). All are symmetric, and empty on the diagonal.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    kinds: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Legend:
    """What a colour or a dash means; `kind` is the name that dots, lines or cells carry."""

    kind: str
    label: str


@dataclass(frozen=True)
class Scene:
    """One picture with everything needed to read it; x, y and radius are in the units of width and height."""

    title: str
    subtitle: str
    source: str
    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    dot_legend: tuple[Legend, ...]
    line_legend: tuple[Legend, ...]
    matrix: Matrix | None
    matrix_legend: tuple[Legend, ...]
    caveats: tuple[str, ...]

    def as_json(self) -> bytes:
        """The scene as JSON, field by field."""
        return msgspec.json.encode(self, enc_hook=str)
