"""The picture of what surrounds a topic or a scientist.

It stands in the middle, people and institutions to its left, topics and countries to its right, each tied by
a line as thick as the publications they share.
"""

from __future__ import annotations

from math import cos, pi
from typing import Any

from queries import Answer
from queries.saying import counted, place, said
from webviz.formats import years
from webviz.layout import radius_of
from webviz.loaded import Loaded
from webviz.scene import Dot, Legend, Line, Scene

WIDTH = 1160.0
ROW, EDGE, LEAST_HEIGHT = 29.0, 24.0, 300.0
REACH, DEPTH = 190.0, 60.0
MIDDLE_RADIUS = 24.0
MOST_OF_A_KIND = 10
LEFT, RIGHT = ("scientist", "institution"), ("topic", "country")
LEGEND = {
    "scientist": said("scientists"),
    "institution": said("institutions"),
    "topic": said("topics"),
    "country": said("countries"),
}
CENTRE = "centre"


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """Of each kind the ten with most publications in common; the rest stand in the tables."""
    left, right = ([one for kind in kinds for one in _leading(answer, kind)] for kinds in (LEFT, RIGHT))
    height = max(LEAST_HEIGHT, ROW * max(len(left), len(right)) + 2 * EDGE)
    most = max((one["publications"] for one in (*left, *right)), default=1)
    middle = _middle(answer, height)
    dots = [*_column(left, -1, height, most), *_column(right, 1, height, most)]
    there = {dot.group for dot in (middle, *dots)}
    return Scene(
        title=said("Around {name}", name=middle.label),
        subtitle=_subtitle(answer),
        source=loaded.told,
        width=WIDTH,
        height=height,
        dots=(middle, *dots),
        lines=tuple(_line(middle, dot, most) for dot in dots),
        dot_legend=tuple(Legend(kind, label) for kind, label in LEGEND.items() if kind in there),
        line_legend=(Legend("joint", said("publications that tie the two, thicker where there are more")),),
        matrix=None,
        matrix_legend=(),
        caveats=answer.caveats,
    )


def _middle(answer: Answer, height: float) -> Dot:
    about, works = answer.coverage["of"], answer.coverage["publications"]
    return Dot(
        id=CENTRE,
        label=about["name"] or about["id"],
        short="",
        group=about["kind"],
        size=float(works),
        x=WIDTH / 2,
        y=height / 2,
        radius=MIDDLE_RADIUS,
        facts=counted(works, "publication"),
    )


def _subtitle(answer: Answer) -> str:
    return said(
        "The {n} of each kind with most publications in common, {years}", n=MOST_OF_A_KIND,
        years=years(answer.parameters),
    )  # fmt: skip


def _leading(answer: Answer, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [record for record in answer.records() if record["kind"] == kind]
    return sorted(found, key=lambda record: (-record["publications"], record["id"]))[:MOST_OF_A_KIND]


def _column(listed: list[dict[str, Any]], side: int, height: float, most: int) -> list[Dot]:
    """The dots of one side (-1 left, 1 right), one below the other on an arc, names outwards."""
    dots = []
    for number, one in enumerate(listed):
        row = number - (len(listed) - 1) / 2
        x, y = WIDTH / 2 + side * (REACH + DEPTH * cos(pi * row / len(listed))), height / 2 + ROW * row
        dots.append(
            _dot(one, side, round(x, 1), round(y, 1), round(radius_of(one["publications"], most, 5.0, 12.0), 1))
        )
    return dots


def _dot(one: dict[str, Any], side: int, x: float, y: float, radius: float) -> Dot:
    return Dot(
        id=one["id"],
        label=place(one["id"]) if one["kind"] == "country" else one["name"] or one["id"],
        short="",
        group=one["kind"],
        size=float(one["publications"]),
        x=x,
        y=y,
        radius=radius,
        facts=said("{relation}, {n} publications in common", relation=said(one["relation"]), n=one["publications"]),
        label_at=(x + side * (radius + 6), y, "start" if side > 0 else "end"),
    )


def _line(middle: Dot, dot: Dot, most: int) -> Line:
    bend = (middle.x + dot.x) / 2
    ends = f"{bend:.0f} {middle.y:.0f} {bend:.0f} {dot.y:.0f} {dot.x:.0f} {dot.y:.0f}"
    return Line(
        a=middle.id,
        b=dot.id,
        kind="joint",
        size=dot.size,
        width=round(0.8 + 7 * (dot.size / most) ** 0.6, 1),
        path=f"M{middle.x:.0f} {middle.y:.0f}C{ends}",
        shown=True,
        facts=said("{name}: {facts}", name=dot.label, facts=dot.facts),
    )
