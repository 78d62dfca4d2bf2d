"""What stands around a scientist or a topic: everything that its publications are tied to, one row a tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.network import LARGEST_TEAM
from graph.reading import COUNTRIES, count, in_period, read, where
from graph.store import Store
from queries.subject import Subject

_WORKS = pa.schema(
    [
        ("publication", pa.string()),
        ("title", pa.string()),
        ("year", pa.int64()),
        ("date", pa.string()),
        ("citations", pa.int64()),
        ("retracted", pa.bool_()),
        ("kind", pa.string()),
    ]
)
_AUTHORED = pa.schema(
    [
        ("publication", pa.string()),
        ("scientist", pa.string()),
        ("local", pa.bool_()),
        ("countries", pa.list_(pa.string())),
        ("institutions", pa.list_(pa.string())),
    ]
)
_ABOUT = pa.schema([("publication", pa.string()), ("topic", pa.string())])
_TIES = pa.schema([("kind", pa.string()), ("relation", pa.string()), ("id", pa.string()), ("publication", pa.string())])


@dataclass(frozen=True, eq=False)
class Surroundings:
    """A subject's publications and what they are tied to, as tables."""

    subject: Subject
    works: pa.Table
    """The publications, in order of id: `publication, title, year, date, citations, retracted, kind`."""
    authored: pa.Table
    """Their authorships: `publication, scientist, local, countries, institutions`."""
    about: pa.Table
    """What they are about: `publication, topic`."""
    narrower: pa.Array
    """The ids of the topics below the subject."""
    broader: pa.Array
    """The ids of the topics above it."""
    since: int | None
    until: int | None
    undated: int
    """How many of the subject's publications a period leaves out because they have no year."""

    def ties(self) -> pa.Table:
        """One row for each publication and thing that it ties: `kind, relation, id, publication`.

        A thing stands in one relation only: what is the scientist's own is not also the co-authors'.
        """
        return pa.concat_tables(self._of_topic() if self.subject.kind == "Topic" else self._of_scientist())

    @property
    def focus(self) -> str:
        """Cypher that leaves the subject's publications as `p`, each once, given the parameters `asked`."""
        return _focus(self.subject, self.since, self.until)

    @property
    def asked(self) -> dict[str, object]:
        """The parameters of `focus`."""
        return {"of": self.subject.id, "since": self.since, "until": self.until}

    def coverage(self) -> dict[str, Any]:
        """How much is known of the subject's publications, and how much is not."""
        works, authored = self.works.num_rows, self.authored
        unplaced = pc.equal(pc.list_value_length(authored["countries"]), 0)
        placed = authored.filter(pc.invert(unplaced))
        team = authored.group_by("publication").aggregate([("scientist", "count")])["scientist_count"]
        return {
            "of": {"kind": self.subject.kind.lower(), "id": self.subject.id, "name": self.subject.name},
            "publications": works,
            "publications_without_country": works - pc.count_distinct(placed["publication"]).as_py(),
            "publications_without_topic": works - pc.count_distinct(self.about["publication"]).as_py(),
            "publications_without_year_left_out": self.undated,
            "publications_of_large_teams": _true(pc.greater(team, LARGEST_TEAM)),
            "publications_retracted": _true(self.works["retracted"]),
            "authorships": authored.num_rows,
            "authorships_without_country": _true(unplaced),
            "authorships_without_institution": _true(pc.equal(pc.list_value_length(authored["institutions"]), 0)),
            "authorships_under_local_keys": _true(authored["local"]),
        }

    def _of_topic(self) -> list[pa.Table]:
        below = pc.is_in(self.about["topic"], value_set=self.narrower)
        beside = pc.and_not(pc.not_equal(self.about["topic"], self.subject.id), below)
        return [
            _ties("scientist", "author", self.authored, "scientist"),
            _ties("institution", "institution of authors", self.authored, "institutions"),
            _ties("country", "country of authors", self.authored, "countries"),
            _ties("topic", "narrower topic", self.about.filter(below), "topic"),
            _ties("topic", "adjoining topic", self.about.filter(beside), "topic"),
        ]

    def _of_scientist(self) -> list[pa.Table]:
        is_own = pc.equal(self.authored["scientist"], self.subject.id)
        own, others = self.authored.filter(is_own), self.authored.filter(pc.invert(is_own))
        made = [_ties("scientist", "co-author", others, "scientist")]
        for kind, column in (("institution", "institutions"), ("country", "countries")):
            mine = _ties(kind, f"own {kind}", own, column)
            theirs = _ties(kind, f"{kind} of co-authors", others, column)
            made += [mine, theirs.filter(pc.invert(pc.is_in(theirs["id"], value_set=mine["id"])))]
        return [*made, _ties("topic", "topic", self.about, "topic")]


