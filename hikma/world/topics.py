"""The invented tree: 4 domains, 26 fields, 104 subfields, 312 topics, each with words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .shipped import shipped

OPENALEX = "https://openalex.org/"
FIRST_ID = 9_000_000_000
_OBJECTS_A_TOPIC = 2


@dataclass(frozen=True)
class Vocabulary:
    """The words from which the titles and abstracts of a topic are made."""

    qualities: tuple[str, ...]
    objects: tuple[str, ...]
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """A domain, field or subfield: its number (9 before what OpenAlex would use) and name."""

    number: int
    name: str


@dataclass(frozen=True)
class Topic:
    """A topic, its three upper levels and its words. Topics of one subfield are neighbours in the list."""

    name: str
    subfield: Level
    field: Level
    domain: Level
    vocabulary: Vocabulary

    @property
    def keywords(self) -> tuple[str, ...]:
        """Eight keywords: the topic's own objects first."""
        words = self.vocabulary
        return words.objects[:4] + words.methods[:2] + (f"{words.qualities[0]} {words.objects[0]}", self.field.name)


@cache
def topics() -> tuple[Topic, ...]:
    """Return every topic, those of a subfield, field and domain side by side."""
    found: list[Topic] = []
    text = shipped("fields.txt")
    for d, domain in enumerate(_blocks(text, "= ")):
        upper = Level(901 + d, domain[0])
        for block in _blocks("\n".join(domain[1:]), "== "):
            number = 9011 + len({topic.field.number for topic in found})
            found.extend(_field(upper, Level(number, block[0]), block[1:]))
    return tuple(found)


@cache
def fields_of(domain: Level) -> tuple[str, ...]:
    """Return the names of a domain's fields, in the order of the list."""
    return tuple(dict.fromkeys(topic.field.name for topic in topics() if topic.domain == domain))


def _blocks(text: str, mark: str) -> list[list[str]]:
    """Split a text at the lines that start with the mark; a block begins with what follows it."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith(mark):
            blocks.append([line.removeprefix(mark)])
        elif blocks and line:
            blocks[-1].append(line)
    return blocks


def _field(domain: Level, field: Level, lines: list[str]) -> list[Topic]:
    words = {name: tuple(rest.split("; ")) for name, rest in (line.split(": ", 1) for line in lines)}
    qualities, methods = words.pop("qualities"), words.pop("methods")
    found = []
    for s, (name, objects) in enumerate(words.items()):
        subfield = Level(100 * field.number + s + 1, name)
        for t in range(0, len(objects), _OBJECTS_A_TOPIC):
            k = s * len(objects) // _OBJECTS_A_TOPIC + t // _OBJECTS_A_TOPIC
            vocabulary = Vocabulary(
                qualities=_around(qualities, k, 8),
                objects=objects[t:] + objects[:t],
                methods=_around(methods, 3 * k, 7),
            )
            name_of_topic = f"{objects[t].capitalize()} and {objects[t + 1]}"
            found.append(Topic(name_of_topic, subfield, field, domain, vocabulary))
    return found


def _around(words: tuple[str, ...], start: int, count: int) -> tuple[str, ...]:
    return tuple(words[(start + k) % len(words)] for k in range(count))
