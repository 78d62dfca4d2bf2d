"""The picture of what surrounds a topic or a scientist: it stands in the middle, people and institutions to its left,
topics and countries to its right, each tied by a line as thick as the publications they share."""

from __future__ import annotations

from math import cos, pi
from typing import Any

from queries import Answer
from webviz.formats import count, share
from webviz.layout import radius_of
from webviz.loaded import Loaded
from webviz.scene import Dot, Legend, Line, Scene

WIDTH = 1100.0
ROW, EDGE = 29.0, 24.0
REACH, DEPTH = 190.0, 60.0
MOST_OF_A_KIND = 10
LEFT, RIGHT = ("scientist", "institution"), ("topic", "country")
LEGEND = {"scientist": "scientists", "institution": "institutions", "topic": "topics", "country": "countries"}
CENTRE = "centre"


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """Of each kind the ten with most publications in common; the rest stand in the tables."""
    records = answer.records()
    sides = [[one for kind in kinds for one in _leading(records, kind)] for kinds in (LEFT, RIGHT)]
    height = max(300.0, ROW * max(map(len, sides)) + 2 * EDGE)
    most = max((one["publications"] for side in sides for one in side), default=1)
    about = answer.coverage["of"]
    middle = Dot(
        CENTRE, about["name"] or about["id"], "", about["kind"], float(answer.coverage["publications"]),
        WIDTH / 2, height / 2, 24.0, f"{count(answer.coverage['publications'])} publications",
        (WIDTH / 2, height / 2 + 40, "middle"),
    )  # fmt: skip
    dots = [_dot(one, number, len(side), left, height, most) for side, left in zip(sides, (True, False), strict=True)
            for number, one in enumerate(side)]  # fmt: skip
    lines = [_line(middle, dot, most) for dot in dots]
    there = {dot.group for dot in dots}
    return Scene(
        title=f"Around {middle.label}",
        subtitle=_subtitle(answer),
        source=f"{loaded.sources}; {share(loaded.share_without_country)} of publications name no country",
        width=WIDTH,
        height=height,
        dots=(middle, *dots),
        lines=tuple(lines),
        dot_legend=tuple(Legend(kind, label) for kind, label in LEGEND.items() if kind in there | {middle.group}),
        line_legend=(Legend("joint", "publications that tie the two, thicker where there are more"),),
        matrix=None,
        matrix_legend=(),
        caveats=answer.caveats,
    )


def _subtitle(answer: Answer) -> str:
    asked = answer.parameters
    years = f"{asked['since'] or 'first year'} to {asked['until'] or 'last year'}"
    return f"The {MOST_OF_A_KIND} of each kind with most publications in common, {years}"


def _leading(records: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [record for record in records if record["kind"] == kind]
    return sorted(found, key=lambda record: (-record["publications"], record["id"]))[:MOST_OF_A_KIND]


def _dot(one: dict[str, Any], number: int, of: int, left: bool, height: float, most: int) -> Dot:
    y = height / 2 + ROW * (number - (of - 1) / 2)
    bulge = DEPTH * cos(pi * (number - (of - 1) / 2) / max(of, 1))
    x = WIDTH / 2 - REACH - bulge if left else WIDTH / 2 + REACH + bulge
    radius = radius_of(one["publications"], most, 5.0, 12.0)
    label = one["name"] or one["id"]
    at = (x - radius - 6, y, "end") if left else (x + radius + 6, y, "start")
    facts = f"{one['relation']}, {count(one['publications'])} publications in common"
    return Dot(one["id"], label, "", one["kind"], float(one["publications"]), round(x, 1), round(y, 1), round(radius, 1), facts, at)


def _line(middle: Dot, dot: Dot, most: int) -> Line:
    bend = middle.x + (dot.x - middle.x) * 0.5
    path = f"M{middle.x:.0f} {middle.y:.0f}C{bend:.0f} {middle.y:.0f} {bend:.0f} {dot.y:.0f} {dot.x:.0f} {dot.y:.0f}"
    width = round(0.8 + 7 * (dot.size / most) ** 0.6, 1)
    return Line(middle.id, dot.id, "joint", dot.size, width, path, True, f"{dot.label}: {dot.facts}")
