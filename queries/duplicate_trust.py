"""How far an answer about duplicates can be trusted: the rates of false alarm, and what could not be compared."""

from __future__ import annotations

import random
from typing import Any

from graph.base import Graph
from graph.search.words import terms
from queries.caveats import base_caveats, counted, percent, said
from queries.duplicate_asked import DuplicatesParameters
from queries.duplicate_records import Texts, described
from queries.duplicate_relations import shared_author
from queries.duplicate_search import matches
from queries.duplicate_sweep import NEAREST, Swept
from queries.measures.duplicate_alarms import STEPS, Alarms, measured
from queries.saying import Said

SAMPLE, SEED = 300, 0
MEASURED = Alarms(
    STEPS,
    (
        0.4748,
        0.2276,
        0.1059,
        0.0676,
        0.0466,
        0.0391,
        0.0293,
        0.0233,
        0.018,
        0.0143,
        0.0075,
        0.006,
        0.006,
        0.0053,
        0.003,
        0.003,
        0.003,
        0.003,
        0.003,
        0.003,
        0.0015,
        0.0015,
    ),
    1331,
)
"""On works of earth science, each compared with all others: the half that the default threshold was not chosen on."""


def alarms(graph: Graph, base: Texts, *, here: bool) -> Alarms:
    """The measured rates; with `here`, those of this base's own publications, measured once."""
    if not here:
        return MEASURED
    return graph.memory.once(("duplicates", "alarms"), lambda: measured(_highest(graph, base), STEPS))


def _highest(graph: Graph, base: Texts) -> list[float]:
    """Of a sample of publications, the similarity of the nearest with another title and without a common author."""
    chosen = sorted(random.Random(SEED).sample(base.ids, min(SAMPLE, len(base.ids))))  # noqa: S311
    found: list[float] = []
    for one in described(graph, chosen).values():
        near = matches(base, one)[:10]
        others = described(graph, [match.id for match in near])
        apart = [
            match.similarity
            for match in near
            if terms(base.title(match.id)) != terms(one.title or "") and not shared_author(one, others[match.id])
        ]
        found.append(max(apart, default=0.0))
    return found


def coverage(
    base: Texts, given: DuplicatesParameters, rates: Alarms, swept: Swept | None, listed: int
) -> dict[str, Any]:
    """The numbers behind the caveats."""
    return {
        "publications": len(base.ids),
        "publications_with_abstract": base.with_abstract,
        "threshold": given.threshold,
        "false_alarms_at_threshold": None if swept else rates.at(given.threshold),
        "false_alarm_rates": dict(zip((f"{step:g}" for step in rates.similarity), rates.rate, strict=True)),
        "false_alarms_measured_on": rates.texts,
        "false_alarms_measured_here": given.measure,
        "listed": listed,
        "pairs_compared": swept.compared if swept else None,
        "publications_without_country": swept.without_country if swept else None,
        "across_languages": given.across_languages,
    }


def caveats(graph: Graph, found: dict[str, Any], *, swept: bool) -> tuple[Said, ...]:
    """Sentences for a reader, the base first."""
    publications, known = found["publications"], found["publications_with_abstract"]
    told = [
        said(
            "Compared with {publications} of this base alone; {known} an abstract ({share}), of the others only the "
            "title is compared. What is not loaded is not found.",
            publications=counted(publications, "publication"),
            known=counted(known, "has", "have"),
            share=percent(known, publications),
        ),
        _sweep_unmeasured() if swept else _rates(found),
        said(
            "A similarity is no verdict: it says that words are shared, not that anything was taken. Read the "
            "sentences side by side, and ask the authors."
        ),
    ]
    if swept:
        told.append(
            said(
                "Of each publication the nearest {others} by rare words were looked at; {pairs} of groups without a "
                "common country and author were compared. {publications} without any country could not be.",
                others=counted(NEAREST, "other"),
                pairs=counted(found["pairs_compared"], "pair"),
                publications=counted(found["publications_without_country"], "publication"),
            )
        )
    return (*told, _across_languages(compared=found["across_languages"]), *base_caveats(graph))


def _across_languages(*, compared: bool) -> Said:
    if compared:
        return said(
            "Titles in other languages were compared by sentence vectors too; Persian, Urdu and Central Asian "
            "languages the model does not read."
        )
    return said(
        "Texts in another language share few words with the one asked about: a translation is found by "
        "--across-languages alone."
    )


def _sweep_unmeasured() -> Said:
    return said(
        "How often a pair of the sweep is a false alarm is not measured: its similarity counts pairs of words too, and "
        "the rates measured for one text do not hold for it."
    )


def _rates(found: dict[str, Any]) -> Said:
    values = {
        "rate": percent(found["false_alarms_at_threshold"], 1),
        "texts": counted(found["false_alarms_measured_on"], "text"),
    }
    if found["false_alarms_measured_here"]:
        return said(
            "At the threshold {threshold:g} the measured rate of false alarms is {rate}: so many of {texts}, "
            "publications of this base that were compared with all others, had one as similar by other authors and of "
            "another title.",
            threshold=found["threshold"],
            **values,
        )
    return said(
        "At the threshold {threshold:g} the measured rate of false alarms is {rate}: so many of {texts}, works of "
        "earth science that were compared with all others, had one as similar by other authors and of another title "
        "(--measure does the same on this base).",
        threshold=found["threshold"],
        **values,
    )
