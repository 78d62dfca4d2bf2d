"""How far what is foretold can be trusted: what the same ranking did on the past of this base, and what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from queries.caveats import counted, in_a_row, listed, percent, said, without_year
from queries.foretell_records import Known
from queries.measures.foretelling import FEW, BackTest, Foretold
from queries.measures.foretelling_scientists import ScientistYears
from queries.saying import Said

if TYPE_CHECKING:
    from queries.foretell import ForetellParameters

_RANKINGS = {
    "resource_allocation": said("resource allocation"),
    "adamic_adar": said("adamic adar"),
    "product_of_sizes": said("product of sizes"),
    "shared_topics": said("shared topics"),
}


def foretell_coverage(
    known: Known, found: Foretold, test: BackTest | None, asked: ForetellParameters
) -> dict[str, Any]:
    """The numbers behind the caveats; an area or a share of nothing is none."""
    learned = found.learned
    there = np.diff(known.found.countries_by_publication.indptr) > 0
    return {
        "until": known.until,
        "publications": len(known.found.publications),
        "publications_without_country": int((~there).sum()),
        "publications_without_year_left_out": int((known.year == 0).sum()),
        "publications_left_out_as_large": known.left_out,
        f"{asked.between}_looked_at": _looked_at(known),
        f"{asked.between}_of_group": int(known.listed.sum()),
        "pairs": len(found.scores),
        "learned": {
            "from_years": list(learned.splits),
            "years_after": learned.span,
            "joint_publications": learned.reach,
            "starts": learned.positives,
            "enough": learned.coefficients is not None,
        },
        "back_test": None if test is None else _tested(known, test, asked),
    }


def _looked_at(known: Known) -> int:
    if isinstance(known.records, ScientistYears):
        return len(known.records.active(known.until))
    return int(known.listed.sum())


def _tested(known: Known, test: BackTest, asked: ForetellParameters) -> dict[str, Any]:
    return {
        "known_to": test.split,
        "compared_to": test.until,
        "pairs": test.pairs,
        "positives": test.positives,
        "positives_not_among_the_pairs": _missed(known, test, asked),
        "auroc": _number(test.auroc),
        "auroc_standard_error": _number(test.auroc_error),
        "precision_at": test.k,
        "precision": _number(test.precision),
        "share_of_all": test.positives / test.pairs if test.pairs else None,
        "others": {name: {"auroc": _number(a), "precision": _number(p)} for name, (a, p) in test.plain.items()},
        "enough": test.enough,
    }


def _missed(known: Known, test: BackTest, asked: ForetellParameters) -> int | None:
    """Pairs that started without being ranked: none of countries, of which all are; not counted across countries."""
    if not isinstance(known.records, ScientistYears):
        return 0
    below = 1 if asked.never_together else asked.reach
    every = known.records.started(test.split, test.until, asked.reach, below)
    return None if asked.across else every - test.positives


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def foretell_caveats(coverage: dict[str, Any], asked: ForetellParameters) -> list[Said]:
    """What a reader must know, in sentences; the test on the past first."""
    until, total = coverage["until"], coverage["publications"]
    told = [
        *_told_of_test(coverage["back_test"], asked),
        said(
            "Foretold: {start} or more from {first} to {last}, by {publications} to {until}, of {pairs}. Publications "
            "that a source adds later can still change these years.",
            start=counted(asked.reach, "joint publication"),
            first=str(until + 1),
            last=str(until + asked.horizon),
            publications=counted(total, "publication"),
            until=str(until),
            pairs=counted(coverage["pairs"], "pair"),
        ),
        _told_of_learning(coverage["learned"]),
        said(
            "That a pair is likely to publish together does not say that it should, nor a low likelihood that it "
            "should not; pairs that are found unlikely and ought to meet are what this list cannot show."
        ),
    ]
    if asked.between == "scientists":
        told.append(
            said(
                "Only the {scientists} scientists of the group with {least} publications or more in the last five "
                "years (the most productive, where there are very many) are looked at, and of their pairs those with a "
                "common co-author or among each other's nearest by topic. Two people under one id, or one under two, "
                "make false pairs. One publication of many authors starts many pairs at once, so that the test rests "
                "on less than its number of starts says.",
                scientists=coverage["scientists_looked_at"],
                least=asked.least,
            )
        )
    return [*told, *_told_of_lacks(coverage)]


def _told_of_lacks(coverage: dict[str, Any]) -> list[Said]:
    without, total = coverage["publications_without_country"], coverage["publications"]
    told = [
        said(
            "{publications} of {all} ({share}) name no country: a joint publication among them is not seen.",
            publications=counted(without, "publication"),
            all=total,
            share=percent(without, total),
        )
    ]
    if large := coverage["publications_left_out_as_large"]:
        publications = counted(large, "publication")
        told.append(said("{publications} left out as too large: they join nobody.", publications=publications))
    return [*told, *without_year(coverage["publications_without_year_left_out"])]


def _told_of_test(test: dict[str, Any] | None, asked: ForetellParameters) -> list[Said]:
    if test is None:
        return [
            said(
                "No test on the past: the base has too few years before the last {horizon}. The order is not known to "
                "be better than chance, and no likelihood is given.",
                horizon=asked.horizon,
            )
        ]
    made = said(
        "made with what was known to {known}, of {pairs} {starts} started by {until}",
        known=str(test["known_to"]),
        pairs=counted(test["pairs"], "pair"),
        starts=test["positives"],
        until=str(test["compared_to"]),
    )
    if not test["enough"]:
        return [
            said(
                "Test on the past of this base: {made}: too few (under {few}) to say how good the order is, and no "
                "likelihood is given.",
                made=made,
                few=FEW,
            )
        ]
    error = test["auroc_standard_error"] or 0.0
    told = said(
        "Test on the past of this base: {made}; the ranking puts one that started before one that did not in "
        "{auroc:.2f} of cases (AUROC, ± {error:.2f}), and of its first {first} {precision:.0f} % started, of all "
        "{share:.1f} %.",
        made=made,
        auroc=test["auroc"],
        error=error,
        first=min(test["precision_at"], test["pairs"]),
        precision=100 * test["precision"],
        share=100 * test["share_of_all"],
    )
    return [told, _told_of_others(test), *_told_of_weakness(test, error)]


def _told_of_others(test: dict[str, Any]) -> Said:
    others = [
        said(
            "{ranking} {auroc:.2f} and {precision:.0f} %",
            ranking=_RANKINGS[name],
            auroc=one["auroc"],
            precision=100 * one["precision"],
        )
        for name, one in test["others"].items()
    ]
    return said("Beside it, AUROC and share of the first: {others}.", others=in_a_row(others, "; "))


def _told_of_weakness(test: dict[str, Any], error: float) -> list[Said]:
    told = []
    if test["auroc"] - 2 * error <= 0.5:
        told.append(said("That cannot be told from chance: do not rely on the order."))
    better = [
        _RANKINGS[name]
        for name, one in test["others"].items()
        if one["auroc"] > test["auroc"] and one["precision"] > test["precision"]
    ]
    if better:
        told.append(
            said(
                "In this base {better} alone did better by both: the learned order adds nothing to it.",
                better=listed(better),
            )
        )
    if missed := test["positives_not_among_the_pairs"]:
        pairs = counted(missed, "pair")
        told.append(said("{pairs} more started that were not among the pairs ranked.", pairs=pairs))
    return told


def _told_of_learning(learned: dict[str, Any]) -> Said:
    if not learned["enough"]:
        return said(
            "Too few pairs ({starts}) started in earlier years to learn from: the order is that of resource allocation "
            "over common partners, and equal scores are common.",
            starts=learned["starts"],
        )
    first, last = (str(learned["from_years"][k]) for k in (0, -1))
    if first == last:
        when = said("at the end of {year}", year=first)
    else:
        when = said("at the ends of {first} to {last}", first=first, last=last)
    return said(
        "Learned in this base from what pairs looked like {when}, and which had {publications} or more in the {years} "
        "after: {starts} did, each pair counted for each of these years.",
        when=when,
        publications=counted(learned["joint_publications"], "joint publication"),
        years=counted(learned["years_after"], "year"),
        starts=learned["starts"],
    )
