"""The quotas of a summit: read from its parameters, and resolved to the people that each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.countries import find_country
from graph.errors import InvalidIdentifier, QuestionError
from graph.identifiers import parse_id
from queries.measures.arrays import IntArray
from queries.measures.invitations_quotas import ConflictError, Quota
from queries.saying import in_a_row, said
from queries.subject import folded
from queries.summit_people import People, Works
from queries.themes import Themes

if TYPE_CHECKING:
    from queries.summit import SummitParameters

NO_LIMIT = 1_000_000
_FORM = said("give WHAT=NUMBER, several separated by ;, as in TR=2; priority 3a=1; ror:01abc2345=1")


class Wish(NamedTuple):
    """`what` is a country, an institution, a theme, or `priority` and the code of an area."""

    what: str
    number: int


def wishes(text: str, parameter: str) -> tuple[Wish, ...]:
    """The wishes in a text such as `TR=2; priority 3a=1`.

    Raises:
        QuestionError: a part has not this form.
    """
    parts = [one.strip() for one in text.split(";") if one.strip()]
    return tuple(_wish(one, parameter) for one in parts)


def _wish(text: str, parameter: str) -> Wish:
    what, sign, number = text.rpartition("=")
    if not sign or not what.strip() or not number.strip().isdecimal():
        raise QuestionError(
            said("{parameter} “{text}” cannot be read: {form}", parameter=parameter, text=text, form=_FORM)
        )
    return Wish(what.strip(), int(number))


@dataclass(frozen=True, eq=False)
class Counted:
    """What quotas count people by: one is in a theme or an area with `enough` publications in it."""

    people: People
    themes: Themes
    areas: Themes
    works_in_areas: Works
    enough: int

    def of(self, what: str, parameter: str) -> IntArray:
        """The places of the people whom a wish counts.

        Raises:
            QuestionError: nothing is known by that name, or nobody there could be invited.
        """
        found = self._of_area(what) if folded(what).startswith("priority ") else self._of_other(what)
        if found is None:
            raise QuestionError(
                said(
                    "{parameter}: “{what}” is no country, institution or theme of those who could be invited: {form}",
                    parameter=parameter,
                    what=what,
                    form=_FORM,
                )
            )
        return found

    def of_theme(self, place: int) -> IntArray:
        """Those in a theme."""
        return _at_least(self.people.works, place, self.enough)

    def of_area_place(self, place: int) -> IntArray:
        """Those in an area."""
        return _at_least(self.works_in_areas, place, self.enough)

    def of_country(self, code: str) -> IntArray:
        """Those whose country it is."""
        return _places(person.country == code for person in self.people.everyone)

    def of_institution(self, institution: str) -> IntArray:
        """Those who gave it on their latest publication with an institution."""
        return _places(institution in person.institutions for person in self.people.everyone)

    def _of_area(self, what: str) -> IntArray | None:
        code = folded(what).removeprefix("priority ")
        return self.of_area_place(self.areas.ids.index(code)) if code in self.areas.ids else None

    def _of_other(self, what: str) -> IntArray | None:
        if code := find_country(what):
            return self.of_country(code)
        for place, (one, name) in enumerate(zip(self.themes.ids, self.themes.names, strict=True)):
            if folded(what) in (folded(one), folded(name)) or _id(what) == one:
                return self.of_theme(place)
        for institution in (what, _id(what)):
            found = self.of_institution(institution)
            if found.size:
                return found
        return None


def quotas(asked: SummitParameters, counted: Counted) -> tuple[Quota, ...]:
    """Every quota of the parameters; those that could never bind are left out."""
    made = [*_single(asked.at_least, "at_least", counted), *_single(asked.at_most, "at_most", counted)]
    everyone = counted.people.everyone
    if asked.per_country_max:
        codes = sorted({person.country for person in everyone if person.country})
        made += _capped([counted.of_country(code) for code in codes], asked.per_country_max, "per_country_max")
    if asked.per_institution_max:
        homes: dict[str, list[int]] = {}
        for place, person in enumerate(everyone):
            for institution in person.institutions:
                homes.setdefault(institution, []).append(place)
        lists = [np.array(homes[one], dtype=np.int64) for one in sorted(homes)]
        made += _capped(lists, asked.per_institution_max, "per_institution_max")
    for number, name, lists in (
        (asked.per_theme_min, "per_theme_min", [counted.of_theme(k) for k in range(len(counted.themes.ids))]),
        (asked.per_priority_min, "per_priority_min", [counted.of_area_place(k) for k in range(len(counted.areas.ids))]),
    ):
        names = counted.themes.names if name == "per_theme_min" else counted.areas.names
        made += [
            Quota(
                one,
                number,
                NO_LIMIT,
                said("{quota} in {theme}", quota=f"{name} {number}", theme=named),
            )
            for one, named in zip(lists, names, strict=True)
            if number
        ]
    return tuple(made)


def _single(text: str, parameter: str, counted: Counted) -> list[Quota]:
    least = parameter == "at_least"
    return [
        Quota(
            counted.of(wish.what, parameter),
            wish.number if least else 0,
            NO_LIMIT if least else wish.number,
            f"{parameter} {wish.what}={wish.number}",
        )
        for wish in wishes(text, parameter)
    ]


def _capped(lists: Sequence[IntArray], most: int, name: str) -> list[Quota]:
    return [Quota(one, 0, most, f"{name} {most}") for one in lists if one.size > most]


def told(conflict: ConflictError, size: int, candidates: int, forced: int) -> QuestionError:
    """The conflict for whoever asked: what does not go together, and what to change."""
    if candidates < size:
        return QuestionError(
            said(
                "only {candidates} scientists could be invited to {size} seats: lower size, or widen group, topics, "
                "priority, the period or active_since",
                candidates=candidates,
                size=size,
            )
        )
    families = in_a_row(conflict.families, "; ") if conflict.families else said("size {size} alone", size=size)
    if forced:
        return QuestionError(
            said(
                "{size} seats cannot be filled with the {forced} forced under these quotas together: {quotas}. Relax "
                "one of them, or change size; the at-most quotas allow {most} of {size} seats",
                size=size,
                forced=forced,
                quotas=families,
                most=conflict.most,
            )
        )
    return QuestionError(
        said(
            "{size} seats cannot be filled under these quotas together: {quotas}. Relax one of them, or change size; "
            "the at-most quotas allow {most} of {size} seats",
            size=size,
            quotas=families,
            most=conflict.most,
        )
    )


def _at_least(works: Works, place: int, enough: int) -> IntArray:
    return np.flatnonzero(works[:, [place]].toarray().ravel() >= enough).astype(np.int64)


def _places(flags: object) -> IntArray:
    return np.flatnonzero(np.fromiter(flags, dtype=np.bool_)).astype(np.int64)  # type: ignore[call-overload]


def _id(text: str) -> str:
    try:
        return parse_id(text)
    except InvalidIdentifier:
        return text
