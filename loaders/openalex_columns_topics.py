"""What many works are about: topics, the levels above them, and the links, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from graph.errors import RejectedRecord
from graph.model import ABOUT, BROADER, TOPIC, Broader, Fact, Link, Node, Topic
from loaders.decoding import decode
from loaders.openalex_columns_form import ABSENT, Chunk, Decoded, Rows
from loaders.openalex_columns_values import Places, firsts, lengths_of, numbered, owners, spread
from loaders.openalex_ids import TOPIC as TOPIC_LETTER
from loaders.openalex_ids import node_id
from loaders.openalex_topics import LEVELS, Named, TopicMention, add_levels

_BETWEEN = b"\0"
_level = msgspec.json.Decoder(Named)


class _Form(NamedTuple):
    """What one form of words says of a topic: itself, the levels above it, the links; `good` where it can be used."""

    nodes: tuple[Topic, ...] = ()
    broader: tuple[Broader, ...] = ()
    good: bool = True


class TopicFields(NamedTuple):
    """How many topics each work has; which of them it is most about, or -1; and what they hold, a list over all."""

    topics: list[int]
    main: list[int]
    form: list[tuple[str | None, str | None, bytes]]
    score: list[float | None]


def topic_fields(found: Decoded) -> TopicFields:
    """Of some works."""
    topics, main = [work.topics or [] for work in found.works], [work.primary_topic for work in found.works]
    # The main topic is mostly the first one of the list.
    first = [bool(one and listed and one == listed[0]) for one, listed in zip(main, topics, strict=True)]
    lists = [
        listed if is_first or not one else [*listed, one]
        for listed, one, is_first in zip(topics, main, first, strict=True)
    ]
    each = list(chain.from_iterable(lists))
    return TopicFields(
        topics=[len(one) for one in lists],
        main=[
            -1 if not (one and one.id) else 0 if is_first else len(listed)
            for one, listed, is_first in zip(main, topics, first, strict=True)
        ],
        form=[(one.id, one.display_name, _BETWEEN.join((one.subfield, one.field, one.domain))) for one in each],
        score=[one.score for one in each],
    )


@lru_cache(maxsize=1 << 14)
def _form(id_: str | None, name: str | None, above: bytes) -> _Form:
    nodes: dict[str, Topic] = {}
    broader: dict[tuple[str, str], Broader] = {}
    try:
        raws = zip(LEVELS, above.split(_BETWEEN), strict=True)
        levels: dict[str, Any] = {level: decode(_level, raw) for level, raw in raws if raw not in ABSENT}
        if id_:
            topic = node_id(id_, TOPIC_LETTER, "topics")
            add_levels(nodes, broader, topic, TopicMention(id=topic, display_name=name, **levels))
    except (RejectedRecord, ValueError):
        return _Form(good=False)
    return _Form(tuple(nodes.values()), tuple(broader.values()))


def topics(fields: TopicFields, chunk: Chunk) -> dict[str, Rows]:
    """The rows of topics and of what links to them."""
    keys, numbers = numbered(fields.form)
    forms = [_form(*key) for key in keys]
    lengths = np.array(fields.topics, np.int64)
    work = owners(lengths)
    chunk.doubt(work[~np.array([form.good for form in forms], bool)[numbers]])
    ids, same = numbered([form.nodes[0].id if form.nodes else None for form in forms])
    topic = same[numbers]
    named = np.flatnonzero(np.array([bool(form.nodes) for form in forms], bool)[numbers])
    named = named[firsts(work[named], topic[named])]
    work, number, stated = work[named], numbers[named], pa.array(topic[named])
    about = {
        "publication": chunk.ids.take(pa.array(work)),
        "topic": pa.array(ids, pa.string()).take(stated),
        "score": pa.array(fields.score, pa.float64()).take(pa.array(named)),
        "main": pa.array(topic[named] == _main(fields, lengths, topic)[work]),
    }
    return {
        TOPIC.name: _rows(work, number, [form.nodes for form in forms], TOPIC),
        BROADER.name: _rows(work, number, [form.broader for form in forms], BROADER),
        ABOUT.name: Rows(work, about),
    }


def _main(fields: TopicFields, lengths: Places, topic: Places) -> Places:
    """For each work, the number of the topic it is most about; -1 where there is none."""
    main = np.array(fields.main, np.int64)
    stated = np.flatnonzero(main >= 0)
    numbers = np.full(len(lengths), -1)
    numbers[stated] = topic[(np.cumsum(lengths) - lengths + main)[stated]]
    return numbers


def _rows(work: Places, number: Places, facts: Sequence[Sequence[Fact]], kind: Node | Link) -> Rows:
    """What the forms of these numbers state, for each work: each thing once, as it is stated first."""
    each = list(chain.from_iterable(facts))
    mention, place = spread(number, np.array(lengths_of(facts), np.int64))
    _, same = numbered([fact[: len(kind.key)] for fact in each])
    first = firsts(work[mention], same[place])
    stated = pa.array(place[first])
    columns = {
        column.name: pa.array([fact[number] for fact in each], column.type).take(stated)
        for number, column in enumerate(kind.columns)
    }
    return Rows(work[mention[first]], columns)
