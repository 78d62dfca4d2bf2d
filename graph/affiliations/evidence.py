"""What speaks for and against each candidate of a text: facts of it alone, and of how it stands to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.affiliations.candidates import TURNED, Candidate
from graph.affiliations.context import Context
from graph.affiliations.index import ACRONYM, BRANCH, FULL, MAIN, PART, SCHOOL, SHORT
from graph.affiliations.name_facts import name_facts, side_facts
from graph.affiliations.place_facts import agreement, place_facts, rank
from graph.affiliations.scoring import TIED

BEHIND = "behind"
_ORDER = {ACRONYM: 0, TURNED: 0, PART: 1, SCHOOL: 1, SHORT: 2, BRANCH: 3, FULL: 3, MAIN: 4}
_WEAK = (
    "corrected", "plain", "one_word", "two_words", "named_by_place",
    "kind_acronym", "kind_turned", "kind_short", "kind_branch", "kind_part", "kind_school",
)  # fmt: skip
_WEAK_WHOLE = ("plain", "one_word", "kind_acronym", "kind_turned", "foreign")
_OPEN_RIGHT = ("right_linked_place", "right_place", "right_linked")


class Weighed(NamedTuple):
    """A candidate with what holds of it."""

    candidate: Candidate
    facts: frozenset[str]


def evidence(context: Context) -> list[Weighed]:
    """The facts that hold of each candidate, by name; `weights.csv` says what each weighs.

    Left out are those for whose words another organisation of that name has more.
    """
    places = [place_facts(one, context) for one in context.candidates]
    others = _Others(context, places)
    found = []
    for number, one in enumerate(context.candidates):
        standing = others.standing(number)
        if BEHIND not in standing:
            facts = {*name_facts(one, context), *side_facts(one, context), *places[number], *standing}
            facts.update(others.facts(number))
            found.append(Weighed(one, frozenset(facts.union(_joint(facts)))))
    return found


class _Others:
    """The candidates of one text, as each is seen beside the others."""

    def __init__(self, context: Context, places: Sequence[frozenset[str]]) -> None:
        self._all = context.candidates
        self._by_id = {one.id: one for one in map(context.organisation, self._all)}
        self._organisations = [context.organisation(one) for one in self._all]
        self._parents = {parent for one in self._organisations for parent in one.parents}
        self._standings = [
            (rank(places[number]), _ORDER[one.kind], self._organisations[number].status != "inactive")
            for number, one in enumerate(self._all)
        ]
        self._rivals: dict[tuple[int, int], list[int]] = {}
        self._starts: dict[int, set[int]] = {}
        for number, one in enumerate(self._all):
            self._rivals.setdefault((one.start, one.stop), []).append(number)
            self._starts.setdefault(one.organisation, set()).add(one.start)

    def facts(self, number: int) -> Iterator[str]:
        """How one candidate stands to the others."""
        one, organisation = self._all[number], self._organisations[number]
        if len(self._starts[one.organisation]) > 1:
            yield "named_again"
        named = self._by_id.keys() & set(organisation.parents)
        if named:
            yield "parent_named"
            yield "parent_is_school" if any(self._by_id[p].kind == "education" for p in named) else "parent_is_other"
        if organisation.id in self._parents:
            yield "child_named"
        spans = [span for span in self._rivals if span != (one.start, one.stop)]
        if any(one.start <= start and stop <= one.stop for start, stop in spans):
            yield "holds_other"
        if any(start <= one.start and one.stop <= stop for start, stop in spans):
            yield "inside_other"

    def standing(self, number: int) -> tuple[str, ...]:
        """Whether it is the best of those that the same words may name."""
        mine, own = self._all[number], self._standings[number]
        rivals = [
            self._standings[other]
            for other in self._rivals[mine.start, mine.stop]
            if self._all[other].organisation != mine.organisation
        ]
        if not rivals:
            return ()
        best = max(rivals)
        if own <= best:
            return (TIED,) if own == best else (BEHIND,)
        by_place = own[0] > max(rival[0] for rival in rivals)
        return ("best_of_rivals", "best_by_place") if by_place else ("best_of_rivals",)


def _joint(facts: set[str]) -> Iterator[str]:
    """Facts that weigh differently together."""
    state = agreement(facts)
    yield f"place_{state}"
    yield from (f"{weak}_{state}" for weak in _WEAK if weak in facts)
    if "segment" in facts:
        yield from (f"{weak}_segment" for weak in _WEAK_WHOLE if weak in facts)
    if "has_children" in facts:
        yield from (f"{right}_of_parent" for right in _OPEN_RIGHT if right in facts)
    if "holds_other" in facts and "parent_named" in facts:
        yield "holds_parent"
    if "parent_is_school" in facts and "university" not in facts:
        yield "part_of_named_school"
