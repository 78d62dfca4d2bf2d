"""`hikma same A B`: judge by hand that two ids name one person, work or organisation."""

from __future__ import annotations

import argparse

from graph.identifiers import parse_id
from graph.judgements import judge
from hikma.progress import Progress
from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("left", metavar="A", help="an id, as openalex:A5002041459 or an ORCID iD, a DOI, a ROR id")
    made.add_argument("right", metavar="B", help="the other id")
    add_reason(made)


def add_reason(made: argparse.ArgumentParser) -> None:
    """The flags of a judgement by hand."""
    made.add_argument("--because", metavar="TEXT", help="on which grounds; it is kept with the judgement")
    made.add_argument("--undo", action="store_true", help="take back what was judged of the two by hand")


def judge_by_hand(given: argparse.Namespace, verdict: str) -> int:
    """Judge two ids, and bring the graph up to date."""
    base, verdict = base_of(given), "withdrawn" if given.undo else verdict
    left, right = parse_id(given.left), parse_id(given.right)
    kind = judge(base, left, right, verdict, given.because)
    with Progress("updating the store") as progress:
        base.update(progress.step)
    words = {"same": "are one", "different": "are two", "withdrawn": "are no longer judged by hand as a"}
    print(f"{left} and {right} {words[verdict]} {kind.lower()}{'s' if verdict == 'different' else ''}.")
    return 0


VERB = Verb(
    "same",
    "Judge by hand that two ids name one person, work or organisation.",
    """The records stay under their own ids; the graph has one node for both. The judgement is kept through every later
load, prevails over identifiers and scores, and can be taken back: --undo, or “hikma different A B”.

  hikma same openalex:A5021382014 openalex:A5085007251 --because "same home page"
  hikma identities                                       what waits for such a judgement""",
    _flags,
    lambda given: judge_by_hand(given, "same"),
)
