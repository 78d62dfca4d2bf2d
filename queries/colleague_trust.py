"""How far recommended colleagues can be trusted: what the order was learned from, and who cannot be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from queries.caveats import counted, percent
from queries.colleague_about import About
from queries.colleague_records import Colleagues
from queries.measures.colleague_signals import SIGNALS

if TYPE_CHECKING:
    from queries.colleagues import ColleagueParameters


def colleague_coverage(found: Colleagues, listed: int, same: list[str], text: About | None) -> dict[str, Any]:
    """The numbers behind the caveats."""
    works, by = found.known.works, found.learned
    known = found.known.publications
    return {
        "publications": int(known.sum()),
        "publications_without_year": found.undated,
        "publications_without_abstract_or_keywords": int((np.diff(works.terms.indptr) < FEW_TERMS)[known].sum()),
        "publications_left_out_as_large": int((works.team > works.largest_team).sum()),
        "scientists": int(found.known.people.sum()),
        "scientists_under_local_keys": int((~works.sought).sum()),
        "scientists_without_country": sum(one is None for one in found.country),
        "scientists_listed": listed,
        "perhaps_the_same_person_left_out": same,
        "until": found.known.split or None,
        "learned": {
            "from_years": list(by.splits),
            "years_after": by.span,
            "scientists_with_new_coauthors": by.scientists,
            "enough": bool(by.splits),
            "weights": dict(zip(SIGNALS, by.weights.round(4).tolist(), strict=True)),
        },
        "words": None
        if text is None
        else {"known": list(text.known), "by_sound": text.by_sound, "unknown": list(text.unknown)},
    }


FEW_TERMS = 20
"""A publication of fewer distinct terms has a title and little else."""


def colleague_caveats(coverage: dict[str, Any], asked: ColleagueParameters, since: int | None) -> list[str]:
    """What a reader must know, in sentences."""
    total, thin = coverage["publications"], coverage["publications_without_abstract_or_keywords"]
    said = [
        f"Sought among {counted(coverage['scientists'], 'scientist')} and {counted(total, 'publication')} of this "
        f"base; of {percent(thin, total)} of these little more than the title is known, so that their authors are "
        "found less.",
        _said_of_learning(coverage["learned"]),
        "A recommendation says whose publications and surroundings are like those of people who did work together "
        "later; not that the two should, nor that the other is free to.",
    ]
    if since is not None:
        said.append(f"Those whose last dated publication is from before {since} are left out (active-since).")
    if coverage["scientists_under_local_keys"]:
        said.append(
            f"{counted(coverage['scientists_under_local_keys'], 'author')} without an id at the source are not "
            "recommended: it is not known who they are."
        )
    if (asked.group.lower() != "all" or asked.other_country) and coverage["scientists_without_country"]:
        said.append(
            f"{counted(coverage['scientists_without_country'], 'scientist')} of whom no country is known cannot be "
            "chosen by country, and are left out."
        )
    if coverage["perhaps_the_same_person_left_out"]:
        same = ", ".join(coverage["perhaps_the_same_person_left_out"])
        said.append(f"Left out as perhaps the same person under another id, by name and surroundings: {same}.")
    return [*said, *_said_of_words(coverage["words"])]


def _said_of_learning(learned: dict[str, Any]) -> str:
    years = learned["from_years"]
    if not years:
        return (
            f"This base has too little past to learn from ({counted(learned['scientists_with_new_coauthors'], 'case')} "
            "of a scientist with new co-authors): the weights are those of another collection (geology of Arabia)."
        )
    cases = counted(learned["scientists_with_new_coauthors"], "case")
    return (
        f"The weights are learned from this base: from {cases} of scientists known at the end of a year from "
        f"{years[0]} to {years[-1]} who got new co-authors in the {counted(learned['years_after'], 'year')} after it. "
        "How well such an order does on years that it has not seen was measured on one collection only."
    )


def _said_of_words(words: dict[str, Any] | None) -> list[str]:
    if words is None:
        return []
    said = ["Of a text only words and topics count, and how lately and often somebody leads publications."]
    if words["by_sound"]:
        taken = ", ".join(f"{one} as {other}" for one, other in sorted(words["by_sound"].items()))
        said.append(f"Words of the text that no publication has were taken by their sound: {taken}.")
    if words["unknown"]:
        said.append(
            f"Words of the text that no publication here has: {', '.join(words['unknown'])}. A text in a language in "
            "which little of the base is written finds little: give the words in another language too."
        )
    return said
