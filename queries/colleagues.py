"""With whom a scientist, or somebody with an idea, might work: people with similar ideas, and why each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from graph.names import MATCH, name_similarity
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats
from queries.colleague_about import About, about
from queries.colleague_reasons import Reason, Reasons, said
from queries.colleague_records import Colleagues, colleagues_of_base
from queries.colleague_trust import colleague_caveats, colleague_coverage
from queries.labels import labels
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.colleague_ranking import POOL, ranked, spread, with_apart
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value
from queries.subject import find_subject


@dataclass(frozen=True)
class ColleagueParameters:
    """What the question can be asked with."""

    of: str | None = parameter(None, help="for whom: id or name of a scientist", example="A5023888391")
    about: str | None = parameter(None, help="or for what: a text, such as an abstract", example="solar desalination")
    group: str = parameter("all", help="only people of these countries: a group, all, or codes such as TR,IR,PK")
    other_country: bool = parameter(False, help="only people of another country than the scientist")
    never_together: bool = parameter(True, help="only those with whom the scientist has not published")
    active_since: int | None = parameter(
        None, help="only those who published in this year or later; not given: in the last ten years", example="2020"
    )
    until: int | None = parameter(None, help="last year that is known, included; not given: all", example="2020")
    apart: int = parameter(0, help="at least so many of the list without a common co-author")
    diversity: float = parameter(
        0.0, help="0 to 1: how much is given up for people of different countries and institutions"
    )
    largest_team: int = parameter(LARGEST_TEAM, help="publications of more authors join nobody")
    limit: int = parameter(20, help="how many rows; 0 for all")


COLUMNS = {
    "scientist": "id of the scientist who is recommended",
    "name": "display name",
    "country": "latest country, alpha-2",
    "institution": "institution named most, the latest counting most",
    "score": "what the list is ranked by; to be compared within one answer only",
    "why": "the reasons in words",
    "shared_topics": "up to three topics of both, those first in which they meet most",
    "alike": "cosine of the words of the two closest publications, 0 to 1",
    "closest_own": "id of the scientist's publication that is closest to one of the other's; none of a text",
    "closest_own_title": "its title",
    "closest_theirs": "id of the other's publication",
    "closest_theirs_title": "its title",
    "steps": "links from co-author to co-author between the two; none where no path joins them",
    "path": "names along the shortest path, the first of equals by ids; none where no path joins them",
    "shared_references": "works that both cite",
    "cites": "how often publications of the scientist cite those of the other",
    "cited_by": "how often those of the other cite the scientist's",
    "joint": "joint publications so far",
    "publications": "publications of the other",
    "last_year": "year of the last one; those after the last whole year count as of that year",
    "perhaps_same": "true where the names agree: perhaps one person under two ids",
}
YEARS = 10
"""Whoever has not published for so many years is left out, unless another year is given."""
_LOOKED_AT = 100
"""Of the first ones names are compared with the scientist's, beyond those that are shown."""


class _Asked(NamedTuple):
    found: Colleagues
    of: int | None
    text: About | None
    terms: FloatArray
    topics: FloatArray
    since: int | None


class _Listed(NamedTuple):
    order: IntArray
    scores: FloatArray
    names: dict[int, str | None]
    similar: set[int]
    left_out: list[str]
    number: int


def answer(graph: Graph, asked: ColleagueParameters) -> Answer:
    """The colleagues, the likeliest first; of equals the first by id."""
    what = _asked(graph, asked)
    listed = _listed(graph, asked, what)
    rows = _rows(graph, what, listed)
    coverage = colleague_coverage(what.found, listed.number, listed.left_out, what.text)
    caveats = (*colleague_caveats(coverage, asked, what.since), *base_caveats(graph))
    return Answer("colleagues", shown(asked), tuple(COLUMNS), rows, caveats, coverage)


def publications(graph: Graph, asked: ColleagueParameters, key: Sequence[str]) -> list[str]:
    """The closest publications of both, and those with which one cites the other or that they wrote together."""
    what = _asked(graph, asked)
    names = what.found.names
    place = {one: k for k, one in enumerate(names.scientists)}
    if len(key) != 1 or key[0] not in place:
        return []
    other = place[key[0]]
    closest = Reasons(what.found, what.of, what.terms, what.topics).of(other).closest
    behind = {k for k in (closest.mine, closest.theirs) if k is not None} if closest else set()
    if what.of is not None:
        cites = what.found.known.works.cites
        mine, theirs = what.found.publications_of(what.of), what.found.publications_of(other)
        behind |= set(np.intersect1d(mine, theirs).tolist())
        for one, cited in ((mine, theirs), (theirs, mine)):
            start, end = cites[one][:, cited].nonzero()
            behind |= {*one[start].tolist(), *cited[end].tolist()}
    return [names.publications[k] for k in sorted(behind)]


