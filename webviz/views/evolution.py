"""The page of a network's evolution: its size and openness slice by slice, and what became of its clusters."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import said
from webviz.alluvium import alluvium
from webviz.formats import ABSENT, count, number, share
from webviz.shown import Shown, table
from webviz.tables import Figure
from webviz.view import Arguments, View

NETWORKS = (
    Shown("slice", "Years", "of the slice"),
    Shown("size", "Nodes", "scientists or countries", "count"),
    Shown("publications", "Publications", "leads to their list", "count", behind=True),
    Shown("links", "Links", "pairs that are joined", "count"),
    Shown("density", "Density", "links, as a part of all pairs", "share"),
    Shown("international", "International", "links of two countries, or publications of two or more", "share"),
    Shown("largest_component", "Largest component", "part of the nodes in it", "share"),
    Shown("clusters", "Clusters", "of the least size or more", "count"),
    Shown("stability", "Agreement", "of clusters from other seeds; 1 is wholly", "number"),
)
CLUSTERS = (
    Shown("slice", "Years", "of the slice"),
    Shown("event", "What became of it", "since the slice before", "words"),
    Shown("size", "Size", "scientists or countries", "count"),
    Shown("publications", "Publications", "leads to their list", "count", behind=True),
    Shown("leading", "Leading", "those with most publications of it", "names", wide=True),
    Shown("countries", "Countries", "that most of them name", "countries"),
    Shown("name", "About", "what sets its publications apart", "text", wide=True),
    Shown("kept", "Stayed", "nodes that it shares with the one it comes from", "count"),
    Shown("stability", "Stability", "how far other seeds find it; below 0.60 it is not to be relied on", "number"),
)


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The network of each slice, the picture, and the clusters."""
    records = answer.records()
    networks = [one for one in records if one["event"] == "network"]
    clusters = [one for one in records if one["event"] != "network"]
    whole = {name: value for name, value in arguments.items() if name not in ("sort", "order")} | {"rows": "0"}
    if answer.parameters["of"] == "countries":
        shown = tuple(one for one in CLUSTERS if one.name != "countries")
    else:
        shown = CLUSTERS
    return {
        "figures": _figures(answer, networks),
        "networks": table(answer, NETWORKS, whole, said("The network, slice by slice"), ("cluster",), None, networks),
        "drawn": alluvium(answer),
        "table": table(answer, shown, arguments, said("What became of its clusters"), ("cluster",), None, clusters),
        "sortable": tuple(one.name for one in shown),
    }


def _figures(answer: Answer, networks: list[dict[str, Any]]) -> tuple[Figure, ...]:
    slices = answer.coverage["slices"]
    full = [net for net, one in zip(networks, slices, strict=True) if not one["thin"]]
    agree = min((one["clusters_agree"] for one in slices if one["nodes"]), default=None)
    if not full:
        return (Figure(count(len(slices)), said("slices")),)
    first, last = full[0], full[-1]
    return (
        Figure(_change(first["size"], last["size"], count), said("nodes, {slices}", slices=_from_to(first, last))),
        Figure(_change(first["density"], last["density"], share), said("of all pairs are joined")),
        Figure(_change(first["international"], last["international"], share), said("international")),
        Figure(ABSENT if agree is None else number(agree), said("agreement of clusters from other seeds, at worst")),
    )


def _from_to(first: dict[str, Any], last: dict[str, Any]) -> str:
    return said("{first} to {last}", first=first["slice"], last=last["slice"])


def _change(first: Any, last: Any, written: Any) -> str:
    return said("{first} → {last}", first=written(first), last=written(last))


VIEW = View(
    name="evolution",
    title="How did this network come to be?",
    menu="Evolution",
    text="The network of countries, or of co-authors, in slices of time: how it grew and opened, and which clusters "
    "were born, went on, merged, split or are gone.",
    for_whom="Policy analysts",
    door=1,
    order=7,
    question="evolution",
    template="evolution.html",
    page=page,
    asks=("of", "group", "topic", "since", "until", "slice", "least", "limit"),
    begins=(("of", "countries"), ("group", "oic"), ("least", "3")),
    kinds=(),
)
