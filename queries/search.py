"""Who and what a text finds: people, institutions, topics and publications, from one box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from graph.base import Graph
from graph.countries import find_country, members
from graph.errors import QuestionError
from graph.reading import COUNTRIES, where
from graph.search.finding import KINDS, can_be_narrowed, find
from graph.search.found import Found, Narrowed
from graph.search.index import SearchIndex
from graph.search.passages import passage
from queries.caveats import base_caveats, counted, in_a_row, listed, said
from queries.labels import Label, labels
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value
from queries.saying import Said
from queries.subject import find_subject


@dataclass(frozen=True)
class SearchParameters:
    """What the question can be asked with."""

    text: str = parameter(
        help="a name in any script and spelling, with initials or misprints; words of a title or topic; or an id",
        example='"M. El Ghamdi"',
    )
    kind: Literal["all", "people", "institutions", "topics", "publications"] = parameter("all", help="what is wanted")
    country: str | None = parameter(None, help="only of this country: its code or its name", example="TR")
    group: str | None = parameter(
        None, help="only of a group of countries, as oic, or of some, as KZ,TR", example="oic"
    )
    since: int | None = parameter(
        None, help="only what was published, and who published, from this year on", example="2015"
    )
    until: int | None = parameter(None, help="the same, up to this year", example="2024")
    topic: str | None = parameter(
        None, help="only on this topic, or a narrower one: its id or its name", example="Desalination"
    )
    limit: int = parameter(10, help="how many rows of each kind; 0 for a hundred")


COLUMNS = {
    "kind": "scientist, institution, topic or publication",
    "id": "id",
    "name": "display name; of a publication its title",
    "matched": "the form of the name that matched, or the passage with the words",
    "where": "of a scientist, country of the latest authorship that names one; of an institution, where it is; of a "
    "publication, all its countries; alpha-2",
    "institution": "of a scientist, the institution with the latest year of affiliation",
    "publications": "publications in this base: by the scientist, with the institution, on the topic or a narrower "
    "one; 1 of itself",
    "year": "of a publication, its year",
    "score": "how well it matches, 0 to 1; by what: see the question's page",
}

_NAMED = {"people": "Scientist", "institutions": "Institution", "topics": "Topic", "publications": "Publication"}

_BEHIND = {
    "scientist": "MATCH (s:Scientist {id: $id})-[:AUTHORED]->(p:Publication)",
    "institution": "MATCH (:Scientist)-[a:AUTHORED]->(p:Publication)",
    "publication": "MATCH (p:Publication {id: $id})",
}
_AT = "($id IN a.institutions OR $id IN a.found_institutions)"


class _About(NamedTuple):
    """What the store says of one thing that was found."""

    where: list[str]
    institution: str | None
    publications: int
    year: int | None
    abstract: str


def answer(graph: Graph, asked: SearchParameters) -> Answer:
    """What the text finds, the best first; of equals, whatever has more publications, people or citations."""
    index, narrowed = _index(graph), _narrowed(graph, asked)
    if not asked.text.strip():
        raise QuestionError(said("text is empty: give a name, words of a title or topic, or an id"))
    kinds = KINDS if asked.kind == "all" else (_NAMED[asked.kind],)
    found = find(index, asked.text, kinds, max(asked.limit, 0), narrowed)
    about = _about(graph, found)
    rows = tuple(_row(one, about[one.kind, one.id], asked.text) for one in found if (one.kind, one.id) in about)
    left_out = [kind for kind in kinds if not can_be_narrowed(kind, narrowed)]
    coverage: dict[str, Any] = {
        "indexed": {kind.lower(): index.count(kind) for kind in KINDS},
        "found": len(rows),
        "not_searched": [kind.lower() for kind in left_out],
    }
    caveats = (*_caveats(index, kinds, left_out), *(graph.search.notes if graph.search else ()), *base_caveats(graph))
    return Answer("search", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, _: SearchParameters, key: Sequence[str]) -> list[str]:
    """Those of the scientist, with the institution or on the topic; a publication itself."""
    if len(key) == 2 and key[0] == "topic":
        return _on_topic(graph, key[1])
    if len(key) != 2 or key[0] not in _BEHIND:
        return []
    kind, id_ = key
    condition = where(_AT) if kind == "institution" else ""
    rows = graph.store.rows(f"{_BEHIND[kind]}{condition} RETURN DISTINCT p.id AS id", id=id_)
    return sorted(rows["id"].to_pylist())


def _on_topic(graph: Graph, id_: str) -> list[str]:
    """The publications on a topic or a narrower one, sorted."""
    broader = graph.store.rows("MATCH (t:Topic)-[:BROADER]->(b:Topic) RETURN t.id AS id, b.id AS broader").to_pylist()
    topics = {id_}
    while more := {row["id"] for row in broader if row["broader"] in topics} - topics:
        topics |= more
    rows = graph.store.rows(
        "MATCH (p:Publication)-[:ABOUT]->(t:Topic) WHERE t.id IN $ids RETURN DISTINCT p.id AS id", ids=sorted(topics)
    )
    return sorted(rows["id"].to_pylist())


def _index(graph: Graph) -> SearchIndex:
    if graph.search is None:
        raise QuestionError(
            said("this graph was opened without its search index: open the base with graph.base.Base.open")
        )
    return graph.search.index


def _narrowed(graph: Graph, asked: SearchParameters) -> Narrowed:
    if asked.since is not None and asked.until is not None and asked.since > asked.until:
        raise QuestionError(
            said(
                "since {since} is later than until {until}: give the earlier year as since",
                since=str(asked.since),
                until=str(asked.until),
            )
        )
    countries: set[str] | None = None
    if asked.group:
        countries = set(members(asked.group, asked.since, asked.until, graph.groups))
    if asked.country:
        code = find_country(asked.country)
        if not code:
            raise QuestionError(
                said("country “{country}” is not known: give its code, such as TR, or its name", country=asked.country)
            )
        countries = {code} if countries is None else countries & {code}
    return Narrowed(countries, asked.since, asked.until, _topics(graph, asked.topic))


def _topics(graph: Graph, text: str | None) -> set[str] | None:
    if not text:
        return None
    subject = find_subject(graph.store, text)
    if subject.kind != "Topic":
        raise QuestionError(said("topic “{text}” is a scientist: give the name or id of a topic", text=text))
    return {subject.id}


def _about(graph: Graph, found: Iterable[Found]) -> dict[tuple[str, str], _About]:
    """What the store says of each; of what it does not hold, nothing."""
    ids: dict[str, list[str]] = {kind: [one.id for one in found if one.kind == kind] for kind in KINDS}
    known = labels(graph.store, {kind.lower(): ids[kind] for kind in ("Scientist", "Institution", "Topic")})
    places = _last_places(graph, ids["Scientist"])
    numbers = {kind: _numbers(graph, kind, ids[kind]) for kind in _NUMBERS}
    numbers["Topic"] = {id_: len(_on_topic(graph, id_)) for id_ in ids["Topic"]}
    about = {
        (kind, id_): _about_named(known[kind.lower(), id_], places.get(id_), numbers[kind].get(id_, 0))
        for kind in numbers
        for id_ in ids[kind]
        if (kind.lower(), id_) in known
    }
    return about | {("Publication", id_): one for id_, one in _publications(graph, ids["Publication"]).items()}


def _about_named(label: Label, place: str | None, number: int) -> _About:
    return _About([label.country] if label.country else [], place, number, None, "")


_NUMBERS = {
    "Scientist": "MATCH (n:Scientist)-[:AUTHORED]->(p:Publication) WHERE n.id IN $ids "
    "RETURN n.id AS id, count(DISTINCT p.id) AS n",
    "Institution": """MATCH (:Scientist)-[a:AUTHORED]->(p:Publication)
