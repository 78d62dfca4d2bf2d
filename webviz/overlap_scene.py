"""The picture of overlapping research: clusters as bubbles by country, joined where they work on the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from queries import Answer
from queries.saying import counted, place, said
from webviz.formats import years
from webviz.layout import curve, positions, radius_of, spread
from webviz.loaded import Loaded
from webviz.naming import name_places
from webviz.regions import REGIONS, region_of
from webviz.scene import Dot, Legend, Line, Scene

WIDTH, HEIGHT, MARGIN = 1000.0, 600.0, 80.0
LEAST_RADIUS, MOST_RADIUS = 12.0, 30.0
Record = Mapping[str, Any]


class Cluster(NamedTuple):
    """A cluster as a row tells of it."""

    number: int
    name: str
    country: str
    scientists: int
    publications: int


def clusters(records: list[dict[str, Any]]) -> list[Cluster]:
    """The clusters of all rows, each once, by number."""
    found = {side.number: side for record in records for side in (cluster(record, "a"), cluster(record, "b"))}
    return [found[number] for number in sorted(found)]


def cluster(record: Record, side: str) -> Cluster:
    """One side of a row."""
    return Cluster(
        record[side], record[f"name_{side}"], record[f"country_{side}"], record[f"scientists_{side}"],
        record[f"publications_{side}"],
    )  # fmt: skip


def short_name(name: str) -> str:
    """The topics of a cluster's name, without its terms."""
    return name.partition(": ")[0].partition(" / ")[0] or name


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """The clusters of the pairs listed; the thicker a line, the more alike its ends."""
    records = answer.records()
    found = clusters(records)
    at = {one.number: k for k, one in enumerate(found)}
    ties = [(at[r["a"]], at[r["b"]], float(r["similarity"])) for r in records]  # type: ignore[index, arg-type]
    largest = max((one.scientists for one in found), default=1)
    radii = np.array([radius_of(one.scientists, largest, LEAST_RADIUS, MOST_RADIUS) for one in found])
    points = spread(positions(len(found), ties, WIDTH, HEIGHT, MARGIN), radii, WIDTH, HEIGHT, gap=14)
    names = [short_name(one.name) for one in found]
    order = sorted(range(len(found)), key=lambda k: (-found[k].scientists, found[k].number))
    places = name_places(points, radii.tolist(), [name[:42] for name in names], order, WIDTH, HEIGHT)
    there = {region_of(one.country) for one in found}
    return Scene(
        title=said("Circles that work on the same"),
        subtitle=said("Pairs in two countries that hardly publish together, {years}", years=years(answer.parameters)),
        source=loaded.told,
        width=WIDTH,
        height=HEIGHT,
        dots=tuple(_dot(one, points[k], radii[k], places[k], names[k]) for k, one in enumerate(found)),
        lines=tuple(_line(record, points[at[record["a"]]], points[at[record["b"]]]) for record in records),  # type: ignore[index]
        dot_legend=tuple(Legend(region.kind, region.label) for region in REGIONS if region.kind in there),
        line_legend=(Legend("joint", said("they work on the same; thicker where they are more alike")),),
        matrix=None,
        matrix_legend=(),
        caveats=answer.caveats,
    )


def _dot(one: Cluster, point: Any, radius: float, label: tuple[float, float, str] | None, name: str) -> Dot:
    facts = said(
        "{country}, {people}, {works}", country=place(one.country), people=counted(one.scientists, "scientist"),
        works=counted(one.publications, "publication"),
    )  # fmt: skip
    return Dot(
        id=str(one.number), label=name, short=one.country, group=region_of(one.country), size=float(one.scientists),
        x=round(float(point[0]), 1), y=round(float(point[1]), 1), radius=round(float(radius), 1), facts=facts,
        label_at=label,
    )  # fmt: skip


def _line(record: Record, start: Any, end: Any) -> Line:
    facts = said(
        "{a} and {b}: likeness {similarity:.2f}, {joint}", a=place(record["country_a"]), b=place(record["country_b"]),
        similarity=record["similarity"], joint=counted(record["joint"], "joint publication"),
    )  # fmt: skip
    return Line(
        a=str(record["a"]), b=str(record["b"]), kind="joint", size=float(record["similarity"]),
        width=round(1.2 + 7 * float(record["similarity"]), 1), path=curve(start, end), shown=True, facts=facts,
    )  # fmt: skip
