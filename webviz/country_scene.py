"""The picture of a group of countries: its network, reduced to what stands out, and its matrix of pairs."""

from __future__ import annotations

import numpy as np

from queries import Answer
from queries.saying import counted, place, said
from webviz.backbone import backbone
from webviz.formats import years
from webviz.layout import curve, positions, radius_of, spread
from webviz.loaded import Loaded
from webviz.naming import name_places
from webviz.pairs import Country, Pair, countries, kind_of, pairs
from webviz.regions import REGIONS, region_of
from webviz.scene import Dot, Legend, Line, Matrix, Scene

WIDTH, HEIGHT, MARGIN = 820.0, 760.0, 44.0
LEAST_RADIUS, MOST_RADIUS = 12.0, 30.0
MOST_COUNTRIES = 100
MOST_GAPS = 30
LINE_LEGEND = (
    Legend("joint", said("joint publications, thicker where there are more")),
    Legend("gap", said("gap: far fewer than expected (the {n} largest)", n=MOST_GAPS)),
)
MATRIX_LEGEND = (
    Legend("gap deep", said("gap, less than a third of what is expected")),
    Legend("gap", said("gap")),
    Legend("expected", said("as expected")),
    Legend("strong", said("strong")),
    Legend("strong deep", said("strong, more than three times")),
    Legend("small", said("too small to say")),
    Legend("unknown", said("not assessable")),
)


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """The countries with publications here, at most the hundred largest; their gaps, and what stands out."""
    every = pairs(answer)
    shown = most_productive(countries(every))
    codes = {country.code for country in shown}
    found = [pair for pair in every if pair.country_a in codes and pair.country_b in codes]
    dots, lines = _network(shown, found)
    there = {dot.group for dot in dots}
    return Scene(
        title=said("Joint publications and gaps"),
        subtitle=_subtitle(answer),
        source=loaded.told,
        width=WIDTH,
        height=HEIGHT,
        dots=dots,
        lines=lines,
        dot_legend=tuple(Legend(region.kind, region.label) for region in REGIONS if region.kind in there),
        line_legend=LINE_LEGEND,
        matrix=_matrix(shown, found),
        matrix_legend=MATRIX_LEGEND,
        caveats=(*_left_out(countries(every), shown), *answer.caveats),
    )


def most_productive(all_here: list[Country]) -> list[Country]:
    """The hundred countries with most publications, in the order given."""
    leading = sorted(all_here, key=lambda country: (-country.publications, country.code))[:MOST_COUNTRIES]
    return [country for country in all_here if country in leading]


def _left_out(all_here: list[Country], shown: list[Country]) -> tuple[str, ...]:
    if len(all_here) == len(shown):
        return ()
    return (
        said(
            "The pictures show the {n} countries with most publications, of {all}; the table has all pairs.",
            n=len(shown), all=len(all_here),
        ),
    )  # fmt: skip


def _subtitle(answer: Answer) -> str:
    asked, group = answer.parameters, str(answer.parameters["group"]).upper()
    if asked["universe"] == "international":
        return said("Group {group}, {years}, international publications", group=group, years=years(asked))
    return said("Group {group}, {years}, all publications with a country", group=group, years=years(asked))


def _network(shown: list[Country], found: list[Pair]) -> tuple[tuple[Dot, ...], tuple[Line, ...]]:
    at = {country.code: number for number, country in enumerate(shown)}
    drawn = flows([country.code for country in shown], found)
    tied = [pair for pair, keep in drawn if keep and pair.verdict != "gap"]
    kept = [(at[pair.country_a], at[pair.country_b], float(pair.observed)) for pair in tied]
    largest = max((country.publications for country in shown), default=0)
    radii = np.array([radius_of(country.publications, largest, LEAST_RADIUS, MOST_RADIUS) for country in shown])
    points = positions(len(shown), kept, WIDTH, HEIGHT, MARGIN)
    points = spread(points, radii, WIDTH, HEIGHT, gap=7)
    most = max((pair.observed for pair in found), default=1)
    lines = [
        _line(pair, points[at[pair.country_a]], points[at[pair.country_b]], most, shown=keep) for pair, keep in drawn
    ]
    return _dots(shown, points, radii), tuple(lines)


def flows(codes: list[str], found: list[Pair]) -> list[tuple[Pair, bool]]:
    """The pairs with joint publications or a gap among these countries, and whether each stands out.

    Those do that the backbone keeps, and the gaps that lack most; these come last, so that they are drawn on top.
    """
    at = {code: number for number, code in enumerate(codes)}
    joint = [pair for pair in found if pair.observed]
    kept = backbone(len(codes), [(at[pair.country_a], at[pair.country_b], float(pair.observed)) for pair in joint])
    gaps = set(sorted((pair for pair in found if pair.verdict == "gap"), key=_missing, reverse=True)[:MOST_GAPS])
    drawn = [(pair, keep) for pair, keep in zip(joint, kept, strict=True) if pair not in gaps]
    return drawn + [(pair, True) for pair in found if pair in gaps]


def width_of(pair: Pair, most: float) -> float:
    """How wide the line of a pair is, the most joint publications of a pair being `most`."""
    return 2.4 if pair.verdict == "gap" else round(0.8 + 7 * (pair.observed / (most or 1)) ** 0.6, 1)


def _missing(pair: Pair) -> float:
    """How many joint publications a pair lacks."""
    return (pair.expected or 0.0) - pair.observed


def _line(pair: Pair, start: np.ndarray, end: np.ndarray, most: float, *, shown: bool) -> Line:
    kind = "gap" if pair.verdict == "gap" else "joint"
    width = width_of(pair, most)
    return Line(pair.country_a, pair.country_b, kind, float(pair.observed), width, curve(start, end), shown, pair.facts)


def _dots(shown: list[Country], points: np.ndarray, radii: np.ndarray) -> tuple[Dot, ...]:
    order = sorted(range(len(shown)), key=lambda number: (-shown[number].publications, shown[number].code))
    names = [country.name for country in shown]
    labels = name_places(points, radii.tolist(), names, order, WIDTH, HEIGHT)
    return tuple(
        Dot(
            id=country.code,
            label=place(country.code),
            short=country.code,
            group=region_of(country.code),
            size=float(country.publications),
            x=round(float(x), 1),
            y=round(float(y), 1),
            radius=round(float(radius), 1),
            facts=counted(country.publications, "publication"),
            label_at=label,
        )
        for country, (x, y), radius, label in zip(shown, points, radii, labels, strict=True)
    )


def _matrix(shown: list[Country], found: list[Pair]) -> Matrix:
    at = {(pair.country_a, pair.country_b): pair for pair in found}
    codes = [country.code for country in shown]
    rows = [[at.get((min(a, b), max(a, b))) for b in codes] for a in codes]
    return Matrix(
        ids=tuple(codes),
        labels=tuple(place(code) for code in codes),
        groups=tuple(region_of(code) for code in codes),
        values=tuple(tuple(pair.ratio if pair else None for pair in row) for row in rows),
        kinds=tuple(tuple(kind_of(pair) if pair else "" for pair in row) for row in rows),
        facts=tuple(tuple(pair.facts if pair else "" for pair in row[number:]) for number, row in enumerate(rows)),
    )
