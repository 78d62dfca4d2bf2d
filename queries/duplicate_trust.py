"""How far an answer about duplicates can be trusted: the rates of false alarm, and what could not be compared."""

from __future__ import annotations

import random
from typing import Any

from graph.base import Graph
from graph.search.words import terms
from queries.caveats import base_caveats, counted, percent
from queries.duplicate_asked import DuplicatesParameters
from queries.duplicate_records import Texts, described
from queries.duplicate_relations import shared_author
from queries.duplicate_search import matches
from queries.duplicate_sweep import Swept
from queries.measures.duplicate_alarms import STEPS, Alarms, measured

SAMPLE, SEED = 300, 0
MEASURED = Alarms((0.15, 0.27, 0.32, 0.39, 0.41), (0.5, 0.1, 0.05, 0.02, 0.01), 300)
"""On 300 works of earth science, each compared with all others: the quantiles of the highest similarity."""


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
        "false_alarms_at_threshold": rates.at(given.threshold),
        "false_alarm_rates": dict(zip((f"{step:g}" for step in rates.similarity), rates.rate, strict=True)),
        "false_alarms_measured_on": rates.texts,
        "false_alarms_measured_here": given.measure,
        "listed": listed,
        "pairs_compared": swept.compared if swept else None,
        "publications_without_country": swept.without_country if swept else None,
        "across_languages": given.across_languages,
    }


def caveats(graph: Graph, found: dict[str, Any], *, swept: bool) -> tuple[str, ...]:
    """Sentences for a reader, the base first."""
    publications, known = found["publications"], found["publications_with_abstract"]
    said = [
        f"Compared with {counted(publications, 'publication')} of this base alone; {counted(known, 'has', 'have')} an "
        f"abstract ({percent(known, publications)}), of the others only the title is compared. What is not loaded is "
        "not found.",
        _rates(found),
        "A similarity is no verdict: it says that words are shared, not that anything was taken. Read the sentences "
        "side by side, and ask the authors.",
    ]
    if swept:
        said.append(
            f"Of each publication the nearest {counted(8, 'other')} by rare words were looked at; "
            f"{counted(found['pairs_compared'], 'pair')} of groups without a common country and author were compared. "
            f"{counted(found['publications_without_country'], 'publication')} without any country could not be."
        )
    said.append(
        "Titles in other languages were compared by sentence vectors too; Persian, Urdu and Central Asian languages "
        "the model does not read."
        if found["across_languages"]
        else "Texts in another language share few words with the one asked about: a translation is found by "
        "--across-languages alone."
    )
    return (*said, *base_caveats(graph))


def _rates(found: dict[str, Any]) -> str:
    rate, texts = found["false_alarms_at_threshold"], found["false_alarms_measured_on"]
    where = "publications of this base" if found["false_alarms_measured_here"] else "works of earth science"
    here = "" if found["false_alarms_measured_here"] else " (--measure does the same on this base)"
    return (
        f"At the threshold {found['threshold']:g} the measured rate of false alarms is {percent(rate, 1)}: so many of "
        f"{counted(texts, 'text')}, {where} that were compared with all others, had one as similar by other authors "
        f"and of another title{here}."
    )
