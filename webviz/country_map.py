"""The countries of a group on a map of the world: shaded by publications, joined by flows, dashed where a gap is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queries.saying import counted, in_a_row, place, said
from webviz.country_scene import flows, width_of
from webviz.formats import count, number
from webviz.layout import Points, curve
from webviz.naming import Place, name_places
from webviz.pairs import Country, Pair, amount
from webviz.scene import Legend, Line
from webviz.shades import shade, thresholds
from webviz.world import Window, window, world

WIDTH = 1160.0
SMALL = 190.0
"""Area on the picture below which a country gets a circle to be seen and met by."""
RADIUS, LEAST_RADIUS = 5.0, 2.2
TOLD = 5
NAMED = 40
BEND, THINNER = 0.16, 0.6
MOST_OPPORTUNITIES = 30
NOTE = said("Outlines: Natural Earth, public domain; they are no statement on whose a territory is.")
FLOW_LEGEND = (
    Legend("joint", said("joint publications, wider where there are more")),
    Legend("gap", said("gap: far fewer than expected")),
    Legend("opportunity", said("both strong in the topic and hardly joined")),
)


@dataclass(frozen=True)
class Area:
    """A country of the group: its outline, its shade (0: no publication here), and its circle where it is small."""

    code: str
    label: str
    d: str
    shade: int
    facts: str
    x: float
    y: float
    radius: float
    label_at: Place | None = None


@dataclass(frozen=True)
class CountryMap:
    """The picture; outlines are to be moved and scaled by `transform`, all else is in the picture's own units."""

    width: float
    height: float
    transform: str
    others: str
    areas: tuple[Area, ...]
    shades: tuple[Legend, ...]
    flows: tuple[Line, ...]
    flow_legend: tuple[Legend, ...]
    told: tuple[str, ...]
    note: str


def country_map(found: list[Pair], shown: list[Country], chosen: str | None) -> CountryMap:
    """The map of a group's pairs; flows are those that the network shows, or all of the chosen country.

    `shown` are the countries between which flows are drawn.
    """
    members = _members(found)
    seen = window(tuple(members), WIDTH)
    steps = thresholds([publications for publications in members.values() if publications])
    whole = world()
    corner = f"translate({-seen.left * seen.zoom:.2f} {-seen.top * seen.zoom:.2f})"
    drawn = _flows(found, shown, chosen, seen)
    return CountryMap(
        width=seen.width,
        height=seen.height,
        transform=f"{corner} scale({seen.zoom * whole.scale:.4f})",
        others="".join(one.d for code, one in whole.countries.items() if code not in members) + whole.others,
        areas=_areas(members, seen, steps),
        shades=_legend(members, steps),
        flows=drawn,
        flow_legend=tuple(entry for entry in FLOW_LEGEND if entry.kind in {line.kind for line in drawn}),
        told=_told(members, found),
        note=NOTE,
    )


def _members(found: list[Pair]) -> dict[str, int]:
    """The publications of each country of the group that has an outline, by code."""
    every = {pair.country_a: pair.publications_a for pair in found}
    every |= {pair.country_b: pair.publications_b for pair in found}
    return {code: every[code] for code in sorted(every) if code in world().countries}


def _areas(members: dict[str, int], seen: Window, steps: tuple[float, ...]) -> tuple[Area, ...]:
    outlines, scale = world().countries, seen.zoom**2
    codes = list(members)
    points = np.array([seen.at(outlines[code].at) for code in codes]).reshape(-1, 2)
    radii = [RADIUS if outlines[code].area * scale < SMALL else LEAST_RADIUS for code in codes]
    order = sorted(range(len(codes)), key=lambda one: (-members[codes[one]], codes[one]))
    labels = name_places(points, radii, [place(code) for code in codes], order[:NAMED], seen.width, seen.height)
    return tuple(
        Area(
            code=code,
            label=place(code),
            d=outlines[code].d,
            shade=shade(members[code], steps) if members[code] else 0,
            facts=counted(members[code], "publication") if members[code] else said("no publication here"),
            x=float(x),
            y=float(y),
            radius=radius if radius == RADIUS else 0.0,
            label_at=label if members[code] else None,
        )
        for code, (x, y), radius, label in zip(codes, points.tolist(), radii, labels, strict=True)
    )


