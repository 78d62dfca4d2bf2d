"""Why a pair is likely to start to work together, from what is known of both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graph.base import Graph
from queries.caveats import counted, in_a_row, said
from queries.foretell_records import Known, topic_profiles
from queries.labels import labels
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.foretelling_countries import CountryYears
from queries.measures.foretelling_kin import common_language, same_continent
from queries.measures.foretelling_nearest import common_neighbours
from queries.saying import Said
from queries.subject import folded

PARTNERS = 5
TOPICS = 3


class Reason(NamedTuple):
    """A pair as a row shows it."""

    a: str
    b: str
    name_a: str | None
    name_b: str | None
    country_a: str | None
    country_b: str | None
    common: int
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    growth: float | None
    why: str


class Reasons:
    """The reasons of some pairs, given by their ends as places in the records."""

    def __init__(self, graph: Graph, known: Known, first: IntArray, second: IntArray) -> None:
        self._known, self._first, self._second = known, first, second
        self._growth = known.records.growth(known.until)
        self._places = np.union1d(first, second)
        profiles = topic_profiles(known, self._places.tolist())
        self._shared = [_shared(profiles, *self._rows(k)) for k in range(len(first))]
        joined = known.records.partners(known.until)
        self._common = [
            common_neighbours(joined, a, b).tolist() for a, b in zip(first.tolist(), second.tolist(), strict=True)
        ]
        self._names = self._labels(graph)
        self._kin = self._kinship()

    def of(self, pair: int) -> Reason:
        """The reasons of the pair that was given at this place."""
        a, b = int(self._first[pair]), int(self._second[pair])
        common = self._common[pair]
        partners = tuple(self._name(k) for k in common[:PARTNERS])
        topics = tuple(self._topic(k) for k in self._shared[pair])
        growth = float(np.sqrt(self._growth[a] * self._growth[b]))
        growth_known = None if np.isnan(growth) else growth
        told = [*self._told_of_names(a, b), *_told_of_partners(len(common), partners), *self._kin_of(a, b)]
        if topics:
            told.append(said("both on {topics}", topics=in_a_row(topics)))
        if growth_known is not None and growth_known >= 1.1:
            told.append(said("publications × {growth:.1f} in five years", growth=growth_known))
        ids = self._known.ids
        return Reason(
            ids[a],
            ids[b],
            self._label(a),
            self._label(b),
            self._country(a),
            self._country(b),
            len(common),
            partners,
            topics,
            growth_known,
            in_a_row(told, "; ") if told else said("what both have published"),
        )

    def _rows(self, place: int) -> tuple[int, int]:
        found = np.searchsorted(self._places, [self._first[place], self._second[place]])
        return int(found[0]), int(found[1])

    @property
    def _kind(self) -> str:
        return "country" if isinstance(self._known.records, CountryYears) else "scientist"

    def _labels(self, graph: Graph) -> dict[tuple[str, str], str | None]:
        ids, topic_ids = self._known.ids, self._known.topic_ids
        shown = {*self._places.tolist(), *(k for common in self._common for k in common[:PARTNERS])}
        asked = {
            self._kind: [ids[k] for k in sorted(shown)],
            "topic": [topic_ids[k] for k in sorted({k for topics in self._shared for k in topics})],
        }
        return {key: label.name for key, label in labels(graph.store, asked).items()}

    def _label(self, k: int) -> str | None:
        return self._names.get((self._kind, self._known.ids[k]))

    def _name(self, k: int) -> str:
        return self._label(k) or self._known.ids[k]

    def _told_of_names(self, a: int, b: int) -> list[Said]:
        one, other = (_letters(self._name(k)) for k in (a, b))
        return [said("the same name: perhaps one person under two ids")] if one == other else []

    def _topic(self, k: int) -> str:
        return self._names.get(("topic", self._known.topic_ids[k])) or self._known.topic_ids[k]

    def _country(self, k: int) -> str | None:
        if self._kind == "country":
            return self._known.ids[k]
        place = -1 if self._known.country is None else int(self._known.country[k])
        return self._known.found.countries[place] if place >= 0 else None

    def _kinship(self) -> tuple[BoolArray, BoolArray] | None:
        if self._kind != "country":
            return None
        return common_language(self._known.ids), same_continent(self._known.ids)

    def _kin_of(self, a: int, b: int) -> list[Said]:
        if self._kin is None:
            one, other = self._country(a), self._country(b)
            return [said("both in {country}", country=one)] if one is not None and one == other else []
        language, continent = self._kin
        return [
            text
            for text, true in (
                (said("a common language"), language[a, b]),
                (said("the same continent"), continent[a, b]),
            )
            if true
        ]


def _letters(name: str) -> str:
    return "".join(letter for letter in folded(name) if letter.isalnum())


def _shared(profiles: FloatArray, a: int, b: int) -> list[int]:
    both = np.sqrt(profiles[a] * profiles[b])
    order = np.argsort(-np.round(both, 9), kind="stable")[:TOPICS]
    return [int(k) for k in order if both[k] > 0]


def _told_of_partners(number: int, partners: tuple[str, ...]) -> list[Said]:
    if not number:
        return []
    shown = in_a_row([*partners, "…"] if number > len(partners) else partners)
    return [said("{partners} ({names})", partners=counted(number, "common partner"), names=shown)]
