"""How far recommended colleagues can be trusted: what the order was learned from, and who cannot be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from queries.caveats import counted, in_a_row, percent, said
from queries.colleague_about import About
from queries.colleague_records import Colleagues
from queries.measures.colleague_signals import SIGNALS
from queries.saying import Said
from queries.texts.vectors import installed

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
        else {
            "known": list(text.known),
            "by_sound": text.by_sound,
            "unknown": list(text.unknown),
            "meant_topics": list(text.meant),
        },
    }


FEW_TERMS = 20
"""A publication of fewer distinct terms has a title and little else."""


def colleague_caveats(coverage: dict[str, Any], asked: ColleagueParameters, since: int | None) -> list[Said]:
    """What a reader must know, in sentences."""
    total, thin = coverage["publications"], coverage["publications_without_abstract_or_keywords"]
    return [
        said(
            "Sought among {scientists} and {publications} of this base; of {share} of these little more than the title "
            "is known, so that their authors are found less.",
            scientists=counted(coverage["scientists"], "scientist"),
            publications=counted(total, "publication"),
            share=percent(thin, total),
        ),
        _told_of_learning(coverage["learned"]),
        said(
            "A recommendation says whose publications and surroundings are like those of people who did work together "
            "later; not that the two should, nor that the other is free to."
        ),
        *_left_out(coverage, asked, since),
        *_told_of_words(coverage["words"]),
    ]


def _left_out(coverage: dict[str, Any], asked: ColleagueParameters, since: int | None) -> list[Said]:
    told = []
    if since is not None:
        told.append(
            said(
                "Those whose last dated publication is from before {year} are left out (active-since).", year=str(since)
            )
        )
    if local := coverage["scientists_under_local_keys"]:
        told.append(
            said(
                "{authors} without an id at the source are not recommended: it is not known who they are.",
                authors=counted(local, "author"),
            )
        )
    unplaced = coverage["scientists_without_country"]
    if (asked.group.lower() != "all" or asked.other_country) and unplaced:
        told.append(
            said(
                "{scientists} of whom no country is known cannot be chosen by country, and are left out.",
                scientists=counted(unplaced, "scientist"),
            )
        )
    if same := coverage["perhaps_the_same_person_left_out"]:
        told.append(
            said(
                "Left out as perhaps the same person under another id, by name and surroundings: {names}.",
                names=in_a_row(same),
            )
        )
    return told


def _told_of_learning(learned: dict[str, Any]) -> Said:
    years, cases = learned["from_years"], counted(learned["scientists_with_new_coauthors"], "case")
    if not years:
        return said(
            "This base has too little past to learn from ({cases} of a scientist with new co-authors): the weights are "
            "those of another collection (geology of Arabia).",
            cases=cases,
        )
    return said(
        "The weights are learned from this base: from {cases} of scientists known at the end of a year from {first} to "
        "{last} who got new co-authors in the {years} after it. How well such an order does on years that it has not "
        "seen was measured on one collection only.",
        cases=cases,
        first=str(years[0]),
        last=str(years[-1]),
        years=counted(learned["years_after"], "year"),
    )


def _told_of_words(words: dict[str, Any] | None) -> list[Said]:
    if words is None:
        return []
    told = [said("Of a text only words and topics count, and how lately and often somebody leads publications.")]
    if words["by_sound"]:
        taken = [said("{one} as {other}", one=one, other=other) for one, other in sorted(words["by_sound"].items())]
        told.append(
            said("Words of the text that no publication has were taken by their sound: {words}.", words=in_a_row(taken))
        )
    if words["meant_topics"]:
        told.append(
            said(
                "Most words of the text are in no publication: it was matched by a language model to the topics "
                "{topics}.",
                topics=in_a_row(words["meant_topics"]),
            )
        )
    if words["unknown"] and not installed():
        told.append(
            said(
                "Texts of other languages can be matched to topics by a model that is not installed: "
                "pip install 'hikma[vectors]'."
            )
        )
    if words["unknown"]:
        told.append(
            said(
                "Words of the text that no publication here has: {words}. A text in a language in which little of the "
                "base is written finds little: give the words in another language too.",
                words=in_a_row(words["unknown"]),
            )
        )
    return told
