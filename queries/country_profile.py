"""What a country publishes: output, topics, partners, institutions and people, as a table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from graph.base import Graph
from graph.countries import find_country
from graph.errors import QuestionError
from queries.caveats import base_caveats, place, said
from queries.measures.intervals import garwood
from queries.pair_models import international
from queries.parameters import parameter, shown
from queries.profile_figures import BRIEF, COLUMNS, KEY, Figure, behind, figures, rows
from queries.profile_lists import by_year, growing, names_of, scientists, tallied, things, topic_figures, topics
from queries.profile_scope import Part, Scope, of_all, of_countries, scope
from queries.profile_summary import Estimate, growth_of, summary
from queries.profile_trust import own_caveats, scope_caveats, selection_caveats, trust
from queries.question import Answer, Question
from queries.saying import Said
from queries.shortfall import collected_on


@dataclass(frozen=True)
class CountryParameters:
    """What the question can be asked with."""

    of: str = parameter(help="the country: code, or name in many languages", example="TR")
    since: int | None = parameter(None, help="first year, included", example="2015")
    until: int | None = parameter(None, help="last year, included", example="2024")
    topic: str | None = parameter(None, help="only publications about this topic, or one below it: name or id")
    counting: Literal["full", "fractional"] = parameter(
        "full", help="full, or fractional: of n countries of a publication each gets 1/n"
    )
    level: Literal["topic", "subfield", "field", "domain"] = parameter(
        "field", help="level of the topics that the output is divided into"
    )
    limit: int = parameter(10, help="how many topics, partners, institutions and scientists; 0 for all")


class Profile(NamedTuple):
    """What an answer shows, and what it was made from."""

    scope: Scope
    part: Part
    figures: list[Figure]


def answer(graph: Graph, asked: CountryParameters) -> Answer:
    """Totals, then years, topics, growing topics, partners, institutions and scientists, most first, then by id."""
    made = _profile(graph, asked)
    known = trust(made.scope, made.part, asked.level)
    caveats = (
        *scope_caveats(made.scope, known, made.scope.placed),
        *_own(asked, known),
        *selection_caveats(made.scope, graph, asked.level),
        *base_caveats(graph),
    )
    return Answer("country-profile", shown(asked), tuple(COLUMNS), rows(made.figures), caveats, _coverage(asked, known))


def publications(graph: Graph, asked: CountryParameters, key: Sequence[str]) -> list[str]:
    """The publications that a figure counts: of a share, those that hold."""
    made = _profile(graph, asked)
    return behind(made.scope.corpus, made.figures, key)


def _profile(graph: Graph, asked: CountryParameters) -> Profile:
    return graph.memory.once(("country-profile", *shown(asked).values()), lambda: _made(graph, asked))


def _made(graph: Graph, asked: CountryParameters) -> Profile:
    code = country(asked.of)
    seen = scope(graph, asked.since, asked.until, asked.counting, asked.topic)
    part = of_countries(seen, [code])
    if not part.works.size:
        return Profile(seen, part, [])
    base = seen.placed.astype(np.float64)
    totals = summary(seen, part, seen.placed) | {"growth_of_base": growth_of(seen, of_all(seen))}
    store, held = graph.store, seen.corpus
    own = part.weight > 0
    made = figures("totals", code, place(code), totals)
    made += by_year(seen, part, seen.placed)
    made += topic_figures(seen, part, topics(seen, part, base, asked.level), asked.limit)
    made += growing(seen, part, asked.level, asked.limit)
    made += partners(seen, code, asked.limit)
    housed = tallied(seen, held.housed, own, part.institutions)
    made += things("institutions", housed, held.institutions, asked.limit, names_of(store, "Institution"))
    people = scientists(seen, part)
    made += things("scientists", people, held.scientists, asked.limit, names_of(store, "Scientist"))
    return Profile(seen, part, made)


def country(text: str) -> str:
    """The code of a country given by code or name.

    Raises:
        QuestionError: no country, or more than one, is called so.
    """
    code = find_country(text)
    if code is None:
        raise QuestionError(said("“{text}” is no country: give a code of ISO 3166-1 such as TR, or a name", text=text))
    return code


def partners(seen: Scope, code: str, limit: int) -> list[Figure]:
    """Countries by joint publications, with what chance expects; no ratio to a country that the base is of."""
    held = seen.corpus
    works = held.as_placed(seen.placed)
    model = international(works)
    at = held.countries.index(code)
    joint, expected = model.joint[at], model.expected[at]
    low, high = garwood(joint)
    dominant = collected_on(works)
    with_it = held.placed[:, [at]].toarray().ravel() * seen.inside
    made = []
    for k in np.lexsort((np.arange(joint.size), -joint))[: limit or None].tolist():
        if not joint[k]:
            break
        both = np.flatnonzero(with_it * held.placed[:, [k]].toarray().ravel())
        found = {"joint": Estimate(float(joint[k]), None, None, both, int(with_it.sum()))}
        if code not in dominant and held.countries[k] not in dominant:
            over = float(expected[k])
            found["expected"] = found["joint"]._replace(value=over)
            found["ratio"] = found["joint"]._replace(value=joint[k] / over, low=low[k] / over, high=high[k] / over)
        made += figures("partners", held.countries[k], place(held.countries[k]), found)
    return made


def _own(asked: CountryParameters, known: dict[str, Any]) -> list[Said]:
    named, own = place(country(asked.of)), known["own_publications"]
    if not own:
        return [
            said(
                "No publication here names {country}: nothing can be said of it, which is no sign that there is "
                "nothing.",
                country=named,
            )
        ]
    return [
        said("{country} is named by {number} of them.", country=named, number=own),
        *own_caveats(known, asked.level),
        said("Joint publications are counted whole, and expected as in collaboration-gaps, which also tests them."),
    ]


def _coverage(asked: CountryParameters, known: dict[str, Any]) -> dict[str, Any]:
    code = country(asked.of)
    return {"of": {"kind": "country", "id": code, "name": place(code)}} | known


QUESTION = Question(
    name="country-profile",
    title="What does this country publish, with whom, and how is it cited?",
    text="""Of one country: publications by year, their share of the base, how many are international, led from
here, and among the most cited; mean citation impact; topics with the activity index; topics that grow; partners with
what chance expects; leading institutions and scientists. One row a figure, with its interval and the number of
publications that it counts.""",
    parameters=CountryParameters,
    columns=COLUMNS,
    key=KEY,
    answer=answer,
    publications=publications,
    brief=BRIEF,
)
