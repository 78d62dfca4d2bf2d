"""The list of a summit's guests: what each seat opens, what it would lose, and who else could take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from queries.measures.arrays import FloatArray
from queries.measures.invitations import Invitations, replacements
from queries.question import Value
from queries.saying import Said, said
from queries.summit_opens import By, Openings
from queries.summit_people import People, Person

ALTERNATES = 3
PAIRS_SHOWN = 5


@dataclass(frozen=True, eq=False)
class Guests:
    """The chosen, with everything that their rows are made of."""

    problem: Invitations
    people: People
    openings: Openings
    seated: tuple[int, ...]
    institutions: Mapping[str, str | None]
    by: By

    def rows(self) -> Iterable[tuple[Value, ...]]:
        """One row a seat, in the order of choice."""
        for seat in range(len(self.seated)):
            yield self._row(seat)

    def _row(self, seat: int) -> tuple[Value, ...]:
        person = self.people.everyone[self.seated[seat]]
        before = self.problem.covered(self.seated[:seat])
        after = self.problem.covered(self.seated[: seat + 1])
        others = self.problem.covered(self.seated[:seat] + self.seated[seat + 1 :])
        whole = self.problem.covered(self.seated)
        return (
            person.id,
            person.name,
            person.country,
            self._home(person),
            seat + 1,
            self.problem.value(after) - self.problem.value(before),
            self.problem.value(whole) - self.problem.value(others),
            *self._opened(before, after, whole),
            self._themes(self.seated[seat]),
            person.publications,
            person.latest,
            self._alternates(seat),
            seat < len(self.problem.forced),
            person.orcid,
            list(person.institutions),
        )

    def _home(self, person: Person) -> str | None:
        names = [self.institutions.get(one) or one for one in person.institutions]
        return names[0] if names else None

    def _opened(self, before: FloatArray, after: FloatArray, whole: FloatArray) -> tuple[int, int, list[str]]:
        """Pairs that the seat adds a side to, those of them whose other side is in the room, and the largest ones."""
        openings = self.openings
        more = openings.weight / 2 * ((after - before)[openings.first] + (after - before)[openings.second])
        met = (more > 0) & (np.minimum(whole[openings.first], whole[openings.second]) > 0)
        order = np.lexsort((np.arange(more.size), -more))
        largest = [int(k) for k in order[:PAIRS_SHOWN] if more[k] > 0]
        return int((more > 0).sum()), int(met.sum()), [openings.shown(k, self.by) for k in largest]

    def _themes(self, place: int) -> list[str]:
        """The themes that the person reaches, those with most publications first."""
        works = self.people.works[[place]].toarray().ravel()
        order = np.lexsort((np.arange(works.size), -works))
        return [f"{self.openings.themes[k].replace(';', ',')} ({works[k]})" for k in order.tolist() if works[k]]

    def _alternates(self, seat: int) -> list[str]:
        if seat < len(self.problem.forced):
            return []
        found = islice(replacements(self.problem, self.seated, seat), ALTERNATES)
        return [self._alternate(self.people.everyone[place], change) for place, change in found]

    def _alternate(self, person: Person, change: float) -> Said:
        who = said(
            "{name} ({id}, {country})",
            name=(person.name or person.id).replace(";", ","),
            id=person.id,
            country=person.country or said("no country"),
        )
        if f"{change:+.2f}".startswith("+"):
            return said("{who}: +{change:.2f}", who=who, change=change)
        return said("{who}: {change:.2f}", who=who, change=change)
