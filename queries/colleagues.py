"""With whom a scientist, or somebody with an idea, might work: people with similar ideas, and why each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.base import Graph
from graph.errors import QuestionError
from graph.network import LARGEST_TEAM
from queries.caveats import base_caveats, said
from queries.colleague_about import about
from queries.colleague_order import Wanted, listed
from queries.colleague_reasons import Reasons
from queries.colleague_records import colleagues_of_base
from queries.colleague_rows import names_of, rows
from queries.colleague_trust import colleague_caveats, colleague_coverage
from queries.parameters import parameter, shown
from queries.question import Answer, Question
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


def answer(graph: Graph, asked: ColleagueParameters) -> Answer:
    """The colleagues, the likeliest first; of equals the first by id."""
    what = _asked(graph, asked)
    found = listed(graph, asked, what)
    coverage = colleague_coverage(what.found, found.number, found.left_out, what.text)
    caveats = (*colleague_caveats(coverage, asked, what.since), *base_caveats(graph))
    return Answer("colleagues", shown(asked), tuple(COLUMNS), rows(graph, what, found), caveats, coverage)


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


def _asked(graph: Graph, asked: ColleagueParameters) -> Wanted:
    _refuse(asked)
    subject = find_subject(graph.store, asked.of) if asked.of else None
    if subject and subject.kind != "Scientist":
        raise QuestionError(said("of: “{text}” is a topic: give a scientist, or the topic as --about", text=asked.of))
    found = colleagues_of_base(graph, asked.until, asked.largest_team)
    since = asked.active_since
    if since is None and found.known.split:
        since = found.known.split - YEARS + 1
    if subject is None:
        text = about(found, asked.about or "", names_of(graph, "Topic", list(found.names.topics)))
        return Wanted(found, None, text, text.terms, text.topics, since)
    if subject.id not in found.names.scientists:
        raise QuestionError(
            said(
                "of: {name} has no publication here: give another, or a text as --about",
                name=subject.name or subject.id,
            )
        )
    of = found.names.scientists.index(subject.id)
    own = found.known.faded[[of]]
    terms, topics = (
        np.asarray((own @ kind.works).sum(axis=0), dtype=np.float64).ravel()
        for kind in (found.known.texts, found.known.topics)
    )
    return Wanted(found, of, None, terms, topics, since)


def _refuse(asked: ColleagueParameters) -> None:
    if bool(asked.of) == bool(asked.about and asked.about.strip()):
        raise QuestionError(said("give either of (a scientist) or about (a text)"))
    if not 0 <= asked.diversity <= 1:
        raise QuestionError(
            said("diversity {diversity} is not between 0 and 1: give such a number", diversity=str(asked.diversity))
        )
    if asked.other_country and not asked.of:
        raise QuestionError(said("other-country needs a scientist: give of, or countries as group"))


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
