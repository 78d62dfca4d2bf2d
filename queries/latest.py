"""What is new and notable in a topic, a country or a group: by citations of its field, by novelty, or by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from graph.base import Graph
from graph.countries import members
from graph.errors import QuestionError
from queries.caveats import base_caveats, below_one, said
from queries.labels import labels
from queries.latest_ranking import Ranked, ranked
from queries.latest_records import NO_ACHIEVEMENT, Byline, Window, bylines, main_topics, recent, window
from queries.latest_trust import latest_caveats
from queries.parameters import parameter, shown
from queries.question import Answer, Question, Value
from queries.subject import Subject, find_subject

SHOWN_AUTHORS = 10
LEFT_OUT: tuple[str, ...] = ("retracted", "of_other_kinds", "of_other_countries", "without_country")


@dataclass(frozen=True)
class LatestParameters:
    """What the question can be asked with."""

    topic: str | None = parameter(None, help="a topic, by id or name, with those below it", example="Desalination")
    group: str = parameter(
        "oic", help="publications with an author of these countries: a group, all, or countries such as TR,IR or Oman"
    )
    by: Literal["impact", "first", "atypical", "date"] = parameter(
        "impact",
        help="impact: percentile of citations in field and year; first: the country's or the group's first publication "
        "on a topic; atypical: topics that seldom meet; date: newest first",
    )
    years: int = parameter(2, help="recent is the last so many years before the latest publication of the base")
    kinds: str | None = parameter(None, help="only these kinds of publication", example="article,review")
    limit: int = parameter(25, help="how many rows; 0 for all")


COLUMNS = {
    "publication": "id",
    "title": "title",
    "date": "date of publication, or its year",
    "authors": "names as printed, in the order of the byline, up to ten",
    "countries": "of all authors, ISO 3166-1 alpha-2",
    "topic": "name of the topic it is most about",
    "citation_percentile": "percentile of its citations among those of its field and year, 0 to 1, by the source",
    "fwci": "field-weighted citation impact: citations over those expected of its field, year and kind, by the source",
    "novelty": "by first: publications one would expect before, where there was none; by atypical: -ln of the "
    "commonness of the two topics that meet least",
    "why": "what is new, in words",
    "kind": "article, review, …, as the source says",
    "venue": "journal, series or repository",
    "citations": "as the source counts them",
    "team": "number of authors",
    "doi": "DOI, without its prefix",
}


class _Found(NamedTuple):
    period: Window | None
    topic: Subject | None
    group: tuple[str, ...] | None
    """None for all publications, whether a country is known or not."""
    works: list[dict[str, Any]]
    written: dict[str, Byline]
    left_out: dict[str, int]


def answer(graph: Graph, asked: LatestParameters) -> Answer:
    """The recent publications, first those that rank highest; of equals the newest, then by id."""
    found = _found(graph, asked)
    listed = sorted(ranked(graph, found.works, asked.by, asked.group, found.group), key=lambda one: one.order)
    coverage = _coverage(asked, found, len(listed))
    listed = listed[: asked.limit or None]
    topics = main_topics(graph, [one.work["publication"] for one in listed])
    names = labels(graph.store, {"topic": sorted(set(topics.values()))})
    rows = []
    for one in listed:
        topic = topics.get(one.work["publication"])
        named = names["topic", topic].name or topic if topic else None
        rows.append(_row(one, found.written[one.work["publication"]], named))
    caveats = (*latest_caveats(coverage, asked.by), *base_caveats(graph))
    return Answer("latest", shown(asked), tuple(COLUMNS), tuple(rows), caveats, coverage)


def publications(graph: Graph, asked: LatestParameters, key: Sequence[str]) -> list[str]:
    """The publication itself, if it is among those that are looked at."""
    return [work["publication"] for work in _found(graph, asked).works if work["publication"] == key[0]]


def _found(graph: Graph, asked: LatestParameters) -> _Found:
    if asked.years < 1:
        raise QuestionError(below_one("years", asked.years))
    topic = _topic(graph, asked.topic)
    period = window(graph, asked.years)
    if period is None:
        return _Found(None, topic, None, [], {}, {})
    group = None
    if asked.group.strip().lower() != "all":
        group = members(asked.group, period.after_year, period.last_year, graph.groups)
    works = recent(graph, period, topic.id if topic else None)
    written = bylines(graph, period, works)
    kept, left_out = _kept(works, written, group, _kinds(asked.kinds))
    return _Found(period, topic, group, kept, written, left_out)


def _topic(graph: Graph, text: str | None) -> Subject | None:
    if not text:
        return None
    found = find_subject(graph.store, text)
    if found.kind != "Topic":
        raise QuestionError(said("topic “{text}” is a scientist: give the name or the id of a topic", text=text))
    return found


def _kinds(text: str | None) -> frozenset[str]:
    return frozenset(one.strip().lower() for one in (text or "").split(",") if one.strip())


def _kept(
    works: list[dict[str, Any]], written: dict[str, Byline], group: Sequence[str] | None, kinds: frozenset[str]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The publications of the group and the kinds, and how many were left out for what reason."""
    kept: list[dict[str, Any]] = []
    left_out: dict[str, int] = dict.fromkeys(LEFT_OUT, 0)
    wanted = None if group is None else frozenset(group)
    for work in works:
        kind, byline = (work["kind"] or "").lower(), written[work["publication"]]
        if work["retracted"]:
            left_out["retracted"] += 1
        elif (kinds and kind not in kinds) or (not kinds and kind in NO_ACHIEVEMENT):
            left_out["of_other_kinds"] += 1
        elif wanted is None or wanted.intersection(byline.countries):
            kept.append(work)
        else:
            left_out["without_country" if byline.unplaced or not byline.countries else "of_other_countries"] += 1
    return kept, left_out


def _row(one: Ranked, written: Byline, topic: str | None) -> tuple[Value, ...]:
    work = one.work
    return (
        work["publication"],
        work["title"],
        work["date"] or (str(work["year"]) if work["year"] else None),
        list(written.names[:SHOWN_AUTHORS]),
        list(written.countries),
        topic,
        work["citation_percentile"],
        work["fwci"],
        one.novelty,
        one.why,
        work["kind"],
        work["venue"],
        work["citations"],
        work["team"] or len(written.names) or None,
        work["doi"],
    )


def _coverage(asked: LatestParameters, found: _Found, ranked: int) -> dict[str, Any]:
    return {
        "after": found.period.after if found.period else None,
        "last": found.period.last if found.period else None,
        "topic": {"id": found.topic.id, "name": found.topic.name} if found.topic else None,
        "group": asked.group,
        "countries": len(found.group) if found.group is not None else None,
        "publications": len(found.works),
        "publications_ranked": ranked,
        "publications_not_ranked": len(found.works) - ranked,
        **{f"publications_{reason}_left_out": number for reason, number in found.left_out.items()},
    }


QUESTION = Question(
    name="latest",
    title="What is new and notable in this topic, this country or this group?",
    text="""Publications of the last years, those first that are cited most for their field and year, or that are new:
the first of a country or of the group on a topic on which one would have expected some before, or on topics that
seldom meet. As a feed, a reader shows what comes in.""",
    parameters=LatestParameters,
    columns=COLUMNS,
    key=1,
    answer=answer,
    publications=publications,
    brief=("date", "title", "countries", "topic", "citation_percentile", "fwci", "novelty", "why"),
)