def _asked(graph: Graph, asked: ColleagueParameters) -> _Asked:
    _refuse(asked)
    subject = find_subject(graph.store, asked.of) if asked.of else None
    if subject and subject.kind != "Scientist":
        raise QuestionError(f"of: “{asked.of}” is a topic: give a scientist, or the topic as --about")
    found = colleagues_of_base(graph, asked.until, asked.largest_team)
    since = asked.active_since
    if since is None and found.known.split:
        since = found.known.split - YEARS + 1
    if subject is None:
        text = about(found, asked.about or "")
        return _Asked(found, None, text, text.terms, text.topics, since)
    if subject.id not in found.names.scientists:
        raise QuestionError(
            f"of: {subject.name or subject.id} has no publication here: give another, or a text as --about"
        )
    of = found.names.scientists.index(subject.id)
    own = found.known.faded[[of]]
    terms, topics = (
        np.asarray((own @ kind.works).sum(axis=0), dtype=np.float64).ravel()
        for kind in (found.known.texts, found.known.topics)
    )
    return _Asked(found, of, None, terms, topics, since)


def _refuse(asked: ColleagueParameters) -> None:
    if bool(asked.of) == bool(asked.about and asked.about.strip()):
        raise QuestionError("give either of (a scientist) or about (a text)")
    if not 0 <= asked.diversity <= 1:
        raise QuestionError(f"diversity {asked.diversity} is not between 0 and 1: give such a number")
    if asked.other_country and not asked.of:
        raise QuestionError("other-country needs a scientist: give of, or countries as group")


def _listed(graph: Graph, asked: ColleagueParameters, what: _Asked) -> _Listed:
    known = what.found.known
    signals = known.signals_about(what.terms, what.topics) if what.of is None else known.signals(what.of)
    order, scores = ranked(signals, _among(graph, asked, what), what.found.learned)
    number = len(order)
    wanted = asked.limit or number
    near = _near(what)
    pool = with_apart(order, near, wanted * POOL if asked.diversity else wanted + _LOOKED_AT, asked.apart)
    order, names, similar, left_out = _without_same(graph, what, pool, near)
    if asked.diversity:
        kinds = [_kinds(what.found, k) for k in order.tolist()]
        order = order[spread(scores[order], kinds, wanted, asked.diversity)]
    else:
        order = with_apart(order, near, wanted, asked.apart)
    return _Listed(order, scores, names, similar, left_out, number)


def _near(what: _Asked) -> BoolArray:
    """Who shares a co-author with the scientist."""
    near = np.zeros(what.found.known.works.people, np.bool_)
    if what.of is not None:
        joined = what.found.joined
        near[np.unique(joined[what.found.known.coauthors(what.of)].indices)] = True
    return near


def _among(graph: Graph, asked: ColleagueParameters, what: _Asked) -> BoolArray:
    found = what.found
    known = found.known
    among = known.people & known.works.sought
    if what.of is not None:
        among[what.of] = False
        if asked.never_together:
            among &= np.asarray((known.wrote @ known.wrote[[what.of]].T).toarray()).ravel() == 0
    if what.since is not None:
        # Who has no dated publication at all may well be active.
        among &= (known.last == 0) | (known.last >= what.since)
    country = np.array([one or "" for one in found.country], dtype=object)
    if asked.group.lower() != "all":
        among &= np.isin(country, list(members(asked.group, known=graph.groups)))
    if asked.other_country and what.of is not None:
        if not country[what.of]:
            raise QuestionError("other-country: no country of the scientist is known: give countries as group")
        among &= (country != "") & (country != country[what.of])
    return among


def _without_same(
    graph: Graph, what: _Asked, order: IntArray, near: BoolArray
) -> tuple[IntArray, dict[int, str | None], set[int], list[str]]:
    """The order without those who seem to be the scientist under another id; names, and whose names agree."""
    ids = what.found.names.scientists
    asked = [ids[k] for k in order.tolist()] + ([] if what.of is None else [ids[what.of]])
    known = {one: label.name for (_, one), label in labels(graph.store, {"scientist": asked}).items()}
    names = {k: known.get(ids[k]) for k in order.tolist()}
    own = None if what.of is None else known.get(ids[what.of])
    if own is None or what.of is None:
        return order, names, set(), []
    alike = {k for k, name in names.items() if name and name_similarity(own, name) >= MATCH}
    mine = set(what.found.institutions_of(what.of))
    same = {k for k in alike if near[k] or mine & set(what.found.institutions_of(k))}
    kept = order[[k not in same for k in order.tolist()]]
    return kept, names, alike - same, [f"{names[k]} ({ids[k]})" for k in order.tolist() if k in same]


