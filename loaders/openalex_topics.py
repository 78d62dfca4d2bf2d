"""What works and topic records of OpenAlex say of topics: four levels, each linked to the one above it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from graph.model import About, Broader, Fact, Topic
from loaders.cleaning import clean
from loaders.openalex_ids import TOPIC, node_id

LEVELS = ("subfield", "field", "domain")


class Named(msgspec.Struct, gc=False):
    """A thing that is mentioned by id and name."""

    id: str | None = None
    display_name: str | None = None


class TopicMention(Named, gc=False):
    """A topic as a work names it, with the three levels above it."""

    score: float | None = None
    subfield: Named | None = None
    field: Named | None = None
    domain: Named | None = None


def about_topics(publication: str, mentions: Sequence[TopicMention], main: TopicMention | None) -> list[Fact]:
    """What a work is about, most of all `main`, whether or not the others hold it too."""
    first = node_id(main.id, TOPIC, "primary_topic") if main and main.id else None
    nodes: dict[str, Topic] = {}
    broader: dict[tuple[str, str], Broader] = {}
    about: dict[str, About] = {}
    for mention in [*mentions, *([main] if main else [])]:
        if not mention.id:
            continue
        topic = node_id(mention.id, TOPIC, "topics")
        if topic not in about:
            about[topic] = About(publication, topic, mention.score, topic == first)
            add_levels(nodes, broader, topic, mention)
    return [*nodes.values(), *broader.values(), *about.values()]


def add_levels(
    nodes: dict[str, Topic], broader: dict[tuple[str, str], Broader], topic: str, mention: TopicMention
) -> None:
    """A topic and the levels above it, each linked to the next one."""
    nodes.setdefault(topic, Topic(topic, clean(mention.display_name), "topic"))
    below = topic
    for level in LEVELS:
        above: Named | None = getattr(mention, level)
        if above and above.id:
            node = node_id(above.id, f"{level}s/", level)
            nodes.setdefault(node, Topic(node, clean(above.display_name), level))
            broader[below, node] = Broader(below, node)
            below = node