def surroundings(store: Store, subject: Subject, since: int | None, until: int | None) -> Surroundings:
    """The surroundings of a subject in the years from `since` to `until`.

    A topic's publications are those about it or any topic below it.
    """
    focus, asked = _focus(subject, since, until), {"of": subject.id, "since": since, "until": until}
    works = f"""{focus} RETURN p.id AS publication, p.title AS title, p.year AS year, p.date AS date,
        p.cited_by_count AS citations, p.retracted AS retracted,
        p.kind AS kind"""
    authored = f"""{focus} MATCH (p)<-[a:AUTHORED]-(s:Scientist)
        RETURN p.id AS publication, s.id AS scientist, s.local AS local,
        {COUNTRIES} AS countries, a.institutions AS institutions"""
    about = f"{focus} MATCH (p)-[:ABOUT]->(t:Topic) RETURN p.id AS publication, t.id AS topic"
    undated = f"{_focus(subject, None, None)} WHERE p.year IS NULL RETURN count(*) AS n"
    below = "MATCH (n:Topic)-[:BROADER*1..3]->(:Topic {id: $of}) RETURN DISTINCT n.id AS topic"
    above = "MATCH (:Topic {id: $of})-[:BROADER*1..3]->(n:Topic) RETURN DISTINCT n.id AS topic"
    topics = pa.schema([("topic", pa.string())])
    return Surroundings(
        subject,
        read(store, works, _WORKS, **asked).sort_by("publication"),
        read(store, authored, _AUTHORED, **asked),
        read(store, about, _ABOUT, **asked),
        read(store, below, topics, of=subject.id)["topic"].combine_chunks(),
        read(store, above, topics, of=subject.id)["topic"].combine_chunks(),
        since,
        until,
        count(store, undated, of=subject.id) if in_period(since, until) else 0,
    )


def _focus(subject: Subject, since: int | None, until: int | None) -> str:
    """Cypher that leaves the subject's publications as `p`, each once."""
    period = where(*in_period(since, until))
    if subject.kind == "Scientist":
        return f"MATCH (:Scientist {{id: $of}})-[:AUTHORED]->(p:Publication){period} WITH DISTINCT p"
    below = "(:Topic {id: $of})<-[:BROADER*0..3]-(:Topic)<-[:ABOUT]-(p:Publication)"
    return f"MATCH {below}{period} WITH DISTINCT p"


def _true(values: Any) -> int:
    """How many of the values are true."""
    return int(pc.sum(values).as_py() or 0)


def _ties(kind: str, relation: str, table: pa.Table, column: str) -> pa.Table:
    """The distinct pairs of a publication and a value of the column, or a member of it if it holds lists."""
    things, publications = table[column].combine_chunks(), table["publication"].combine_chunks()
    if pa.types.is_list(things.type):
        publications = publications.take(pc.list_parent_indices(things))
        things = pc.list_flatten(things)
    pairs = pa.table({"id": things, "publication": publications}).group_by(["id", "publication"]).aggregate([])
    labels = (pa.array(np.full(len(pairs), text, dtype=object), pa.string()) for text in (kind, relation))
    return pa.Table.from_arrays([*labels, pairs["id"], pairs["publication"]], schema=_TIES)
