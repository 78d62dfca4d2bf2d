"""How far what is foretold can be trusted: what the same ranking did on the past of this base, and what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from queries.caveats import counted, percent
from queries.foretell_records import Known
from queries.measures.foretelling import FEW, BackTest, Foretold
from queries.measures.foretelling_scientists import ScientistYears

if TYPE_CHECKING:
    from queries.foretell import ForetellParameters


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


def foretell_caveats(coverage: dict[str, Any], asked: ForetellParameters) -> list[str]:
    """What a reader must know, in sentences; the test on the past first."""
    first, last = coverage["until"] + 1, coverage["until"] + asked.horizon
    said = [
        *_said_of_test(coverage["back_test"], asked),
        f"Foretold: {counted(asked.reach, 'joint publication')} or more from {first} to {last}, by "
        f"{counted(coverage['publications'], 'publication')} to {coverage['until']}, of "
        f"{counted(coverage['pairs'], 'pair')}. Publications that a source adds later can still change these years.",
        _said_of_learning(coverage["learned"]),
        "That a pair is likely to publish together does not say that it should, nor a low likelihood that it should "
        "not; pairs that are found unlikely and ought to meet are what this list cannot show.",
    ]
    without, total = coverage["publications_without_country"], coverage["publications"]
    if asked.between == "scientists":
        said.append(
            f"Only the {coverage['scientists_looked_at']:,} scientists of the group with {asked.least} publications or "
            "more in the last five years (the most productive, where there are very many) are looked at, and of their "
            "pairs those with a common co-author or among each other's nearest by topic. Two people under one id, or "
            "one under two, make false pairs. One publication of many authors starts many pairs at once, so that the "
            "test rests on less than its number of starts says."
        )
    said.append(
        f"{counted(without, 'publication')} of {total:,} ({percent(without, total)}) name no country: "
        "a joint publication among them is not seen."
    )
    notes = {
        "publications_left_out_as_large": "left out as too large: they join nobody.",
        "publications_without_year_left_out": "without a year left out.",
    }
    return said + [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]


def _said_of_test(test: dict[str, Any] | None, asked: ForetellParameters) -> list[str]:
    if test is None:
        return [
            f"No test on the past: the base has too few years before the last {asked.horizon}. The order is not known "
            "to be better than chance, and no likelihood is given."
        ]
    head = (
        f"Test on the past of this base: made with what was known to {test['known_to']}, of "
        f"{counted(test['pairs'], 'pair')} {test['positives']:,} started by {test['compared_to']}"
    )
    if not test["enough"]:
        return [f"{head}: too few (under {FEW}) to say how good the order is, and no likelihood is given."]
    error = test["auroc_standard_error"] or 0
    told = (
        f"{head}; the ranking puts one that started before one that did not in {test['auroc']:.2f} of cases (AUROC, "
        f"± {error:.2f}), and of its first {min(test['precision_at'], test['pairs'])} {100 * test['precision']:.0f} % "
        f"started, of all {100 * test['share_of_all']:.1f} %."
    )
    others = "; ".join(
        f"{name.replace('_', ' ')} {one['auroc']:.2f} and {100 * one['precision']:.0f} %"
        for name, one in test["others"].items()
    )
    rest = []
    if test["auroc"] - 2 * error <= 0.5:
        rest.append("That cannot be told from chance: do not rely on the order.")
    better = [
        name.replace("_", " ")
        for name, one in test["others"].items()
        if one["auroc"] > test["auroc"] and one["precision"] > test["precision"]
    ]
    if better:
        rest.append(
            f"In this base {' and '.join(better)} alone did better by both: the learned order adds nothing to it."
        )
    missed = test["positives_not_among_the_pairs"]
    if missed:
        rest.append(f"{counted(missed, 'pair')} more started that were not among the pairs ranked.")
    return [told, f"Beside it, AUROC and share of the first: {others}.", *rest]


def _said_of_learning(learned: dict[str, Any]) -> str:
    if not learned["enough"]:
        return (
            f"Too few pairs ({learned['starts']:,}) started in earlier years to learn from: the order is that of "
            "resource allocation over common partners, and equal scores are common."
        )
    years = learned["from_years"]
    when = f"at the end of {years[0]}" if len(years) == 1 else f"at the ends of {years[0]} to {years[-1]}"
    after = counted(learned["years_after"], "year")
    return (
        f"Learned in this base from what pairs looked like {when}, and which had "
        f"{counted(learned['joint_publications'], 'joint publication')} or more in the {after} after: "
        f"{learned['starts']:,} did, each pair counted for each of these years."
    )
