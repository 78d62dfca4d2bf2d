"""`hikma forget ID`: remove a scientist who does not want to be here."""

from __future__ import annotations

import argparse

from graph.identifiers import parse_id
from graph.rights import forget
from hikma.progress import Progress
from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("id", metavar="ID", help="any id of the person: ORCID iD, OpenAlex id, table:ID")


def _run(given: argparse.Namespace) -> int:
    with Progress("forgetting") as progress:
        gone = forget(base_of(given), parse_id(given.id), progress.step)
    print(
        f"Forgotten: one scientist with {gone.ids} ids, named on {gone.publications:,} publications. Files exported "
        "before, backups, and the logs of a Neo4j server are yours to clear."
    )
    return 0


VERB = Verb(
    "forget",
    "Remove a scientist from the base, and from every later load.",
    """The person leaves the store, what is staged and what was set aside, under every id that names the person here,
and no later load brings any of them back. What is kept is a salted digest of each id. Publications keep how many of
their authors are withheld, with their institutions and countries. It cannot be undone.""",
    _flags,
    _run,
)
