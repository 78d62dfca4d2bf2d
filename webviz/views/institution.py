"""The profile of one institution: output, openness, leadership, impact, fields, partners and people."""

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
    Section("partners", said("Partner institutions"), "institution", said("Institution"), ("joint", "share")),
    Section("countries", said("Partner countries"), "country", said("Country"), ("joint", "share")),
    Section("scientists", said("Scientists"), "scientist", said("Scientist"), ("publications", "share")),
    Section("parts", said("Organisations that are part of it"), "institution", said("Organisation"), ("publications",)),
)


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The profile, with the way to what is around it."""
    return profile(answer, LISTED, (way(said("All countries beside each other"), "compare", answer),))


VIEW = View(
    name="institution",
    title="What does this institution publish, with whom, and how is it cited?",
    menu="One institution",
    text="The profile of an institution: its publications by year, how open and how much cited they are, in which "
    "fields it is strong, and with whom and by whom they are made.",
    for_whom="Policy analysts",
    door=1,
    order=5,
    question="institution-profile",
    template="profile.html",
    page=page,
    asks=("of", "topic", "since", "until", "parts", "against", "level", "counting", "limit"),
    own=(),
    kinds=("institution",),
)