def _legend(members: dict[str, int], steps: tuple[float, ...]) -> tuple[Legend, ...]:
    there = [publications for publications in members.values() if publications]
    made = []
    for low, high in zip((0.0, *steps), (*steps, max(there, default=0)), strict=True):
        within = [one for one in there if low < one <= high]
        if within:
            span = said("{low} to {high} publications", low=count(min(within)), high=count(max(within)))
            made.append(Legend(f"shade-{shade(max(within), steps)}", span))
    if len(there) < len(members):
        made.append(Legend("shade-0", said("of the group, no publication here")))
    return tuple(made)


def _flows(found: list[Pair], shown: list[Country], chosen: str | None, seen: Window) -> tuple[Line, ...]:
    codes = {country.code for country in shown}
    among = [pair for pair in found if pair.country_a in codes and pair.country_b in codes]
    most = max((pair.observed for pair in among), default=1)
    drawn = flows([country.code for country in shown], among)
    wanted = [pair for pair, keep in drawn if (chosen in (pair.country_a, pair.country_b) if chosen else keep)]
    if not chosen:
        wanted += [pair for pair in among if pair.opportunity and pair not in wanted][:MOST_OPPORTUNITIES]
    there = world().countries
    return tuple(_flow(pair, most, seen) for pair in wanted if pair.country_a in there and pair.country_b in there)


def _flow(pair: Pair, most: float, seen: Window) -> Line:
    """A line between the places of its countries, bent upwards."""
    right, left = _ends(pair, seen)
    kind = "opportunity" if pair.opportunity else "gap" if pair.verdict == "gap" else "joint"
    width = round((2.8 if kind == "opportunity" else width_of(pair, most)) * THINNER, 1)
    path = curve(right, left, BEND)
    return Line(pair.country_a, pair.country_b, kind, float(pair.observed), width, path, True, _facts(pair))


def _facts(pair: Pair) -> str:
    return said("{facts}; both strong here and hardly joined", facts=pair.facts) if pair.opportunity else pair.facts


def _ends(pair: Pair, seen: Window) -> tuple[Points, Points]:
    """The places of its countries, the right one first."""
    points = sorted((seen.at(world().countries[code].at) for code in (pair.country_a, pair.country_b)), reverse=True)
    return np.array(points[0]), np.array(points[1])


def _told(members: dict[str, int], found: list[Pair]) -> tuple[str, ...]:
    """The map in sentences, for readers who do not see it."""
    leading = sorted((-publications, code) for code, publications in members.items() if publications)[:TOLD]
    joint = sorted((pair for pair in found if pair.observed), key=lambda pair: (-pair.observed, pair.name_a))[:TOLD]
    gaps = [pair for pair in found if pair.verdict == "gap"]
    gaps.sort(key=lambda pair: (pair.observed - (pair.expected or 0), pair.name_a, pair.name_b))
    lists = (
        (said("Most publications: {list}.", list=in_a_row([_country(code, -n) for n, code in leading])), leading),
        (said("Most together: {list}.", list=in_a_row([_joint(pair) for pair in joint], "; ")), joint),
        (said("Largest gaps: {list}.", list=in_a_row([_gap(pair) for pair in gaps[:TOLD]], "; ")), gaps),
    )
    return tuple(sentence for sentence, things in lists if things)


def _country(code: str, publications: int) -> str:
    return said("{country} {n}", country=place(code), n=publications)


def _joint(pair: Pair) -> str:
    return said("{a} and {b} {n}", a=place(pair.country_a), b=place(pair.country_b), n=amount(pair.observed))


def _gap(pair: Pair) -> str:
    return said(
        "{a} and {b} {n} of {expected} expected", a=place(pair.country_a), b=place(pair.country_b),
        n=amount(pair.observed), expected=number(pair.expected, 3),
    )  # fmt: skip
