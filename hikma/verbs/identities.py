"""`hikma identities`: pairs of ids that may be one, for a person to decide, and what was judged so far."""

from __future__ import annotations

import argparse

from graph.judgements import Pair, names_of, pairs
from hikma.printing import lines
from hikma.verbs.verb import Verb, add_format, base_of

COLUMNS = ("kind", "left", "left_name", "right", "right_name", "verdict", "by", "score", "reason")


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--verdict",
        choices=("unsure", "same", "different", "all"),
        default="unsure",
        help="which to list (default: unsure, those that wait for a person's judgement)",
    )
    made.add_argument("--kind", choices=("scientist", "publication", "institution", "name"), help="only these")
    made.add_argument("--limit", type=int, default=50, metavar="N", help="how many (default: 50; 0 for all)")
    add_format(made)


def _run(given: argparse.Namespace) -> int:
    base = base_of(given)
    found = pairs(base, None if given.verdict == "all" else given.verdict)
    chosen = [one for one in found if given.kind in (None, one.kind.lower())]
    chosen.sort(key=lambda one: (-(one.score or 0), one[:3]))
    shown = chosen[: given.limit or None]
    names = names_of(base, [id_ for one in shown for id_ in (one.left, one.right)])
    rows = [[one.kind, one.left, names.get(one.left), one.right, names.get(one.right), *one[3:7]] for one in shown]
    print(lines(COLUMNS, rows, given.format))
    if given.format == "table":
        print(_told(chosen, shown))
    return 0


def _told(chosen: list[Pair], shown: list[Pair]) -> str:
    more = f"{len(shown):,} of {len(chosen):,}. " if len(shown) < len(chosen) else f"{len(chosen):,} in all. "
    return (
        f"{more}Decide with “hikma same LEFT RIGHT” or “hikma different LEFT RIGHT”; "
        "of a name, with “hikma different LEFT --name RIGHT”. “hikma show ID” says what is known of each."
    )


VERB = Verb(
    "identities",
    "List ids that may name one thing, for a person to decide, and what was judged so far.",
    """An identifier that two records share makes them one without asking: ORCID iD, DOI, ROR id, and ids that a source
gives beside its own. Listed as unsure are pairs on which identifiers and names disagree, pairs that “hikma resolve”
found likely but not certain, and names printed under an id (kind “name”) that its person cannot bear.""",
    _flags,
    _run,
)