UNWIND a.institutions + a.found_institutions AS at WITH at, p WHERE at IN $ids
RETURN at AS id, count(DISTINCT p.id) AS n""",
}


def _numbers(graph: Graph, kind: str, ids: Sequence[str]) -> dict[str, int]:
    """How many publications each has here."""
    if not ids:
        return {}
    return {row["id"]: row["n"] for row in graph.store.rows(_NUMBERS[kind], ids=list(ids)).to_pylist()}


def _last_places(graph: Graph, ids: Sequence[str]) -> dict[str, str]:
    """The institution with the latest year of affiliation of each scientist; of several, the first by id."""
    cypher = """MATCH (s:Scientist)-[a:AFFILIATED_WITH]->(i:Institution) WHERE s.id IN $ids
        RETURN s.id AS id, i.id AS institution, i.name AS name, a.years AS years"""
    rows = graph.store.rows(cypher, ids=list(ids)).to_pylist()
    rows.sort(key=lambda row: (max(row["years"] or [0]), [-ord(letter) for letter in row["institution"]]))
    return {row["id"]: row["name"] or row["institution"] for row in rows}


def _publications(graph: Graph, ids: Sequence[str]) -> dict[str, _About]:
    rows = graph.store.rows(
        """MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.year AS year, p.abstract AS abstract,
        p.withheld_countries AS withheld""",
        ids=list(ids),
    ).to_pylist()
    countries = _countries(graph, ids)
    return {
        row["id"]: _About(
            sorted({*countries.get(row["id"], ()), *(row["withheld"] or ())}), None, 1, row["year"],
            row["abstract"] or "",
        )
        for row in rows
    }  # fmt: skip


def _countries(graph: Graph, ids: Sequence[str]) -> Mapping[str, set[str]]:
    cypher = f"""MATCH (:Scientist)-[a:AUTHORED]->(p:Publication) WHERE p.id IN $ids
        RETURN p.id AS id, {COUNTRIES} AS countries"""
    found: dict[str, set[str]] = {}
    for row in graph.store.rows(cypher, ids=list(ids)).to_pylist():
        found.setdefault(row["id"], set()).update(row["countries"])
    return found


def _row(one: Found, about: _About, text: str) -> tuple[Value, ...]:
    matched = one.matched
    if one.kind == "Publication":
        matched = passage(text, one.matched) or passage(text, about.abstract) or one.matched
    return (
        one.kind.lower(),
        one.id,
        one.name,
        matched,
        about.where,
        about.institution,
        about.publications,
        about.year,
        round(one.score, 3),
    )


def _caveats(index: SearchIndex, kinds: Sequence[str], left_out: Sequence[str]) -> tuple[Said, ...]:
    searched = [_counted(index, kind) for kind in kinds if kind not in left_out]
    told = [said("Searched: {kinds}.", kinds=in_a_row(searched) if searched else said("nothing"))]
    if left_out:
        told.append(
            said(
                "{kinds} were not searched: this base does not say of them what was asked for.",
                kinds=listed([_FIRST[left_out[0]], *(_PLURAL[kind] for kind in left_out[1:])]),
            )
        )
    told.append(
        said(
            "A name that matches is not yet the person: many share one name, and one person may be here under several "
            "ids (“hikma resolve”). Who asked not to be named here is not found."
        )
    )
    return tuple(told)


_PLURAL = {
    "Scientist": said("people"),
    "Institution": said("institutions"),
    "Topic": said("topics"),
    "Publication": said("publications"),
}


_FIRST = {
    "Scientist": said("People"),
    "Institution": said("Institutions"),
    "Topic": said("Topics"),
    "Publication": said("Publications"),
}
"""The same at the beginning of a sentence."""


def _counted(index: SearchIndex, kind: str) -> Said:
    number = index.count(kind)
    return {
        "Scientist": counted(number, "person", "people"),
        "Institution": counted(number, "institution"),
        "Topic": counted(number, "topic"),
        "Publication": counted(number, "publication"),
    }[kind]


QUESTION = Question(
    name="search",
    title="Who and what does a text find?",
    text="""People, institutions, topics and publications from one box. Names are found in any script and spelling,
with initials, misprints, and in any order; publications by the words of title, abstract, keywords and topics. The
best come first, each with the part that matched.""",
    parameters=SearchParameters,
    columns=COLUMNS,
    key=2,
    answer=answer,
    publications=publications,
    brief=("kind", "id", "name", "matched", "where", "publications", "year", "score"),
)
