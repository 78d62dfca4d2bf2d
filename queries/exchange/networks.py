"""Networks in the forms of Gephi and its like (GraphML, GEXF) and of VOSviewer (JSON).

Nodes and links keep their values as far as a form knows them: of a list, the values separated by `; `. GraphML and
GEXF are written by networkx; VOSviewer's form is that of https://app.vosviewer.com/docs/file-types/json-file-type/.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec
from lxml import etree

from queries.exchange.flat import Plain, in_xml, plain

if TYPE_CHECKING:
    import networkx

RESERVED = {"id", "type", "start", "end", "pid", "key", "spells", "slices", "parents", "viz"}
"""Names that a form has a meaning of its own for: a value of such a name gets `_` behind it."""
GEXF = "{http://www.gexf.net/1.2draft}"
MOST_CLUSTERS = 1000


def graphml(network: networkx.Graph[str]) -> bytes:
    """The network as GraphML; a node's `label` is its name, else its id."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_lxml(_flat(network), out, encoding="utf-8", prettyprint=False, infer_numeric_types=True)
    return out.getvalue()


def gexf(network: networkx.Graph[str], as_of: str = "") -> bytes:
    """The network as GEXF 1.2, dated by the data (`as_of`, YYYY-MM-DD) and not by the clock.

    Nodes with `x` and `y` stand where those say; `y` grows upwards in GEXF, and downwards in what is given.
    """
    import networkx

    flat = _flat(network)
    for _, values in flat.nodes(data=True):
        if "x" in values and "y" in values:
            values["viz"] = {"position": {"x": values["x"], "y": -values["y"], "z": 0.0}}
    out = io.BytesIO()
    networkx.write_gexf(flat, out, encoding="utf-8", prettyprint=False)
    root = etree.fromstring(out.getvalue())
    meta = root.find(f"{GEXF}meta")
    assert meta is not None
    meta.attrib.pop("lastmodifieddate")
    if as_of:
        meta.set("lastmodifieddate", as_of)
    creator = meta.find(f"{GEXF}creator")
    assert creator is not None
    creator.text = "Hikma"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def vosviewer(network: networkx.Graph[str], title: str) -> bytes:
    """The network as VOSviewer's JSON: items with their numbers as weights, links with their strength.

    Numbers below 0 are scores, as are all of a value that is somewhere below 0. A link weighs its `weight`, else 1;
    those that weigh nothing are left out. VOSviewer reads HTML in titles: what looks like it is escaped.
    """
    flat = _flat(network)
    place = {node: number for number, node in enumerate(flat, start=1)}
    below = {name for _, values in flat.nodes(data=True) for name, value in _numbers(values) if value < 0}
    items = [_item(place[node], values, below) for node, values in flat.nodes(data=True)]
    links = [
        {"source_id": place[a], "target_id": place[b], "strength": values.get("weight", 1)}
        for a, b, values in flat.edges(data=True)
        if values.get("weight", 1) > 0
    ]
    return msgspec.json.encode(
        {"network": {"items": items, "links": links}, "info": {"title": escape(title)}}, enc_hook=str
    )


def _item(number: int, values: Mapping[str, Any], below: set[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": number, "label": values["label"]}
    made |= {name: value for name, value in values.items() if name in ("x", "y")}
    if "y" in made:
        made["y"] = -made["y"]
    cluster = values.get("cluster")
    if isinstance(cluster, int) and 1 <= cluster <= MOST_CLUSTERS:
        made["cluster"] = cluster
    numbers = list(_numbers(values))
    for kind, chosen in (("weights", [one for one in numbers if one[0] not in below]),
                         ("scores", [one for one in numbers if one[0] in below])):  # fmt: skip
        if chosen:
            made[kind] = dict(chosen)
    return made


def _numbers(values: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, int | float) and not isinstance(value, bool) and name not in ("x", "y", "cluster"):
            yield name, value


def _flat(network: networkx.Graph[str]) -> networkx.Graph[str]:
    """The same network with plain values, each of one type throughout; what is undefined is left out."""
    import networkx

    nodes = [(node, _plain(values)) for node, values in network.nodes(data=True)]
    links = [(a, b, _plain(values)) for a, b, values in network.edges(data=True)]
    _of_one_type([values for _, values in nodes])
    _of_one_type([values for *_, values in links])
    made: networkx.Graph[str] = networkx.Graph()
    for node, values in nodes:
        label = values.get("label") or values.get("name") or node
        made.add_nodes_from([(in_xml(node), values | {"label": str(label)})])
    made.add_edges_from((in_xml(a), in_xml(b), values) for a, b, values in links)
    made.graph |= {f"{name}_" if name in RESERVED else name: str(plain(v)) for name, v in network.graph.items()}
    return made


def _plain(values: Mapping[str, Any]) -> dict[str, Plain]:
    made = {f"{name}_" if name in RESERVED else str(name): plain(value) for name, value in values.items()}
    return {name: value for name, value in made.items() if value is not None}


def _of_one_type(rows: list[dict[str, Plain]]) -> None:
    """Whole numbers beside others become others too; numbers beside texts become texts."""
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    for name, found in types.items():
        if len(found) > 1:
            make = float if found == {int, float} else str
            for row in rows:
                if name in row:
                    row[name] = make(row[name])
