"""What there is about a topic: size, trend, countries, institutions, people, adjoining topics, gaps, newest works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import members
from queries.caveats import base_caveats, counted, place, said
from queries.measures.arrays import BoolArray
from queries.measures.intervals import garwood
from queries.measures.specialisation import activity
from queries.parameters import parameter, shown
from queries.profile_corpus import Matrix, any_of
from queries.profile_figures import BRIEF, COLUMNS, KEY, Figure, behind, figures, rows
from queries.profile_lists import active, by_year, names_of, scientists, tallied, things
from queries.profile_scope import Part, Scope, of_all, scope, topic_place
from queries.profile_summary import Estimate, growth_of, summary
from queries.profile_trust import own_caveats, scope_caveats, selection_caveats, trust
from queries.question import Answer, Question
from queries.saying import Said
from queries.shortfall import FEWEST, collected_on, shortfall


@dataclass(frozen=True)
class TopicParameters:
    """What the question can be asked with."""

    of: str = parameter(help="the topic: an id in any form, or the full name", example="Desalination")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    about: Literal["any", "main"] = parameter(
        "any", help="publications with this among their topics, or only those of which it is the main one"
    )
    group: str = parameter("oic", help="among whose countries pairs are missing: a group, all, or codes as TR,IR,PK")
    counting: Literal["full", "fractional"] = parameter(
        "full", help="full, or fractional: of n countries of a publication each gets 1/n"
    )
    limit: int = parameter(10, help="how many rows of each list; 0 for all")


class Profile(NamedTuple):
    """What an answer shows, and what it was made from."""

    scope: Scope
    topic: int
    part: Part
    base: BoolArray
    figures: list[Figure]
    international: int


def answer(graph: Graph, asked: TopicParameters) -> Answer:
    """Totals, years, countries, institutions, scientists, narrower and adjoining topics, gaps, newest works."""
    made = _profile(graph, asked)
    known = trust(made.scope, made.part, None)
    caveats = (
        *scope_caveats(made.scope, known, made.base, said("have a topic")),
        *_own(asked, made, known),
        *selection_caveats(made.scope, graph, made.scope.corpus.subjects.levels[made.topic]),
        *base_caveats(graph),
    )
    subjects = made.scope.corpus.subjects
    subject = {"kind": "topic", "id": subjects.ids[made.topic], "name": subjects.name(made.topic)}
    coverage = {"of": subject, "own_international_publications": made.international} | known
    return Answer("topic-profile", shown(asked), tuple(COLUMNS), rows(made.figures), caveats, coverage)


def publications(graph: Graph, asked: TopicParameters, key: Sequence[str]) -> list[str]:
    """The publications that a figure counts: of a share, those that hold."""
    made = _profile(graph, asked)
    return behind(made.scope.corpus, made.figures, key)


def _profile(graph: Graph, asked: TopicParameters) -> Profile:
    return graph.memory.once(("topic-profile", *shown(asked).values()), lambda: _made(graph, asked))


def _made(graph: Graph, asked: TopicParameters) -> Profile:
    group = members(asked.group, asked.since, asked.until, graph.groups)
    seen = scope(graph, asked.since, asked.until, asked.counting)
    topic, held = topic_place(graph, asked.of), seen.corpus
    topical = _topical(seen, asked)
    base = seen.inside & (np.diff(topical.indptr) > 0)
    own = seen.inside & (any_of(topical, np.array([topic])) > 0)
    part = of_all(seen)
    part = part._replace(weight=own.astype(np.float64), lines=own[held.lines.work])
    made = Profile(seen, topic, part, base, [], int((own & (held.sizes > 1)).sum()))
    if not part.works.size:
        return made
    listed = _totals(made) + by_year(seen, part, base, leads=False)
    listed += _countries(made, asked) + _lists(graph, made, asked.limit) + _topics(made, topical, asked.limit)
    listed += _missing(made, group, asked.limit) + _newest(graph, made, asked.limit)
    return made._replace(figures=listed)


def _topical(seen: Scope, asked: TopicParameters) -> Matrix:
    subjects = seen.corpus.subjects
    return subjects.touched if asked.about == "any" else subjects.classed


def _totals(made: Profile) -> list[Figure]:
    seen, subjects = made.scope, made.scope.corpus.subjects
    found = summary(seen, made.part, made.base)
    found.pop("leadership")
    named = np.asarray(made.part.weight @ seen.corpus.placed)
    found["countries"] = found["scientists"]._replace(value=float((named > 0).sum()))
    everything = made.part._replace(weight=made.base.astype(np.float64))
    found["growth_of_base"] = growth_of(seen, everything)
    return figures("totals", subjects.ids[made.topic], subjects.name(made.topic), found)


def _countries(made: Profile, asked: TopicParameters) -> list[Figure]:
    """Countries by output in the topic, with the activity index over all publications with a topic and a country."""
    seen, held = made.scope, made.scope.corpus
    placed, own = made.base & (held.sizes > 0), made.part.weight > 0
    worth = 1.0 / np.maximum(held.sizes, 1) if asked.counting == "fractional" else np.ones(held.works)
    whole, squares = (np.asarray((placed * one) @ held.placed, dtype=np.float64) for one in (worth, worth * worth))
    number = np.divide(whole**2, squares, out=np.zeros(squares.size), where=squares > 0)
    found = tallied(seen, held.placed, own)
    inside = float((own & placed).sum())
    index = activity(found.value, whole, np.full(whole.size, inside), float(placed.sum()), number)
    made_rows = []
    for k in found.places[: asked.limit or None].tolist():
        output = float(found.value[k])
        estimates = active(output, output / inside, index, k, found.behind(k), int(inside))
        made_rows += figures("countries", held.countries[k], place(held.countries[k]), estimates)
    return made_rows


def _lists(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    held, part = made.scope.corpus, made.part
    housed = tallied(made.scope, held.housed, part.weight > 0)
    listed = things("institutions", housed, held.institutions, limit, names_of(graph.store, "Institution"))
    people = scientists(made.scope, part)
    return listed + things("scientists", people, held.scientists, limit, names_of(graph.store, "Scientist"))


def _topics(made: Profile, topical: Matrix, limit: int) -> list[Figure]:
    """Narrower topics, and those of the same level that its publications are also about, neither above nor below."""
    subjects, topic = made.scope.corpus.subjects, made.topic
    number = len(subjects.ids)
    below, above = (subjects.upwards[:, [topic]].toarray().ravel() > 0, subjects.upwards[[topic]].toarray().ravel() > 0)
    beside = ~below & ~above & np.isin(np.arange(number), subjects.at(subjects.levels[topic]))
    below[topic] = False
    joint = np.asarray(made.part.weight @ topical)
    every = np.asarray(made.base.astype(np.float64) @ topical)
    expected = every * made.part.works.size / max(int(made.base.sum()), 1)
    low, high = garwood(np.asarray(joint, dtype=np.int64))
    listed = []
    for section, wanted in (("narrower topics", below), ("adjoining topics", beside)):
        for k in np.lexsort((np.arange(number), -joint * wanted))[: limit or None].tolist():
            if not joint[k] * wanted[k]:
                break
            both = np.flatnonzero((made.part.weight > 0) & (topical[:, [k]].toarray().ravel() > 0))
            one = Estimate(float(joint[k]), None, None, both, made.part.works.size)
            found = {"joint": one}
            if section == "adjoining topics":
                found["expected"] = one._replace(value=float(expected[k]))
                ratio, *limits = (float(number[k] / expected[k]) for number in (joint, low, high))
                found["ratio"] = one._replace(value=ratio, low=limits[0], high=limits[1])
                found["cosine"] = one._replace(value=float(joint[k] / np.sqrt(every[k] * made.part.works.size)))
            listed += figures(section, subjects.ids[k], subjects.name(k), found)
    return listed


def _missing(made: Profile, group: Sequence[str], limit: int) -> list[Figure]:
    """Pairs of the group by how many joint publications about the topic they lack against chance, most first."""
    held, own = made.scope.corpus, made.part.weight > 0
    if made.international < FEWEST:
        return []
    dominant = collected_on(held.as_placed(made.scope.placed))
    lacking = shortfall(held.as_placed(own), group, dominant)
    missing, first, second = lacking.missing, lacking.pairs.first, lacking.pairs.second
    order, is_gap = np.lexsort((second, first, -np.round(missing, 9))), lacking.gaps()
    listed = []
    for k in order[missing[order] >= 1][: limit or None].tolist():
        a, b = (held.countries[int(side[k])] for side in (first, second))
        columns = held.placed[:, [int(first[k]), int(second[k])]]
        both = np.flatnonzero(own & (np.asarray(columns.sum(axis=1)).ravel() == 2))
        one = Estimate(float(lacking.observed[k]), None, None, both, made.international)
        found = {
            "joint": one,
            "expected": one._replace(value=float(lacking.expected[k])),
            "missing": one._replace(value=float(missing[k])),
        }
        section = "gaps" if is_gap[k] else "missing pairs"
        listed += figures(section, f"{a}-{b}", said("{one} and {others}", one=place(a), others=place(b)), found)
    return sorted(listed, key=lambda one: one.section)


def _newest(graph: Graph, made: Profile, limit: int) -> list[Figure]:
    held, works = made.scope.corpus, made.part.works
    newest = np.sort(held.year[works])[::-1]
    recent = works[held.year[works] >= (newest[min(limit, works.size) - 1] if limit else 0)]
    place = dict(zip(held.ids(recent), recent.tolist(), strict=True))
    cypher = "MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.title AS title, p.date AS date"
    dated = graph.store.rows(cypher, ids=list(place)).to_pylist()
    dated.sort(key=lambda row: row["id"])
    dated.sort(key=lambda row: (held.year[place[row["id"]]], row["date"] or ""), reverse=True)
    return [_work(made, row, place[row["id"]]) for row in dated[: limit or None]]


def _work(made: Profile, row: Mapping[str, Any], place: int) -> Figure:
    year, own = int(made.scope.corpus.year[place]), made.part.works.size
    return Figure(
        "newest", row["id"], "year", row["title"] or row["id"], year or None, None, None, np.array([place]), own
    )


def _own(asked: TopicParameters, made: Profile, known: dict[str, Any]) -> list[Said]:
    name = made.scope.corpus.subjects.name(made.topic)
    if not known["own_publications"]:
        return [said("No publication here is about {topic}: nothing can be said of it.", topic=name)]
    publications = counted(known["own_publications"], "publication")
    return [
        said(
            "{topic}: {publications} among whose topics it, or one below it, is.",
            topic=name,
            publications=publications,
        )
        if asked.about == "any"
        else said(
            "{topic}: {publications} of which it, or one below it, is the main topic.",
            topic=name,
            publications=publications,
        ),
        said(
            "Activity index: of the publications with a topic and a country; limits of Wilson over the base's share, "
            "which is taken as fixed."
        ),
        said(
            "Adjoining topics are of the same level; expected joint publications are the product of both numbers over "
            "all publications with a topic."
        ),
        _told_of_pairs(made.international),
        *own_caveats(known, None, leads=False),
    ]


def _told_of_pairs(international: int) -> Said:
    if international < FEWEST:
        return said(
            "{publications} about it: too few to say which pairs lack.",
            publications=counted(international, "international publication"),
        )
    return said(
        "Gaps and missing pairs: pairs that lack at least one joint publication against chance among its {number} "
        "international publications; gaps by the test of collaboration-gaps, the others may be chance.",
        number=international,
    )


QUESTION = Question(
    name="topic-profile",
    title="What is there about this topic, where, and who is missing?",
    text="""Of one topic with those below it: publications by year, growth, international share and citation impact;
countries with the activity index; institutions and scientists; narrower topics and those that its publications are
also about; pairs of a group of countries that lack joint publications in it; the newest publications. One row a
figure, with its interval and the number of publications that it counts.""",
    parameters=TopicParameters,
    columns=COLUMNS,
    key=KEY,
    answer=answer,
    publications=publications,
    brief=BRIEF,
)
