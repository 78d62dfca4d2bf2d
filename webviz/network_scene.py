"""The picture of a co-author network's clusters: a dot a cluster, a line where their scientists work together."""

from __future__ import annotations

from typing import Any

import numpy as np

from queries import Answer
from queries.saying import counted, in_a_row, place, said
from webviz.backbone import backbone
from webviz.colours import COLOURED_CLUSTERS
from webviz.formats import names, years
from webviz.layout import curve, positions, radius_of, spread
from webviz.loaded import Loaded
from webviz.naming import name_places
from webviz.scene import Dot, Legend, Line, Scene

WIDTH, HEIGHT, MARGIN = 820.0, 620.0, 60.0
LEAST_RADIUS, MOST_RADIUS = 9.0, 42.0
MOST_CLUSTERS = 40


def scene(answer: Answer, loaded: Loaded) -> Scene:
    """The largest clusters, at most forty; of the lines those that stand out, and the strongest of each cluster."""
    clusters = answer.coverage["largest_clusters"][:MOST_CLUSTERS]
    joined = [one for one in answer.coverage["between_clusters"] if max(one[0], one[1]) <= len(clusters)]
    weights = [(int(a) - 1, int(b) - 1, float(weight)) for a, b, weight in joined]
    kept = backbone(len(clusters), weights)
    largest = max((one["scientists"] for one in clusters), default=0)
    radii = np.array([radius_of(one["scientists"], largest, LEAST_RADIUS, MOST_RADIUS) for one in clusters])
    shown = [weight for weight, keep in zip(weights, kept, strict=True) if keep]
    points = spread(positions(len(clusters), shown, WIDTH, HEIGHT, MARGIN), radii, WIDTH, HEIGHT, gap=10)
    most = max((weight for *_, weight in weights), default=1.0)
    titles = [title_of(one) for one in clusters]
    order = list(range(len(clusters)))
    labels = name_places(points, radii.tolist(), titles, order, WIDTH, HEIGHT)
    return Scene(
        title=said("Clusters of co-authors"),
        subtitle=_subtitle(answer),
        source=loaded.told,
        width=WIDTH,
        height=HEIGHT,
        dots=tuple(
            Dot(
                id=str(one["cluster"]), label=title, short=str(one["cluster"]), group=colour_of(one["cluster"]),
                size=float(one["scientists"]), x=round(float(x), 1), y=round(float(y), 1),
                radius=round(float(radius), 1), facts=facts_of(one), label_at=label,
            )
            for one, title, (x, y), radius, label in zip(clusters, titles, points, radii, labels, strict=True)
        ),
        lines=tuple(
            Line(
                a=str(a + 1), b=str(b + 1), kind="joint", size=weight,
                width=round(0.8 + 9 * (weight / most) ** 0.6, 1), path=curve(points[a], points[b]), shown=keep,
                facts=said(
                    "{a} and {b}: joint publications weigh {n:,.0f}", a=titles[a], b=titles[b], n=weight
                ),
            )
            for (a, b, weight), keep in zip(weights, kept, strict=True)
        ),
        dot_legend=_legend(len(clusters)),
        line_legend=(Legend("joint", said("joint publications between clusters, thicker where there are more")),),
        matrix=None,
        matrix_legend=(),
        caveats=answer.caveats,
    )  # fmt: skip


def title_of(cluster: dict[str, Any]) -> str:
    """What a cluster is called: by the scientist who has most joint publications in it."""
    return said("around {name}", name=cluster["leading_names"][0])


def facts_of(cluster: dict[str, Any]) -> str:
    """How large a cluster is and where it is."""
    size = counted(cluster["scientists"], "scientist")
    if not cluster["countries"]:
        return size
    return in_a_row([size, names([place(code) for code in cluster["countries"]])], "; ")


def colour_of(cluster: int) -> str:
    """The name of the colour of a cluster, which are numbered from 1."""
    return f"c{cluster}" if cluster <= COLOURED_CLUSTERS else "c0"


def _legend(clusters: int) -> tuple[Legend, ...]:
    own = min(clusters, COLOURED_CLUSTERS)
    named = tuple(Legend(f"c{number}", said("cluster {number}", number=str(number))) for number in range(1, own + 1))
    return (*named, Legend("c0", said("smaller clusters"))) if clusters > own else named


def _subtitle(answer: Answer) -> str:
    of, group = answer.coverage["of"], str(answer.parameters["group"])
    about = of["name"] or of["id"] if of else said("all topics")
    if group.lower() == "all":
        return said("{topic}, {years}", topic=about, years=years(answer.parameters))
    return said("{topic}, {group}, {years}", topic=about, group=group.upper(), years=years(answer.parameters))
