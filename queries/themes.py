"""Themes, in which questions compare countries: priority areas, topics that are named, or all topics of a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from graph.errors import QuestionError
from graph.reading import in_period, read, where
from graph.store import Store
from queries.agenda_mapping import Agenda, lineages
from queries.measures.arrays import BoolArray
from queries.saying import said
from queries.subject import find_subject

_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string()), ("main", pa.bool_())])
_TOPIC = pa.schema([("id", pa.string()), ("name", pa.string())])


@dataclass(frozen=True, eq=False)
class Themes:
    """What publications are about: `about[w, t]` is 1 where publication w belongs to theme t."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    about: csr_array[np.int64, tuple[int, int]]

    def of(self, theme: int) -> BoolArray:
        """Whether each publication belongs to the theme."""
        return np.asarray(self.about[:, [theme]].toarray().ravel() > 0)

    def within(self, keep: BoolArray) -> Themes:
        """The same themes, of these publications alone."""
        about = csr_array(self.about.multiply(keep.astype(np.int64)[:, np.newaxis]))
        about.eliminate_zeros()
        return Themes(self.ids, self.names, about)

    @property
    def any(self) -> BoolArray:
        """Whether each publication belongs to some theme."""
        return np.asarray(np.diff(self.about.indptr) > 0)


@dataclass(frozen=True, eq=False)
class TopicsOfWorks:
    """The topics by which a publication is classed: its main one, or all of them where none is marked as main.

    `work[k]` is a place in the list of publications that was given, `topic[k]` an id.
    """

    works: int
    work: np.ndarray[tuple[int], np.dtype[np.int64]]
    topic: tuple[str, ...]
    above: Mapping[str, tuple[str, ...]]

    def themes(self, ids: Sequence[str], names: Sequence[str], members: Mapping[str, Sequence[int]]) -> Themes:
        """The themes of these ids and names, given the places of the themes to which each topic belongs."""
        pairs = [(w, t) for w, topic in zip(self.work.tolist(), self.topic, strict=True) for t in members[topic]]
        rows, columns = (np.array(one, dtype=np.int64) for one in (zip(*pairs, strict=True) if pairs else ((), ())))
        about = csr_array((np.ones(len(pairs), np.int64), (rows, columns)), shape=(self.works, len(ids)))
        about.sum_duplicates()
        about.data[:] = 1
        return Themes(tuple(ids), tuple(names), about)

    def lineage(self, topic: str) -> tuple[str, ...]:
        """The topic's own id and the ids of all above it."""
        return self.above.get(topic, (topic,))


def topics_of_works(store: Store, publications: Sequence[str], since: int | None, until: int | None) -> TopicsOfWorks:
    """The topics of these publications (sorted ids), which are those of the period."""
    about = read(
        store,
        f"""MATCH (p:Publication)-[a:ABOUT]->(t:Topic){where(*in_period(since, until))}
        RETURN p.id AS publication, t.id AS topic, a.main AS main""",
        _ABOUT,
        since=since,
        until=until,
    ).sort_by([("publication", "ascending"), ("topic", "ascending")])
    main = pc.fill_null(about["main"], False)
    with_main = pc.unique(about.filter(main)["publication"])
    classing = about.filter(pc.or_(main, pc.invert(pc.is_in(about["publication"], value_set=with_main))))
    places = pc.index_in(classing["publication"], value_set=pa.array(publications, pa.string()))
    work = np.asarray(places.to_numpy(zero_copy_only=False), dtype=np.int64)
    return TopicsOfWorks(len(publications), work, tuple(classing["topic"].to_pylist()), lineages(store))


def themes_of_areas(topics: TopicsOfWorks, mapping: Agenda, codes: Sequence[str]) -> Themes:
    """The priority areas of these codes as themes."""
    places = {code: place for place, code in enumerate(codes)}
    members = {
        topic: [places[code] for code in mapping.areas_of(topics.lineage(topic)) if code in places]
        for topic in set(topics.topic)
    }
    return topics.themes(codes, [f"{code} {mapping.areas[code]}" for code in codes], members)


def themes_of_topics(store: Store, topics: TopicsOfWorks, text: str) -> Themes:
    """The topics that a text names, by id or name, separated by semicolons; each with those below it.

    Raises:
        QuestionError: one of them is no topic here.
    """
    found = [find_subject(store, one) for one in text.split(";") if one.strip()]
    for subject, one in zip(found, [one for one in text.split(";") if one.strip()], strict=True):
        if subject.kind != "Topic":
            raise QuestionError(
                said("topics: “{text}” is a scientist: give names or ids of topics, separated by ;", text=one.strip())
            )
    by_id = {subject.id: subject.name or subject.id for subject in found}
    return _with_those_below(topics, by_id)


def themes_of_level(store: Store, topics: TopicsOfWorks, level: str) -> Themes:
    """All topics of a level that publications belong to; no theme where there is none."""
    rows = read(store, "MATCH (t:Topic) WHERE t.level = $level RETURN t.id AS id, t.name AS name", _TOPIC, level=level)
    named = {row["id"]: row["name"] or row["id"] for row in rows.sort_by("id").to_pylist()}
    there = {above for topic in set(topics.topic) for above in topics.lineage(topic)}
    return _with_those_below(topics, {one: name for one, name in named.items() if one in there})


def one_theme(works: int) -> Themes:
    """All of so many publications as one theme."""
    return Themes(("any",), (said("any topic"),), csr_array(np.ones((works, 1), dtype=np.int64)))


def _with_those_below(topics: TopicsOfWorks, named: Mapping[str, str]) -> Themes:
    places = {one: place for place, one in enumerate(named)}
    members = {
        topic: [places[above] for above in topics.lineage(topic) if above in places] for topic in set(topics.topic)
    }
    return topics.themes(tuple(named), tuple(named.values()), members)
