"""The network of a scene as a networkx graph, for programs that analyse or draw networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webviz.language import in_words
from webviz.scene import Scene

if TYPE_CHECKING:
    import networkx


def as_network(scene: Scene) -> networkx.Graph[str]:
    """All dots and lines of the scene, in their order, also the lines that a page shows only when asked.

    A dot has its label, its group (`cluster` numbers the groups from 1, in the order of the legend), its size and where
    it stands; a line weighs its size, and says what it is (`kind`) and what is between the two (`facts`).
    """
    import networkx

    groups = {legend.kind: number for number, legend in enumerate(scene.dot_legend, start=1)}
    made: networkx.Graph[str] = networkx.Graph(
        title=in_words(scene.title), subtitle=in_words(scene.subtitle), source=in_words(scene.source),
        caveats=[in_words(sentence) for sentence in scene.caveats],
    )  # fmt: skip
    for dot in scene.dots:
        label = in_words(dot.label) or dot.id
        made.add_node(dot.id, label=label, group=dot.group, size=dot.size, x=dot.x, y=dot.y)
        if dot.group in groups:
            made.nodes[dot.id]["cluster"] = groups[dot.group]
    for line in scene.lines:
        made.add_edge(line.a, line.b, weight=line.size, kind=line.kind, facts=in_words(line.facts))
    return made


def placed(network: networkx.Graph[str], scene: Scene) -> networkx.Graph[str]:
    """The network with what the scene says of those of its nodes that are dots there: place, group, cluster, name."""
    on_screen = as_network(scene)
    for node, values in on_screen.nodes(data=True):
        if node in network:
            network.nodes[node].update({name: value for name, value in values.items() if name != "size"})
    return network
