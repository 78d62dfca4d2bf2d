"""A text with what was found in it, as the facts about a candidate are read from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.affiliations.candidates import Candidate
from graph.affiliations.index import Index
from graph.affiliations.places import Mention
from graph.affiliations.records import Organisation
from graph.affiliations.tokens import Token


class Context(NamedTuple):
    """The words of a text, the places it names, and the candidates in it."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    candidates: Sequence[Candidate]
    registry: Index

    def organisation(self, one: Candidate) -> Organisation:
        """The organisation that a candidate is about."""
        return self.registry.organisations[one.organisation]

    def city(self, one: Candidate) -> str:
        """The organisation's city in the form that is compared; empty where unknown."""
        return self.registry.cities[one.organisation]
