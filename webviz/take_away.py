"""The network on screen as one self-contained HTML file, made with pyvis: it can be moved about in without a network.

pyvis' own page asks two other hosts and trusts its texts, so only its drawing library and its data are used here, in
a page of our own where every text is escaped. Positions are given and physics is off: it draws at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from webviz.colours import DOTS, LINES
from webviz.scene import Dot, Line, Scene

MOST_DOTS = 2_000
SOURCE_MAP = "//# sourceMappingURL=vis-network.min.js.map"
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "navigationButtons": False},
    "nodes": {"shape": "dot", "borderWidth": 1},
    "edges": {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.12}},
}


def file_to_take_away(scene: Scene, invented: str | None = None) -> str:
    """The page as one text. Beyond 2,000 dots only the largest are in it, and it says so."""
    from pyvis.network import Network

    dots = sorted(scene.dots, key=lambda dot: (-dot.size, dot.id))[:MOST_DOTS]
    numbers = {dot.id: number for number, dot in enumerate(dots)}
    lines = [line for line in scene.lines if line.shown and line.a in numbers and line.b in numbers]
    network = Network(height="75vh", width="100%", directed=True, cdn_resources="in_line")
    for dot in dots:
        network.add_node(numbers[dot.id], **_node(dot))
    for line in lines:
        network.add_edge(numbers[line.a], numbers[line.b], **_edge(line))
    network.options = OPTIONS
    network.path = "network_file.html"
    network.templateEnv = _environment(Path(network.template_dir))
    labels = {dot.id: dot.label for dot in dots}
    network.templateEnv.globals |= {
        "scene": scene, "invented": invented, "left_out": len(scene.dots) - len(dots), "colours": DOTS, "line_colours": LINES,
        "dots": dots, "shown_lines": sorted(lines, key=lambda line: (-line.size, line.a, line.b)), "labels": labels,
    }  # fmt: skip
    return str(network.generate_html()).replace(SOURCE_MAP, "")


def notes(scene: Scene, invented: str | None) -> tuple[str, ...]:
    """The lines at the foot of a picture that leaves the app: where it comes from, and what its lines mean."""
    lines = "; ".join(legend.label for legend in scene.line_legend)
    source = f"Source: {scene.source}. Lines: {lines}. Made with Hikma."
    return (f"Invented data. {invented}", source) if invented else (source,)


def _environment(of_pyvis: Path) -> Environment:
    own = Path(__file__).parent / "templates"
    return Environment(loader=ChoiceLoader([FileSystemLoader(own), FileSystemLoader(of_pyvis)]), autoescape=True)


def _node(dot: Dot) -> dict[str, Any]:
    return {
        "label": dot.label or dot.id, "title": _as_text(f"{dot.label}: {dot.facts}"), "x": dot.x, "y": dot.y,
        "size": dot.radius, "color": DOTS[dot.group],
    }  # fmt: skip


def _edge(line: Line) -> dict[str, Any]:
    return {
        "title": _as_text(line.facts), "width": line.width, "arrows": "", "dashes": line.kind == "gap",
        "color": LINES[line.kind],
    }  # fmt: skip


def _as_text(text: str) -> str:
    """The text with every “href” broken by an invisible joiner: pyvis takes a title that holds one for HTML."""
    return text.replace("href", "h\u2060ref")
