"""The network on screen as one self-contained HTML file, made with pyvis, to be moved about in offline.

pyvis' own page asks two other hosts and trusts its texts, so only its drawing library and its data are used,
in a page of our own where every text is escaped. Positions are given and physics is off: it draws at once.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from queries.saying import in_a_row, said
from webviz.colours import DOTS, LINES
from webviz.language import in_words, speak
from webviz.scene import Dot, Line, Scene

MOST_DOTS = 2_000
LINE_LENGTH = 130
SOURCE_MAP = "//# sourceMappingURL=vis-network.min.js.map"
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "navigationButtons": False,
    },
    "nodes": {
        "shape": "dot",
        "borderWidth": 1,
        "font": {"size": 15, "strokeWidth": 3, "strokeColor": "#ffffff"},
    },
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
    network.templateEnv.globals |= {
        "scene": scene,
        "invented": invented,
        "left_out": len(scene.dots) - len(dots),
        "colours": DOTS,
        "line_colours": LINES,
        "dots": dots,
        "shown_lines": sorted(lines, key=lambda line: (-line.size, line.a, line.b)),
        "labels": {dot.id: dot.label for dot in dots},
    }
    return str(network.generate_html()).replace(SOURCE_MAP, "")


def notes(scene: Scene, invented: str | None) -> tuple[str, ...]:
    """The lines at the foot of a picture that leaves the app: its source, and what its lines mean."""
    lines = in_a_row([legend.label for legend in scene.line_legend], "; ")
    source = said("Source: {source}. Lines: {lines}. Made with Hikma.", source=scene.source, lines=lines)
    return tuple(line for text in (invented, source) if text for line in wrap(in_words(text), LINE_LENGTH))


def _environment(of_pyvis: Path) -> Environment:
    own = Path(__file__).parent / "templates"
    made = Environment(loader=ChoiceLoader([FileSystemLoader(own), FileSystemLoader(of_pyvis)]), autoescape=True)
    speak(made)
    return made


def _node(dot: Dot) -> dict[str, Any]:
    facts = said("{name}: {facts}", name=dot.label, facts=dot.facts)
    return {
        "label": in_words(dot.label) or dot.id, "title": in_words(facts), "x": dot.x, "y": dot.y,
        "size": dot.radius, "color": DOTS[dot.group],
    }  # fmt: skip


def _edge(line: Line) -> dict[str, Any]:
    return {
        "title": in_words(line.facts), "width": line.width, "arrows": "", "dashes": line.kind == "gap",
        "color": {"color": LINES[line.kind], "opacity": 1.0 if line.kind == "gap" else 0.5},
    }  # fmt: skip