def _kinds(found: Colleagues, k: int) -> frozenset[str]:
    country = found.country[k]
    return frozenset([*found.institutions_of(k)[:1], *([country] if country else [])])


def _rows(graph: Graph, what: _Asked, listed: _Listed) -> tuple[tuple[Value, ...], ...]:
    reasons = Reasons(what.found, what.of, what.terms, what.topics)
    made = {k: reasons.of(k) for k in listed.order.tolist()}
    text = _Texts(graph, what.found, list(made.values()), listed.order.tolist())
    return tuple(_row(what.found, listed, text, k, reason) for k, reason in made.items())


class _Texts:
    """The names and titles that rows show."""

    def __init__(self, graph: Graph, found: Colleagues, reasons: list[Reason], order: list[int]) -> None:
        names = found.names
        people = {k for reason in reasons for k in reason.path or ()}
        topics = {k for reason in reasons for k in reason.topics}
        places = {one for reason in reasons for one in reason.institutions}
        places |= {one for k in order for one in found.institutions_of(k)[:1]}
        self._found = found
        self._people = _names(graph, "Scientist", [names.scientists[k] for k in sorted(people)])
        self._topics = _names(graph, "Topic", [names.topics[k] for k in sorted(topics)])
        self._places = _names(graph, "Institution", sorted(places))
        works = {k for one in reasons if one.closest for k in (one.closest.mine, one.closest.theirs) if k is not None}
        query = "MATCH (p:Publication) WHERE p.id IN $ids RETURN p.id AS id, p.title AS name"
        found_titles = graph.store.rows(query, ids=[names.publications[k] for k in sorted(works)]).to_pylist()
        self._titles = {row["id"]: row["name"] for row in found_titles}

    def topics(self, places: list[int]) -> list[str]:
        ids = [self._found.names.topics[k] for k in places]
        return [self._topics.get(one) or one for one in ids]

    def people(self, places: list[int]) -> list[str]:
        ids = [self._found.names.scientists[k] for k in places]
        return [self._people.get(one) or one for one in ids]

    def institutions(self, ids: list[str]) -> list[str]:
        return [self._places.get(one) or one for one in ids]

    def publication(self, place: int | None) -> tuple[str | None, str | None]:
        if place is None:
            return None, None
        id_ = self._found.names.publications[place]
        return id_, self._titles.get(id_)


def _names(graph: Graph, kind: str, ids: list[str]) -> dict[str, str | None]:
    query = f"MATCH (n:{kind}) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"
    return {row["id"]: row["name"] for row in graph.store.rows(query, ids=ids).to_pylist()} if ids else {}


def _row(found: Colleagues, listed: _Listed, text: _Texts, k: int, reason: Reason) -> tuple[Value, ...]:
    topics, path = text.topics(reason.topics), None if reason.path is None else text.people(reason.path)
    own, own_title = text.publication(reason.closest.mine if reason.closest else None)
    theirs, title = text.publication(reason.closest.theirs if reason.closest else None)
    places = text.institutions(found.institutions_of(k)[:1])
    why = said(reason, topics, text.institutions(reason.institutions[:2]), path[1:-1] if path else [])
    same = k in listed.similar
    return (
        found.names.scientists[k],
        listed.names.get(k),
        found.country[k],
        places[0] if places else None,
        round(float(listed.scores[k]), 6),
        "; ".join(["the same name: perhaps one person under two ids"] * same + [why or "the surroundings of both"]),
        topics,
        reason.closest.alike if reason.closest else None,
        own,
        own_title,
        theirs,
        title,
        None if reason.path is None else len(reason.path) - 1,
        path,
        reason.references,
        reason.cites,
        reason.cited_by,
        reason.joint,
        len(found.publications_of(k)),
        int(found.known.last[k]) or None,
        same,
    )


QUESTION = Question(
    name="colleagues",
    title="With whom might one work?",
    text="""People with similar ideas to those of a scientist, or to a text, also where no co-author joins the two:
ranked by texts, topics, references, citations, institutions and the co-author network, weighed as the past of this base
teaches. Each row says why: topics in common, the closest two publications, and the path from one to the other.""",
    parameters=ColleagueParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=("scientist", "name", "country", "score", "steps", "why"),
)
