"""Who a scientist is here: names, countries and institutions with years, output, topics, co-authors and their ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.base import Graph
from queries.caveats import base_caveats, counted, in_a_row, said
from queries.labels import labels
from queries.parameters import parameter, shown
from queries.profile_figures import BRIEF, COLUMNS, KEY, behind, rows
from queries.profile_scientist import Person, find_scientist, of_scientist
from queries.profile_scientist_lists import Profile, figures_of
from queries.profile_scope import scope
from queries.profile_trust import trust
from queries.question import Answer, Question


@dataclass(frozen=True)
class ScientistParameters:
    """What the question can be asked with."""

    of: str = parameter(help="the scientist: an id in any form, or the full name", example="A5002041459")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(None, help="only publications about this topic, or one below it: name or id")
    limit: int = parameter(20, help="how many institutions, topics, co-authors and publications; 0 for all")


def answer(graph: Graph, asked: ScientistParameters) -> Answer:
    """Totals, names, years, countries, institutions, topics, co-authors, ties among them, newest publications."""
    made = _profile(graph, asked)
    known = trust(made.scope, made.part, None)
    person = made.person
    coauthors = sorted({one.id for one in made.figures if one.section == "co-authors"})
    where = {key[1]: label.country for key, label in labels(graph.store, {"scientist": coauthors}).items()}
    subject = {
        "kind": "scientist", "id": person.id, "name": person.name, "orcid": person.orcid, "also": list(person.also),
        "keywords": list(person.keywords), "local": person.local, "called_alike": list(person.alike),
    }  # fmt: skip
    coverage = {"of": subject, "countries_of_coauthors": where} | _own_coverage(made) | known
    caveats = (*_caveats(made, coverage), *base_caveats(graph))
    return Answer("scientist-profile", shown(asked), tuple(COLUMNS), rows(made.figures), caveats, coverage)


def publications(graph: Graph, asked: ScientistParameters, key: Sequence[str]) -> list[str]:
    """The publications that a figure counts: of a share, those that hold."""
    made = _profile(graph, asked)
    return behind(made.scope.corpus, made.figures, key)


def _profile(graph: Graph, asked: ScientistParameters) -> Profile:
    return graph.memory.once(("scientist-profile", *shown(asked).values()), lambda: _made(graph, asked))


def _made(graph: Graph, asked: ScientistParameters) -> Profile:
    person = find_scientist(graph, asked.of)
    seen = scope(graph, asked.since, asked.until, "full", asked.topic)
    part = of_scientist(seen, person.id)
    made = Profile(person, seen, part, [])
    return made._replace(figures=figures_of(graph, made, asked.limit))


def _own_coverage(made: Profile) -> dict[str, Any]:
    held, works, lines = made.scope.corpus, made.part.works, np.flatnonzero(made.part.lines)
    return {
        "own_retracted": int(held.retracted[works].sum()),
        "own_authorships": int(lines.size),
        "own_authorships_without_country": int((np.diff(held.lines.countries.indptr)[lines] == 0).sum()),
        "own_authorships_without_institution": int((np.diff(held.lines.institutions.indptr)[lines] == 0).sum()),
    }


def _caveats(made: Profile, known: dict[str, Any]) -> list[str]:
    person, own = made.person, known["own_publications"]
    told: list[str] = [
        said(
            "Base: {publications}, of which {own} name {name} ({id}).",
            publications=counted(known["publications"], "publication"), own=own, name=person.name, id=person.id,
        )
    ]  # fmt: skip
    if known["publications_without_year_left_out"]:
        left_out = counted(known["publications_without_year_left_out"], "publication")
        told.append(said("{publications} without a year left out.", publications=left_out))
    if not own:
        told.append(said("Nothing that was looked at names this scientist: that is no sign that there is nothing."))
    if person.local:
        told.append(said("The source gives this author no id: it is one authorship, not yet a known person."))
    if person.number_alike:
        told.append(_alike(person))
    every = known["own_authorships"]
    if number := known["own_authorships_without_country"]:
        told.append(said("{n} of {all} authorships of the scientist name no country.", n=number, all=every))
    if number := known["own_authorships_without_institution"]:
        told.append(said("{n} of {all} authorships of the scientist name no institution.", n=number, all=every))
    if own and known["own_with_topic"] < own:
        told.append(said("{n} of {all} publications have no topic.", n=own - known["own_with_topic"], all=own))
    if known["own_retracted"]:
        told.append(
            said(
                "{publications} counted though retracted.", publications=counted(known["own_retracted"], "publication")
            )
        )
    told.append(
        said(
            "One person may be here under several ids, and one id may hold works of several: each fact has its source."
        )
    )
    if own:
        told.append(said("Figures of one person's few publications say little: their intervals show how little."))
    return told


def _alike(person: Person) -> str:
    others = counted(person.number_alike, "other scientist has", "other scientists have")
    return said(
        "{others} the same name here: {ids}{more}. Whether any of them is this person is for somebody to judge.",
        others=others, ids=in_a_row(person.alike), more=", …" if person.number_alike > len(person.alike) else "",
    )  # fmt: skip


QUESTION = Question(
    name="scientist-profile",
    title="Who is this scientist, and with whom, where and on what does the person publish?",
    text="""Of one scientist: every form of the name, countries and institutions with their years, publications by
year and the newest of them, topics, co-authors, and which of these publish with each other. One row a figure, with its
interval where it has one and the number of publications that it counts.""",
    parameters=ScientistParameters,
    columns=COLUMNS,
    key=KEY,
    answer=answer,
    publications=publications,
    brief=BRIEF,
)
