"""The picture of a scientist's co-authors: the person in the middle of those who also publish with each other."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from queries import Answer
from queries.profile_scientist_lists import TIE
from queries.saying import counted, place, said
from webviz.formats import years
from webviz.layout import curve, positions, radius_of, spread
from webviz.loaded import Loaded
from webviz.naming import name_places
from webviz.regions import REGIONS, region_of
from webviz.scene import Dot, Legend, Line, Scene

WIDTH, HEIGHT, MARGIN = 1000.0, 560.0, 70.0
MOST = 30
"""Co-authors that are drawn."""
NOWHERE = "nowhere"
CENTRE = "centre"


class Coauthor(NamedTuple):
    """A co-author as the answer tells of the person."""

    id: str
    name: str
    country: str | None
    joint: int


class Tie(NamedTuple):
    """Two co-authors, by id, and the publications that both are on."""

    a: str
    b: str
    joint: int


def coauthors(answer: Answer) -> list[Coauthor]:
    """The co-authors of a profile, those with most joint publications first."""
    where = answer.coverage["countries_of_coauthors"]
    return [
        Coauthor(one["id"], one["name"], where.get(one["id"]), one["publications"])
        for one in _rows(answer, "co-authors", "joint")
    ]


def ties(answer: Answer) -> list[Tie]:
    """The pairs of co-authors who publish with each other."""
    ids = [one.id for one in coauthors(answer)]
    pairs = {TIE.format(a=a, b=b): (a, b) for k, a in enumerate(ids) for b in ids[k + 1 :]}
    return [Tie(*pairs[one["id"]], one["publications"]) for one in _rows(answer, "ties", "joint")]


def _rows(answer: Answer, section: str, figure: str) -> list[dict[str, Any]]:
    return [one for one in answer.records() if one["section"] == section and one["figure"] == figure]


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """The thirty with most joint publications; thicker lines have more of them."""
    shown = coauthors(answer)[:MOST]
    ids = [CENTRE, *(one.id for one in shown)]
    at = {id_: number for number, id_ in enumerate(ids)}
    own = [Tie(CENTRE, one.id, one.joint) for one in shown]
    drawn = own + [one for one in ties(answer) if one.a in at and one.b in at]
    most = max((one.joint for one in own), default=1)
    radii = np.array([24.0, *(radius_of(one.joint, most, 6.0, 17.0) for one in shown)])
    weights = [(at[one.a], at[one.b], float(one.joint)) for one in drawn]
    points = spread(positions(len(ids), weights, WIDTH, HEIGHT, MARGIN), radii, WIDTH, HEIGHT, gap=12)
    about = answer.coverage["of"]
    names = {CENTRE: about["name"]} | {one.id: one.name for one in shown}
    places = name_places(points, radii.tolist(), [names[id_] for id_ in ids], range(len(ids)), WIDTH, HEIGHT)
    dots = [_middle(answer, points[0], places[0])]
    dots += [_dot(one, points[k], radii[k], places[k]) for k, one in enumerate(shown, start=1)]
    there = {dot.group for dot in dots}
    return Scene(
        title=said("Co-authors of {name}", name=about["name"]),
        subtitle=said("The {n} with most joint publications, {years}", n=len(shown), years=years(answer.parameters)),
        source=loaded.told,
        width=WIDTH,
        height=HEIGHT,
        dots=tuple(dots),
        lines=tuple(_line(one, points[at[one.a]], points[at[one.b]], most, names) for one in drawn),
        dot_legend=(
            Legend("scientist", said("the scientist")),
            *(Legend(region.kind, region.label) for region in REGIONS if region.kind in there),
            *((Legend(NOWHERE, said("no country known")),) if NOWHERE in there else ()),
        ),
        line_legend=(Legend("joint", said("joint publications, thicker where there are more")),),
        matrix=None,
        matrix_legend=(),
        caveats=answer.caveats,
    )


def _middle(answer: Answer, point: Any, label: tuple[float, float, str] | None) -> Dot:
    works = answer.coverage["own_publications"]
    return Dot(
        id=CENTRE, label=answer.coverage["of"]["name"], short="", group="scientist", size=float(works),
        x=round(float(point[0]), 1), y=round(float(point[1]), 1), radius=24.0, facts=counted(works, "publication"),
        label_at=label,
    )  # fmt: skip


def _dot(one: Coauthor, point: Any, radius: float, label: tuple[float, float, str] | None) -> Dot:
    joint = counted(one.joint, "joint publication")
    where = said("{country}, {n}", country=place(one.country), n=joint) if one.country else joint
    return Dot(
        id=one.id, label=one.name, short="", group=region_of(one.country) if one.country else NOWHERE,
        size=float(one.joint), x=round(float(point[0]), 1), y=round(float(point[1]), 1),
        radius=round(float(radius), 1), facts=where, label_at=label,
    )  # fmt: skip


def _line(one: Tie, start: Any, end: Any, most: int, names: dict[str, str]) -> Line:
    return Line(
        a=one.a, b=one.b, kind="joint", size=float(one.joint),
        width=round(0.8 + 6 * min(1.0, one.joint / most) ** 0.6, 1),
        path=curve(start, end), shown=True,
        facts=said(
            "{a} and {b}: {n}", a=names[one.a], b=names[one.b], n=counted(one.joint, "joint publication")
        ),
    )  # fmt: skip
