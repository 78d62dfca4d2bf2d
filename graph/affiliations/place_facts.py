"""Whether the places that a text names outside a candidate's words are where its organisation is."""

from __future__ import annotations

from collections.abc import Iterable

from graph.affiliations.candidates import Candidate
from graph.affiliations.context import Context
from graph.affiliations.places import CITY, COUNTRY, REGION, Mention

AGREE = ("city_agrees", "country_agrees", "region_agrees")
DIFFER = ("country_differs", "region_differs", "city_differs")
_RANK = {"city_agrees": 4, "country_agrees": 3, "region_agrees": 3, "implied_agrees": 1}
_RANK |= {"country_differs": -6, "region_differs": -6, "implied_differs": -1}


def place_facts(one: Candidate, context: Context) -> frozenset[str]:
    """Whether country, region and city agree; `no_place` where the text names none."""
    home = set(context.organisation(one).countries)
    outside = [mention for mention in context.mentions if mention.stop <= one.start or mention.start >= one.stop]
    facts = set()
    for kind in (COUNTRY, REGION):
        named = [mention for mention in outside if mention.kind == kind and mention.alone]
        if named:
            facts.add(f"{kind}_agrees" if _any_in(named, home) else f"{kind}_differs")
    cities = [mention for mention in outside if mention.kind == CITY and mention.alone]
    city = context.city(one)
    if city and any(_form(mention, context) == city for mention in outside):
        facts.add("city_agrees")
    elif cities:
        # Without a country in the text, the cities say which it may be.
        if not facts:
            facts.add("implied_agrees" if _any_in(cities, home) else "implied_differs")
        facts.add("city_inside" if city and f" {city} " in f" {one.key} " else "city_differs")
    return frozenset(facts or ("no_place",))


def _any_in(mentions: Iterable[Mention], home: set[str]) -> bool:
    return any(not home.isdisjoint(mention.countries) for mention in mentions)


def _form(mention: Mention, context: Context) -> str:
    return " ".join(word.form for word in context.words[mention.start : mention.stop])


def rank(places: Iterable[str]) -> int:
    """How well the places agree, to tell organisations of one name apart."""
    return sum(_RANK.get(fact, 0) for fact in places)


def agreement(facts: set[str]) -> str:
    """`agrees`, `differs`, `mixed`, or `silent` where the text names no place."""
    agrees, differs = not facts.isdisjoint(AGREE), not facts.isdisjoint(DIFFER)
    if agrees:
        return "mixed" if differs else "agrees"
    return "differs" if differs else "silent"
