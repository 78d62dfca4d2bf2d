"""The co-author network of a topic, of countries or of everything: clusters, then each scientist, and the tables."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.formats import ABSENT, count, names, number
from webviz.network_scene import scene, title_of
from webviz.shown import Shown, table
from webviz.tables import Cell, Column, Figure, Table
from webviz.view import Arguments, View

CLUSTERS = (
    Column("cluster", "Cluster", "named by the scientist with most joint publications in it", wide=True),
    Column("scientists", "Scientists", "in the cluster", numeric=True),
    Column("weight", "Joint publications", "as they weigh between its scientists", numeric=True),
    Column("leading", "Leading scientists", "those with most joint publications in the network", wide=True),
    Column("countries", "Countries", "most frequent among its scientists", wide=True),
)
PAIRS = (
    Shown("a", "Scientist", "leads to what is around them", "scientist", named="name_a"),
    Shown("b", "and", "leads to what is around them", "scientist", named="name_b"),
    Shown("joint", "Together", "joint publications; leads to their list", "count", behind=True),
    Shown("country_a", "Country", "of the first", "country"),
    Shown("country_b", "Country of the other", "of the second", "country"),
    Shown("cluster_a", "Cluster", "of the first", "count"),
    Shown("cluster_b", "Cluster of the other", "of the second", "count"),
)


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the clusters and the pairs."""
    held = answer.coverage
    return {
        "figures": (
            Figure(count(held["scientists"]), "scientists shown"),
            Figure(count(held["scientists_with_coauthors"]), "with a co-author in all"),
            Figure(count(held["pairs"]), "pairs of co-authors shown"),
            Figure(count(held["clusters"]), "clusters"),
            Figure(number(held["modularity"]), "modularity: 0 is no clusters, 1 nothing between them"),
        ),
        "clusters": Table("Clusters, the largest first", CLUSTERS, _clusters(answer), held["clusters"]),
        "pairs": table(answer, PAIRS, arguments, "Pairs of co-authors", ("a", "b"), held["pairs"]),
        "sortable": tuple(one.name for one in PAIRS),
    }


def _clusters(answer: Answer) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(
                said("{number}, {title}", number=str(one["cluster"]), title=title_of(one)),
                href=links.around("scientist", one["leading"][0]),
            ),
            Cell(count(one["scientists"])),
            Cell(count(one["weight"])),
            Cell(names(one["leading_names"])),
            Cell(names([place(code) for code in one["countries"]]) if one["countries"] else ABSENT),
        )
        for one in answer.coverage["largest_clusters"]
    )


VIEW = View(
    name="network",
    title="Who works with whom?",
    menu="Co-author network",
    text="The scientists of a topic, of countries or of everything, joined by what they wrote together: the circles "
    "they fall into, and everyone in them.",
    for_whom="Researchers",
    door=3,
    order=8,
    question="coauthors",
    template="network.html",
    page=page,
    scene=scene,
    asks=("of", "group", "since", "until", "scientists"),
    fixed=(("limit", "500"),),
    own=("sort", "order", "rows"),
)
