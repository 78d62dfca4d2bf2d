"""What an institution publishes: output, topics, partners and people, with or without the organisations in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np

from graph.base import Graph
from queries.caveats import base_caveats, counted, listed, place, said
from queries.measures.arrays import BoolArray, IntArray
from queries.parameters import parameter, shown
from queries.profile_corpus import Corpus
from queries.profile_figures import BRIEF, COLUMNS, KEY, Figure, behind, figures, rows
from queries.profile_institution import Family, House, family, find_institution
from queries.profile_lists import (
    Tallied,
    by_year,
    growing,
    names_of,
    scientists,
    tallied,
    things,
    topic_figures,
    topics,
)
from queries.profile_scope import Part, Scope, of_countries, of_institutions, scope
from queries.profile_summary import Estimate, growth_of, summary
from queries.profile_trust import own_caveats, scope_caveats, selection_caveats, trust
from queries.question import Answer, Question
from queries.saying import Said


@dataclass(frozen=True)
class InstitutionParameters:
    """What the question can be asked with."""

    of: str = parameter(
        help="the institution: an id in any form, or a full name in any language", example="I9000000001"
    )
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(None, help="only publications about this topic, or one below it: name or id")
    parts: bool = parameter(False, help="count the organisations that are part of it as its own")
    against: Literal["country", "base"] = parameter("country", help="what activity indexes and growth compare with")
    counting: Literal["full", "fractional"] = parameter(
        "full", help="full, or fractional: of n institutions of a publication each gets 1/n, of n countries too"
    )
    level: Literal["topic", "subfield", "field", "domain"] = parameter(
        "field", help="level of the topics that the output is divided into"
    )
    limit: int = parameter(10, help="how many topics, partners and scientists; 0 for all")


class Profile(NamedTuple):
    """What an answer shows, and what it was made from."""

    house: House
    family: Family
    scope: Scope
    part: Part
    base: BoolArray
    figures: list[Figure]


def answer(graph: Graph, asked: InstitutionParameters) -> Answer:
    """Totals, then years, topics, growing topics, partners, countries, scientists, parts, most first, then by id."""
    made = _profile(graph, asked)
    known = trust(made.scope, made.part, asked.level)
    caveats = (
        *scope_caveats(made.scope, known, made.base, said("name an institution")),
        *_own(asked, made, known),
        *selection_caveats(made.scope, graph, asked.level),
        *base_caveats(graph),
    )
    subject = {"kind": "institution", "id": made.house.id, "name": made.house.name}
    coverage = {"of": subject, "parts": sorted(made.family.parts)} | known
    return Answer("institution-profile", shown(asked), tuple(COLUMNS), rows(made.figures), caveats, coverage)


def publications(graph: Graph, asked: InstitutionParameters, key: Sequence[str]) -> list[str]:
    """The publications that a figure counts: of a share, those that hold."""
    made = _profile(graph, asked)
    return behind(made.scope.corpus, made.figures, key)


def _profile(graph: Graph, asked: InstitutionParameters) -> Profile:
    return graph.memory.once(("institution-profile", *shown(asked).values()), lambda: _made(graph, asked))


def _made(graph: Graph, asked: InstitutionParameters) -> Profile:
    house = find_institution(graph.store, asked.of)
    kin = family(graph.store, house.id)
    seen = scope(graph, asked.since, asked.until, asked.counting, asked.topic)
    held = seen.corpus
    part = of_institutions(seen, _places(held, [house.id, *(kin.parts if asked.parts else ())]))
    base = seen.inside & (np.diff(held.housed.indptr) > 0)
    made = Profile(house, kin, seen, part, base, [])
    return made._replace(figures=_figures(graph, asked, made)) if part.works.size else made


def _figures(graph: Graph, asked: InstitutionParameters, made: Profile) -> list[Figure]:
    house, seen, part = made.house, made.scope, made.part
    held, store, limit = seen.corpus, graph.store, asked.limit
    reference = _reference(asked, made)
    listed = figures("totals", house.id, house.name, _totals(made, reference))
    listed += by_year(seen, part, made.base)
    listed += topic_figures(seen, part, topics(seen, part, reference.weight, asked.level), limit)
    listed += growing(seen, part, asked.level, limit)
    institutions = names_of(store, "Institution")
    listed += things("partners", _others(made), held.institutions, limit, institutions, "joint")
    listed += things("countries", _abroad(made), held.countries, limit, _country_names, "joint")
    people = scientists(seen, part)
    listed += things("scientists", people, held.scientists, limit, names_of(store, "Scientist"))
    own_parts = np.isin(np.array(held.institutions, dtype=object), list(made.family.parts))
    below = tallied(seen, held.housed, seen.inside, own_parts)
    listed_parts = things("parts", below, held.institutions, 0, institutions)
    return listed + [one for one in listed_parts if one.figure == "publications"]


def _reference(asked: InstitutionParameters, made: Profile) -> Part:
    """What is compared with: the institution's countries, or everything with an institution."""
    if asked.against == "country" and made.house.countries:
        return of_countries(made.scope, made.house.countries)
    return made.part._replace(weight=made.base.astype(np.float64))


