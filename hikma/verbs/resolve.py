"""`hikma resolve`: judge by score which publications and which scientists are one."""

from __future__ import annotations

import argparse

import msgspec

from graph.resolving import resolve
from hikma.progress import Progress
from hikma.verbs.verb import Verb, add_format, base_of


def _run(given: argparse.Namespace) -> int:
    base = base_of(given)
    with Progress("comparing") as progress:
        found = resolve(base, progress.step)
        base.update(progress.step)
    if given.format == "json":
        print(msgspec.json.encode(found._asdict()).decode())
    else:
        print(
            f"One thing: {found.publications:,} pairs of publications, {found.scientists:,} of scientists. "
            f"For you to decide: {found.unsure:,} pairs, and {found.strangers:,} names under an id that cannot be its "
            "person's (“hikma identities”)."
        )
    return 0


VERB = Verb(
    "resolve",
    "Judge by score which publications, and which scientists, are one.",
    """Publications are compared by title, authors, place in print and year, scientists by their names in any script,
co-authors, institutions, topics, references and years. Only what is practically certain becomes one; the rest is
listed by “hikma identities”. Each run replaces the scores of the one before; what was judged by hand stays. Give it
again after a load. How it works and how often it errs: docs/explanation/same-person.md and duplicate-records.md.""",
    lambda made: add_format(made, ("table", "json")),
    _run,
)
