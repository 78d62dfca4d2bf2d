"""The profile of one country: output, openness, leadership, impact, fields, partners, institutions and people."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import said
from webviz.profile_page import profile, way
from webviz.profile_tables import Section
from webviz.view import Arguments, View

LISTED = (
    Section("topics", said("Fields and topics"), "topic", said("Topic"), ("publications", "share", "activity_index")),
    Section("growing topics", said("Growing topics"), "topic", said("Topic"), ("growth_beyond",)),
    Section("partners", said("Partner countries"), "country", said("Country"), ("joint", "expected", "ratio")),
    Section("institutions", said("Institutions"), "institution", said("Institution"), ("publications", "share")),
    Section("scientists", said("Scientists"), "scientist", said("Scientist"), ("publications", "share")),
)


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The profile, with the ways to the country's gaps, its opportunities and the others."""
    code = answer.coverage["of"]["id"]
    return profile(
        answer,
        LISTED,
        (
            way(said("Its gaps and flows, pair by pair"), "countries", answer, country=code),
            way(said("Where it could gain most by working together"), "opportunities", answer, country=code),
            way(said("Beside other countries"), "compare", answer),
            way(said("The priority areas of the science agenda"), "agenda", answer, group=code),
        ),
    )


VIEW = View(
    name="country",
    title="What does this country publish, with whom, and how is it cited?",
    menu="One country",
    text="The profile of a country: its publications by year, how open and how much cited they are, in which fields it "
    "is strong, and with whom, where and by whom they are made.",
    for_whom="Policy analysts",
    door=1,
    order=2,
    question="country-profile",
    template="profile.html",
    page=page,
    asks=("of", "topic", "since", "until", "level", "counting", "limit"),
    own=(),
    kinds=("country",),
)