def _totals(made: Profile, reference: Part) -> dict[str, Estimate]:
    seen, part = made.scope, made.part
    found = summary(seen, part, made.base)
    home = of_countries(seen, made.house.countries)
    if home.works.size:
        both = found["publications"]
        share = float(part.weight[home.works].sum()) / float(home.weight.sum())
        found["share_of_country"] = both._replace(value=share, of=home.works.size)
    return found | {"growth_of_base": growth_of(seen, reference)}


def _others(made: Profile) -> Tallied:
    """Institutions beside it on its publications, each counted whole; none above or below it."""
    held, kin = made.scope.corpus, made.family
    own = np.isin(np.array(held.institutions, dtype=object), [made.house.id, *kin.parts, *kin.wholes])
    return tallied(replace(made.scope, counting="full"), held.housed, made.part.weight > 0, ~own)


def _abroad(made: Profile) -> Tallied:
    """Countries beside its own on its publications, each counted whole."""
    held = made.scope.corpus
    abroad = ~np.isin(np.array(held.countries, dtype=object), made.house.countries)
    return tallied(replace(made.scope, counting="full"), held.placed, made.part.weight > 0, abroad)


def _country_names(codes: list[str]) -> dict[str, str]:
    return {code: place(code) for code in codes}


def _places(held: Corpus, ids: Sequence[str]) -> IntArray:
    return np.flatnonzero(np.isin(np.array(held.institutions, dtype=object), list(ids))).astype(np.int64)


def _own(asked: InstitutionParameters, made: Profile, known: dict[str, Any]) -> list[Said]:
    own, parts = known["own_publications"], len(made.family.parts)
    if not own:
        return [
            said(
                "No publication here has an author at {institution}: nothing can be said of it.",
                institution=made.house.name,
            )
        ]
    told = [
        said(
            "{institution} ({id}) is named by {number} of them.",
            institution=made.house.name,
            id=made.house.id,
            number=own,
        )
    ]
    if parts:
        told.append(_told_of_parts(counted(parts, "organisation"), counting=asked.parts))
    if asked.against == "country" and made.house.countries:
        told.append(
            said(
                "Activity indexes and growth of the base compare with the publications of {countries}.",
                countries=listed([place(code) for code in made.house.countries]),
            )
        )
    else:
        told.append(
            said("Activity indexes and growth of the base compare with all publications that name an institution.")
        )
    return told + own_caveats(known, asked.level)


def _told_of_parts(organisations: Said, *, counting: bool) -> Said:
    if counting:
        return said("{organisations} that are part of it count as its own.", organisations=organisations)
    return said("{organisations} that are part of it do not count (--parts) as its own.", organisations=organisations)


QUESTION = Question(
    name="institution-profile",
    title="What does this institution publish, with whom, and how is it cited?",
    text="""Of one institution: publications by year, how many are international, led from here, and among the most
cited; mean citation impact; topics with the activity index against its country or the base; topics that grow; partner
institutions and countries; scientists; the organisations that are part of it, counted as its own or not. One row a
figure, with its interval and the number of publications that it counts.""",
    parameters=InstitutionParameters,
    columns=COLUMNS,
    key=KEY,
    answer=answer,
    publications=publications,
    brief=BRIEF,
)
