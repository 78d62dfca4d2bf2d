"""`hikma status`: what the base holds, how well it is covered, and what was loaded."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from hikma.printing import lines, spreadsheet, table_text
from hikma.status import status
from hikma.verbs.verb import Verb, add_format, base_of

HISTORY = (
    "number", "source", "paths", "as_of", "started", "finished", "complete", "only", "read", "loaded", "unchanged",
    "rejected", "skipped", "collected",
)  # fmt: skip


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("--history", action="store_true", help="what each load did, oldest first, and nothing else")
    add_format(made)


def _run(given: argparse.Namespace) -> int:
    found = status(base_of(given))
    if given.history:
        print(lines(HISTORY, [[load[name] for name in HISTORY] for load in found["loads"]], given.format))
        return 0
    if given.format == "json":
        print(msgspec.json.encode(found).decode())
    elif given.format == "csv":
        print(spreadsheet(("what", "name", "count"), _counts(found)))
    else:
        print(_shown(found))
    return 0


def _counts(found: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(what, name, count) for what in ("nodes", "links", "coverage") for name, count in found[what].items()]


def _shown(found: dict[str, Any]) -> str:
    counts = table_text(("what", "name", "count"), _counts(found))
    named = ("number", "source", "as_of", "read", "loaded", "unchanged", "rejected", "finished", "collected")
    loads = table_text(named, [[load[name] for name in named] for load in found["loads"]])
    behind = (
        ""
        if found["up_to_date"]
        else "\nThe store is behind what is staged: “hikma load” the same files again brings it up to date."
    )
    return f"{counts}\n\nStore: {found['store']}\nLoads:\n{loads}{behind}"


VERB = Verb(
    "status",
    "Show what the base holds, how well it is covered, and what was loaded.",
    """Authorships are counted as bylines list them. A local key stands for an author to whom the source gives no id.
--history says of each load what it read, as of when, and what became of the records; judgements on identity are loads
too.""",
    _flags,
    _run,
)
