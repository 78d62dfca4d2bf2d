"""The scientists of a co-author network as a browser draws them: compact columns, each place a scientist or a link."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
from flask import Blueprint, Response

from graph.base import Graph
from queries.coauthors import CoauthorsParameters
from queries.coauthors_network import coauthor_network, leading
from queries.coauthors_trust import DESCRIBED
from queries.measures.arrays import BoolArray, IntArray
from queries.parameters import parse
from queries.saying import place
from webviz.catalogue import views
from webviz.language import in_words
from webviz.network_layout import laid_out
from webviz.pages import arguments, reading

blueprint = Blueprint("network", __name__)

MOST_SCIENTISTS = 20_000
MOST_LINKS = 20_000
WHOLE = np.iinfo(np.uint16).max


@blueprint.get("/network/points")
def points() -> Response:
    """The columns, for the arguments of the page `/network`."""
    asked = drawn(parse(CoauthorsParameters, views()["network"].asked(arguments())))
    columns = reading().read(("points", asked), lambda graph: _columns(graph, asked))
    named = [in_words(place(code)) for code in columns["countries"]]
    body = msgspec.json.encode(columns | {"countries": named}, enc_hook=str)
    return Response(body, mimetype="application/json")


def drawn(asked: CoauthorsParameters) -> CoauthorsParameters:
    """The same with as many scientists as a picture holds."""
    wanted = asked.scientists or MOST_SCIENTISTS
    return replace(asked, scientists=min(wanted, MOST_SCIENTISTS))


def _columns(graph: Graph, asked: CoauthorsParameters) -> dict[str, Any]:
    """Numbers as base64 of little-endian 16 bits; of links the strongest, the strongest of all first."""
    made = coauthor_network(graph, asked)
    at = laid_out(made.cluster, made.network.pairs())
    first, second, weight = made.network.pairs()
    kept = strongest(first, second, weight, MOST_LINKS)
    chosen = np.flatnonzero(kept)
    chosen = chosen[np.lexsort((second[chosen], first[chosen], -weight[chosen]))]
    codes = sorted({code for code in made.countries if code})
    placed = {code: number for number, code in enumerate(codes, start=1)}
    return {
        "ids": made.network.ids,
        "names": [name or one for name, one in zip(made.names, made.network.ids, strict=True)],
        "x": _packed(at[:, 0]),
        "y": _packed(at[:, 1]),
        "publications": _packed(made.publications),
        "coauthors": _packed(made.network.degree),
        "cluster": _packed(made.cluster),
        "country": _packed(np.array([placed.get(code or "", 0) for code in made.countries], dtype=np.int64)),
        "countries": codes,
        "leading": _packed(leading(made, DESCRIBED)),
        "a": _packed(first[chosen]),
        "b": _packed(second[chosen]),
        "joint": _packed(made.joint_of(first[chosen], second[chosen])),
        "links": int(first.size),
    }


def strongest(first: IntArray, second: IntArray, weight: Any, most: int) -> BoolArray:
    """Which links are drawn: of each node its strongest, of equals the first, and others by weight up to `most`."""
    order = np.lexsort((second, first, -weight))
    kept = np.zeros(first.size, dtype=bool)
    for ends in (first, second):
        # Of each node, the first of its links in the order of strength.
        _, at = np.unique(ends[order], return_index=True)
        kept[order[at]] = True
    room = most - int(kept.sum())
    if room > 0:
        kept[order[~kept[order]][:room]] = True
    return kept


def _packed(values: Any) -> str:
    return b64encode(np.minimum(np.asarray(values), WHOLE).astype("<u2").tobytes()).decode()
